"""A bundle of evidence verifies without its ledger; whatever is altered, missing or broken in it is named."""

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
import zlib
from contextlib import closing, suppress
from datetime import UTC, datetime

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import read
from reportedly.cli.evidencing import check as shown
from reportedly.cli.evidencing import chosen, write
from reportedly.errors import BadSetting, LedgerError
from reportedly.evidence import bundle, check
from reportedly.evidence.bag import MANIFEST, TAGS
from reportedly.keeping import open_ledger
from reportedly.ledger import Head
from reportedly.ledger.log import hash_of
from reportedly.model import Page

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
REPORTS = {
    "early": (
        "Gunmen killed 17 people in Mopti, Mali, on 13 March, the governor said. <script>x</script>\n",
        "2026-03-14",
    ),
    "late": ("Gunmen killed 19 people in Mopti, Mali, on 13 March, a hospital official said.\n", "2026-03-15"),
    "other": ("Floods displaced 3,000 people in Beira, Mozambique, on 2 April, officials said.\n", "2026-04-03"),
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A ledger of two reports on one attack and one on a flood, with a judgement; its question; an early head."""
    path = tmp_path_factory.mktemp("ledger") / "l.sqlite"
    heads = []
    with open_ledger(path) as ledger:
        for key, (text, published) in REPORTS.items():
            page = Page(
                content=text, media="text", id=key, url=f"https://example.org/{key}", retrieved=f"{published}T20:00Z"
            )
            ledger.add(page, read(text, published=published, media="text", url=page.url))
            heads.append(ledger.head())
        question = next(one for one in ledger.full_questions() if one.counts == "killed")
        ledger.judge("comment", [question.answers[0].claim], value="seen by <b>two</b>", by="Ana")
        yield ledger, question, heads


@pytest.fixture(scope="module")
def written(kept, tmp_path_factory):
    """The question's bundle, as a folder and as a ZIP file."""
    folder = tmp_path_factory.mktemp("bundle")
    for name in ("b", "b.zip"):
        bundle(kept[0], kept[1].id, folder / name, now=NOW)
    return folder


@pytest.fixture
def copy(written, tmp_path):
    """A copy of the folder, to be damaged."""
    return shutil.copytree(written / "b", tmp_path / "copy")


def named(path, **options):
    """What check finds, as kind and message by subject."""
    return {one.subject: f"{one.kind}: {one.message}" for one in check(path, **options)[1]}


def manifested(folder):
    """Write the manifests anew, as a forger would."""

    def lines(paths):
        return "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder)}\n" for one in paths)

    (folder / MANIFEST).write_text(lines(sorted(one for one in (folder / "data").rglob("*") if one.is_file())))
    (folder / TAGS).write_text(lines(folder / name for name in ("bagit.txt", "bag-info.txt", MANIFEST)))


def test_other_tools_take_it_for_a_bag(written):
    """The library of the Library of Congress validates it, completeness and every hash, and the sizes that it tells."""
    bag = bagit.Bag(str(written / "b"))
    assert bag.validate()
    assert bag.info["Bagging-Date"] == "2026-04-01"
    assert not named(written / "b")
    assert not named(written / "b.zip")


def test_it_holds_what_the_answers_rest_on_and_nothing_else(written, kept):
    """Both reports' bytes as they came, their readings, the judgement; the flood's words stand nowhere in it."""
    _, question, _ = kept
    captures = {one.read_bytes().decode() for one in (written / "b" / "data" / "captures").iterdir()}
    assert captures == {REPORTS["early"][0], REPORTS["late"][0]}
    assert len(list((written / "b" / "data" / "readings").iterdir())) == 2
    rows = [json.loads(one) for one in (written / "b" / "data" / "rows.jsonl").read_text().splitlines()]
    assert {one["table"] for one in rows} == {"capture", "report", "revision", "reading", "retrieval", "judgement"}
    assert json.loads((written / "b" / "data" / "question.json").read_text())["id"] == question.id
    assert not any(b"Beira" in one.read_bytes() for one in (written / "b").rglob("*") if one.is_file())


def test_the_page_says_it_all_and_runs_nothing(written, kept):
    """Every answer's words and origin stand on it, escaped; it has no script, and loads nothing."""
    page = (written / "b" / "data" / "report.html").read_text()
    for answer in kept[1].answers:
        assert answer.claim in page
    assert "the governor" in page
    assert "&lt;script&gt;x" in page
    assert "seen by &lt;b&gt;two" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)


def test_a_bundle_is_the_same_each_time(written, kept, tmp_path):
    """What is written again from the same ledger at the same time is the same file, byte for byte."""
    bundle(kept[0], kept[1].id, tmp_path / "b.zip", now=NOW)
    assert (tmp_path / "b.zip").read_bytes() == (written / "b.zip").read_bytes()


