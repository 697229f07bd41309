"""Addresses by the list, and pages written to an archive and read from it."""

import csv
import gzip
import io
from pathlib import Path
from typing import Any

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
