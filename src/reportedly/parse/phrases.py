"""Base noun phrases: from the leftmost word that depends on a noun up to the noun."""

from collections.abc import Iterator, Sequence

from reportedly.model import NounPhrase, SentenceBounds, Token

HEADS = frozenset(
    {
        "nsubj", "nsubjpass", "dobj", "pobj", "pcomp", "dative", "appos", "attr", "oprd", "ROOT", "poss", "npadvmod",
        "agent", "dep", "intj", "meta", "parataxis", "nmod",
    }
)  # fmt: skip
"""Dependencies in which a noun heads a phrase of its own; spaCy's own list and possessives, so that "Iran's" is one."""
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
CONJUNCTION = "conj"
DASHES = frozenset({"-", "–", "—"})


def noun_phrases(tokens: Sequence[Token], sentences: Sequence[SentenceBounds]) -> Iterator[NounPhrase]:
    """Yield the base noun phrases in order; they may nest only where a possessive stands inside another."""
    for sentence in sentences:
        left = _leftmost(tokens, sentence)
        found = []
        for token in tokens[sentence.first : sentence.last]:
            if token.pos in NOUNS and _heads(tokens, token):
                first = _after_dash(tokens, left[token.i - sentence.first], token.i)
                found.append(NounPhrase(tokens[first].start, token.end, first, token.i + 1, token.i))
        yield from sorted(found)


def _leftmost(tokens: Sequence[Token], sentence: SentenceBounds) -> list[int]:
    """Give the leftmost word below each word of a sentence, reached over words to the left only."""
    left = list(range(sentence.first, sentence.last))
    for token in tokens[sentence.first : sentence.last]:
        if token.head > token.i:
            place = token.head - sentence.first
            left[place] = min(left[place], left[token.i - sentence.first])
    return left


def _after_dash(tokens: Sequence[Token], first: int, head: int) -> int:
    """Give where a phrase begins whose words a dash with spaces parts: "abduct 23 in Zamfara - residents"."""
    for i in range(head - 1, first, -1):
        if tokens[i].text in DASHES and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start:
            return i + 1
    return first


def _heads(tokens: Sequence[Token], token: Token) -> bool:
    """Say whether a noun heads a phrase: by its dependency, or by that of what it's coordinated with."""
    steps = 0
    while token.dep == CONJUNCTION and token.head < token.i and steps < 50:  # noqa: PLR2004 no list is longer
        token = tokens[token.head]
        steps += 1
    return token.dep in HEADS
