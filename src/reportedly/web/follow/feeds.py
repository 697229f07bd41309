"""Feeds of claims: Atom (RFC 4287) and JSON Feed 1.1."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from reportedly.ledger.views import Found
from reportedly.web.questionview import figure_of
from reportedly.web.words import path

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) has no character for."""
UNDATED = "1970-01-01T00:00:00Z"


def atom(title: str, address: str, base: str, rows: Sequence[Found]) -> bytes:
    """Write an Atom feed of claims. `address` is the feed's own, `base` the server's."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _part(feed, "title", title)
    _part(feed, "id", address)
    _part(feed, "link", None, rel="self", href=address)
    _part(feed, "updated", max((_moment(row.published) for row in rows), default=UNDATED))
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _part(author, "name", "Reportedly")
    for row in rows:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _part(entry, "id", _id(row))
        _part(entry, "title", headline(row))
        _part(entry, "updated", _moment(row.published))
        _part(entry, "link", None, href=f"{base}{_page(row)}")
        _part(entry, "content", _words(row), type="text")
    written: str = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'.encode()


def json_feed(title: str, address: str, base: str, rows: Sequence[Found]) -> bytes:
    """Write a JSON Feed of claims."""
    items: list[dict[str, Any]] = [
        {
            "id": _id(row),
            "url": f"{base}{_page(row)}",
            "title": headline(row),
            "content_text": _words(row),
            "date_published": _moment(row.published),
        }
        for row in rows
    ]
    feed = {"version": JSON_FEED, "title": title, "feed_url": address, "home_page_url": base, "items": items}
    return json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace")


def headline(row: Found) -> str:
    """Say in one line what a claim says, and on whose word."""
    claim = row.claim
    if claim is None:
        return row.title or row.report
    what = (claim.outcome or claim.event_type or claim.trigger).replace("_", " ")
    figure = figure_of(claim)
    said = " ".join(filter(None, (what, "" if figure == "–" else figure, f"in {claim.place}" if claim.place else "")))
    return f"{claim.origin or 'nobody named'}: {said}"


def _page(row: Found) -> str:
    """Give the page of a claim, or of the report whose text was found."""
    return f"/claims/{path(row.claim.id)}" if row.claim else f"/reports/{path(row.report)}"


def _id(row: Found) -> str:
    """Give an entry's lasting id."""
    return f"urn:reportedly:claim:{row.claim.id}" if row.claim else f"urn:reportedly:report:{path(row.report)}"


def _words(row: Found) -> str:
    """Give the words, and where they stand."""
    return f"“{row.claim.text if row.claim else row.passage.text}” ({row.publisher or row.title or row.report})"


def _moment(written: str | None) -> str:
    """Write a moment as feeds want it (RFC 3339); a day alone begins at midnight UTC."""
    if not written:
        return UNDATED
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _part(parent: ET.Element, name: str, text: str | None, **attributes: str) -> None:
    """Add an element; what XML can't hold is left out."""
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text is not None:
        made.text = _UNWRITABLE.sub("", text)
