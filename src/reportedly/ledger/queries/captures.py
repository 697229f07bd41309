"""What was retrieved of a report, as it came."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from reportedly.ledger.packing import inflated
from reportedly.ledger.schema import capture, retrieval, revision
from reportedly.model import Page


def captures(connection: Connection, report: str) -> Iterator[Page]:
    """Yield each retrieval of a report as a page, the earliest first; what was erased isn't there.

    A revision of which nothing says when and where it was retrieved is a page, too.
    """
    chosen = (
        select(retrieval.c.url, retrieval.c.retrieved, retrieval.c.headers, capture.c.media, capture.c.content)
        .join_from(revision, capture, revision.c.capture == capture.c.sha256)
        .outerjoin(retrieval, retrieval.c.revision == revision.c.id)
        .where(revision.c.report == report)
        .order_by(retrieval.c.retrieved, revision.c.id, retrieval.c.id)
    )
    for row in connection.execute(chosen):
        content = inflated(row.content)
        if content is not None:
            headers = tuple((str(key), str(value)) for key, value in json.loads(row.headers or "[]"))
            yield Page(
                content,
                media="html" if row.media == "html" else "text",
                url=row.url,
                retrieved=row.retrieved,
                headers=headers,
            )
