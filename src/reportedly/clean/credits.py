"""Who made the report, and what the page says of it: byline, agency, dateline, translator, correction, disclaimer."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.model.vocabulary import CreditKind

from . import vocabulary
from .furniture import Block

_AGENCY = r"[A-Z][\w&. -]{0,30}?(?:[/,] ?[A-Z][\w. -]{1,30}?)?"
_DASH = r"(?:-{1,3}|[–—―_])"
_SHORT_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:(?:[A-Z][a-z]{2,8}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.? \d{1,2}|"
    r"\d{1,2} (?:[A-Z][a-z]{2,8}|[A-Z]{3,4})\.?)(?:,? (?:\d{4}|\d\d))?"
)
_CAPITALS = r"[A-Z][A-Z.'’/-]{1,30}(?: [A-Z][A-Z.'’/-]{0,30}){0,4}"
_NAMES = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
# DORN, Valland, May 16 (CNS) - · DORN (AP) _ · DORN, 5 JAN 90 -- · DORN, 8 February 2024. · Dorn (AFP) -
_DATELINE = re.compile(
    rf"(?P<place>(?:{_CAPITALS}|{_NAMES})(?:, {_NAMES}){{0,2}}?(?: \([A-Z][\w ]{{2,30}}\)(?=,))?)"
    rf"(?:,? (?P<date>{_SHORT_DATE}))?"
    rf"(?: ?\((?P<agency>{_AGENCY})\))?(?P<end> ?{_DASH}{{1,2}} ?|[.:] )(?=\S|$)"
)
_AGENCY_ONLY = re.compile(rf"\((?P<agency>{_AGENCY})\) ?{_DASH} ?")
_BY = re.compile(
    r"(?:^|[|•·] ?|\()(?:[Bb]y|BY|Written by|Story by|Posted by|Reporting by|Author|Reporter)(?::| ) ?"
    r"(?P<name>[A-Z][^|•·;,()]{1,60})"
)
_TRANSLATOR = re.compile(
    r"(?:[Tt]ranslat(?:ed(?: from [\w ]{2,30}?)? by|ion(?: by|:))) (?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w'’-]+){0,3})"
)
_CONTRIBUTED = re.compile(r"(?P<name>[A-Z].{2,80}?) contributed to this")
_FROM_AGENCY = re.compile(
    r"(?:[Ww]ith (?:additional )?(?:reporting|inputs?|material) (?:by|from)|Source:|Sources?) ?"
    r"(?P<name>[A-Z][\w .&-]{1,40}\w)"
)
_ROLE = re.compile(
    r"\s+(?:in|at|for|of|and (?=agenc))\b.*| (?:Staff|Special|Associated Press|Reuters|AFP)\b.*", re.IGNORECASE
)

# A shorter name in capitals is an abbreviation.
_SHORTEST_PLACE = 3


@cache
def _agencies() -> re.Pattern[str]:
    names = sorted(vocabulary.words("agencies"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))}|Associated Press|Agence France-Presse)\b")


class Found(NamedTuple):
    """One credit before it has spans: code points of the text."""

    kind: CreditKind
    name: str | None
    start: int
    end: int


def find_credits(furniture: Sequence[Block], report: Sequence[Block], text: str) -> Iterator[Found]:
    """Yield the credits of a report, those of its furniture first."""
    for block in furniture:
        yield from _of_furniture(block, text[block.start : block.end])
    yield from _dateline(report, text)


def _of_furniture(block: Block, words: str) -> Iterator[Found]:
    if block.kind == "disclaimer":
        yield Found("disclaimer", None, block.start, block.end)
    elif block.kind == "correction":
        yield Found("correction", None, block.start, block.end)
    elif block.kind in ("byline", "other"):
        yield from _of_makers(block, words)


def _of_makers(block: Block, words: str) -> Iterator[Found]:
    """Yield translator, author and agency that one line names."""
    translator = _TRANSLATOR.search(words)
    if translator:
        yield _named("translator", block, translator)
    author = _BY.search(words) or _CONTRIBUTED.search(words)
    if author:
        name = _ROLE.sub("", author["name"]).strip(" .")
        kind: CreditKind = "agency" if _agencies().search(author["name"]) and author.re is _CONTRIBUTED else "byline"
        start = block.start + author.start("name")
        yield Found(kind, name or None, start, start + len(name or author["name"]))
    agency = _FROM_AGENCY.search(words) or (_agencies().search(words) if not author else None)
    if agency and not translator:
        group = "name" if "name" in agency.re.groupindex else 0
        yield Found("agency", agency[group].strip(), block.start + agency.start(group), block.start + agency.end(group))


def _named(kind: CreditKind, block: Block, match: re.Match[str]) -> Found:
    return Found(kind, match["name"], block.start + match.start("name"), block.start + match.end("name"))


def _dateline(report: Sequence[Block], text: str) -> Iterator[Found]:
    """Yield place and agency before the first words of one of the first paragraphs."""
    for block in report[:3]:
        match = match_dateline(text, block.start, block.end)
        if match:
            if "place" in match.re.groupindex:
                end = match.end("date") if match["date"] else match.end("place")
                yield Found("dateline", " ".join(text[match.start() : end].split()), match.start(), end)
            if match["agency"]:
                yield Found("agency", match["agency"], match.start("agency"), match.end("agency"))
            return


def match_dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match the dateline that a paragraph begins with."""
    only = _AGENCY_ONLY.match(text, start, end)
    if only:
        return only
    match = _DATELINE.match(text, start, end)
    if match is None or match["place"] in vocabulary.words("labels"):
        return None
    capitals = match["place"].split(",")[0].isupper() and len(match["place"]) >= _SHORTEST_PLACE
    if match["end"].startswith((".", ":")):
        return match if capitals and match["date"] else None
    # A hyphen inside a word is no dash: “TEHRAN-backed”.
    dashed = match["end"] != "-" or bool(match["agency"])
    return match if dashed and (match["agency"] or match["date"] or capitals or "," in match["place"]) else None
