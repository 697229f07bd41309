"""Read the examples once, judge every row, and add up."""

import tomllib
from collections import Counter
from functools import cache

import reportedly

from . import judge_page, judge_says, judge_values
from .gold import HERE, Golden, NotThere, Row, goldens
from .words import Check, Read, shown

JUDGES = {
    "facts": judge_page.facts,
    "furniture": judge_page.furniture,
    "not_report": judge_page.not_report,
    "credits": judge_page.credit,
    "says": judge_says.says,
    "figures": judge_values.figure,
    "times": judge_values.time,
    "places": judge_values.where,
    "claims": judge_values.claim,
    "forecasts": judge_values.forecast,
    "drifts": judge_values.drift,
    "namings": judge_page.naming,
    "sentences": judge_page.sentence,
    "never": judge_page.never,
}
FIXED = {
    "facts": ("title", "published_basis", "paragraphs", "kept"),
    "furniture": ("marked", "kind"),
    "not_report": ("out",),
    "credits": ("found",),
    "drifts": ("found",),
    "namings": ("found", "by", "quoted"),
    "never": ("absent",),
}
CHOSEN = {
    "times": ("type", "value", "start", "end"),
    "places": ("name", "country", "precision", "modifier"),
    "sentences": ("voice", "function"),
}
HALF = 0.5
"""The least score by which an attribution is a row's: overlap of content, and 0.4 each for source and cue."""
KNOWN = HERE / "known_failures.toml"


def aspects(row: Row) -> list[str]:
    """Name the aspects of a row that are judged; they can be told without reading anything."""
    if row.kind in FIXED:
        return list(FIXED[row.kind])
    if row.kind in CHOSEN:
        return [key for key in CHOSEN[row.kind] if key in row.fields]
    if row.kind == "says":
        return judge_says.aspects(row.fields)
    if row.kind == "figures":
        return judge_values.figure_aspects(row.fields)
    if row.kind == "claims":
        return judge_values.claim_aspects(row.fields)
    return ["found", *(key for key in ("phrase", "condition", "by") if key in row.fields)]


def names() -> list[str]:
    """Name everything that is judged, `report/kind-number/aspect`, in the order of the golden readings."""
    return [f"{row.name}/{aspect}" for golden in goldens() for row in golden.rows for aspect in aspects(row)]


@cache
def read(name: str) -> Read:
    """Read one example through the whole pipeline, once a process."""
    one = next(golden.example for golden in goldens() if golden.name == name)
    return Read(
        reportedly.read(
            one.content(),
            published=one.published,
            url=one.url,
            publisher=one.publisher,
            media="html" if one.media == "html" else "text",
        )
    )


@cache
def judged(name: str) -> dict[str, Check]:
    """Judge every row of one report, by the name of row and aspect."""
    golden = next(one for one in goldens() if one.name == name)
    return {f"{row.name}/{check.aspect}": check for row in golden.rows for check in _judge(row, golden)}


def _judge(row: Row, golden: Golden) -> list[Check]:
    try:
        return JUDGES[row.kind](row, read(golden.name), golden)
    except NotThere as missing:
        return [Check(one, right=False, expected=row.fields.get("words", ""), got=str(missing)) for one in aspects(row)]


def check(name: str) -> Check:
    """Give what came of one aspect of one row."""
    return judged(name.split("/", 1)[0])[name]


@cache
def known_failures() -> dict[str, str]:
    """Load what is known to be wrong today, with the reason of each."""
    table = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    return {name: group["reason"] for group in table.get("known", ()) for name in group["rows"]}


def shares() -> dict[str, tuple[int, int]]:
    """Count right and all checks, by kind, by kind and aspect, and in all; and rows that are right in every aspect."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    rows: dict[str, bool] = {}
    for name in names():
        row, _, aspect = name.rpartition("/")
        kind = row.split("/")[1].rpartition("-")[0]
        verdict = check(name).right
        for key in (kind, f"{kind}.{aspect}", "all"):
            total[key] += 1
            right[key] += verdict
        rows[row] = rows.get(row, True) and verdict
    for row, verdict in rows.items():
        for key in (f"{row.split('/')[1].rpartition('-')[0]} rows", "all rows"):
            total[key] += 1
            right[key] += verdict
    return {key: (right[key], total[key]) for key in sorted(total)}


def beyond() -> list[str]:
    """List the attributions that stand on no row of `says`: what was read and an analyst wouldn't have written."""
    found = []
    for golden in goldens():
        taken = set()
        for row in golden.rows:
            if row.kind == "says":
                one, _, score = judge_says.match(row, read(golden.name))
                taken |= {one.id} if one and score >= HALF else set()
        for one in read(golden.name).reading.attributions:
            if one.id not in taken:
                words = [" / ".join(span.text for span in part.spans) for part in (one.source, one.cue, one.content)]
                found.append(f"{golden.name} {one.id}: {' · '.join(map(shown, words))}")
    return found


def acts() -> Counter[tuple[str, str]]:
    """Count the main act expected against the one read, over rows of `says` for which an attribution was found."""
    found: Counter[tuple[str, str]] = Counter()
    for name in names():
        if name.endswith("/act") and "/says-" in name:
            one = check(name)
            wanted = one.got if one.right else one.expected.split("|")[0]
            found[wanted or "?", one.got] += 1
    return found
