"""Files, folders, standard input, JSON Lines and archives as documents."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import BadDocument, EmptyInput, TooLarge
from reportedly.fetch import Unread, documents, jsonl, pages
from reportedly.model import LARGEST, Page


def lines(*objects: Any) -> io.BytesIO:
    """Write JSON Lines; bytes stand as they are."""
    return io.BytesIO(
        b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in objects)
    )


def test_files_keep_their_bytes(tmp_path: Path) -> None:
    """A text file's bytes are handed on as they are, and its suffix says what it is."""
    for name, media in (("a.txt", "text"), ("b.HTML", "html"), ("c.news", None)):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbfIt fell.\r\n")
        (found,) = pages([tmp_path / name])
        assert isinstance(found, Page)
        assert (found.content, found.media, found.name) == (b"\xef\xbb\xbfIt fell.\r\n", media, str(tmp_path / name))


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    """All known files below a folder are read, sorted by path; others are passed over."""
    for name in ("b.txt", "a.html", "sub/c.jsonl", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "It fell."}')
    assert [Path(str(one.name).split(",")[0]).name for one in pages([tmp_path])] == ["a.html", "b.txt", "c.jsonl"]


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    """A folder without documents is one failure."""
    (found,) = pages([tmp_path])
    assert isinstance(found, Unread)
    assert isinstance(found.error, EmptyInput)


def test_a_closed_folder_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is a failure, not passed over."""

    def refused(path: str) -> Any:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refused)
    (found,) = pages([tmp_path])
    assert isinstance(found, Unread)
    assert isinstance(found.error, BadDocument)
    assert "may not be read" in str(found.error)


def test_what_can_not_be_read_stops_nothing(tmp_path: Path) -> None:
    """A missing file is said in one line, and the next one is read."""
    (tmp_path / "a.txt").write_text("It fell.")
    missing, found = pages([tmp_path / "none.txt", tmp_path / "a.txt"])
    assert isinstance(missing, Unread)
    assert isinstance(missing.error, BadDocument)
    assert "check the path" in str(missing.error)
    assert isinstance(found, Page)


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size, with the size and the bound; nothing of it is read."""
    with (tmp_path / "big.html").open("wb") as big:
        big.truncate(50_000_000)
    (found,) = pages([tmp_path / "big.html"])
    assert isinstance(found, Unread)
    assert isinstance(found.error, TooLarge)
    assert "50.0 MB" in str(found.error)
    assert "20 MB" in str(found.error)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input: one document, or JSON Lines where that is said."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"It fell.")))
    (found,) = pages(["-"])
    assert isinstance(found, Page)
    assert found.content == b"It fell."
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(lines({"text": "It fell."}, {"text": "It rose."})))
    assert [one.content for one in pages(["-"], jsonl=True) if isinstance(one, Page)] == ["It fell.", "It rose."]


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless stream is refused at the bound."""

    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.taken += len(buffer)
            assert self.taken < 3 * LARGEST
            return len(buffer)

    stream = io.BufferedReader(Endless())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    (found,) = pages(["-"])
    assert isinstance(found, Unread)
    assert isinstance(found.error, TooLarge)


def test_documents_have_their_facts() -> None:
    """All fields of a line are taken over; numbers as ids become strings; empty facts are none; blank lines are passed over."""
    whole = {
        "id": "x",
        "text": "It fell.\n",
        "title": "T",
        "published": "2019-05-03",
        "url": "https://a.example",
        "publisher": "P",
        "author": "A",
        "else": [1],
    }
    first, second = documents(
        lines(whole, b"", {"id": 7, "html": "<p>It fell.</p>", "title": "", "published": None}), name="d"
    )
    assert first == Page("It fell.\n", "text", "x", "https://a.example", "T", "2019-05-03", "P", "A", None, "d, line 1")
    assert second == Page("<p>It fell.</p>", "html", "7", name="d, line 3")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{bad", "isn't JSON"),
        (b"[1]", "isn't an object"),
        (b'{"id": "x"}', "neither"),
        (b'{"id": "x", "text": "a", "html": "b"}', "both"),
        (b'{"text": 3}', "isn't a string"),
        (b'{"text": "a", "title": 3}', "“title” isn't a string"),
        (b'{"text": "a", "published": "yesterday"}', "is no date"),
        (b'{"text": "a", "id": [1]}', "neither a string nor a whole number"),
        (b'{"text": "\xff"}', "isn't UTF-8"),
        (b'{"text": ' + b"[" * 100_000, "nested too deep"),
    ],
)
def test_bad_lines_stop_nothing(line: bytes, why: str) -> None:
    """A bad line is said to be one, with its number, and the lines after it are read."""
    before, bad, after = documents(lines({"text": "a"}, line, {"text": "b"}), name="line")
    assert isinstance(bad, Unread)
    assert isinstance(bad.error, BadDocument)
    assert why in str(bad.error)
    assert bad.name == "line 2"
    assert str(bad.error).count("\n") == 0
    assert isinstance(before, Page)
    assert isinstance(after, Page)


def test_a_bad_document_keeps_its_id() -> None:
    """Where the id could be read, the failure has it."""
    (bad,) = documents(lines({"id": "x"}), name="line")
    assert isinstance(bad, Unread)
    assert bad.id == "x"


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line above the bound is refused, and the next one read."""
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 100)
    long, after = documents(lines({"text": "a" * 200}, {"text": "b"}), name="line")
    assert isinstance(long, Unread)
    assert isinstance(long.error, TooLarge)
    assert isinstance(after, Page)


