"""Hostile files: bombs, traps in names and structure, damage; each gets a clear error within bounds, the rest go on."""

# ruff: noqa: E501 - what is hostile stands on one line; its chances are no secrets

import gzip
import io
import json
import random
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.bulk import Options
from reportedly.bulk.parts import divide
from reportedly.bulk.task import look, read
from reportedly.clean import clean
from reportedly.errors import TooLarge
from reportedly.fetch import Unread, pages
from reportedly.model import Page
from tests.fetch import files
from tests.security.bounds import within

TEXT = "The council met on Tuesday and agreed to send two more boats to the villages that the flood had cut off."
SECONDS = 60
"""Of processor time."""
MEGABYTES = 400
"""More than the process has already."""


def zip_bomb() -> bytes:
    """Pack 25 MB of zeros twice."""
    return files.packed({f"{i}.txt": bytes(25_000_000) for i in range(2)})


def nested(levels: int) -> bytes:
    """Pack archives into each other."""
    content = files.packed({"a.txt": TEXT})
    for _ in range(levels):
        content = files.packed({"a.zip": content})
    return content


def locked_member() -> bytes:
    """Mark a member as encrypted."""
    content = bytearray(files.packed({"a.txt": TEXT}, method=zipfile.ZIP_STORED))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def lying_sizes() -> bytes:
    """Let a member claim to be small."""
    content = bytearray(files.packed({"a.txt": bytes(50_000_000)}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(content)


def pdf_bomb() -> bytes:
    """Pack a page's content several times over."""
    body = zlib.compress(zlib.compress(bytes(60_000_000)))
    filters = b"[/FlateDecode /FlateDecode]"
    return files.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", b"<< /Filter " + filters + b" /Length " + str(len(body)).encode() + b" >>\nstream\n" + body + b"\nendstream"]
    )  # fmt: skip


def pdf_in_a_circle() -> bytes:
    """Let a tree of pages be its own child."""
    return files.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>"])


def pdf_nested() -> bytes:
    """Nest lists in a PDF a hundred thousand deep."""
    return files.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 100_000 + b"]" * 100_000])


def laughs() -> bytes:
    """Write a billion laughs into a text document."""
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)).replace(
        "&a0;", "&a;"
    )
    return files.docx("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", head=f"<!DOCTYPE x [{entities}]>")


def outside() -> bytes:
    """Let a text document take in a file of the system."""
    return files.docx(
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head='<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    )


def letters() -> bytes:
    """Put a letter's parts into each other a thousand deep."""
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(1000))
    return f"Subject: x\r\n{head}Content-Type: text/plain\r\n\r\n{TEXT}".encode()


def many_parts() -> bytes:
    """Give a letter a hundred thousand parts."""
    return (
        b'Subject: x\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 100_000
    )


def forwarded(times: int) -> bytes:
    """Forward a letter, and forward that."""
    letter = f"Subject: x\r\nContent-Type: text/plain\r\n\r\n{TEXT}"
    for _ in range(times):
        letter = f"Subject: Fwd\r\nContent-Type: message/rfc822\r\n\r\n{letter}"
    return letter.encode()


def warc_bomb() -> bytes:
    """Pack a record's body a thousandfold."""
    return files.warc_record(gzip.compress(bytes(60_000_000), 1), head="Content-Encoding: gzip\r\n")


