"""Hostile input by every way in: the command line, archives at large, feeds; each says what is wrong, and goes on."""

import base64
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.beside import HERE

from reportedly.bulk import query
from reportedly.keeping import Ledger
from tests.fetch import files
from tests.fetch.local_web import SENTENCES, LocalWeb, article
from tests.security.test_hostile_files import laughs, nested, zip_bomb
from tests.security.test_hostile_servers import endless
from tests.test_watching import ITEM, Desk, rss

TEXT = " ".join(SENTENCES)
BROTLI = base64.b64decode(
    "z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRhAeje//P//x8ACYA4LA"
    "Dd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9/8//4HUAEgBxWAC6ues="
)
"""200 MB of zeros."""


def traversal() -> bytes:
    """Name an archive's member as if it lay elsewhere."""
    return files.packed({"../../../evil.txt": f"{TEXT} It was told of evil."})


FOLDER = {
    "a-good.txt": TEXT.encode,
    "b-bomb.zip": zip_bomb,
    "c-laughs.docx": laughs,
    "d-nested.zip": lambda: nested(100),
    "e-traversal.zip": traversal,
    "f-bomb.warc": lambda: files.warc_record(gzip.compress(bytes(60_000_000), 1), head="Content-Encoding: gzip\r\n"),
    "g-brotli.warc": lambda: files.warc_record(BROTLI, head="Content-Encoding: br\r\n"),
    "h-lengths.warc": lambda: files.warc_record(TEXT.encode()).replace(b"Content-Length: ", b"Content-Length: -", 1),
    "i-title.jsonl": lambda: json.dumps({"text": TEXT, "title": "y" * 10_000_000}).encode(),
    "j-half.jsonl": lambda: b'{"text": "The mayor of \\ud800 Dorn said that the bridge fell."}',
    "k-nul.txt": lambda: TEXT.encode() + bytes(1_000),
    "l-paragraphs.html": lambda: b"<html><body><article>" + b"<p>It fell.</p>" * 200_000,
    "m-good.txt": f"{TEXT} Two more boats were sent on Wednesday.".encode,
}
READ = {"a-good.txt", "e-traversal.zip", "m-good.txt"}
SPENT = HERE / "spent.py"
SECONDS, MEGABYTES = 240, 1_500
"""Of processor time and memory of all that a command does, the model's included."""


@pytest.fixture
def hostile(tmp_path: Path) -> None:
    """Make a folder of hostile files, and good ones between them."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make in FOLDER.items():
        (folder / name).write_bytes(make())


def spent(*command: str, folder: Path) -> tuple[str, float, float]:
    """Run a command; give what it says on standard error, its seconds of processor, and the most memory it had."""
    said, out = folder / "said", folder / "taken.json"
    with said.open("wb") as stream:
        status = subprocess.call(
            [sys.executable, SPENT, out, sys.executable, "-m", "reportedly", *command],
            stdout=subprocess.DEVNULL,
            stderr=stream,
            cwd=folder,
        )
    assert status == 1, said.read_text()
    taken = json.loads(out.read_text())
    return said.read_text(), taken["cpu"], taken["peak"]


@pytest.mark.usefixtures("hostile")
def test_a_folder_of_traps_is_added(tmp_path: Path) -> None:
    """`add` says of each trap what it is, in one line, and keeps the reports between them."""
    said, seconds, megabytes = spent("add", "in", "--ledger", "l.sqlite", "--reader", "fast", folder=tmp_path)
    assert "Traceback" not in said
    for name in FOLDER.keys() - READ:
        assert any(name in line for line in said.splitlines()), name
    with Ledger(tmp_path / "l.sqlite", readonly=True) as kept:
        texts = [kept.reading(row.id).report.text for row in kept.reports()]
        assert sum("two more boats" in one for one in texts) >= len(READ)
        assert kept.verify() == []
    assert not list(tmp_path.rglob("evil*"))
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.usefixtures("hostile")
def test_a_folder_of_traps_is_read_at_large(tmp_path: Path) -> None:
    """`bulk` has a row for each trap that says what it is, and reads the reports between them."""
    pytest.importorskip("pyarrow.parquet")
    command = ("bulk", "in", "--out", "out", "--workers", "1", "--reader", "fast", "--copies")
    said, seconds, _ = spent(*command, folder=tmp_path)
    assert "Traceback" not in said
    told = [row["name"] for row in query("FROM failures", tmp_path / "out")]
    for name in FOLDER.keys() - READ:
        assert any(name in one for one in told), name
    read = {row["name"] for row in query("SELECT name FROM report", tmp_path / "out")}
    for name in READ:
        assert any(name in one for one in read), name
    outcome = json.loads((tmp_path / "out" / "manifest.json").read_text())["outcome"]
    assert outcome["peak_mb"] < MEGABYTES
    assert seconds < SECONDS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Open a desk that watches feeds."""
    with LocalWeb() as local:
        yield Desk(local, tmp_path)


def test_feeds_of_traps_are_watched(desk: Desk) -> None:
    """A feed that is a trap fails and says why; entries that lead into traps are said; the good ones come in."""
    bomb = gzip.compress(bytes(250_000_000), 1)
    entities = '<!ENTITY a "ha">' + "".join(f'<!ENTITY b{i} "{f"&b{i - 1};" * 10}">' for i in range(1, 10))
    local = desk.local
    bad = [
        local.page("bomb.example", "/feed", bomb, kind="text/xml", Content_Encoding="gzip"),
        local.page("brotli.example", "/feed", BROTLI, kind="text/xml", Content_Encoding="br"),
        local.page("laughs.example", "/feed", f"<!DOCTYPE rss [{entities}]>{rss([])}", kind="text/xml"),
        local.on("endless.example", "/feed", lambda request: endless(request, b"<item>" * 10_000, 0.0)),
        local.on("slow.example", "/feed", lambda request: endless(request, b"x", 0.2)),
    ]
    pages = [
        local.page("pages.example", "/bomb", bomb, Content_Encoding="gzip"),
        local.page("pages.example", "/brotli", BROTLI, Content_Encoding="br"),
        local.on("pages.example", "/round", lambda request: request.redirect("/round")),
        local.page("pages.example", "/paragraphs", "<html><body><article>" + "<p>It fell.</p>" * 200_000),
        local.page("pages.example", "/good", article(1)),
    ]
    items = [ITEM.format(i=i, url=url, said="In short.") for i, url in enumerate(pages)]
    mixed = local.page("mixed.example", "/feed", rss(items), kind="text/xml")
    desk.follow(*bad, mixed)
    events = {event.feed: event for event in desk.watch(once=True)}
    for url in bad:
        assert events[url].failing_since, url
        assert "\n" not in str(events[url].why)
    assert events[mixed].counts["added"] == 1
    assert len(events[mixed].failures) == len(pages) - 1
