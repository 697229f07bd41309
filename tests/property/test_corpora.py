"""What holds of every reading holds of twenty documents of each corpus, where the corpora stand beside the checkout."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import ReportedlyError, UnknownLanguage

from .holds import faults

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"
NAMES = (
    *(
        "extraction",
        "factuality",
        "gunviolence",
        "idetect",
        "indiapolice",
        "muc",
        "naming",
        "newsdiscourse",
        "newsquant",
    ),
    *("polnear", "subjectivity", "syria", "timebank", "toponyms"),
)
DOCUMENTS = 20
TWICE = 1
"""How many of a corpus are read a second time: our own examples are, too."""


def _documents(name: str) -> list[dict[str, Any]]:
    """Give twenty documents from all over a corpus: every n-th, so that the order of the file matters little."""
    folder = CORPORA / name / "dev"
    path = folder / "documents.jsonl"
    if not path.exists():
        path = folder / "documents.jsonl.gz"
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    return documents[:: max(1, len(documents) // DOCUMENTS)][:DOCUMENTS]


@pytest.mark.corpus
@pytest.mark.parametrize("name", NAMES)
def test_documents_of_a_corpus(name: str) -> None:
    """Of each document's reading all invariants hold, and some, read twice, give the same reading."""
    if not (CORPORA / name).is_dir():
        pytest.skip(f"no corpora beside the checkout (../shared/corpora/{name})")
    wrong = [
        f"{document['id']}: {fault}"
        for place, document in enumerate(_documents(name))
        for fault in _faults(document, twice=place < TWICE)
    ]
    assert not wrong, "\n".join(wrong[:20])


def _faults(document: dict[str, Any], *, twice: bool) -> list[str]:
    """Give a document's faults; one in a language that isn't read may be refused as such, and no other may be."""
    try:
        return faults(document, twice=twice)
    except UnknownLanguage:
        return []
    except ReportedlyError as error:
        return [f"refused: {error}"]
