"""Feeds watched: what comes in, how often they're asked, and what a restart remembers."""

# ruff: noqa: E501 - feeds stand on long lines

import itertools
import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli import following
from reportedly.errors import NotFound, NotThere
from reportedly.fetch.feeds import Feed, parse_feed
from reportedly.fetch.manners import Manners
from reportedly.fetch.opml import Listed, read_opml, write_opml
from reportedly.fetch.web import Web
from reportedly.keeping import Ledger
from reportedly.polling import Event, Rhythm, State
from reportedly.watching import Watcher, discover, feeds_of, follow, leave, states
from tests.fetch.local_web import LocalWeb, Request, article

ITEM = "<item><title>Flood report {i}</title><link>{url}</link><guid isPermaLink='false'>{i}</guid><pubDate>Sat, 14 Mar 2026 09:30:00 +0100</pubDate><description>{said}</description></item>"


def rss(items: list[str]) -> str:
    """Write a feed."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>River News</title>{"".join(items)}</channel></rss>'


class Desk:
    """A local web with feeds, a ledger that follows them, and a clock of its own."""

    def __init__(self, local: LocalWeb, folder: Path) -> None:
        self.local = local
        self.folder = folder
        self.now = 1_773_500_000.0
        self.entries: dict[str, list[str]] = {}

    def feed(self, host: str, number: int, *, said: str = "In short.") -> str:
        """Serve a feed with so many entries, each with its page."""
        pages = [self.local.page(host, f"/{i}", article(i)) for i in range(number)]
        self.entries[host] = [ITEM.format(i=i, url=url, said=said) for i, url in enumerate(pages)]
        return self.local.on(
            host, "/feed", lambda request: request.send(rss(self.entries[host]), kind="application/rss+xml")
        )

    def sleep(self, seconds: float) -> None:
        """Let the clock run on."""
        self.now += max(seconds, 0.001)

    def watch(self, *, rhythm: Rhythm | None = None, ledger: Ledger | None = None, **options: Any) -> list[Event]:
        """Watch the ledger's feeds as a process that is started now."""
        with ledger or Ledger(self.folder / "ledger.sqlite") as kept, self.web() as web:
            watcher = Watcher(kept, web, rhythm=rhythm or Rhythm(60, 3600), reader="fast", clock=lambda: self.now)
            return list(watcher.watch(**options))

    def web(self) -> Web:
        """Open what fetches, by the desk's clock."""
        manners = Manners(
            delay=0.0,
            timeout=2.0,
            deadline=5.0,
            attempts=1,
            allow_private=True,
            resolve=LocalWeb.resolve,
            sleep=self.sleep,
            clock=lambda: self.now,
        )
        return Web(manners, cache=self.folder / "answers.sqlite")

    def follow(self, *urls: str) -> None:
        """Follow feeds."""
        with Ledger(self.folder / "ledger.sqlite") as ledger:
            for url in urls:
                follow(ledger, url)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open a desk."""
    with LocalWeb() as local:
        yield Desk(local, tmp_path)


def test_entries_come_in_once_and_revisions_are_noticed(desk: Desk) -> None:
    """New entries are read from their pages; later polls bring only what is new or changed; a restart remembers."""
    url = desk.feed("news.example", 3)
    desk.follow(url)
    (first,) = desk.watch(once=True)
    assert first.counts == {"added": 3}
    (again,) = desk.watch(once=True)
    assert again.counts == {}
    desk.local.page(
        "news.example",
        "/1",
        article(1, extra="<p>Correction: the bridge is at Dorn, the ministry said on Wednesday.</p>"),
    )
    desk.entries["news.example"][1] = desk.entries["news.example"][1].replace("In short.", "Corrected.")
    (revised,) = desk.watch(once=True)
    assert revised.counts == {"revised": 1}
    with Ledger(desk.folder / "ledger.sqlite", readonly=True) as ledger:
        (told,) = {row.published for row in ledger.reports()}
        assert told == "2026-03-14T08:30:00+00:00"


def test_one_watcher_watches_again(desk: Desk) -> None:
    """What comes while nobody watches comes in with the next watch of the same watcher."""
    url = desk.feed("river.example", 2)
    desk.follow(url)
    later = desk.entries["river.example"].pop()
    with Ledger(desk.folder / "ledger.sqlite") as kept, desk.web() as web:
        watcher = Watcher(kept, web, rhythm=Rhythm(60, 3600), reader="fast", clock=lambda: desk.now)
        assert [one.counts for one in watcher.watch(once=True)] == [{"added": 1}]
        desk.entries["river.example"].append(later)
        desk.sleep(7200)
        assert [one.counts for one in watcher.watch(once=True)] == [{"added": 1}]


def test_a_feeds_own_text_stands_in_for_a_page_behind_a_wall(desk: Desk) -> None:
    """Where a page can't be had and the feed holds the text, that is read; where it doesn't, the entry is said unread."""
    text = "&lt;p&gt;The council of the river district met on Tuesday evening and agreed to send two more boats to the villages that the flood had cut off, a spokesman said, and it asked the government for help with the roads, which are closed in many places.&lt;/p&gt;"
    full, short = desk.feed("full.example", 1, said=text), desk.feed("short.example", 1)
    for host in ("full.example", "short.example"):
        desk.local.page(host, "/0", "", status=403)
    desk.follow(full, short)
    events = {one.feed: one for one in desk.watch(once=True)}
    assert events[full].counts == {"added": 1}
    assert events[short].counts == {"unread": 1}
    assert "403" in events[short].failures[0]


def test_a_feed_that_fails_backs_off_and_says_since_when(desk: Desk) -> None:
    """A failing feed is asked ever more seldom, keeps the time it began to fail, and is well again when it answers."""
    working = [False]
    url = desk.feed("news.example", 1)
    answer = desk.local.handlers["news.example", "/feed"]
    desk.local.on(
        "news.example", "/feed", lambda request: answer(request) if working[0] else request.send("", status=500)
    )
    desk.follow(url)
    events = desk.watch(until=desk.now + 1000)
    began = events[0].failing_since
    assert began
    assert {one.failing_since for one in events} == {began}
    assert [round(one.again_in) for one in events[:4]] == [60, 120, 240, 480]
    assert "500" in (events[0].why or "")
    working[0] = True
    (well,) = desk.watch(once=True)
    assert (well.failing_since, well.counts) == (None, {"added": 1})


@pytest.mark.parametrize("down", ["/0", "/robots.txt"])
def test_a_page_that_fails_for_a_while_is_tried_again(down: str, desk: Desk) -> None:
    """An entry whose page, or whose site's robots.txt, fails for a while comes in later, and is then seen."""
    working = [False]
    url = desk.feed("news.example", 1)
    page = desk.local.page("pages.example", "/0", article(0))
    answer = desk.local.handlers["pages.example", "/0"]
    desk.entries["news.example"] = [ITEM.format(i=0, url=page, said="In short.")]
    desk.local.on("pages.example", "/robots.txt", lambda request: request.send("", status=404))
    well = desk.local.handlers["pages.example", down] if down == "/robots.txt" else answer
    desk.local.on("pages.example", down, lambda one: well(one) if working[0] else one.send("", status=503))
    desk.follow(url)
    assert [one.counts for one in desk.watch(once=True)] == [{"unread": 1}]
    working[0] = True
    assert [one.counts for one in desk.watch(once=True)] == [{"added": 1}]
    assert [one.counts for one in desk.watch(once=True)] == [{}]


