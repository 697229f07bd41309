"""Forecasts: lists of them, what later claims speak for, and how well a source foretold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, Row, exists, select

from reportedly.ledger.facets import Wanted, holds, name_words, period, wanted
from reportedly.ledger.foretold import forecast_of
from reportedly.ledger.numbers import hash64, moment
from reportedly.ledger.packing import testimony_of
from reportedly.ledger.queries.judgements import resolutions
from reportedly.ledger.queries.paging import number_of
from reportedly.ledger.reconciling import Reconciler
from reportedly.ledger.schema import blocking, claim, forecast, judged, judgement
from reportedly.ledger.sets import within
from reportedly.ledger.terms import stems
from reportedly.ledger.views import Calibration, ForecastRow, Rows, Scope
from reportedly.model.account import Period, Testimony

Status = Literal["open", "due", "resolved"]
TENTHS = 10
AT_ONCE = 500
"""Forecasts that are looked at together."""


def forecasts(
    connection: Connection,
    scope: Scope | None,
    reconciler: Reconciler | None,
    *,
    status: Status | None,
    by: str | None,
    limit: int | None,
    after: str | None,
    now: str | None = None,
) -> Rows[ForecastRow]:
    """List forecasts, newest first. `now` is the moment by which they are due; the clock's where it isn't given.

    Without a reconciler nothing is compared with them, and how they came out isn't proposed.
    """
    when = moment(now) or moment(datetime.now(UTC).isoformat()) or ""
    chosen = select(forecast)
    for word in name_words(by or ""):
        chosen = chosen.where(forecast.c.by.contains(word, autoescape=True))
    since, until = period(scope) if scope else (None, None)
    if since:
        chosen = chosen.where(forecast.c.due >= since)
    if until:
        chosen = chosen.where(forecast.c.due < until)
    if status:
        chosen = chosen.where(*_standing(status, when))
    before = number_of(after)
    rows = list(islice(_scoped(connection, chosen, scope, before), None if limit is None else limit + 1))
    more = limit is not None and len(rows) > limit
    shown = rows[:limit] if more else rows
    return Rows(_made(connection, shown, when, reconciler), str(shown[-1].number) if more else None)


def _scoped(connection: Connection, chosen: Any, scope: Scope | None, before: int | None) -> Iterator[Row[Any]]:
    """Yield the forecasts in a scope, newest first, looking at few at a time; a period is that of the deadline.

    Forecasts answer no question, so no search table has them: each is held against what is wanted by itself.
    """
    asked = wanted(scope, dated=False)
    chosen = chosen.order_by(forecast.c.number.desc()).limit(AT_ONCE)
    while True:
        later = chosen if before is None else chosen.where(forecast.c.number < before)
        rows = connection.execute(later).all()
        yield from (row for row in rows if not asked or _wanted(row, asked))
        if len(rows) < AT_ONCE:
            return
        before = rows[-1].number


def _wanted(row: Row[Any], asked: Wanted) -> bool:
    """Say whether a forecast is what is wanted: by its facets, and the words of its claim and of what has to be."""
    kept = forecast_of(row.body)
    parts = (kept.words, kept.criterion, kept.condition or "", kept.told.text if kept.told else "")
    return holds(asked, [word for one in parts for word in (*stems(one), "")], frozenset(kept.facets))


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


def _made(
    connection: Connection, rows: Sequence[Row[Any]], when: str, reconciler: Reconciler | None
) -> list[ForecastRow]:
    """Make a list's rows."""
    resolved = resolutions(connection, [row.id for row in rows])
    waiting = [row for row in rows if row.id not in resolved]
    later = _later(connection, waiting, reconciler) if reconciler else {}
    made = []
    for row in rows:
        kept, said = forecast_of(row.body), resolved.get(row.id)
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
    connection: Connection, rows: Sequence[Row[Any]], reconciler: Reconciler
) -> dict[str, tuple[Literal["true", "false"], tuple[str, ...]]]:
    """Give, by forecast, what later claims that answer the same question speak for, where they speak with one voice."""
    proposals: dict[str, tuple[Literal["true", "false"], tuple[str, ...]]] = {}
    for row in rows:
        foretold = forecast_of(row.body).told
        spoken: dict[Literal["true", "false"], set[str]] = defaultdict(set)
        for told in _answering(connection, row, foretold, reconciler) if foretold else ():
            if told.act == "predict" or told.factuality not in ("CT+", "CT-"):
                continue
            came = told.factuality.endswith("+") != foretold.factuality.endswith("-")  # type: ignore[union-attr]
            spoken["true" if came else "false"].add(told.id)
        if len(spoken) == 1:
            [(outcome, evidence)] = spoken.items()
            proposals[row.id] = outcome, tuple(sorted(evidence))
    return proposals


def _answering(
    connection: Connection, row: Row[Any], foretold: Testimony, reconciler: Reconciler
) -> Iterator[Testimony]:
    """Yield later claims of other reports that answer the question of a forecast: its claim's, or those alike."""
    mine = select(claim.c.question).where(claim.c.id == row.claim)
    blocks = sorted({hash64(key) for key in reconciler.keys(foretold)})
    near = select(blocking.c.claim).where(within(connection, blocking.c.key, blocks))
    chosen = (
        select(claim.c.body, claim.c.question.in_(mine).label("same"))
        .where(claim.c.question.is_not(None), claim.c.number > row.number, claim.c.report != row.report)
        .where(claim.c.question.in_(mine) | claim.c.number.in_(near))
        .order_by(claim.c.number)
    )
    for found in connection.execute(chosen):
        told = testimony_of(found.body)
        if found.same or (not row.claim and reconciler.compare(foretold, told).verdict == "same"):
            yield told


def calibration(connection: Connection, by: str | None, *, now: str | None = None) -> list[Calibration]:
    """Score each source's forecasts, those with the most past their deadline first."""
    rows = forecasts(connection, None, None, status=None, by=by, limit=None, after=None, now=now)
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
