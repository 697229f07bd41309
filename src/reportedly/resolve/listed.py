"""Names of bodies that read like a phrase, whatever the tagger takes their words for: "Doctors Without Borders"."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from reportedly.model import NameSpan, Parsed, Token

from .tables import lines, words

LONGEST_MEMBERS = 3
"""Words of who they are, the "Legal Aid Lawyers" of its name."""
FEWEST_LETTERS = 4
"""Of words that a headline in capitals has with a capital."""
LONGEST_CAUSE = 4
"""Words of what a body is for, the "Truth and Justice" of its name."""


def listed(parsed: Parsed) -> Iterator[NameSpan]:
    """Yield the names of the list, and plural nouns that are "for" a cause, or "without" something, in capitals."""
    last = 0
    for token in parsed.tokens:
        if token.i < last or not token.text[0].isupper():
            continue
        length = _known(parsed.tokens, token.i) or _for_cause(parsed.tokens, token.i)
        if length:
            last = token.i + length
            yield NameSpan(token.start, parsed.tokens[last - 1].end, token.i, last, "ORG")


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Give the names of the list by their first words, longer ones first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in sorted(lines("bodies", "phrases"), key=len, reverse=True):
        name = tuple(line.split())
        found.setdefault(name[0], []).append(name)
    return found


def _known(tokens: Sequence[Token], first: int) -> int:
    """Give how many tokens from one on are a name of the list, 0 for none."""
    for name in _phrases().get(tokens[first].text, ()):
        if all(a.text == b for a, b in zip(tokens[first : first + len(name)], name, strict=False)):
            return len(name) if first + len(name) <= len(tokens) else 0
    return 0


def _for_cause(tokens: Sequence[Token], first: int) -> int:
    """Give how many tokens a name has that says what its members are for: "Teachers for Peace and Justice"."""
    at = _after_members(tokens, first)
    between = tokens[at].text if at + 1 < len(tokens) else ""
    if between not in ("for", "Without", "Against") or tokens[at].sentence != tokens[first].sentence:
        return 0
    if at > first + 1 and (between == "for" or not _is_in_prose(tokens, first)):
        return 0
    if at == first + 1 and not tokens[first].text.endswith("s"):
        return 0
    begins = last = at + 1
    if between == "for" and tokens[last].text not in words("bodies", "causes"):
        return 0
    while last < len(tokens) and last - begins < LONGEST_CAUSE and _goes_on(tokens, last):
        if tokens[last].sentence != tokens[first].sentence:
            break
        last += 1
    return last - first if last > begins else 0


def _after_members(tokens: Sequence[Token], first: int) -> int:
    """Give the token behind who they are: "Doctors", or the "Medical Aid" of "Medical Aid Without Limits"."""
    at = first + 1
    while at < len(tokens) and at - first < LONGEST_MEMBERS and tokens[at].text[0].isupper():
        if tokens[at].pos not in ("NOUN", "PROPN", "ADJ") or tokens[at].text in ("Without", "Against"):
            break
        at += 1
    return at


def _is_in_prose(tokens: Sequence[Token], first: int) -> bool:
    """Say whether a sentence has words in lower case behind a token: in a headline all may have capitals."""
    behind = takewhile(lambda one: one.sentence == tokens[first].sentence, islice(tokens, first, None))
    return any(one.text.islower() and len(one.text) >= FEWEST_LETTERS for one in behind)


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a token in capitals goes on with a name, or joins one that does."""
    if tokens[i].text in ("and", "&"):
        return i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()
    return tokens[i].text[0].isupper() and tokens[i].text[0].isalpha()
