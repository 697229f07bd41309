"""Feeds of every form, whole, truncated and hostile; and lists of feeds."""

# ruff: noqa: E501 - feeds stand on long lines

import time

import pytest

from reportedly.errors import InputError
from reportedly.fetch.feeds import Entry, feeds_on, parse_feed
from reportedly.fetch.opml import Listed, read_opml, write_opml

URL = "https://news.example/feed.xml"
ITEMS = "".join(
    f"<item><title>Flood report {i}</title><link>/a/{i}</link><guid isPermaLink='false'>id-{i}</guid>"
    f"<pubDate>Sat, 14 Mar 2026 0{i}:30:00 +0100</pubDate><description>&lt;p&gt;Report {i} on the flood.&lt;/p&gt;</description></item>"
    for i in range(4)
)
RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>River News</title><link>https://news.example/</link>{ITEMS}</channel></rss>'
ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>River News</title>'
    '<entry><id>urn:x:1</id><title type="html">Über the &lt;b&gt;river&lt;/b&gt;</title><link rel="alternate" href="https://news.example/a/1"/>'
    "<updated>2026-03-14T09:30:00Z</updated><author><name>Anna Rohde</name></author>"
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two more boats.</p></div></content></entry></feed>'
)
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "River News", "items": [{"id": "1", "url": "https://news.example/a/1", '
    '"title": "Flood", "date_published": "2026-03-14T09:30:00+01:00", "authors": [{"name": "Anna Rohde"}], "content_html": "<p>Two more boats.</p>"}]}'
)


def test_rss_is_read() -> None:
    """Addresses are made whole, times brought to UTC, and texts kept."""
    feed = parse_feed(RSS.encode(), URL)
    first = feed.entries[0]
    assert (feed.title, len(feed.entries), feed.broken) == ("River News", 4, None)
    assert (first.id, first.url, first.title) == ("id-0", "https://news.example/a/0", "Flood report 0")
    assert (first.published, first.html) == ("2026-03-13T23:30:00+00:00", "<p>Report 0 on the flood.</p>")


@pytest.mark.parametrize("text", [ATOM, JSON])
def test_atom_and_json_feeds_are_read(text: str) -> None:
    """Entries have address, time, author and text."""
    (entry,) = parse_feed(text.encode(), URL).entries
    assert entry.url == "https://news.example/a/1"
    assert (entry.published or "")[:10] == "2026-03-14"
    assert entry.author == "Anna Rohde"
    assert "Two more boats." in (entry.html or "")


@pytest.mark.parametrize("cut", [60, 200, 300, 450])
def test_a_feed_that_breaks_off_gives_what_came_before(cut: int) -> None:
    """The whole entries of a truncated feed are read, and it is said to be broken; one with none is refused."""
    content = RSS.encode()[:-cut]
    feed = parse_feed(content, URL)
    assert feed.broken
    assert [one.title for one in feed.entries[:2]] == ["Flood report 0", "Flood report 1"]
    with pytest.raises(InputError, match="damaged"):
        parse_feed(RSS.encode()[:60], URL)


def test_a_change_in_an_entry_changes_its_print() -> None:
    """A corrected entry is told from the one before by its print; the same feed twice gives the same."""
    before, same = parse_feed(RSS.encode(), URL).entries, parse_feed(RSS.encode(), URL).entries
    after = parse_feed(RSS.replace("Report 2 on", "Correction: report 2 on").encode(), URL).entries
    assert before == same
    assert [one.print != other.print for one, other in zip(before, after, strict=True)] == [False, False, True, False]


HOSTILE = {
    "billion laughs": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a;" * 10) for i in range(9)) + b"]><rss><channel><item><title>&a8;</title></item></channel></rss>",
    "an outside entity": b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&a;</title><link>http://a.example/</link></item></channel></rss>',
    "a hundred thousand levels": b'<rss version="2.0"><channel>' + b"<a>" * 100_000,
    "nested JSON": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    "a page": b"<html><body><p>No feed here.</p></body></html>",
    "an address": b"https://news.example/",
    "a path": b"/etc/passwd",
    "nothing": b"",
    "too much": b"<rss>" + b" " * 10_000_000,
    "a character that is none": b'<rss version="2.0"><channel><item><title>a &#99999999999; b</title></item></channel></rss>',
    "entries that are no objects": b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_are_refused(name: str) -> None:
    """What is no feed, or a trap, is one line of error, soon."""
    began = time.process_time()
    with pytest.raises(InputError) as caught:
        parse_feed(HOSTILE[name], URL)
    assert "\n" not in str(caught.value)
    assert time.process_time() - began < 10


def test_odd_entries_do_not_harm_the_others() -> None:
    """Entries with wrong types, addresses and dates are passed over or read as far as they go."""
    text = '{"version": "https://jsonfeed.org/version/1", "items": [1, {}, {"id": 5, "url": "javascript:alert(1)", "content_text": "Text."}, {"url": "https://a.example/1", "title": ["x"], "date_published": "soon", "authors": "me"}]}'
    first, second = parse_feed(text.encode(), URL).entries
    assert (first.id, first.url, first.html) == ("5", None, "<p>Text.</p>")
    assert (second.url, second.title, second.published, second.author) == ("https://a.example/1", None, None, None)


def test_a_page_names_its_feeds() -> None:
    """Feeds are found by the links in a page's head."""
    page = '<html><head><link rel="stylesheet" href="a.css"><link rel="alternate" type="application/rss+xml" href="/feed.xml"><link type=application/atom+xml rel=alternate href=https://other.example/atom></head>'
    assert feeds_on(page, "https://news.example/") == ["https://news.example/feed.xml", "https://other.example/atom"]


def test_lists_of_feeds_go_out_and_come_in() -> None:
    """What is exported is imported again, in its folders, which may be nested; entities are refused."""
    feeds = [
        Listed("https://b.example/", "B & C"),
        Listed("https://a.example/feed?x=1&y=2", 'News "of" <A>', ("World",)),
        Listed("https://c.example/", "C", ("World", "Sahel & Chad")),
        Listed("https://d.example/", "D", ("World",)),
    ]
    assert sorted(read_opml(write_opml(feeds).encode()), key=lambda one: one.url) == sorted(
        feeds, key=lambda one: one.url
    )
    (unnamed,) = read_opml(write_opml([Listed("https://b.example/")]).encode())
    assert unnamed == Listed("https://b.example/")
    nested = b'<opml><body><outline title="x"><outline><outline text="z" XMLURL="https://a.example/"/></outline></outline></body></opml>'
    assert list(read_opml(nested)) == [Listed("https://a.example/", "z", ("x",))]
    for wrong in (b"<opml/>", b"no list", b'<!DOCTYPE x [<!ENTITY a "b">]><opml/>', b"<o>" * 100_000):
        with pytest.raises(InputError):
            list(read_opml(wrong))


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>River News</title></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>River News</title></feed>',
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "River News", "items": []}',
    ],
)
def test_a_feed_without_entries_is_whole(content: bytes) -> None:
    """A feed in which nothing stands yet is none that is damaged."""
    found = parse_feed(content, "https://a.example/feed")
    assert (found.title, found.entries, found.broken) == ("River News", (), None)