def test_a_page_that_never_answers_is_let_go(desk: Desk) -> None:
    """Such an entry is tried in five polls, ever further apart, and holds up no other."""
    url = desk.feed("news.example", 25)
    for i in range(20):
        desk.local.page("news.example", f"/{i}", "", status=503)
    desk.entries["news.example"].reverse()
    desk.follow(url)
    events = desk.watch(until=desk.now + 4000)
    assert [one.counts for one in events[:2]] == [{"unread": 20}, {"added": 5, "unread": 15}]
    assert sum(one.counts.get("unread", 0) for one in events) == 20 * 5
    assert events[-1].at - events[0].at > 600
    assert events[-1].counts == {}


def test_the_page_comes_after_the_feeds_own_text(desk: Desk) -> None:
    """Where the feed's text stood in for a page that failed for a while, the page is read when it answers."""
    text = "The council of the river district met on Tuesday evening and agreed to send two more boats to the villages that the flood had cut off, a spokesman said, and it asked the government for help with the roads, which are closed in many places."
    url = desk.feed("news.example", 1, said=text)
    desk.local.page("news.example", "/0", "", status=503)
    desk.follow(url)
    assert [one.counts for one in desk.watch(once=True)] == [{"added": 1}]
    desk.local.page("news.example", "/0", article(0))
    assert [one.counts for one in desk.watch(once=True)] == [{"revised": 1}]


