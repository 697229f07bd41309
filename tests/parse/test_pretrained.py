"""The grammar model's networks, beside the library that they were made with."""

import numpy as np
import pytest

from reportedly.clean import clean
from reportedly.examples import examples
from reportedly.model import Page, Split
from reportedly.parse import grammar_model, split
from reportedly.parse.pretrained import find

spacy = pytest.importorskip("spacy")
TEXTS = {
    "marks": '"We have no water." "None at all?" he asked (twice). "None ..." Dr. A. Karimi, 51, left at 5 p.m.',
    "questions": 'What did the minister, who was said to have seen it, want to be told? Nothing. "Go!" she said.',
    "list": "Killed: 14 (3 children)\nWounded: 30\nMissing: at least 5, maybe 7 - officials",
    "crossing": "A hearing is scheduled on the issue today, he said, that no one had asked for when it mattered.",
    "long": "; ".join(
        f"on day {i} the river rose by {i} cm, as the council of Upper Mills had feared" for i in range(30)
    ),
}


def _split(text: str) -> Split:
    return split(clean(Page(text, media="text")))


def _reports() -> list[tuple[str, str]]:
    return [(one.name, str(one.content())) for one in examples() if one.media == "text"] + [*TEXTS.items()]


@pytest.fixture(scope="module")
def pipeline():
    """Load the library's own pipeline."""
    return spacy.load(grammar_model().split()[0], exclude=["lemmatizer", "attribute_ruler", "senter"])


@pytest.mark.parametrize(("name", "text"), _reports())
def test_the_grammar_is_what_the_library_finds(pipeline, name, text):
    """Tags, heads, dependencies, sentences and names are those of spaCy's pipeline over the same tokens."""
    given = _split(text)
    found = find(given)
    sure = {1: True, 0: False}
    ends = {end for _, end in given.pieces}
    spaces = [
        end not in ends and following > end
        for end, following in zip(given.ends.tolist(), [*given.starts[1:].tolist(), 0], strict=True)
    ]
    assert len(given) < 1000, name
    document = spacy.tokens.Doc(
        pipeline.vocab,
        words=list(given.forms),
        spaces=spaces,
        sent_starts=[sure.get(one) for one in given.begins.tolist()],
    )
    for _, pipe in pipeline.pipeline:
        document = pipe(document)
    assert found.tags == [token.tag_ for token in document]
    assert found.heads == [token.head.i for token in document]
    assert found.bounds == [(sentence.start, sentence.end) for sentence in document.sents]
    assert found.names == [(one.start, one.end, one.label_) for one in document.ents]
    dependencies = [token.dep_ for token in document]
    changed = [i for i, (ours, theirs) in enumerate(zip(found.deps, dependencies, strict=True)) if ours != theirs]
    assert {(dependencies[i], found.deps[i]) for i in changed} <= {("compound", "nsubj")}


def test_a_long_report_is_read_in_parts():
    """Parts of a report keep their places: heads stay within their sentence, and all tokens are told of."""
    given = _split("\n\n".join(TEXTS["marks"] + " " + TEXTS["crossing"] for _ in range(40)))
    found = find(given)
    assert len(given) > 2000
    assert len(found.tags) == len(found.deps) == len(found.heads) == len(given)
    sentence = np.repeat(np.arange(len(found.bounds)), [last - first for first, last in found.bounds])
    assert (sentence[found.heads] == sentence).all()


def test_no_text_has_no_grammar():
    """A split without a token gives nothing."""
    none = np.zeros(0, np.int32)
    assert find(Split((), none, none, (), none.astype(np.int8))) == ([], [], [], [], [])
