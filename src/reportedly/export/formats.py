"""The formats, in one table: what each holds, what it's made of, and how it's written."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportedly.model import Reading

from .acled import to_acled
from .annotations import to_annotations
from .brat import CONFIGURATION, to_brat
from .claimreview import to_claimreviews
from .delimited import to_csv
from .docbin import to_docbin
from .geojson import to_geojson
from .gkg import to_gkg
from .hxl import to_hxl
from .parquet import write_parquet
from .plover import to_plover
from .prov import to_prov
from .ucdp import to_ucdp


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `of` says what it's made of: the reports' readings, the questions that they answer together, or both.

    `write` takes these and the path, which is a folder where `folder` is set; where it's a table, `heads` says how
    many lines stand above its rows, and `write` gives how many lines there are.
    """

    name: str
    about: str
    of: Literal["readings", "questions", "readings and questions"]
    write: Callable[[Iterable[Any], Path], int | None]
    folder: bool = False
    heads: int | None = None


def _lines(make: Callable[[Iterable[Any]], Iterator[str]]) -> Callable[[Iterable[Any], Path], int]:
    """Write what yields text, line by line as it comes; give how many there were."""

    def write(things: Iterable[Any], out: Path) -> int:
        number = 0
        with out.open("w", encoding="utf-8", newline="") as file:
            for one in make(things):
                file.write(one)
                number += 1
        return number

    return write


def _each(make: Callable[[Reading], Iterable[Any]]) -> Callable[[Iterable[Any]], Iterator[str]]:
    """Yield a line of JSON for each thing that is made of each reading."""

    def lines(readings: Iterable[Reading]) -> Iterator[str]:
        for reading in readings:
            yield from (json.dumps(one, ensure_ascii=False) + "\n" for one in make(reading))

    return lines


def _brat(readings: Iterable[Reading], out: Path) -> None:
    """Write a text and an annotation file a report, by the number in which it comes, and brat's configuration."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    with (out / "reports.csv").open("w", encoding="utf-8") as names:
        for number, reading in enumerate(readings, 1):
            text, annotations = to_brat(reading)
            # newline="": brat counts the characters that are there
            for suffix, content in ((".txt", text), (".ann", annotations)):
                with (out / f"{number:06}{suffix}").open("w", encoding="utf-8", newline="") as file:
                    file.write(content)
            names.write(f"{number:06},{json.dumps(reading.report.id)}\n")


def _docbin(readings: Iterable[Reading], out: Path) -> None:
    """Write one DocBin."""
    out.write_bytes(to_docbin(readings))


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "claims for people, a row per claim and figure", "readings", _lines(to_csv), heads=1),
        Format("acled", "events in ACLED's 31 columns", "questions", _lines(to_acled), heads=1),
        Format("ucdp", "deaths in UCDP GED's 49 columns", "questions", _lines(to_ucdp), heads=1),
        Format(
            "plover", "event records in POLECAT's 40 columns, tab-separated", "readings", _lines(to_plover), heads=1
        ),
        Format("hxl", "figures in the Humanitarian Exchange Language 1.1", "questions", _lines(to_hxl), heads=2),
        Format("geojson", "claims on the map", "readings", _lines(to_geojson)),
        Format(
            "annotations",
            "W3C Web Annotations, a page a line",
            "readings",
            _lines(_each(lambda one: [to_annotations(one)])),
        ),
        Format("claimreview", "drafts of ClaimReview, one a line", "readings", _lines(_each(to_claimreviews))),
        Format("prov", "W3C PROV-JSON, a document a line", "readings", _lines(_each(lambda one: [to_prov(one)]))),
        Format("brat", "brat standoff files in a folder", "readings", _brat, folder=True),
        Format("docbin", "spaCy's DocBin with span groups", "readings", _docbin),
        Format("parquet", "a folder of tables for analysis", "readings and questions", write_parquet, folder=True),
        Format("gkg", "counts and quotations in the shape of GDELT's GKG 2.1", "readings", _lines(to_gkg), heads=0),
    )
}