HOSTILE = {
    "bomb.zip": zip_bomb,
    "nested.zip": lambda: nested(8),
    "locked.zip": locked_member,
    "lying.zip": lying_sizes,
    "cut.zip": lambda: files.packed({"a.txt": TEXT})[:-30],
    "empty.zip": lambda: b"PK\x05\x06" + bytes(18),
    "bomb.pdf": pdf_bomb,
    "circle.pdf": pdf_in_a_circle,
    "nested.pdf": pdf_nested,
    "cut.pdf": lambda: files.pdf([[TEXT]])[:200],
    "noise.pdf": lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(200_000),
    "laughs.docx": laughs,
    "outside.docx": outside,
    "cut.docx": lambda: files.packed({"word/document.xml": "<w:document"}),
    "bomb.docx": lambda: files.packed({"word/document.xml": bytes(60_000_000)}),
    "letters.eml": letters,
    "parts.eml": many_parts,
    "noise.eml": lambda: random.Random(1).randbytes(200_000),
    "nested/result.json": lambda: b'{"type": "x", "messages": ' + b"[" * 200_000,
    "wrong/result.json": lambda: json.dumps({"type": "x", "messages": [1, None, {"type": "message", "text": {"a": 1}}]}).encode(),
    "bomb.warc": warc_bomb,
    "gzip.warc.gz": lambda: gzip.compress(bytes(60_000_000), 1),
    "cut.warc.gz": lambda: gzip.compress(files.warc_record(TEXT.encode()))[:-40],
    "lengths.warc": lambda: files.warc_record(TEXT.encode()).replace(b"Content-Length: ", b"Content-Length: 99999999", 1),
    "negative.warc": lambda: files.warc_record(TEXT.encode()).replace(b"Content-Length: ", b"Content-Length: -", 1),
    "noise.warc": lambda: random.Random(1).randbytes(200_000),
    "headers.warc": lambda: b"WARC/1.1\r\n" + b"X: y\r\n" * 500_000,
    "bomb.jsonl.gz": lambda: gzip.compress(bytes(200_000_000), 1),
    "hundred.zip": lambda: nested(100),
    "hundred.eml": lambda: forwarded(100),
    "hundred.jsonl": lambda: b'{"text": ' + b"[" * 100 + b"]" * 100 + b"}",
    "deep.jsonl": lambda: b'{"text": ' + b'{"a":' * 1_000_000,
    "line.jsonl": lambda: b'{"text": "' + b"y" * 150_000_000,
    "lists.jsonl": lambda: b'{"text": [' + b"[]," * 15_000_000 + b"[]]}",
    "lists/result.json": lambda: b'{"type": "x", "messages": [' + b"{}," * 30_000_000 + b"{}]}",
    "line.warc": lambda: b"WARC/1.1\r\nX: " + b"y" * 100_000_000,
    "large.warc": lambda: files.warc_record(b"y" * 100_000_000),
    "types.warc": lambda: files.warc_record(TEXT.encode()).replace(b"Content-Length: ", b"Content-Length: many ", 1),
    "marks.warc": lambda: b"\nWARC/1.1\r\n" * 3_000_000,
    "members.warc.gz": lambda: b"\x1f\x8b\x08" * 3_000_000,
    "begun.warc.gz": lambda: gzip.compress(files.warc_record(TEXT.encode()))[:80] * 50_000,
    "bomb-pdf.warc.gz": lambda: gzip.compress(files.warc_record(pdf_bomb(), kind="application/pdf")),
    "bomb.wacz": lambda: files.packed({"datapackage.json": "{}", "archive/a.warc.gz": gzip.compress(bytes(60_000_000), 1)}),
    "large.txt": lambda: b"y" * 60_000_000,
}  # fmt: skip
READ = ("wrong/result.json", "noise.eml", "letters.eml", "hundred.eml")
"""Those of which something may be read."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_within_bounds(name: str, tmp_path: Path) -> None:
    """A hostile file costs bounded time and memory, says what is wrong with it, and the next file is read."""
    path, good = tmp_path / name, tmp_path / "good.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(HOSTILE[name]())
    good.write_text(TEXT)
    found = within(lambda: list(pages([path, good])), megabytes=MEGABYTES, seconds=SECONDS)
    assert isinstance(found[-1], Page)
    assert found[-1].content == TEXT.encode()
    for one in found[:-1]:
        if isinstance(one, Unread):
            assert "\n" not in str(one.error)
        else:
            assert b"root:" not in (one.content if isinstance(one.content, bytes) else one.content.encode())
    if name not in READ:
        assert any(isinstance(one, Unread) for one in found[:-1])


def test_after_a_line_that_is_too_long_the_next_is_read(tmp_path: Path) -> None:
    """A huge line is passed over, and named by its number; the lines around it are read."""
    line = json.dumps({"text": TEXT})
    path = tmp_path / "a.jsonl"
    path.write_text(f"{line}\n{'y' * 150_000_000}\n{line}\n")
    first, huge, last = within(lambda: list(pages([path])), megabytes=MEGABYTES, seconds=SECONDS)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert "line 2" in huge.name
    assert "60 MB" in str(huge.error)


@pytest.mark.parametrize("form", ["auto", "jsonl"])
def test_a_stream_without_end_is_given_up(form: str) -> None:
    """A device that gives bytes for ever costs bounded time and memory, and is said."""
    (found,) = within(lambda: list(pages(["/dev/zero"], jsonl=form == "jsonl")), megabytes=MEGABYTES, seconds=SECONDS)
    assert isinstance(found.error, TooLarge)


@pytest.mark.parametrize("name", ["many.jsonl.gz", "many.zip"])
def test_a_part_of_any_size_is_read_in_bounded_memory(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that reads a whole archive at large holds one document of it at a time."""
    number, small, body = 100, clean(Page(TEXT, media="text")), TEXT * 10_000
    if name == "many.zip":
        content = files.packed({f"{i}.txt": body for i in range(number)})
    else:
        content = gzip.compress((json.dumps({"text": body}) + "\n").encode() * number, 1)
    (tmp_path / name).write_bytes(content)
    (part,) = divide([str(tmp_path / name)])
    pytest.importorskip("pyarrow.parquet")
    # cleaning so much takes minutes, and one document's memory
    monkeypatch.setattr("reportedly.clean.clean", lambda page: replace(small, id=page.name, text=f"{TEXT}{body}"))

    def work() -> dict[str, Any]:
        options = Options(reader="fast")
        assert look(part, options, str(tmp_path))["documents"] == number
        return read(part, {str(i): "copied" for i in range(number)}, options, str(tmp_path), str(tmp_path))

    told = within(work, megabytes=200, seconds=SECONDS)
    assert (told["documents"], told["copies"], told["failures"]) == (number, number, 0)


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../evil.txt", "\x1b[2Jevil.txt"]
)
def test_names_in_an_archive_lead_nowhere(name: str, tmp_path: Path) -> None:
    """A member is read, whatever its name, and nothing is written anywhere."""
    path = tmp_path / "inner" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(files.packed({name: TEXT}))
    (found,) = pages([path])
    assert isinstance(found, Page)
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.zip", "inner"]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    """A member that is a symbolic link is refused by name: neither where it points nor what is there is read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    (found,) = pages([tmp_path / "a.zip"])
    assert isinstance(found, Unread)
    assert "link to a file elsewhere" in str(found.error)


def test_damage_anywhere_is_withstood(tmp_path: Path) -> None:
    """Files with any bytes changed are read or refused, and never break the batch."""
    kinds = {
        "a.zip": files.packed({"a.txt": TEXT, "b.html": f"<p>{TEXT}</p>"}),
        "a.docx": files.docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"),
        "a.warc": files.warc_record(TEXT.encode()) * 3,
        "a.eml": f"Subject: a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{TEXT}".encode(),
    }
    chance = random.Random(7)
    for name, content in kinds.items():
        for number in range(25):
            damaged = bytearray(content)
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path = tmp_path / f"{number}{name}"
            path.write_bytes(damaged)
            for one in pages([path]):
                assert isinstance(one, Page | Unread)
