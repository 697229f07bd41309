"""What came lately: by the log, so by arrival, whatever was published when."""

from sqlalchemy import Connection, func, select

from reportedly.ledger.schema import entry, reading, revision


def reports_since(connection: Connection, number: int, *, limit: int) -> list[tuple[int, str]]:
    """Give the reports that were read since an entry of the log, with the entry of each, the latest first."""
    chosen = (
        select(func.max(entry.c.number), revision.c.report)
        .select_from(entry)
        .join(reading, reading.c.sha256 == entry.c.subject)
        .join(revision, revision.c.id == reading.c.revision)
        .where(entry.c.number > number, entry.c.kind == reading.name)
        .group_by(revision.c.report)
        .order_by(func.max(entry.c.number).desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in connection.execute(chosen)]
