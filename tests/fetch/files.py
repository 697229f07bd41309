"""Files of each kind, made by hand: as small as they may be, and as programs write them."""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: list[list[str]], *, more: bytes = b"", packed: bool = True) -> bytes:
    """Write a PDF with lines of text on each page."""
    streams = []
    for lines in pages:
        shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj 0 -14 Td\n" for line in lines)
        streams.append(f"BT /F1 11 Tf 72 720 Td\n{shown}ET".encode("latin-1"))
    return drawn(streams, more=more, packed=packed)


def placed(texts: list[tuple[float, float, float, str]]) -> bytes:
    """Write a PDF of one page with texts wherever they're placed: how far from the left, how high, of what size."""
    shown = (f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for x, y, size, text in texts)
    return drawn(["".join(shown).encode("latin-1")])


def drawn(streams: list[bytes], *, more: bytes = b"", packed: bool = True) -> bytes:
    """Write a PDF with a page for each stream of drawing commands."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for stream in streams:
        body = zlib.compress(stream) if packed else stream
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        filter_ = "/Filter /FlateDecode " if packed else ""
        objects.append(f"<< {filter_}/Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return assembled(objects, more)


def assembled(objects: list[bytes], more: bytes = b"") -> bytes:
    """Put numbered objects together to a file, with their table and trailer."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode() + more)
    return out.getvalue()


def docx(body: str, *, head: str = "") -> bytes:
    """Write a text document around paragraphs in its own markup."""
    root = f'<w:document xmlns:w="{WORDPROCESSING}"><w:body>{body}</w:body></w:document>'
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}{root}'
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def packed(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def export(messages: list[dict[str, Any]], *, name: str = "River Watch") -> bytes:
    """Write a channel as Telegram Desktop exports it."""
    chat = {"name": name, "type": "public_channel", "id": 1234567, "messages": messages}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def warc_record(body: bytes, *, url: str = "https://news.example/a", head: str = "", kind: str = "text/html") -> bytes:
    """Write one response of a web archive."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    lines = (
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2026-03-14T09:30:00Z",
        "WARC-Record-ID: <urn:uuid:7c1f4d1e-0a53-4a3e-9f0e-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"
