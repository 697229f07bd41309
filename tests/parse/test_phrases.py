"""Base noun phrases."""

from reportedly.model import SentenceBounds, Token
from reportedly.parse.phrases import noun_phrases


def told(rows):
    """Make tokens of (text, tag's coarse class, dependency, head), parted by single spaces, and give the phrases."""
    text = " ".join(row[0] for row in rows)
    tokens, at = [], 0
    for i, (word, pos, dep, head) in enumerate(rows):
        start = text.index(word, at)
        at = start + len(word)
        tokens.append(
            Token(
                i=i,
                start=start,
                end=at,
                text=word,
                lemma=word.lower(),
                pos=pos,
                tag=pos,
                dep=dep,
                head=head,
                sentence=0,
            )
        )
    found = noun_phrases(tokens, [SentenceBounds(0, len(text), 0, len(tokens))])
    return [text[one.start : one.end] for one in found]


def test_a_dash_parts_phrases():
    """What stands before a dash with spaces is no part of the phrase after it, as in headlines that end in a source."""
    rows = [
        ("in", "ADP", "prep", 0),
        ("Zamfara", "PROPN", "compound", 3),
        ("-", "PUNCT", "punct", 3),
        ("residents", "NOUN", "pobj", 0),
    ]
    assert told(rows) == ["residents"]


def test_a_phrase_reaches_to_its_leftmost_word():
    """Determiners and modifiers belong to the phrase."""
    rows = [
        ("the", "DET", "det", 2),
        ("last", "ADJ", "amod", 2),
        ("residents", "NOUN", "nsubj", 3),
        ("left", "VERB", "ROOT", 3),
    ]
    assert told(rows) == ["the last residents"]