def test_a_fault_in_one_feed_does_not_stop_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong while a feed is read is said of it, and the others come in."""
    odd, well = desk.feed("odd.example", 1), desk.feed("well.example", 1)

    def parse(content: bytes, url: str) -> Feed:
        if url == odd:
            raise OSError("the disk is full")
        return parse_feed(content, url)

    monkeypatch.setattr("reportedly.polling.parse_feed", parse)
    desk.follow(odd, well)
    events = {one.feed: one for one in desk.watch(once=True)}
    assert events[well].counts == {"added": 1}
    assert "the disk is full" in (events[odd].why or "")


@pytest.mark.parametrize(("asked", "kept"), [("1800", 1800), ("999999999", 3600)])
def test_a_feed_that_asks_to_be_left_alone_is(asked: str, kept: int, desk: Desk) -> None:
    """A feed isn't asked again before the time that it says (Retry-After), the longest interval at most."""
    url = desk.local.page("news.example", "/feed", "", status=503, Retry_After=asked)
    desk.follow(url)
    (event,) = desk.watch(once=True)
    assert round(event.again_in) == kept


@pytest.mark.parametrize(("status", "others"), [(503, ["/1"]), (429, [])])
def test_a_page_whose_server_asks_for_rest_is_left_alone(status: int, others: list[str], desk: Desk) -> None:
    """An entry's page isn't asked again before the time it says (Retry-After), nor, after a 429, its host's others."""
    url = desk.feed("news.example", 1)
    pages = [desk.local.page("pages.example", "/0", "", status=status, Retry_After="1800")]
    pages.append(desk.local.page("pages.example", "/1", article(1)))
    desk.entries["news.example"] = [ITEM.format(i=i, url=one, said="In short.") for i, one in enumerate(pages)][::-1]
    desk.follow(url)
    began = desk.now
    desk.watch(until=began + 1700, rhythm=Rhythm(60, 3600))
    assert [one.path for one in desk.local.asked if one.host.startswith("pages") and one.path != "/robots.txt"] == [
        "/0",
        *others,
    ]
    desk.local.page("pages.example", "/0", article(0))
    events = desk.watch(until=began + 4000, rhythm=Rhythm(60, 600))
    assert sum(one.counts.get("added", 0) for one in events) == 2 - len(others)


def test_each_feed_has_its_rhythm_and_none_starves(desk: Desk) -> None:
    """A feed with news is asked at the shortest interval, one without ever more seldom; no gap is below the bound."""
    busy, quiet = desk.feed("busy.example", 1), desk.feed("quiet.example", 1)
    entry = desk.entries["busy.example"][0]

    def more(request: Request) -> None:
        request.send(rss([entry.replace("In short.", f"Version {request.count}.")]), kind="application/rss+xml")

    desk.local.on("busy.example", "/feed", more)
    desk.follow(busy, quiet)
    events = desk.watch(until=desk.now + 3600, rhythm=Rhythm(100, 1000))
    times = {url: [one.at for one in events if one.feed == url] for url in (busy, quiet)}
    gaps = {url: [later - earlier for earlier, later in pairwise(some)] for url, some in times.items()}
    assert min(gaps[busy] + gaps[quiet]) >= 100
    assert max(gaps[busy]) <= 110
    assert gaps[quiet] == sorted(gaps[quiet])
    assert len(times[busy]) >= 30
    assert 5 <= len(times[quiet]) <= 12


def test_many_feeds_are_polled_fairly(desk: Desk) -> None:
    """Over ten minutes none of many feeds starves, and none is polled faster than allowed (500 of them in `make soak`)."""
    number = int(os.environ.get("REPORTEDLY_FEEDS", "30"))
    empty = rss([ITEM.format(i=0, url="", said="")])
    desk.follow(*(desk.local.page(f"n{i}.example", "/feed", empty, kind="application/rss+xml") for i in range(number)))
    began = desk.now
    events = desk.watch(until=began + 600, rhythm=Rhythm(60, 240))
    for i in range(number):
        times = [one.at for one in events if f"//n{i}." in one.feed]
        assert len(times) >= 4
        assert times[0] - began < 60
        assert min(later - earlier for earlier, later in pairwise(times)) >= 60