def test_lines_are_read_one_at_a_time() -> None:
    """The first document is there before the second line is read."""

    class Watched(io.BytesIO):
        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.taken += 1
            return super().readline(size)

    stream = Watched(lines(*[{"text": "a"}] * 50).getvalue())
    next(documents(stream, name="line"))
    assert stream.taken == 1


def test_gzipped_lines(tmp_path: Path) -> None:
    """JSON Lines may be gzipped; a damaged file is said to be one."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'\xef\xbb\xbf{"text": "It fell."}\n'))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "It fell."}\n' * 999)[:-20])
    (tmp_path / "c.jsonl.gz").write_bytes(b"no gzip")
    good, *others = pages([tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz", tmp_path / "c.jsonl.gz"])
    assert isinstance(good, Page)
    assert isinstance(others[-2], Unread)
    assert isinstance(others[-1], Unread)


def record(url: str, kind: str, body: bytes, *, status: str = "200 OK", extra: str = "") -> bytes:
    """Write one response record of a WARC."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_archives(tmp_path: Path, suffix: str) -> None:
    """The pages of an archive come with address, time and encoding; pictures and redirects are passed over."""
    pytest.importorskip("fastwarc")
    source = (
        record("https://a.example/1", "text/html; charset=iso-8859-1", "<p>café</p>".encode("latin-1"))
        + record("https://a.example/2", "image/png", b"x")
        + record("https://a.example/3", "text/html", b"moved", status="301 Moved")
        + record(
            "https://a.example/4", "text/html", gzip.compress(b"<p>zipped</p>"), extra="Content-Encoding: gzip\r\n"
        )
    )
    path = tmp_path / f"crawl{suffix}"
    path.write_bytes(gzip.compress(source) if suffix.endswith("gz") else source)
    first, second = pages([path])
    assert first == Page(
        "<p>café</p>".encode("latin-1"),
        "html",
        url="https://a.example/1",
        retrieved="2024-01-02T03:04:05Z",
        name=f"{path}, record 1",
        charset="iso-8859-1",
    )
    assert isinstance(second, Page)
    assert second.content == b"<p>zipped</p>"


def test_a_damaged_archive_is_said_to_be_one(tmp_path: Path) -> None:
    """What is no archive is one failure."""
    pytest.importorskip("fastwarc")
    (tmp_path / "a.warc").write_bytes(b"no archive")
    (found,) = pages([tmp_path / "a.warc"])
    assert isinstance(found, Unread)
    assert isinstance(found.error, BadDocument)
