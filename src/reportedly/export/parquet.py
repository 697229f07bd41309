"""Readings and questions as a folder of Parquet files, a file a table, under the names of the ledger's tables.

`report`, `claim` and `attribution` come from the readings, a claim and figure a row as in `csv`; `question` has the
ledger's columns; `answer` and `origin` belong to their question. `answer.claim` is the ledger's id of a claim, which
outlives offsets, with the claim's id in its reading beside it (`in_reading`). Times are ISO 8601.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import BadSetting
from reportedly.model import Answer, Question, Reading, Report
from reportedly.model.rows import attribution_rows, claim_rows

from .cases import Case

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
AT_ONCE = 2000
"""Rows of a table that are held before they're written, as one row group."""
TEXT, NUMBER, COUNT, FLAG = "string", "double", "int64", "bool"
COLUMNS: dict[str, dict[str, str]] = {
    "report": dict.fromkeys(
        (
            "id",
            "url",
            "title",
            "publisher",
            "author",
            "published",
            "published_basis",
            "retrieved",
            "language",
            "sha256",
        ),
        TEXT,
    )
    | {"words": COUNT},
    "claim": dict.fromkeys(
        ("report", "claim", "voice", "source", "chain", "origin", "origin_basis", "act", "factuality", "event", "mode"),
        TEXT,
    )
    | dict.fromkeys(("outcome", "actors", "recipients", "figure"), TEXT)
    | dict.fromkeys(("value", "low", "high"), NUMBER)
    | dict.fromkeys(("bound", "unit", "when", "start", "end", "place"), TEXT)
    | {"latitude": NUMBER, "longitude": NUMBER, "text": TEXT},
    "attribution": dict.fromkeys(
        ("report", "attribution", "kind", "source", "name", "source_kind", "cue", "content", "acts", "factuality"), TEXT
    )
    | {"parent": TEXT, "confidence": NUMBER},
    "question": dict.fromkeys(("id", "text", "kind", "event_type", "event_mode", "counts", "unit", "place"), TEXT)
    | {"geonames_id": COUNT, "latitude": NUMBER, "longitude": NUMBER}
    | dict.fromkeys(("country", "starts", "ends"), TEXT)
    | dict.fromkeys(("low", "high", "best"), NUMBER)
    | {"rule": TEXT, "conflict": FLAG}
    | dict.fromkeys(("reports", "answers", "independent_low", "independent_high"), COUNT)
    | {"part_of": TEXT},
    "answer": dict.fromkeys(
        ("question", "claim", "report", "in_reading", "url", "publisher", "published", "event_time", "as_of"), TEXT
    )
    | dict.fromkeys(("value", "low", "high"), NUMBER)
    | dict.fromkeys(("bound", "role", "status", "act", "factuality", "voice", "counted"), TEXT)
    | dict.fromkeys(("origin", "origin_basis", "chain", "supersedes"), TEXT)
    | {"span_start": COUNT, "span_end": COUNT, "span_in": TEXT, "text": TEXT},
    "origin": dict.fromkeys(("question", "name", "entity"), TEXT)
    | {"reports": COUNT, "affiliation": TEXT, "distinct": FLAG},
}
"""Columns and their types, by table."""


def write_parquet(things: Iterable[Reading | Case], out: Path) -> None:
    """Write readings and questions as they come; every table is there, also without a row.

    Raises BadSetting where pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise BadSetting("parquet needs pyarrow, which isn't installed: pip install 'reportedly[bulk]'") from error
    out.mkdir(parents=True, exist_ok=True)
    schemas = {table: pa.schema(list(columns.items())) for table, columns in COLUMNS.items()}
    with ExitStack() as open_:
        files = {
            table: open_.enter_context(parquet.ParquetWriter(out / f"{table}.parquet", schema, compression="zstd"))
            for table, schema in schemas.items()
        }
        waiting: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        for thing in things:
            for table, row in _rows(thing):
                waiting[table].append(row)
                if len(waiting[table]) == AT_ONCE:
                    files[table].write_table(_table(pa, waiting[table], schemas[table]))
                    waiting[table] = []
        for table, rows in waiting.items():
            files[table].write_table(_table(pa, rows, schemas[table]))


def _table(arrow: Any, rows: list[Row], schema: "pa.Schema") -> "pa.Table":
    """Make a table of rows; half characters, which Parquet's UTF-8 can't hold, are replaced."""
    return arrow.Table.from_pylist([{name: _fit(value) for name, value in row.items()} for row in rows], schema=schema)


def _fit(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _rows(thing: Reading | Case) -> Iterator[tuple[str, Row]]:
    """Yield table and row of all that a reading, or a question, comes to."""
    if isinstance(thing, Reading):
        yield "report", _report(thing.report)
        yield from (("claim", row) for row in claim_rows(thing))
        yield from (("attribution", row) for row in attribution_rows(thing))
        return
    question = thing.question
    yield "question", _question(question)
    for answer in question.answers:
        told = thing.said.get(answer.claim)
        beside = {"question": question.id, "in_reading": told and told.claim, "text": told and told.text}
        yield "answer", beside | _answer(answer)
    for origin in question.origins:
        yield "origin", {"question": question.id, **{name: getattr(origin, name) for name in _ORIGIN}}


_ORIGIN = [name for name in COLUMNS["origin"] if name != "question"]


def _report(report: Report) -> Row:
    """Give the facts about a report."""
    return {name: getattr(report, name, None) for name in COLUMNS["report"]} | {"words": len(report.text.split())}


def _question(one: Question) -> Row:
    """Give a question as the ledger's table has it."""
    place, period, estimate = one.place, one.period, one.estimate
    return {
        **{name: getattr(one, name) for name in ("id", "text", "kind", "counts", "unit", "part_of")},
        **{f"event_{name}": getattr(one.event, name) for name in ("type", "mode")},
        "place": place and place.name,
        **{name: place and getattr(place, name) for name in ("geonames_id", "latitude", "longitude", "country")},
        "starts": period and period.start,
        "ends": period and period.end,
        **{name: estimate and getattr(estimate, name) for name in ("low", "high", "best", "rule", "conflict")},
        "reports": len(one.reports),
        "answers": len(one.answers),
        "independent_low": one.independent.low,
        "independent_high": one.independent.high,
    }


def _answer(one: Answer) -> Row:
    """Give an answer, its chain from the outermost relay inward."""
    flat = {name: getattr(one, name) for name in COLUMNS["answer"] if name in one.__dataclass_fields__}
    return flat | {
        "origin": one.origin.name,
        "origin_basis": one.origin.basis,
        "chain": " → ".join(one.chain),
        "span_start": one.span.start,
        "span_end": one.span.end,
        "span_in": one.span.in_,
    }
