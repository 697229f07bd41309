"""Addresses by the list, and pages written to an archive and read from it."""

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import BadSetting
from reportedly.fetch import Link, Unread, begin_warc, links, pages, write_warc
from reportedly.model import Page

from .local_web import LocalWeb, article


def test_lists_of_links(tmp_path: Path) -> None:
    """A text file has an address a line; a table's columns are told by their names, and say more of each report."""
    plain = tmp_path / "links.txt"
    plain.write_text("# of today\nhttps://a.example/1,2;3\n\nno address\n", encoding="utf-8")
    first, second = links(plain)
    assert isinstance(first, Link)
    assert first.url == "https://a.example/1,2;3"
    assert isinstance(second, Unread)
    table = tmp_path / "links.csv"
    with table.open("w", newline="", encoding="utf-8-sig") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(["Date", "Link", "Title"])
        rows.writerow(["2026-03-14", "https://a.example/1", "Two; or three"])
        rows.writerow(["yesterday", "https://a.example/2", ""])
    good, bad = links(table)
    assert isinstance(good, Link)
    assert (good.url, good.facts) == ("https://a.example/1", {"published": "2026-03-14", "title": "Two; or three"})
    assert isinstance(bad, Unread)
    assert "no date" in str(bad.error)


def test_addresses_and_files_go_together(tmp_path: Path, local: LocalWeb, opened: Any) -> None:
    """Files and addresses are read in the order in which they're named; what fetches is opened once."""
    (tmp_path / "a.txt").write_text("The bridge fell.")
    url, name = local.page("news.example", "/a", article()), str(tmp_path / "a.txt")
    count = 0

    def web() -> Any:
        nonlocal count
        count += 1
        return opened()

    assert [one.name for one in pages([name, url, name, url], web=web)] == [name, url, name, url]
    assert count == 1


def test_captures_come_back_from_a_warc(tmp_path: Path, local: LocalWeb, opened: Any) -> None:
    """What was fetched, written to an archive and read again, is the same page."""
    url = local.page("news.example", "/a", gzip.compress(article().encode()), Content_Encoding="gzip")
    found = opened().page(Link(url))
    stream = io.BytesIO()
    begin_warc(stream, software="test")
    write_warc(found, stream)
    write_warc(Page("Nobody knows where it stood."), stream)
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(stream.getvalue())
    (back,) = pages([archive])
    assert isinstance(back, Page)
    assert (back.content, back.url, back.media, back.charset) == (found.content, url, "html", "utf-8")
    assert (back.retrieved or "").replace("Z", "+00:00") == found.retrieved


TABLES = {
    "the last mark is left open": ['https://a.example/1,"Open', "https://a.example/2,Two", "https://a.example/3,Three"],
    "a later mark seems to close it": [
        'https://a.example/1,"Open',
        "https://a.example/2,Two",
        'https://a.example/3,"3"',
    ],
    "one at a line's end seems to": [
        'https://a.example/1,"Open',
        "https://a.example/2,Two",
        'https://a.example/3,A 5"',
    ],
    "marks within marks": [
        'https://a.example/1,"The "big" one"',
        "https://a.example/2,Two",
        "https://a.example/3,Three",
    ],
    "a cell over two lines": [
        'https://a.example/1,"One',
        'and more"',
        "https://a.example/2,Two",
        "https://a.example/3,3",
    ],
    "a cell with an address in it": [
        'https://a.example/1,"One\nhttps://b.example/\nand more"',
        "https://a.example/2,",
        "https://a.example/3,3",
    ],
    "a long cell": [
        f'https://a.example/1,"{"long, " * 50_000}"',
        "https://a.example/2,Two",
        "https://a.example/3,Three",
    ],
    "a huge cell": [f'https://a.example/1,"{"x" * 2_000_000}"', "https://a.example/2,Two", "https://a.example/3,Three"],
    "comments with marks": [
        '# “Old” and "new',
        "https://a.example/1,1",
        "https://a.example/2,2",
        "https://a.example/3,3",
    ],
    "the same twice": [
        "https://a.example/1,1",
        "https://a.example/2,2",
        "https://a.example/1,1",
        "https://a.example/3,3",
    ],
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_badly_quoted_loses_no_line(name: str, end: str, tmp_path: Path) -> None:
    """Each row's address is found, whatever is wrong with the marks in it or before it."""
    path = tmp_path / "links.csv"
    path.write_bytes(end.join(["url,title", *TABLES[name]]).encode())
    found = list(links(path))
    assert [one.url if isinstance(one, Link) else str(one.error) for one in found] == [
        f"https://a.example/{i}" for i in (1, 2, 3)
    ]


def test_what_looks_like_an_address_and_is_none_is_said(tmp_path: Path, opened: Any) -> None:
    """An address that nobody could ask for stops nothing, in a list or named by itself."""
    path = tmp_path / "links.txt"
    path.write_text("Links, of today\nhttps://[::1/6\nhttps://\nhttps://a.example/1,2\n", encoding="utf-16")
    *bad, good = links(path)
    assert all(isinstance(one, Unread) for one in bad)
    assert [one.name for one in bad] == [f"{path}, line {i}" for i in (1, 2, 3)]
    assert isinstance(good, Link)
    assert good.url == "https://a.example/1,2"
    (refused,) = pages(["https://[::1/6"], web=opened)
    assert isinstance(refused, Unread)
    assert "no web address" in str(refused.error)


def test_a_spreadsheets_own_file_is_no_list(tmp_path: Path) -> None:
    """Whoever gives a spreadsheet as it is learns what to do."""
    path = tmp_path / "links.csv"
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(BadSetting, match="save it as CSV"):
        list(links(path))