def test_many_entries_come_in_over_several_polls(desk: Desk) -> None:
    """The first poll of a long feed doesn't take it all at once; the rest follows soon, the oldest first."""
    url = desk.feed("news.example", 27)
    desk.entries["news.example"].reverse()
    desk.follow(url)
    first, second = desk.watch(until=desk.now + 50)
    assert (first.counts, second.counts) == ({"added": 20}, {"added": 7})
    assert first.again_in <= 5


def test_feeds_followed_and_left_meanwhile_are_noticed(desk: Desk) -> None:
    """A feed that is followed while the others are watched comes in; one that is left isn't asked any more."""
    first, left, later = (desk.feed(f"{name}.example", 1) for name in ("first", "left", "later"))
    desk.follow(first, left)
    with Ledger(desk.folder / "ledger.sqlite") as ledger, desk.web() as web:
        events = Watcher(ledger, web, rhythm=Rhythm(30, 60), reader="fast", clock=lambda: desk.now).watch()
        assert {next(events).feed, next(events).feed} == {first, left}
        desk.follow(later)
        leave(ledger, left)
        changed = desk.now
        after = list(itertools.takewhile(lambda one: one.at < changed + 400, events))
    assert {one.feed for one in after if one.at > changed + 130} == {first, later}
    assert sum(one.counts.get("added", 0) for one in after) == 1


class Killed(BaseException):
    """Stand for a kill between two steps."""


def test_killed_between_keeping_and_remembering_nothing_is_lost_or_doubled(desk: Desk) -> None:
    """An entry that was kept and not yet marked as seen is met again, and changes nothing."""
    url = desk.feed("news.example", 3)
    desk.follow(url)

    class Dying(Ledger):
        def set_polled(self, *_: Any) -> None:
            raise Killed

    with pytest.raises(Killed):
        desk.watch(once=True, ledger=Dying(desk.folder / "ledger.sqlite"))
    (again,) = desk.watch(once=True)
    assert again.counts == {"unchanged": 3}
    with Ledger(desk.folder / "ledger.sqlite", readonly=True) as ledger:
        assert ledger.counts()["report"] == 3
        assert ledger.verify() == []


def test_nothing_is_done_while_nothing_is_due(desk: Desk) -> None:
    """Between polls the watcher sleeps: an idle hour takes hardly any processor time."""
    desk.follow(desk.feed("news.example", 1))
    desk.watch(once=True)
    asked, began = len(desk.local.asked), time.process_time()
    with Ledger(desk.folder / "ledger.sqlite") as ledger:
        url = next(iter(feeds_of(ledger)))
        state = State.of(ledger.polled(url))
        state.due = desk.now + 7200
        ledger.set_polled(url, state.plain())
    assert desk.watch(until=desk.now + 3600) == []
    assert len(desk.local.asked) == asked
    assert time.process_time() - began < 5


def test_a_page_leads_to_its_feed(desk: Desk) -> None:
    """Following a page follows the feed that it names; a page without one is refused."""
    url = desk.feed("news.example", 1)
    page = desk.local.page(
        "news.example", "/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    )
    with Web(Manners(delay=0.0, attempts=1, allow_private=True, resolve=LocalWeb.resolve)) as web:
        assert discover(web, page).url == url
        with pytest.raises(NotThere):
            discover(web, desk.local.url("news.example", "/none"))


def test_a_list_of_feeds_comes_back_in_its_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was imported is exported, each feed where it lay; importing once more follows nothing anew."""
    feeds = [
        Listed("https://a.example/feed", "A"),
        Listed("https://b.example/feed", "B & C", ("World",)),
        Listed("https://c.example/feed", "C", ("World", "Sahel")),
    ]
    (tmp_path / "list.opml").write_text(write_opml(feeds))
    place = str(tmp_path / "ledger.sqlite")
    for new in ("3 new feeds of 3", "0 new feeds of 3"):
        following.import_(tmp_path / "list.opml", place)
        assert new in capsys.readouterr().err
    following.export(place)
    assert list(read_opml(capsys.readouterr().out.encode())) == feeds


def test_feeds_are_followed_and_left(desk: Desk) -> None:
    """A feed is followed once; one that is left is listed no more."""
    with Ledger(desk.folder / "ledger.sqlite") as ledger:
        assert follow(ledger, "https://a.example/feed", title="A")
        assert not follow(ledger, "https://a.example/feed")
        assert [(url, title) for url, title, _ in states(ledger)] == [("https://a.example/feed", "A")]
        leave(ledger, "https://a.example/feed")
        assert states(ledger) == []
        with pytest.raises(NotFound):
            leave(ledger, "https://a.example/feed")
