"""Searches of claims, and claims one by one."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from reportedly.ledger.facets import period, wanted
from reportedly.ledger.packing import storable, testimony_of
from reportedly.ledger.passages import shown
from reportedly.ledger.queries.paging import overlaps, paged
from reportedly.ledger.queries.reports import hit, reports_of
from reportedly.ledger.schema import claim
from reportedly.ledger.sets import within
from reportedly.ledger.views import Found, Rows, Scope
from reportedly.model.account import Testimony


def claims(
    connection: Connection,
    scope: Scope,
    *,
    limit: int | None,
    after: str | None,
    reports: Sequence[str] | None = None,
) -> Rows[Found]:
    """Search claims by their words, and by all that a scope may have, newest first; those of some reports alone."""
    asked = wanted(scope)
    where, bounds = overlaps(claim, *period(scope)), None
    if reports is not None:
        theirs = within(connection, claim.c.report, reports)
        bounds = tuple(
            connection.execute(select(func.min(claim.c.number), func.max(claim.c.number)).where(theirs)).one()
        )
        if None in bounds:
            return Rows()  # else all that is in the scope would be looked through
        where.append(theirs)
    rows, following = paged(
        connection,
        claim,
        claim.c.number,
        claim.c.question,
        claim.c.body,
        searched="claim_words",
        wanted=asked,
        where=where,
        bounds=bounds,
        limit=limit,
        after=after,
    )
    said = [testimony_of(row.body) for row in rows]
    told = reports_of(connection, [storable(one.report) for one in said])
    return Rows(
        [
            hit(
                told[storable(one.report)],
                shown(one.text, one.span.start, asked.terms),
                claim=one,
                question=row.question,
            )
            for row, one in zip(rows, said, strict=True)
        ],
        following,
    )


def testimony(connection: Connection, key: str) -> Testimony:
    """Load one claim by its id."""
    return testimony_of(connection.execute(select(claim.c.body).where(claim.c.id == key)).scalar_one())


def told(connection: Connection, *, report: str | None = None, question: str | None = None) -> list[Testimony]:
    """Load the claims of a report, in the order of its text, or of a question, in the order of publication."""
    chosen = select(claim.c.body)
    if report is not None:
        chosen = chosen.where(claim.c.report == report)
    if question is not None:
        chosen = chosen.where(claim.c.question == question)
    found = [testimony_of(body) for body in connection.execute(chosen.order_by(claim.c.number)).scalars()]
    if report is not None:
        found.sort(key=lambda one: (one.span.in_ is None, one.span.start, one.id))
    return found