def test_every_file_that_is_altered_or_missing_is_named(copy):
    """Whichever file changes by a byte, or goes, or comes, check names it."""
    for path in sorted(one for one in copy.rglob("*") if one.is_file()):
        name, before = path.relative_to(copy).as_posix(), path.read_bytes()
        middle = len(before) // 2
        path.write_bytes(before[:middle] + bytes([before[middle] ^ 1]) + before[middle + 1 :])
        altered = named(copy)
        path.unlink()
        missing = named(copy)
        path.write_bytes(before)
        if name != TAGS:
            assert altered[name].startswith("file: "), name
            assert name in missing
        assert altered
        assert missing
    (copy / "data" / "more.txt").write_text("more")
    assert named(copy) == {"data/more.txt": "file: was added: no manifest lists it"}


def test_a_missing_capture_is_told_by_forged_manifests_too(copy):
    """Manifests made anew don't hide that a capture is gone, or that it isn't the one that was logged."""
    first, second = sorted((copy / "data" / "captures").iterdir())
    first.unlink()
    second.write_bytes(second.read_bytes().replace(b"Mopti", b"Gao"))
    manifested(copy)
    found = named(copy)
    assert found[first.stem] == "capture: is missing: what was published isn't in the bundle"
    assert found[second.stem] == "capture: its bytes were altered"


def test_a_reading_that_says_something_else_is_found(copy):
    """A figure changed in a reading and in the answer, with all manifests made anew, doesn't pass."""
    path = next(one for one in (copy / "data" / "readings").iterdir() if b"17 people" in one.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"17 people", b"71 people"))
    manifested(copy)
    assert named(copy)[path.stem].startswith("reading: ")
    question = json.loads((copy / "data" / "question.json").read_text())
    question["answers"][0]["span"]["text"] = "nobody"
    (copy / "data" / "question.json").write_text(json.dumps(question))
    manifested(copy)
    assert "its words don't stand" in named(copy)[question["answers"][0]["claim"]]


def entries(folder):
    """The log's entries."""
    return [json.loads(one) for one in (folder / "data" / "log.jsonl").read_text().splitlines()]


def put(folder, rows):
    """Write the log's entries, and the manifests."""
    (folder / "data" / "log.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    manifested(folder)


def test_a_broken_chain_is_named(copy):
    """An entry altered, left out, or put in and hashed anew: each is told with its number."""
    whole = entries(copy)
    altered = [dict(one) for one in whole]
    altered[2]["subject"] = "0" * 64
    put(copy, altered)
    assert "its hash isn't that of its words" in named(copy)[str(whole[2]["number"])]
    put(copy, whole[:2] + whole[3:])
    assert named(copy)[str(whole[3]["number"])].startswith("entry: does not follow")
    put(copy, whole[:-1])
    assert any("doesn't end at the bundle's head" in one for one in named(copy).values())
    forged = altered[2]
    forged["hash"] = hash_of(forged["number"], forged["at"], forged["kind"], forged["subject"], forged["previous"])
    put(copy, altered)
    found = named(copy)
    assert found[str(whole[3]["number"])].startswith("entry: does not follow")
    assert "the log never added it" in found[whole[2]["subject"]]


def test_a_row_that_was_altered_is_found(copy):
    """A judgement with other words, or a retrieval at another address, isn't what was logged."""
    path = copy / "data" / "rows.jsonl"
    rows = [json.loads(one) for one in path.read_text().splitlines()]
    for row in rows:
        if row["table"] == "judgement":
            row["by"] = "Eve"
        if row["table"] == "retrieval":
            row["url"] = "https://example.org/elsewhere"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    manifested(copy)
    found = named(copy)
    assert sum(one.startswith("judgement: was altered") for one in found.values()) == 1
    assert sum(one.startswith("retrieval: was altered") for one in found.values()) == 2


def test_a_head_from_elsewhere_is_held_against_it(written, kept):
    """The ledger's own heads are in it; a later, an earlier and another's are told apart."""
    ledger, _, heads = kept
    assert not named(written / "b", against=ledger.head())
    assert not named(written / "b", against=heads[1])
    later = Head(ledger.head().number + 5, "f" * 64)
    assert "its end is missing" in named(written / "b", against=later)[str(later.number)]
    other = Head(heads[0].number, "f" * 64)
    assert "another log" in named(written / "b", against=other)[str(other.number)]


def test_a_log_begins_where_it_is_needed(kept, tmp_path):
    """The flood's bundle has no entries of what came before; that an older head can't be held against it is said."""
    ledger, _, heads = kept
    flood = next(one for one in ledger.full_questions() if one.counts == "displaced")
    bundle(ledger, flood.id, tmp_path / "f")
    assert entries(tmp_path / "f")[0]["number"] == heads[1].number + 1
    assert not named(tmp_path / "f")
    assert "is older than the bundle's log" in named(tmp_path / "f", against=heads[0])[str(heads[0].number)]


def test_what_was_erased_leaves_its_tombstone(tmp_path):
    """A report that was erased answers nothing more; the bundle of the rest is whole, without its words."""
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for key, (text, published) in REPORTS.items():
            ledger.add(Page(content=text, media="text", id=key), read(text, published=published, media="text"))
        question = next(one for one in ledger.full_questions() if one.counts == "killed")
        gone = question.answers[0].report
        ledger.erase(gone, reason="a witness's safety", by="Ana")
        bundle(ledger, question.answers[1].claim, tmp_path / "b")
    assert not named(tmp_path / "b")
    assert not any(b"governor" in one.read_bytes() for one in (tmp_path / "b").rglob("*") if one.is_file())


def test_a_damaged_ledger_proves_nothing(kept, tmp_path):
    """Where a capture's bytes were altered in the ledger no bundle is written, and what is wrong is said."""
    ledger, question, _ = kept
    damaged = tmp_path / "l.sqlite"
    with closing(sqlite3.connect(ledger.path)) as source, closing(sqlite3.connect(damaged)) as target:
        source.backup(target)
        target.execute("UPDATE capture SET content = ?", (zlib.compress(b"Nobody was killed."),))
        target.commit()
    with open_ledger(damaged, readonly=True) as other, pytest.raises(LedgerError, match="its bytes were altered"):
        bundle(other, question.id, tmp_path / "b")
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith("l.sqlite")] == []