def one_entry(feed: str) -> Entry:
    """Give the only entry of a feed."""
    (found,) = parse_feed(feed.encode(), URL).entries
    return found


def test_titles_are_read_without_their_markup() -> None:
    """Markup and references in a title, and marks in plain text, are what they stand for."""
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title type="html">&lt;b&gt;Dam&lt;/b&gt; breaks &amp;amp; floods</title><link href="https://a.example/1"/></entry></feed>'
    assert one_entry(atom).title == "Dam breaks & floods"
    plain = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "a < b", "content_text": "Depth <2 m & rising\\n\\nNobody is missing."}]}'
    assert one_entry(plain).title == "a < b"
    assert one_entry(plain).html == "<p>Depth &lt;2 m &amp; rising</p><p>Nobody is missing.</p>"


def test_entries_that_share_an_id_are_told_apart() -> None:
    """A feed that gives all its entries one id has them all, and none seems revised by the other."""
    items = "".join(f"<item><guid>1</guid><title>{i}</title><link>https://a.example/{i}</link></item>" for i in (1, 2))
    found = parse_feed(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), URL)
    assert [one.id for one in found.entries] == ["https://a.example/1", "https://a.example/2"]


def test_feeds_in_utf_16_are_read() -> None:
    """A feed is read in whichever way its encoding is told."""
    text = '<?xml version="1.0" encoding="UTF-16"?><rss version="2.0"><channel><title>Fluß</title></channel></rss>'
    assert parse_feed(text.encode("utf-16"), URL).title == "Fluß"
    with pytest.raises(InputError):
        parse_feed(b"\xff\xfe" + b"\x00\xd8" * 9, URL)


@pytest.mark.parametrize("kind", ["urlset", "sitemapindex"])
def test_a_sitemap_is_said_to_be_one(kind: str) -> None:
    """Whoever gives a sitemap for a feed learns what it is."""
    with pytest.raises(InputError, match="sitemap"):
        parse_feed(f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'.encode(), URL)


def test_addresses_with_a_feeds_scheme_are_taken() -> None:
    """Some readers export `feed://`."""
    given = (
        b'<opml><body><outline xmlUrl="feed://a.example/1"/><outline xmlUrl="feed:https://a.example/2"/></body></opml>'
    )
    assert [one.url for one in read_opml(given)] == ["http://a.example/1", "https://a.example/2"]
