"""Documents of every kind: what is in them, who published it, and where it came from."""

# ruff: noqa: E501 - a paragraph of a report stands on one line

import base64
import gzip
import json
import quopri
import stat
import struct
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from reportedly.clean import clean
from reportedly.clean.decode import decode
from reportedly.errors import BadDocument
from reportedly.fetch import Link, Unread, pages
from reportedly.fetch.pdf import reflow
from reportedly.model import Page

from . import files
from .local_web import LocalWeb, article

PARAGRAPH = "The council met on Tuesday and agreed to send two more boats to the villages that the flood had cut off."


def read(path: Path, content: bytes | str) -> list[Page | Unread]:
    """Write a file and give what is found in it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(pages([path]))


def test_a_pdf_is_read_as_paragraphs(tmp_path: Path) -> None:
    """Lines become paragraphs, parted words are joined, running heads and page numbers are left out, the bytes kept."""
    head = "Flood bulletin no. 4"
    places = ("Aldern", "Borne", "Calder", "Dorn")
    sheets = [
        [
            head,
            f"In {place} the rescue service said that people had been brought to safe-",
            f"ty since the morning, and that in {place} nobody was missing any more.",
            f"Bridges of {place}",
            f"The ministry of transport said that the bridge at {place} would stay",
            f"closed until engineers had looked at the piers of {place}, which takes",
            str(number),
        ]
        for number, place in enumerate(places, 1)
    ]
    content = files.pdf(sheets)
    (found,) = read(tmp_path / "bulletin.pdf", content)
    assert isinstance(found, Page)
    assert isinstance(found.content, str)
    assert (found.media, found.original) == ("text", content)
    paragraphs = found.content.split("\n\n")
    assert paragraphs[0] == (
        "In Aldern the rescue service said that people had been brought to safety since the morning, "
        "and that in Aldern nobody was missing any more."
    )
    assert paragraphs[1] == "Bridges of Aldern"
    assert head not in found.content
    assert "which takes In Borne" in paragraphs[2]


def test_lists_in_a_pdf_stay_lists() -> None:
    """Each item of a list is a paragraph of its own."""
    lines = "Needs in the district this week are these, says the report:\n• tents for forty families in the north\n• water\nand soap"
    assert reflow([lines]).split("\n\n") == [
        "Needs in the district this week are these, says the report:",
        "• tents for forty families in the north",
        "• water and soap",
    ]


def test_a_pdf_without_text_is_said_to_be_one(tmp_path: Path) -> None:
    """A scan has no words: that is said, with what to do."""
    (found,) = read(tmp_path / "scan.pdf", files.pdf([[]]))
    assert isinstance(found, Unread)
    assert "OCR" in str(found.error)


def test_a_text_document_is_read(tmp_path: Path) -> None:
    """Paragraphs, breaks and rows of tables come in order; what was struck out doesn't."""
    body = (
        "<w:p><w:r><w:t>Flood</w:t></w:r><w:r><w:t xml:space='preserve'> report</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>First line</w:t><w:br/><w:t>second line</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Calder</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>40 families</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (found,) = read(tmp_path / "report.docx", files.docx(body))
    assert isinstance(found, Page)
    assert found.content == "Flood report\n\nFirst line\nsecond line\n\nCalder | 40 families"


def letter() -> EmailMessage:
    """Write a letter as a press office sends it."""
    message = EmailMessage()
    message["From"] = "River District Press Office <press@district.example>"
    message["Subject"] = "Boats for the =?utf-8?q?l=C3=B6wer?= quarter"
    message["Date"] = "Sat, 14 Mar 2026 09:30:00 +0100"
    message["Message-ID"] = "<4711@district.example>"
    message.set_content(PARAGRAPH)
    return message


def test_a_letter_says_who_sent_it_and_when(tmp_path: Path) -> None:
    """Subject, sender, date and id are the report's; plain text goes before HTML; attached documents follow."""
    message = letter()
    message.add_alternative(f"<p>{PARAGRAPH}</p>", subtype="html")
    message.add_attachment(files.pdf([[PARAGRAPH]]), maintype="application", subtype="pdf", filename="bulletin.pdf")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="logo.gif")
    body, attached = read(tmp_path / "letter.eml", message.as_bytes())
    assert isinstance(body, Page)
    assert isinstance(attached, Page)
    assert (body.content.strip(), body.media, body.title) == (PARAGRAPH, "text", "Boats for the löwer quarter")
    assert (body.publisher, body.published) == ("River District Press Office", "2026-03-14T09:30:00+01:00")
    assert body.id == "4711@district.example"
    assert attached.content == PARAGRAPH
    assert attached.publisher == body.publisher