def test_nothing_is_written_over_or_left_half(kept, tmp_path):
    """What stands there stays; a place that can't be written is said, and nothing is left beside it."""
    (tmp_path / "mine").mkdir()
    with pytest.raises(BadSetting, match="there already"):
        bundle(kept[0], kept[1].id, tmp_path / "mine")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadSetting, match="can't be written"):
        bundle(kept[0], kept[1].id, tmp_path / "file" / "b")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "mine"]


def test_what_is_no_bundle_is_said(tmp_path):
    """A missing path, a text, an empty folder, a ZIP of something else."""
    (tmp_path / "t.zip").write_text("no zip")
    for name in ("t.zip", "none"):
        with pytest.raises(BadSetting, match="no bundle"):
            check(tmp_path / name)
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as file:
        file.writestr("../../out.txt", "x")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as file:
        file.writestr("a/bagit.txt", "x")
        file.writestr("b/bagit.txt", "x")
    with pytest.raises(BadSetting, match="one folder"):
        check(tmp_path / "two.zip")
    for name in ("empty", "z.zip"):
        assert "bagit.txt" in named(tmp_path / name)
    assert not (tmp_path.parent / "out.txt").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_breaks_the_check(written, tmp_path, data):
    """Whatever bytes of the ZIP file change, the check says so, or says that it's no bundle; it never fails itself."""
    content = bytearray((written / "b.zip").read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4, unique=True)):
        content[at] ^= data.draw(st.integers(1, 255))
    (tmp_path / "d.zip").write_bytes(bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))]))
    with suppress(BadSetting):
        check(tmp_path / "d.zip")


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda one: st.lists(one, max_size=3), max_leaves=5
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["question.json", "rows.jsonl", "log.jsonl", "head.json"]), data=st.data())
def test_no_foreign_json_breaks_the_check(written, tmp_path_factory, name, data):
    """A bundle whose values are of other kinds than they should be is told, and doesn't break the check."""
    folder = shutil.copytree(written / "b", tmp_path_factory.mktemp("json") / "b")
    lines = [json.loads(one) for one in (folder / "data" / name).read_text().splitlines()] if "l" in name[-5:] else []
    rows = lines or [json.loads((folder / "data" / name).read_text())]
    row = data.draw(st.sampled_from(rows))
    row[data.draw(st.sampled_from(sorted(row)))] = data.draw(JSON)
    (folder / "data" / name).write_text("\n".join(map(json.dumps, rows)))
    manifested(folder)
    check(folder)


def test_the_command_says_what_it_did(written, kept, tmp_path, capsys):
    """A written bundle says how much it holds; a checked one where its log ends; a damaged one its problems, and 1."""
    ledger, question, _ = kept
    write(str(ledger.path), question.id[:8], tmp_path / "b", rule="latest_by_origin")
    assert "in 2 reports" in capsys.readouterr().err
    assert shown(written / "b.zip", against=None) == 0
    assert f"its log ends at entry {ledger.head().number}" in capsys.readouterr().out
    next((tmp_path / "b" / "data" / "captures").iterdir()).unlink()
    assert shown(tmp_path / "b", against=None) == 1
    assert "is missing" in capsys.readouterr().out
    for wrong in ((None, None, None), ("q", None, None), ("q", tmp_path, tmp_path), (None, tmp_path, tmp_path)):
        with pytest.raises(BadSetting, match="--check"):
            chosen(*wrong)
