"""Forecasts: lists of them, what later claims speak for, and how well a source foretold."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, exists, select

from reportedly.ledger import index
from reportedly.ledger.facets import name_words, period, wanted
from reportedly.ledger.foretold import KeptForecast
from reportedly.ledger.numbers import moment
from reportedly.ledger.packing import testimony_of, unpack
from reportedly.ledger.queries.judgements import resolutions
from reportedly.ledger.queries.paging import number_of
from reportedly.ledger.schema import claim, forecast, judged, judgement
from reportedly.ledger.sets import within
from reportedly.ledger.views import Calibration, ForecastRow, Rows, Scope
from reportedly.model.account import Period

Status = Literal["open", "due", "resolved"]
TENTHS = 10


def forecasts(
    connection: Connection,
    scope: Scope | None,
    *,
    status: Status | None,
    by: str | None,
    limit: int | None,
    after: str | None,
    now: str | None = None,
) -> Rows[ForecastRow]:
    """List forecasts, newest first. `now` is the moment by which they are due; the clock's where it isn't given."""
    when = moment(now) or moment(datetime.now(UTC).isoformat()) or ""
    chosen = select(forecast)
    for word in name_words(by or ""):
        chosen = chosen.where(forecast.c.by.contains(word, autoescape=True))
    if scope:
        chosen = _scoped(connection, chosen, scope)
    if status:
        chosen = chosen.where(*_standing(status, when))
    before = number_of(after)
    if before is not None:
        chosen = chosen.where(forecast.c.number < before)
    chosen = chosen.order_by(forecast.c.number.desc())
    rows = connection.execute(chosen.limit(limit + 1) if limit is not None else chosen).all()
    more = limit is not None and len(rows) > limit
    shown = rows[:limit] if more else rows
    return Rows(_made(connection, shown, when), str(shown[-1].number) if more else None)


def _scoped(connection: Connection, chosen: Any, scope: Scope) -> Any:
    """Keep the forecasts whose claims are in a scope; a period is that of the deadline."""
    asked = wanted(scope, dated=False)
    if asked:
        shape, key, found = index.search(connection, "claim_words", asked)
        there = select(claim.c.id).select_from(shape.join(claim, claim.c.number == key)).where(found)
        chosen = chosen.where(forecast.c.claim.in_(there))
    since, until = period(scope)
    if since:
        chosen = chosen.where(forecast.c.due >= since)
    if until:
        chosen = chosen.where(forecast.c.due < until)
    return chosen


def _standing(status: Status, when: str) -> list[Any]:
    """Say that forecasts are open, due or resolved."""
    undone = judgement.alias()
    its = judged.alias()
    withdrawn = (
        exists()
        .where(its.c.subject == judgement.c.id, undone.c.id == its.c.judgement)
        .where(undone.c.kind == "withdraw")
    )
    resolved = (
        exists()
        .where(judged.c.subject == forecast.c.id, judgement.c.id == judged.c.judgement)
        .where(judgement.c.kind == "resolve", ~withdrawn)
    )
    if status == "resolved":
        return [resolved]
    past = forecast.c.due <= when
    return [~resolved, past if status == "due" else (forecast.c.due.is_(None) | ~past)]


def _made(connection: Connection, rows: Sequence[Row[Any]], when: str) -> list[ForecastRow]:
    """Make a list's rows."""
    resolved = resolutions(connection, [row.id for row in rows])
    later = _later(connection, [row for row in rows if row.id not in resolved])
    made = []
    for row in rows:
        kept, said = unpack(KeptForecast, row.body), resolved.get(row.id)
        standing: Any = said.value if said else "due" if row.due and row.due <= when else "open"
        proposed, evidence = later.get(row.id, (None, ()))
        made.append(
            ForecastRow(
                id=row.id,
                report=row.report,
                claim=row.claim,
                by=kept.who,
                criterion=kept.criterion,
                condition=kept.condition,
                probability=kept.probability,
                due=Period(kept.due.start, kept.due.end) if kept.due else None,
                published=kept.published,
                status=standing,
                resolved=said,
                proposed=proposed,
                evidence=evidence,
            )
        )
    return made


def _later(
    connection: Connection, rows: Sequence[Row[Any]]
) -> dict[str, tuple[Literal["true", "false"], tuple[str, ...]]]:
    """Give, by forecast, what later claims that answer the same question speak for, where they speak with one voice."""
    mine, its = claim.alias(), claim.alias()
    pairs = (
        select(mine.c.id, mine.c.body.label("foretold"), its.c.body.label("told"))
        .join_from(mine, its, mine.c.question == its.c.question)
        .where(within(connection, mine.c.id, sorted({row.claim for row in rows})), its.c.number > mine.c.number)
    )
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pair in connection.execute(pairs):
        foretold, told = testimony_of(pair.foretold), testimony_of(pair.told)
        if told.act == "predict" or told.factuality not in ("CT+", "CT-") or told.report == foretold.report:
            continue
        came = told.factuality.endswith("+") != foretold.factuality.endswith("-")
        found[pair.id]["true" if came else "false"].append(told.id)
    proposals: dict[str, tuple[Literal["true", "false"], tuple[str, ...]]] = {}
    for row in rows:
        spoken = found.get(row.claim, {})
        for outcome in ("true", "false"):
            if spoken.keys() == {outcome}:
                proposals[row.id] = outcome, tuple(sorted(spoken[outcome]))
    return proposals


def calibration(connection: Connection, by: str | None, *, now: str | None = None) -> list[Calibration]:
    """Score each source's forecasts, those with the most past their deadline first."""
    rows = forecasts(connection, None, status=None, by=by, limit=None, after=None, now=now)
    sources: dict[str | None, list[ForecastRow]] = defaultdict(list)
    for row in rows:
        sources[row.by].append(row)
    scored = [_scored(name, some, now) for name, some in sources.items()]
    return sorted(scored, key=lambda one: (-one.due, one.by or ""))


def _scored(by: str | None, rows: Sequence[ForecastRow], now: str | None) -> Calibration:
    """Score one source: Brier's mean squared distance over hedged forecasts, hits and misses over the others.

    Brier 1950, "Verification of forecasts expressed in terms of probability"; the probability is the middle of its
    phrase's range.
    """
    when = moment(now) or moment(datetime.now(UTC).isoformat()) or ""
    past = [row for row in rows if row.due and row.due.end and (moment(row.due.end) or "9") <= when]
    done = [row for row in past if row.status in ("true", "false")]
    hedged = [(middle, row.status == "true") for row in done if (middle := _middle(row)) is not None]
    flat = [row.status == "true" for row in done if _middle(row) is None]
    bins = []
    for tenth in range(TENTHS):
        inside = [came for middle, came in hedged if min(int(middle * TENTHS), TENTHS - 1) == tenth]
        if inside:
            bins.append((tenth / TENTHS, (tenth + 1) / TENTHS, len(inside), sum(inside)))
    return Calibration(
        by=by,
        forecasts=len(rows),
        due=len(past),
        hedged=len(hedged),
        brier=sum((middle - came) ** 2 for middle, came in hedged) / len(hedged) if hedged else None,
        unhedged=len(flat),
        hits=sum(flat),
        misses=len(flat) - sum(flat),
        bins=tuple(bins),
    )


def _middle(row: ForecastRow) -> float | None:
    """Give the middle of a forecast's probability, None where it is unhedged."""
    chance = row.probability
    return None if chance.low is None or chance.high is None else (chance.low + chance.high) / 2