@pytest.mark.parametrize(
    ("told", "encoding"),
    [
        ("koi8-r", "koi8-r"),
        ("windows-1251", "cp1251"),
        ("x-unknown", "koi8-r"),
        ("x-unknown", "utf-8"),
        ("us-ascii", "utf-8"),
        (None, "cp1251"),
    ],
)
@pytest.mark.parametrize("packing", ["8bit", "base64", "quoted-printable"])
def test_letters_of_any_encoding_are_read(told: str | None, encoding: str, packing: str, tmp_path: Path) -> None:
    """What encoding a letter is in, it says; where it says none that is known, its bytes tell."""
    said = "В субботу министр сообщил, что после наводнения в долине пропали без вести двенадцать человек. " * 3
    content = said.encode(encoding)
    packed = {"8bit": bytes, "base64": base64.encodebytes, "quoted-printable": quopri.encodestring}[packing](content)
    kind = f"text/plain; charset={told}" if told else "text/plain"
    head = f"From: press@district.example\nContent-Type: {kind}\nContent-Transfer-Encoding: {packing}\n\n"
    (body,) = read(tmp_path / "letter.eml", head.encode() + packed)
    assert isinstance(body, Page)
    text = body.content if isinstance(body.content, str) else decode(body.content).text
    assert text.split() == said.split()


def test_a_forwarded_letter_is_a_relay(tmp_path: Path) -> None:
    """A letter in a letter is its first sender's, published by whoever forwards it."""
    outer = EmailMessage()
    outer["From"] = "Anna Rohde <anna@paper.example>"
    outer.set_content("For you.")
    outer.add_attachment(letter())
    _, inner = read(tmp_path / "forward.eml", outer.as_bytes())
    assert isinstance(inner, Page)
    assert (inner.forwarded_from, inner.publisher) == ("River District Press Office", "Anna Rohde")
    assert ("agency", "River District Press Office") in [(one.kind, one.name) for one in clean(inner).credits]


def test_saved_pages_know_their_address(tmp_path: Path) -> None:
    """What browsers write into the pages they save is taken for their address: three ways of saving."""
    url = "https://news.example/a"
    mhtml = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Flood\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{article()}"
    single = article().replace(
        "<html>", f"<html><!--\n Page saved with SingleFile \n url: {url} \n saved date: Sat Mar 14 2026\n-->", 1
    )
    comment = f"<!DOCTYPE html>\n<!-- saved from url=(0022){url} -->\n{article()}"
    for name, content in (("a.mhtml", mhtml), ("b.html", single), ("c.html", comment)):
        (found,) = read(tmp_path / name, content)
        assert isinstance(found, Page)
        assert (found.url, found.media) == (url, "html")
        assert "two more boats" in clean(found).text


def test_a_zip_holds_documents_of_all_kinds(tmp_path: Path) -> None:
    """Members are read in the order of their names, also those in an inner archive; others are passed over."""
    inner = files.packed({"c.txt": "In the inner archive."})
    content = files.packed(
        {"b.html": article(), "a.pdf": files.pdf([[PARAGRAPH]]), "d/inner.zip": inner, "photo.jpg": b"\xff\xd8", "__MACOSX/._b.html": b"x", "e.jsonl": '{"text": "On a line."}\n'}
    )  # fmt: skip
    found = read(tmp_path / "all.zip", content)
    assert [(one.name or "").split(", ", 1)[1] for one in found] == [
        "a.pdf",
        "b.html",
        "d/inner.zip, c.txt",
        "e.jsonl, line 1",
    ]
    assert all(isinstance(one, Page) for one in found)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_stops_nothing(method: int, tmp_path: Path) -> None:
    """However a member was packed, its damage is said of it, and the others are read."""
    content = bytearray(files.packed({"a.txt": PARAGRAPH, "b.txt": f"{PARAGRAPH} They left."}, method=method))
    start = content.index(b"a.txt") + len("a.txt") + 9  # what comes first says only how it was packed
    content[start : start + 40] = b"\xff" * 40
    damaged, fine = read(tmp_path / "all.zip", bytes(content))
    assert isinstance(damaged, Unread)
    assert isinstance(damaged.error, BadDocument)
    assert isinstance(fine, Page)


