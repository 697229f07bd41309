"""`reportedly feeds` and `reportedly watch`: what is followed, and what comes in."""

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from reportedly.errors import BadSetting, InputError
from reportedly.fetch.opml import Listed, read_opml, write_opml
from reportedly.model.vocabulary import ReaderName
from reportedly.polling import Event, Rhythm
from reportedly.settings import default_ledger, settings
from reportedly.watching import Watcher, discover, feeds_of, follow, leave, states
from reportedly.working import watch_alone

from .keeping import opened
from .online import Online
from .plain import on_line
from .progress import ready_gazetteer
from .stopping import resumable

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def add(urls: list[str], ledger: str | None, online: Online) -> int:
    """Follow feeds, each looked at first; an address that is a page leads to the feed it names."""
    failures = 0
    with opened(ledger, readonly=False) as kept, online.web() as web:
        for url in urls:
            try:
                feed = discover(web, url)
            except InputError as error:
                failures += 1
                print(f"reportedly: {on_line(url)}: {on_line(str(error))}", file=sys.stderr)  # noqa: T201
                continue
            new = follow(kept, feed.url, title=feed.title)
            told = "followed" if new else "followed already"
            print(f"{told}\t{on_line(feed.url)}\t{on_line(feed.title or '')}\t{len(feed.entries)} entries")  # noqa: T201
    return 1 if failures else 0


def import_(file: Path, ledger: str | None) -> None:
    """Follow the feeds of an OPML list; they're looked at when they're first polled."""
    try:
        found = list(read_opml(file.read_bytes()))
    except OSError as error:
        raise BadSetting(f"{file} can't be read ({error.strerror}): check the path") from error
    with opened(ledger, readonly=False) as kept:
        new = sum(follow(kept, one.url, title=one.title, folder=one.folder) for one in found)
    print(f"{new} new feeds of {len(found)} in the list", file=sys.stderr)  # noqa: T201


def export(ledger: str | None) -> None:
    """Print the feeds as OPML, each in the folders with which it was imported."""
    with opened(ledger) as kept:
        sys.stdout.write(
            write_opml(
                Listed(url, one.get("title"), tuple(one.get("folder", ()))) for url, one in feeds_of(kept).items()
            )
        )


def remove(urls: list[str], ledger: str | None) -> None:
    """Follow feeds no more; what came from them stays."""
    with opened(ledger, readonly=False) as kept:
        for url in urls:
            leave(kept, url)


def list_feeds(ledger: str | None) -> None:
    """Print a line a feed: how it goes, when it was last seen, when it's polled again, and what is wrong."""
    now = time.time()
    with opened(ledger) as kept:
        for url, title, state in states(kept):
            fields = [
                "failing" if state.failing_since else "fine" if state.answered else "new",
                on_line(url),
                on_line(title or ""),
                f"last seen {_moment(state.answered)}",
                f"again in {_span(max(0.0, state.due - now))}",
            ]
            if state.failing_since:
                fields.append(f"failing since {_moment(state.failing_since)}")
            if state.why:
                fields.append(on_line(state.why))
            print(*fields, sep="\t")  # noqa: T201


def watch(ledger: str | None, online: Online, *, once: bool, seconds: float | None, reader: ReaderName | None) -> None:
    """Poll the feeds, and print a line for each poll that brought something or failed."""
    ready_gazetteer()
    told = settings()
    with opened(ledger, readonly=False) as kept, watch_alone(ledger or default_ledger()), online.web() as web:
        if not feeds_of(kept):
            raise BadSetting("no feeds are followed: add one with `reportedly feeds add URL`")
        watcher = Watcher(
            kept,
            web,
            rhythm=Rhythm(told.watch.shortest, told.watch.longest),
            reader=reader or told.reader,
            full_text=told.watch.full_text,
        )
        with resumable(kept.shown):
            for event in watcher.watch(once=once, until=time.time() + seconds if seconds else None):
                tell(event)


def tell(event: Event) -> None:
    """Print what became of a poll, and on standard error what couldn't be read."""
    counted = ", ".join(f"{number} {status}" for status, number in event.counts.items()) or "nothing new"
    said = f"failing since {_moment(event.failing_since)}: {event.why}" if event.failing_since else counted
    line = (_moment(event.at), event.feed, said, f"again in {_span(event.again_in)}")
    print(*map(on_line, line), sep="\t", flush=True)  # noqa: T201
    for one in event.failures:
        print(f"reportedly: {on_line(one)}", file=sys.stderr)  # noqa: T201


def _moment(stamp: float | None) -> str:
    if stamp is None:
        return "never"
    return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _span(seconds: float) -> str:
    for size, name in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min")):
        if seconds >= size:
            return f"{seconds / size:.3g} {name}"
    return f"{seconds:.0f} s"
