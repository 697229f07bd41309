"""The golden readings: what a careful analyst reads in our own examples, and where in the text each row stands.

A row points at its words by quoting them: `{...}` marks what is meant, the rest is context that makes it the only such
place. In `says`, `{s:…}`, `{c:…}` and `{t:…}` mark source, cue and content. ` ... ` leaves words out. White space
matches any white space. `one|other` (no spaces around the bar) gives several readings, each of which is right.
`title:` in front, or `in = "title"`, points into a title that stands apart from the text.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reportedly.examples import Example, example

HERE = Path(__file__).parent
KINDS = (
    "facts",
    "furniture",
    "not_report",
    "credits",
    "says",
    "figures",
    "times",
    "places",
    "claims",
    "forecasts",
    "drifts",
    "namings",
    "sentences",
    "never",
)
BAR = re.compile(r"(?<! )\|(?! )")
MARK = re.compile(r"\{([sct]:)?|\}| \.\.\. ")


class NotThere(LookupError):
    """Tell that a row's words stand nowhere in the text, or in more than one place."""


Place = tuple[bool, int, int]
"""Whether it is in a title that stands apart; start; end."""


@dataclass(frozen=True)
class Row:
    """One line of a golden reading: `kind` is the table it stands in, `number` counts from 1 in it."""

    report: str
    kind: str
    number: int
    fields: dict[str, Any]

    @property
    def name(self) -> str:
        """What the row is called in tables and in the list of known failures."""
        return f"{self.report}/{self.kind}-{self.number:02d}"


@dataclass(frozen=True)
class Golden:
    """One golden reading: its example, its rows, and the article's text as an analyst would cut it out."""

    name: str
    example: Example
    title: str
    apart: bool
    text: str
    rows: tuple[Row, ...] = field(default=())


@cache
def goldens() -> tuple[Golden, ...]:
    """Load every golden reading, in the order of their names."""
    return tuple(_load(path) for path in sorted((HERE / "readings").glob("*.toml")))


def _load(path: Path) -> Golden:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    one = example(path.stem)
    apart = table["title_apart"]
    text = one.content()
    if apart:
        text = (HERE / "articles" / table["article"]).read_text(encoding="utf-8").split("\n\n", 1)[1]
    facts = {key: table[key] for key in ("title", "published_basis") if key in table}
    lists = {"facts": [facts], "not_report": [{"words": words} for words in table.get("not_report", ())]}
    rows = tuple(
        Row(path.stem, kind, number, fields)
        for kind in KINDS
        for number, fields in enumerate(lists.get(kind, table.get(kind, ())), 1)
    )
    return Golden(path.stem, one, table["title"], apart, text, rows)


def alternatives(value: Any) -> list[str]:
    """Split what may be worded in several ways."""
    return BAR.split(value) if isinstance(value, str) else [str(value)]


def locate(words: str, text: str, title: str | None, *, in_title: bool = False) -> list[dict[str, list[Place]]]:
    """Find where each alternative of a row's words stands: label (`s`, `c`, `t`, or empty) to places.

    Raises NotThere where none of them stands in the text exactly once.
    """
    found, failed = [], None
    for one in BAR.split(words):
        try:
            found.append(_place(one, text, title, in_title=in_title))
        except NotThere as missing:
            failed = missing
    if not found:
        raise failed or NotThere(words)
    return found


def _place(words: str, text: str, title: str | None, *, in_title: bool) -> dict[str, list[Place]]:
    if words.startswith("title:"):
        words, in_title = words.removeprefix("title:"), True
    where = (title or "") if in_title else text
    places: dict[str, list[Place]] = {}
    opened: tuple[str, int] | None = None
    position = 0
    for count, segment in enumerate(_segments(words)):
        plain = "".join(part for part in segment if isinstance(part, str))
        match = _match(plain, where, position, only=count == 0)
        at, position = match.start(), match.end()
        done = ""
        for part in segment:
            if isinstance(part, str):
                done += part
            elif part[0] == "open":
                opened = (part[1], at + _length(done, where, at))
            elif opened:
                label, start = opened
                places.setdefault(label, []).append((in_title, start, at + _length(done, where, at)))
                opened = None
    return places


def _segments(words: str) -> list[list[str | tuple[str, str]]]:
    """Part the words at the gaps; each segment is its strings and marks in order."""
    segments: list[list[str | tuple[str, str]]] = [[]]
    last = 0
    for match in MARK.finditer(words):
        if match.start() > last:
            segments[-1].append(words[last : match.start()])
        last = match.end()
        if match.group() == " ... ":
            segments.append([])
        elif match.group() == "}":
            segments[-1].append(("close", ""))
        else:
            segments[-1].append(("open", (match.group(1) or "").rstrip(":")))
    if last < len(words):
        segments[-1].append(words[last:])
    return segments


def _pattern(plain: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(part) for part in re.split(r"\s+", plain)))


def _match(plain: str, where: str, position: int, *, only: bool) -> re.Match[str]:
    pattern = _pattern(plain)
    match = pattern.search(where, position)
    if match is None:
        raise NotThere(f"nowhere: {plain!r}")
    if only and pattern.search(where, match.start() + 1):
        raise NotThere(f"more than once: {plain!r}")
    return match


def _length(plain: str, where: str, at: int) -> int:
    """How many code points of the text a beginning of the words covers."""
    if not plain:
        return 0
    match = _pattern(plain).match(where, at)
    if match is None:
        raise NotThere(f"nowhere: {plain!r}")
    return match.end() - at
