"""Keep where a report was written apart from what is said in it: "Dorn: Two men were held, police said"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from reportedly.model import Article, Offsets, Parsed, Token

    from .draft import Draft

_PLACE = re.compile(r"(?P<place>[A-Z][\w'’.-]{2,24}(?: [A-Z][\w'’.-]{1,24}){0,2})(?P<colon>:) (?=\S)")
_TURN = re.compile(r"^[A-Z][A-Z.’' -]{1,40}:\s", re.MULTILINE)
_CREDITED = re.compile(r"\s{0,2}(?:\([^()\n]{1,30}\))?\s{0,2}[–—/:-]{1,3}\s{1,2}")
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "yes", "no"})
_ACRONYM = 5
"""Letters of an acronym at most."""
_LINE = 9
"""Words that tell whether a line is set as a title."""
_OPENING = 4
"""Words among which somebody's own turn has an "I" or "we"."""


def is_where(article: Article, parsed: Parsed, draft: Draft) -> bool:
    """Say whether a source before a colon is the place that a report's first paragraph opens with."""
    found = _opening(article, parsed)
    return found is not None and draft.cue == (found[1],) and draft.source == (found[0],)


def without_place(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Cut the place and the date that a content opens with."""
    if not draft.content:
        return draft
    start, end = draft.content[0]
    found = _opening(article, parsed)
    if found is not None and start == found[0][0]:
        begins: int | None = found[1][1] + 1
    else:
        begins = _behind_credit(article, start)
    if begins is None or begins >= end:
        return draft
    return replace(draft, content=((begins, end), *draft.content[1:]))


def _opening(article: Article, parsed: Parsed) -> tuple[Offsets, Offsets] | None:
    """Give the place and the colon that the first paragraph opens with, where a sentence of its own follows."""
    paragraph = next((one for one in article.paragraphs if not article.is_headline(one[0])), None)
    if paragraph is None:
        paragraph = next(iter(article.paragraphs), None)
    match = _PLACE.match(article.full_text, *paragraph) if paragraph else None
    if match is None or paragraph is None or not article.full_text[: paragraph[1]].rstrip().endswith("."):
        return None
    if match["place"].isupper() and _TURN.search(article.full_text, paragraph[1]):
        return None  # a transcript, whose next turn has a label in capitals, too
    inside = parsed.tokens_in(*match.span("place"))
    gives = any(token.lemma.lower() in words("givers") or _is_short_for(token) for token in inside)
    following = parsed.tokens_in(match.end(), paragraph[1])
    after = [token.text.lower() for token in following[:_OPENING]]
    titled = sum(token.text[0].isupper() for token in following[1:_LINE]) * 2 > len(following[1:_LINE])
    gives = gives or titled or not _may_be_place(article, parsed, match["place"])
    if gives or not _FIRST_PERSON.isdisjoint(after) or article.full_text[match.end()] in '"“‘«':
        return None
    return match.span("place"), match.span("colon")


def _is_short_for(token: Token) -> bool:
    """Say whether capitals may be an acronym's: "WHO: …"; those of "RAIPUR: …" are a dateline's."""
    return token.text.isupper() and len(token.text) <= _ACRONYM


def _may_be_place(article: Article, parsed: Parsed, name: str) -> bool:
    """Say whether a name is a place's where it stands again, or stands nowhere else: speakers are spoken of again."""
    again = [one for one in parsed.names if article.full_text[one.start : one.end].endswith(name)]
    return article.full_text.count(name) == 1 or any(one.label == "GPE" for one in again)


def _behind_credit(article: Article, start: int) -> int | None:
    """Give where the words begin behind a dateline that stands at an offset."""
    for credit in article.credits:
        offsets = [article.offsets(span) for span in credit.spans] if credit.kind == "dateline" else []
        if offsets and offsets[0][0] == start:
            match = _CREDITED.match(article.full_text, offsets[-1][1])
            return match.end() if match else None
    return None
