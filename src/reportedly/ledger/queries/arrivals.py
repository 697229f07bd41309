"""What came lately: by the log, so by arrival, whatever was published when."""

from sqlalchemy import Connection, Select, func, select

from reportedly.ledger.schema import entry, reading, revision


def reports_since(connection: Connection, number: int, *, limit: int | None) -> list[tuple[int, str]]:
    """Give the reports that were read since an entry of the log, with the entry of each, the latest first."""
    chosen = _arrived(number).order_by(func.max(entry.c.number).desc())
    return [(row[0], row[1]) for row in connection.execute(chosen if limit is None else chosen.limit(limit))]


def next_reports(connection: Connection, number: int, *, limit: int) -> list[tuple[int, str]]:
    """Give the reports that were read next after an entry of the log, with the entry of each, the earliest first."""
    chosen = _arrived(number).order_by(func.max(entry.c.number)).limit(limit)
    return [(row[0], row[1]) for row in connection.execute(chosen)]


def _arrived(number: int) -> Select[int, str]:
    """Choose the reports read since an entry, each with its latest."""
    return (
        select(func.max(entry.c.number), revision.c.report)
        .select_from(entry)
        .join(reading, reading.c.sha256 == entry.c.subject)
        .join(revision, revision.c.id == reading.c.revision)
        .where(entry.c.number > number, entry.c.kind == reading.name)
        .group_by(revision.c.report)
    )