def test_links_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """A member that is a link is said to be one; the rest is read."""
    with zipfile.ZipFile(tmp_path / "made.zip", "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("b.txt", PARAGRAPH)
    first, second = pages([tmp_path / "made.zip"])
    assert isinstance(first, Unread)
    assert "a link" in str(first.error)
    assert isinstance(second, Page)


def test_bytes_that_many_members_share_are_unpacked_once(tmp_path: Path) -> None:
    """An archive that lists one member over and over costs no more than that one."""
    whole = files.packed({"a.txt": PARAGRAPH})
    listed, end = whole.index(b"PK\1\2"), whole.rindex(b"PK\5\6")
    many = 500
    entries = whole[listed:end] * many
    tail = struct.pack("<HHHHIIH", 0, 0, many, many, len(entries), listed, 0)
    found = read(tmp_path / "all.zip", whole[:listed] + entries + whole[end : end + 4] + tail)
    assert len(found) == many
    assert sum(isinstance(one, Page) for one in found) <= 1


def test_a_member_without_a_name_stops_nothing(tmp_path: Path) -> None:
    """A name that begins with NUL is damage to the archive, and said."""
    content = files.packed({"a.txt": PARAGRAPH}).replace(b"a.txt", b"\0.txt")
    (found,) = read(tmp_path / "all.zip", content)
    assert isinstance(found, Unread)
    assert isinstance(found.error, BadDocument)


def test_a_collection_of_web_archives_is_read(tmp_path: Path) -> None:
    """Of a WACZ the pages in its archives are read; its own lists aren't documents."""
    archive = gzip.compress(files.warc_record(article(1).encode())) + gzip.compress(
        files.warc_record(article(2).encode(), url="https://news.example/b")
    )
    content = files.packed(
        {
            "datapackage.json": "{}",
            "archive/data.warc.gz": archive,
            "pages/pages.jsonl": '{"format": "json-pages-1.0"}\n',
            "indexes/index.cdx.gz": b"",
        }
    )
    found = read(tmp_path / "crawl.wacz", content)
    assert [one.url for one in found if isinstance(one, Page)] == ["https://news.example/a", "https://news.example/b"]
    assert len(found) == 2


def test_a_channels_export_is_read_message_by_message(tmp_path: Path) -> None:
    """Each message with text is a report, its time in UTC; a forward is a relay; notices of the service aren't reports."""
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2026-03-14T10:30:00", "date_unixtime": "1773480600", "from": "River Watch", "text": PARAGRAPH},
        {"id": 3, "type": "message", "date": "2026-03-14T11:00:00", "from": "River Watch", "forwarded_from": "District Office", "text": ["The bridge at ", {"type": "bold", "text": "Calder"}, " is closed, engineers said on Friday, until they have looked at its piers."]},
        {"id": 4, "type": "message", "date": "2026-03-14T11:30:00", "photo": "a.jpg", "text": ""},
    ]  # fmt: skip
    plain, forward = read(tmp_path / "result.json", files.export(messages))
    assert isinstance(plain, Page)
    assert isinstance(forward, Page)
    assert (plain.publisher, plain.published, plain.id) == (
        "River Watch",
        "2026-03-14T09:30:00+00:00",
        "telegram:1234567/2",
    )
    assert (forward.forwarded_from, forward.publisher, forward.published) == (
        "District Office",
        "River Watch",
        "2026-03-14",
    )
    assert str(forward.content).startswith("The bridge at Calder is closed")
    assert [(one.kind, one.name) for one in clean(forward).credits] == [("agency", "District Office")]


def test_folders_take_documents_of_all_kinds(tmp_path: Path) -> None:
    """A folder's PDFs, letters and exports are read like its pages; other JSON isn't."""
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "result.json").write_bytes(files.export([{"id": 2, "type": "message", "text": PARAGRAPH}]))
    (tmp_path / "a.eml").write_bytes(letter().as_bytes())
    (tmp_path / "b.pdf").write_bytes(files.pdf([[PARAGRAPH]]))
    found = list(pages([tmp_path]))
    assert [Path((one.name or "").split(",")[0]).name for one in found] == ["a.eml", "b.pdf", "result.json"]
    assert all(isinstance(one, Page) for one in found)


def test_a_pdf_is_read_from_the_web(local: LocalWeb) -> None:
    """A link to a PDF gives its text, with the address it came from."""
    from .conftest import QUICK

    url = local.page("office.example", "/b", files.pdf([[PARAGRAPH]]), kind="application/pdf")
    from reportedly.fetch.web import Web

    (found,) = pages([Link(url)], web=lambda: Web(QUICK))
    assert isinstance(found, Page)
    assert (found.content, found.url) == (PARAGRAPH, url)


def test_unknown_json_is_not_taken_for_an_export(tmp_path: Path) -> None:
    """A result.json without messages is said to be none; other JSON is read as the text that it is."""
    (found,) = read(tmp_path / "result.json", json.dumps({"a": 1}))
    assert isinstance(found, Unread)
    assert isinstance(found.error, BadDocument)


@pytest.mark.parametrize(
    "feed",
    [
        '<?xml version="1.0"?>\n<!-- made by hand --><rss version="2.0"><channel><title>News</title></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title></feed>',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
        '{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": []}',
    ],
)
def test_a_feed_is_no_report(tmp_path: Path, feed: str) -> None:
    """Who adds a feed as if it were a report learns how feeds are followed."""
    (unread,) = read(tmp_path / "feed.xml", feed)
    assert isinstance(unread, Unread)
    assert isinstance(unread.error, BadDocument)
    assert "reportedly feeds add" in str(unread.error)


def test_a_page_that_speaks_of_feeds_is_read(tmp_path: Path) -> None:
    """Markup alone makes a feed."""
    (page,) = read(tmp_path / "page.html", f"<html><body><p>{PARAGRAPH} See our &lt;rss&gt;.</p></body></html>")
    assert isinstance(page, Page)
