"""Letters (.eml) and pages saved as one file (.mhtml), which are letters, too: MIME messages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from reportedly.errors import BadDocument, InputError
from reportedly.model import Page, iso_moment

from .unread import Unread

MOST_PARTS = 200
# Python's parser takes time that grows with the square of a letter's parts and their depth: they're counted before.
_MOST_BOUNDARIES = 2_000
_DEEPEST = 50
_ATTACHED = (".pdf", ".docx", ".html", ".htm", ".txt", ".eml", ".zip")
_UNTOLD = ("", "ascii", "us-ascii")
"""What is also written where nobody knew the encoding."""
_SAVED = "snapshot-content-location"


def read_letter(page: Page, content: bytes) -> Iterator[Page | Unread]:
    """Yield the letter's own text, then the documents attached to it, still to be unpacked."""
    try:
        if content.count(b"\n--") > _MOST_BOUNDARIES or content.lower().count(b"boundary=") > _DEEPEST:
            raise BadDocument("The letter has more parts than any that a person wrote: it isn't read.")
        message: Any = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
        parts = _parts(message)
        yield _letter(page, message, parts, content)
    except InputError as error:
        yield Unread(page.name or "letter", error)
        return
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError, AssertionError) as error:
        why = BadDocument(f"The letter is damaged ({type(error).__name__}): save it anew, or give its text.")
        yield Unread(page.name or "letter", why)
        return
    for part in parts:
        yield from _attached(page, message, part)


def _parts(message: Any) -> list[Any]:
    """List the parts of a letter, those of letters in it left out."""
    parts: list[Any] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        parts.append(part)
        if len(parts) > MOST_PARTS:
            raise BadDocument(f"The letter has more than {MOST_PARTS} parts: it isn't read.")
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting.extend(reversed(part.get_payload()))
    return parts


def _letter(page: Page, message: Any, parts: list[Any], content: bytes) -> Page:
    """Make the page of a letter's body: plain text where it has it, else HTML; a saved page is HTML."""
    saved = _header(message, _SAVED) is not None
    kinds = ("text/html", "text/plain") if saved else ("text/plain", "text/html")
    bodies = [part for part in parts if not part.get_filename() and part.get_content_type() in kinds]
    body = next(
        (part for kind in kinds for part in bodies if part.get_content_type() == kind and _text(part).strip()), None
    )
    if body is None:
        raise BadDocument("There is no text in the letter itself: give what is attached to it.")
    html = body.get_content_type() == "text/html"
    made = replace(page, content=_body(body), media="html" if html else "text", original=content, charset=None)
    if saved:
        return replace(made, url=made.url or _header(message, _SAVED), retrieved=made.retrieved or _date(message))
    title = _header(message, "subject")
    return replace(made, id=made.id or _id(message), title=made.title or title, **_facts(made, message))


def _facts(page: Page, message: Any) -> dict[str, Any]:
    """Give who sent a letter, and when, where the page doesn't say."""
    name, address = parseaddr(_header(message, "from") or "")
    sender = name or address or None
    return {"published": page.published or _date(message), "publisher": page.publisher or sender}


def _attached(page: Page, message: Any, part: Any) -> Iterator[Page | Unread]:
    """Yield a document attached to a letter, as bytes; a letter in it is one that its sender forwards."""
    name = part.get_filename() or ""
    where = f"{page.name}, attached {name or part.get_content_type()}"
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            outer = _facts(page, message)
            said = parseaddr(_header(inner, "from") or "")
            first = said[0] or said[1] or None
            yield Page(
                inner.as_bytes(),
                name=f"{where}.eml",
                publisher=outer["publisher"],
                forwarded_from=first,
                published=None,
            )
        elif name.lower().endswith(_ATTACHED):
            content = part.get_payload(decode=True)
            if content:
                yield Page(content, name=where, **_facts(page, message))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError, KeyError) as error:
        yield Unread(where, BadDocument(f"What is attached is damaged ({type(error).__name__}): save it by itself."))


def _body(part: Any) -> str | bytes:
    """Give a part's text; as bytes, for whoever reads it to find their encoding, where the letter names none of use."""
    content = part.get_payload(decode=True) or b""
    named = (part.get_content_charset() or "").lower()
    try:
        content.decode(named or "ascii")
    except UnicodeDecodeError:
        return content if named in _UNTOLD else _text(part)
    except LookupError:
        return content
    return _text(part)


def _text(part: Any) -> str:
    """Give a part's text in whatever encoding it is; half characters are replaced."""
    try:
        text = str(part.get_content())
    except (LookupError, KeyError):
        text = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return text.encode("utf-8", "replace").decode()


def _header(message: Any, name: str) -> str | None:
    """Give a header on one line, None where it is empty or no text."""
    value = " ".join(str(message.get(name, "")).split()).encode("utf-8", "replace").decode()
    return value or None


def _id(message: Any) -> str | None:
    said = _header(message, "message-id")
    return said.strip("<>") if said else None


def _date(message: Any) -> str | None:
    """Give the date of a letter as ISO 8601, None where it has none that makes sense."""
    found = getattr(message.get("date"), "datetime", None)
    if not isinstance(found, datetime):
        return None
    try:
        return iso_moment(found.isoformat(timespec="seconds"))
    except ValueError:
        return None
