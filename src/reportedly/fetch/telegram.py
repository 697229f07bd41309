"""Telegram channels as Telegram Desktop exports them (machine-readable JSON): a report for each message.

A forward is a relay: the channel publishes it, whoever it was forwarded from said it.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reportedly.errors import BadDocument, TooLarge
from reportedly.model import Page

from .jsonl import MOST_ITEMS, has_too_many_items
from .unread import Unread

LARGEST_EXPORT = 150_000_000
"""Bytes; a channel of a hundred thousand messages has some fifty million, and two million items."""
_BEGINNING = re.compile(
    rb'\s{0,99}\{(?:\s{0,99}"(?:name|type|id|about|personal_information|messages|chats)"\s{0,9}:){1}'
)
_MARKS = (b'"messages"', b'"type"')


def is_export(name: str, head: bytes) -> bool:
    """Say whether a file is such an export, by its name or the beginning of its content."""
    lower = name.lower()
    return lower.endswith("result.json") or (
        lower.endswith(".json") and bool(_BEGINNING.match(head)) and all(mark in head for mark in _MARKS)
    )


def read_export(content: bytes, name: str) -> Iterator[Page | Unread]:
    """Yield the messages that have text, in order; of an account's whole export, those of each channel."""
    if has_too_many_items(content):
        yield Unread(name, TooLarge(f"The export lists more than {MOST_ITEMS:,} things: export it a year at a time."))
        return
    try:
        read = json.loads(content)
    except RecursionError:
        yield Unread(name, BadDocument("The export is nested too deep: export the channel anew."))
        return
    except ValueError as error:
        yield Unread(name, BadDocument(f"The export is damaged ({type(error).__name__}): export the channel anew."))
        return
    chats = _chats(read)
    if not chats:
        yield Unread(name, BadDocument("There are no messages in this JSON: it takes exports of Telegram Desktop."))
    for chat in chats:
        for message in chat["messages"]:
            page = _message(message, chat, name) if isinstance(message, dict) else None
            if page is not None:
                yield page


def _chats(read: Any) -> list[dict[str, Any]]:
    """Give the chats of an export: one, or those of an account."""
    if not isinstance(read, dict):
        return []
    inner = read.get("chats")
    listed = inner.get("list") if isinstance(inner, dict) else None
    found = listed if isinstance(listed, list) else [read]
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("messages"), list)]


def _message(message: dict[str, Any], chat: dict[str, Any], name: str) -> Page | None:
    """Make the page of a message; None where it has no text or is a notice of the service."""
    text = _text(message.get("text"))
    if message.get("type") != "message" or not text.strip():
        return None
    number = message.get("id")
    channel = _words(chat.get("name"))
    sender = _words(message.get("from"))
    return Page(
        text,
        media="text",
        id=f"telegram:{chat.get('id', channel)}/{number}" if number is not None else None,
        published=_date(message),
        publisher=channel or sender,
        author=sender if sender != channel else None,
        forwarded_from=_words(message.get("forwarded_from")) or _words(message.get("saved_from")),
        name=f"{name}, message {number}",
    )


def _text(text: Any) -> str:
    """Put the pieces of a message's text together: strings, and objects where something is marked in it."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    pieces = (one if isinstance(one, str) else one.get("text") if isinstance(one, dict) else None for one in text)
    return "".join(one for one in pieces if isinstance(one, str))


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _date(message: dict[str, Any]) -> str | None:
    """Give when a message was published: by the seconds since 1970, for the date is in the exporter's own time zone."""
    stamp = message.get("date_unixtime")
    if isinstance(stamp, str) and stamp.isdecimal() and len(stamp) < 12:  # noqa: PLR2004 - beyond the year 5000
        return datetime.fromtimestamp(int(stamp), UTC).isoformat()
    said = message.get("date")
    try:
        return datetime.fromisoformat(said).date().isoformat() if isinstance(said, str) else None
    except ValueError:
        return None
