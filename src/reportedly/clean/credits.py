"""Who made the report, and what the page says of it: byline, agency, dateline, translator, correction, disclaimer."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportedly.model.vocabulary import CreditKind

from . import vocabulary
from .datelines import match_date, match_dateline, match_place
from .furniture import Block

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


_PARAGRAPH = 60
"""Letters of a paragraph at least that a dateline in a line of its own stands above."""


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
    dated = [(n, found) for n, block in enumerate(report) if (found := match_date(text, block.start, block.end))]
    alone = {n: found for n, found in dated if len(dated) == 1}  # several are the entries of a chronology
    for n, block in enumerate(report[:3]):
        follows = len(report) > n + 1 and report[n + 1].end - report[n + 1].start >= _PARAGRAPH
        lone = match_place(text, block.start, block.end) if follows else None
        found = match_dateline(text, block.start, block.end) or alone.get(n) or lone
        if found:
            if found.place:
                yield Found("dateline", " ".join(text[slice(*found.place)].split()), *found.place)
            if found.agency:
                yield Found("agency", text[slice(*found.agency)], *found.agency)
                yield from _datelines_below(report[n + 1 :], text)
            return


def _datelines_below(report: Sequence[Block], text: str) -> Iterator[Found]:
    """Yield the places of further datelines with an agency, as where a corrected report follows its correction."""
    for block in report:
        found = match_dateline(text, block.start, block.end)
        if found and found.place and found.agency and text[slice(*found.place)].split(",", maxsplit=1)[0].isupper():
            yield Found("dateline", " ".join(text[slice(*found.place)].split()), *found.place)
