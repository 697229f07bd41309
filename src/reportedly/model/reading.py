"""The reading: what one report yields.

Its JSON form, its JSON Schema and the API's types all come from these classes.
"""

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from .article import Anchor, Credit, Furniture
from .attribution import Attribution, Entity
from .claim import Claim, Drift, Forecast, Naming
from .form import to_json, to_plain
from .rows import COLUMNS, NUMBERS, ROWS
from .span import Span
from .values import Place, Quantity, Timex
from .vocabulary import Function, PublishedBasis, Voice

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Table = Literal["claims", "attributions"]
SCHEMA: Literal["reportedly/reading/1"] = "reportedly/reading/1"


@dataclass(frozen=True, slots=True)
class Reader:
    """What made the reading, so that it can be made again."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report's text and the facts about it.

    `published` is ISO 8601; `sha256` is that of the UTF-8 bytes of `text`.
    """

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    author: str | None
    credits: tuple[Credit, ...]
    published: str | None
    published_basis: PublishedBasis
    retrieved: str | None
    language: str | None
    sha256: str
    text: str
    notes: tuple[str, ...] = ()
    """What the user should know of how it was read, such as the encoding that was taken."""
    anchors: tuple[Anchor, ...] | None = field(default=None, metadata={"omit_none": True})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Who speaks in a sentence of the report, and what the sentence does in it. Offsets as in `Span`."""

    start: int
    end: int
    voice: Voice
    function: Function
    in_: Literal["title"] | None = field(default=None, metadata={"omit_none": True})


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold everything that was read in one report: who said what, how many, when, where, and what became of it."""

    schema: Literal["reportedly/reading/1"] = field(default=SCHEMA, kw_only=True)
    reader: Reader
    report: Report
    furniture: tuple[Furniture, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    timexes: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    namings: tuple[Naming, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    drifts: tuple[Drift, ...] = ()
    leftovers: tuple[Span, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the reading as the dict that its JSON form is."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the reading as JSON: on one line, or indented by so many spaces."""
        return to_json(self, indent=indent)

    @overload
    def to_frame(self, table: Table = "claims", *, library: Literal["pandas"] = "pandas") -> "pd.DataFrame": ...

    @overload
    def to_frame(self, table: Table = "claims", *, library: Literal["polars"]) -> "pl.DataFrame": ...

    def to_frame(self, table: Table = "claims", *, library: Literal["pandas", "polars"] = "pandas") -> Any:
        """Give the claims (a row per figure) or the attributions as a data frame of pandas, or of polars.

        Columns are the same whatever was read, and numbers are floats. Raises ImportError where the library is missing:
        `pip install "reportedly[frames]"` brings pandas, `"reportedly[polars]"` polars.
        """
        extra = "frames" if library == "pandas" else "polars"
        try:
            frames = import_module(library)
        except ImportError as error:
            raise ImportError(f'this data frame needs {library}: pip install "reportedly[{extra}]"') from error
        rows, columns = ROWS[table](self), COLUMNS[table]
        if library == "pandas":
            return frames.DataFrame(rows, columns=columns).astype(
                {name: "float64" for name in columns if name in NUMBERS}
            )
        kinds = {name: frames.Float64 if name in NUMBERS else frames.String for name in columns}
        return frames.DataFrame({name: [_arrow(row[name]) for row in rows] for name in columns}, schema=kinds)

    def _repr_html_(self) -> str:
        """Show the reading in a notebook."""
        from .display import of_reading

        return of_reading(self)


def _arrow(value: Any) -> Any:
    """Give a cell as Arrow's memory holds it: numbers as floats, and no half characters."""
    return (
        value.encode("utf-8", "replace").decode()
        if isinstance(value, str)
        else value
        if value is None
        else float(value)
    )
