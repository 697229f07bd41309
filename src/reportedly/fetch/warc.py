"""Captures as a WARC archive: what other tools for web archives read (ISO 28500, WARC 1.1)."""

import gzip
import io
from http import HTTPStatus
from typing import IO, Any

from reportedly.model import Page

# The body is kept unpacked; the headers that tell how it was packed are renamed, as Common Crawl does.
_KINDS = ((b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"))
_PACKING = frozenset(("content-encoding", "transfer-encoding", "content-length"))


def begin_warc(stream: IO[bytes], *, software: str) -> None:
    """Write what a WARC archive begins with: the record that says what made it."""
    from fastwarc.warc import WarcRecordType

    info = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    _write(_record(WarcRecordType.warcinfo, {"Content-Type": "application/warc-fields"}, info), stream)


def write_warc(page: Page, stream: IO[bytes]) -> None:
    """Write a page to a gzipped archive.

    One that came over HTTP becomes a `response`, another one a `resource`; one without address isn't written.
    """
    if page.url is not None:
        _write(_response(page) if page.headers else _resource(page), stream)


def _write(record: Any, stream: IO[bytes]) -> None:
    """Write a record as a gzip member of its own: so each can be found without unpacking those before it."""
    plain = io.BytesIO()
    record.write(plain, checksum_data=True)
    stream.write(gzip.compress(plain.getvalue()))


def _record(kind: Any, headers: dict[str, str], content: bytes) -> Any:
    from fastwarc.warc import WarcRecord

    record = WarcRecord()
    record.init_headers(record_type=kind)
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(content)
    return record


def _facts(page: Page) -> dict[str, str]:
    facts = {"WARC-Target-URI": page.url or ""}
    if page.retrieved:
        facts["WARC-Date"] = page.retrieved.replace("+00:00", "Z")
    return facts


def _response(page: Page) -> Any:
    from fastwarc.warc import WarcRecordType

    body = _body(page)
    status = int(dict(page.headers).get(":status", "200"))
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {status} {phrase}"]
    for name, value in page.headers:
        if not name.startswith(":"):
            lines.append(f"{'x-crawler-' if name in _PACKING else ''}{name}: {' '.join(value.split())}")
    lines.append(f"content-length: {len(body)}")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")
    facts = {**_facts(page), "Content-Type": "application/http; msgtype=response"}
    return _record(WarcRecordType.response, facts, head + body)


def _resource(page: Page) -> Any:
    from fastwarc.warc import WarcRecordType

    body = _body(page)
    kind = next((kind for mark, kind in _KINDS if body.startswith(mark)), None)
    kind = kind or ("text/html" if page.media == "html" else "text/plain")
    return _record(WarcRecordType.resource, {**_facts(page), "Content-Type": kind}, body)


def _body(page: Page) -> bytes:
    content = page.content if page.original is None else page.original
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
