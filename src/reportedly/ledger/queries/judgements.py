"""Judgements, as rows."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from reportedly.errors import BadSetting
from reportedly.ledger.about import judgements_about
from reportedly.ledger.schema import judged, judgement
from reportedly.ledger.sets import within
from reportedly.ledger.views import JudgementRow, Rows

WORDLESS = ("withdraw", "merge", "split", "reject")
"""Kinds that may have been kept without a value; of any other, one without it was erased."""


def judgements(
    connection: Connection, *, about: str | None, kind: str | None, limit: int | None, after: str | None
) -> Rows[JudgementRow]:
    """List judgements, the latest first; of those withdrawn by which; without those erased."""
    chosen = select(judgement).where(judgement.c.value.is_not(None) | judgement.c.kind.in_(WORDLESS))
    if about is not None:
        chosen = chosen.where(within(connection, judgement.c.id, judgements_about(connection, about)))
    if kind is not None:
        chosen = chosen.where(judgement.c.kind == kind)
    if after is not None:
        at, _, key = after.partition("~")
        if not key:
            raise BadSetting(f"{after!r} is no cursor: give the `next` of the page before")
        later = (judgement.c.at < at) | ((judgement.c.at == at) & (judgement.c.id < key))
        chosen = chosen.where(later)
    chosen = chosen.order_by(judgement.c.at.desc(), judgement.c.id.desc())
    rows = connection.execute(chosen.limit(limit + 1) if limit is not None else chosen).all()
    more = limit is not None and len(rows) > limit
    shown = rows[:limit] if more else rows
    withdrawn = withdrawals(connection, [row.id for row in shown])
    following = f"{shown[-1].at}~{shown[-1].id}" if more else None
    return Rows([_judgement(row, withdrawn.get(row.id)) for row in shown], following)


def looked_at(connection: Connection, subjects: Sequence[str]) -> set[str]:
    """Give those of some things that a judgement stands about."""
    chosen = (
        select(judged.c.subject, judged.c.judgement)
        .join(judgement, judgement.c.id == judged.c.judgement)
        .where(within(connection, judged.c.subject, list(subjects)), judgement.c.kind != "withdraw")
    )
    rows = connection.execute(chosen).all()
    withdrawn = withdrawals(connection, [row.judgement for row in rows])
    return {row.subject for row in rows if row.judgement not in withdrawn}


def withdrawals(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """Give, by judgement, the one that withdrew it."""
    chosen = (
        select(judged.c.subject, judgement.c.id)
        .join(judgement, judgement.c.id == judged.c.judgement)
        .where(judgement.c.kind == "withdraw", within(connection, judged.c.subject, list(keys)))
        .order_by(judgement.c.at.desc(), judgement.c.id.desc())
    )
    return {row.subject: row.id for row in connection.execute(chosen)}


def resolutions(connection: Connection, keys: Sequence[str]) -> dict[str, JudgementRow]:
    """Give, by forecast, the latest resolution of it that stands."""
    chosen = (
        select(judged.c.subject, judgement)
        .join(judgement, judgement.c.id == judged.c.judgement)
        .where(judgement.c.kind == "resolve", within(connection, judged.c.subject, list(keys)))
        .order_by(judgement.c.at, judgement.c.id)
    )
    rows = connection.execute(chosen).all()
    withdrawn = withdrawals(connection, [row.id for row in rows])
    return {row.subject: _judgement(row, None) for row in rows if row.id not in withdrawn}


def _judgement(row: Row[Any], withdrawn: str | None) -> JudgementRow:
    """Make a list's row."""
    return JudgementRow(
        id=row.id,
        kind=row.kind,
        subjects=tuple(json.loads(row.subjects)),
        value=json.loads(row.value) if row.value else None,
        by=row.by,
        at=row.at,
        why=row.why,
        withdrawn=withdrawn,
    )
