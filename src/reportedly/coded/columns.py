"""Which column of a coder's table holds what: as the coder says, else by its dataset, else by its heading."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from reportedly.errors import BadSetting
from reportedly.model.vocabulary import Outcome

FIELDS = (
    "id", "start", "end", "time_precision", "place", "admin1", "country", "latitude", "longitude", "geo_precision",
    "where_precision", "event", "actor1", "actor2", "text",
)  # fmt: skip
COUNTED: tuple[Outcome, ...] = get_args(Outcome)
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings by field. A figure's field is its outcome; its ends' are `killed_low` and `killed_high`.

    `shape` is the dataset that the table is of, None where it's the coder's own; `event` what all its rows are.
    """

    by_field: Mapping[str, str]
    shape: str | None = None
    event: str | None = None

    @property
    def counted(self) -> list[Outcome]:
        """What figures there are of."""
        return [one for one in COUNTED if one in self.by_field]


@cache
def shapes() -> dict[str, Any]:
    """Load `shapes.toml` once."""
    return tomllib.loads((files(__package__) / "shapes.toml").read_text(encoding="utf-8"))


def chosen(headings: Sequence[str], said: Mapping[str, str] | None = None) -> Columns:
    """Choose the columns. `said` maps fields to headings, and goes before all else; a heading of "" leaves a field out.

    Raises BadSetting where a field or heading isn't known, or nothing tells what happened, or when, or where.
    """
    said = dict(said or {})
    _check(headings, said)
    found = _known(headings) or Columns(_guessed(headings))
    by_field = {**found.by_field, **said}
    columns = Columns({field: heading for field, heading in by_field.items() if heading}, found.shape, found.event)
    missing = list(_missing(columns))
    if missing:
        raise BadSetting(
            f'no column tells {" or ".join(missing)}: name it, as in --column start="Date of incident"; '
            f"there are {', '.join(headings)}"
        )
    return columns


def chosen_of(pairs: Iterable[str]) -> dict[str, str]:
    """Read what a coder says of columns: each FIELD=HEADING. Raises BadSetting."""
    said = {}
    for pair in pairs:
        field, is_pair, heading = pair.partition("=")
        if not is_pair:
            raise BadSetting(f"{pair} names no column: write it FIELD=HEADING, as in killed=Deaths")
        said[field.strip()] = heading.strip()
    return said


def fields() -> list[str]:
    """List all that a column may hold."""
    return [*FIELDS, *(f"{one}{end}" for one in COUNTED for end in ("", "_low", "_high"))]


def _check(headings: Sequence[str], said: Mapping[str, str]) -> None:
    """Refuse what the table or we don't know."""
    for field, heading in said.items():
        if field not in fields():
            raise BadSetting(f"{field} is nothing that a column may hold: {', '.join(FIELDS)}, {', '.join(COUNTED)}")
        if heading and heading not in headings:
            raise BadSetting(f"there is no column {heading}: there are {', '.join(headings)}")


def _known(headings: Sequence[str]) -> Columns | None:
    """Give the columns of a known dataset, where the table has its headings."""
    there = {one.lower(): one for one in headings}
    for name, shape in shapes()["known"].items():
        if there.keys() >= set(shape["needs"]):
            columns = {field: there[heading] for field, heading in shape["columns"].items() if heading in there}
            return Columns(columns, name, shape.get("event"))
    return None


def _guessed(headings: Sequence[str]) -> dict[str, str]:
    """Take each heading for the field that is called so; of several for one field the first in our list."""
    found: dict[str, str] = {}
    plain = {_plain(one): one for one in reversed(headings)}
    table = shapes()
    for field, names in table["guess"].items():
        heading = next((plain[name] for name in names if name in plain), None)
        if heading is not None:
            found[field] = heading
    for outcome in COUNTED:
        names = [outcome.replace("_", " "), *table["figures"].get(outcome, [])]
        for end, words in (("", [""]), *((f"_{end}", words) for end, words in table["figures"]["ends"].items())):
            either = (one for name in names for word in words for one in (f"{name} {word}", f"{word} {name}"))
            heading = next((plain[one.strip()] for one in either if one.strip() in plain), None)
            if heading is not None:
                found[f"{outcome}{end}"] = heading
    return found


def _plain(heading: str) -> str:
    """Write a heading in lower case, with blanks for all but letters and digits."""
    return _OTHER.sub(" ", heading.lower()).strip()


def _missing(columns: Columns) -> list[str]:
    """Say what can't be done without."""
    has = columns.by_field
    wanted = {
        "when (start)": "start" in has,
        "where (place, or latitude and longitude)": "place" in has or {"latitude", "longitude"} <= has.keys(),
        "what happened (event, or a figure such as killed)": bool(columns.counted or "event" in has or columns.event),
    }
    return [what for what, there in wanted.items() if not there]
