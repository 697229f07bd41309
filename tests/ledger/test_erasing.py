"""What was erased is gone to the last byte, and the ledger still verifies."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import text as sql

from reportedly.errors import BadSetting, LedgerLocked, NotFound
from reportedly.ledger import Ledger, Scope
from reportedly.ledger.erasing import TEXTS

from . import by_hand
from .conftest import made
from .test_adding_up import add

NAME = "Zarathustrine"
NAMING = f"17 killed in Aleppo on 2016-12-10, said the ministry. {NAME} saw it."


def test_an_erased_report_leaves_a_tombstone(kept):
    """Nothing of it is found any more, its log and tombstone stay, and it can't be added again."""
    add(kept)
    kept.add(*made("witness", NAMING, published="2016-12-09"))
    kept.add(*made("twin", NAMING, published="2016-12-09"))
    assert kept.search(Scope(words=NAME), of="texts")
    assert kept.erase("witness", reason="a witness's safety", by="ana") == ["twin", "witness"]
    assert kept.search(Scope(words=NAME), of="texts") == []
    assert {row.id for row in kept.reports()} == {"r1", "r2", "r3", "r4"}
    assert kept.questions(Scope(places=("Aleppo",)))[0].answers == 3
    for ask in (kept.reading, kept.history):
        with pytest.raises(NotFound):
            ask("witness")
    assert kept.verify() == []
    assert kept.add(*made("witness", NAMING, published="2016-12-09")).status == "erased"
    assert kept.verify() == []
    with pytest.raises(BadSetting, match="reason"):
        kept.erase("r1", reason=" ")


def test_an_erased_text_is_in_no_file(path):
    """Neither database, search nor write-ahead log has a word of it left."""
    with Ledger(path, reconciler=by_hand) as ledger:
        add(ledger)
        ledger.add(*made("witness", NAMING, published="2016-12-09"))
        ledger.erase("witness", reason="a witness's safety", by="ana")
        files = [one.read_bytes() for one in path.parent.iterdir()]
        assert not any(word.encode() in one for one in files for word in (NAME, NAME.lower()[:10]))
    with closing(sqlite3.connect(path)) as connection:
        sizes = connection.execute("SELECT size, length(content) FROM capture ORDER BY length(content)").fetchone()
        assert sizes == (len(NAMING), 0)


def test_what_persons_wrote_of_an_erased_report_goes_too(kept):
    """Comments on it, on its claims and on those comments, and origins set by hand are erased; others' words stay."""
    add(kept)
    kept.add(*made("witness", NAMING, published="2016-12-09"))
    claim = next(one.claim.id for one in kept.search(Scope(places=("Aleppo",))) if one.report == "witness")
    first = kept.judge("comment", [claim], value=f"{NAME} is a nurse", by="ana")
    kept.judge("comment", [first.id], value=f"so {NAME} is", by="ben", why=NAME)
    kept.judge("correct", [claim], value={"origin": NAME}, by="ana")
    kept.judge("comment", ["witness"], value="call her", by="ana")
    kept.judge("comment", ["r1"], value="an army's figure", by="ana")
    kept.erase("witness", reason="a witness's safety", by="ana")
    assert [(row.kind, row.value) for row in kept.judgements()] == [("comment", "an army's figure")]
    assert kept.counts()["judgement"] == 5
    assert kept.verify() == []
    with kept._engine.begin() as connection:
        words = connection.execute(sql("SELECT value, why FROM judgement")).all()
        assert NAME not in str(words)
        connection.execute(sql("UPDATE judgement SET why = 'back' WHERE value IS NULL"))
    assert {one.message for one in kept.verify()} == {"was erased, says its tombstone, and has words"}


def test_an_erased_split_parts_nothing(kept):
    """A split whose words were erased doesn't keep the ledger from adding."""
    add(kept)
    claim = kept.search(Scope(places=("Aleppo",)))[0].claim.id
    kept.judge("split", [claim], by="ana")
    with kept._engine.begin() as connection:
        connection.execute(sql("UPDATE judgement SET value = NULL"))
    kept.add(*made("witness", NAMING, published="2016-12-09"))
    assert claim in {one.claim.id for one in kept.search(Scope(places=("Aleppo",)))}


def test_a_reader_that_keeps_the_words_is_told_of(path, monkeypatch):
    """Where a process that reads keeps the write-ahead log, whoever erases hears so; the next writer empties it."""
    monkeypatch.setattr("reportedly.ledger.sqlite.BUSY_SECONDS", 0.2)
    with Ledger(path, reconciler=by_hand) as ledger:
        ledger.add(*made("witness", NAMING, published="2016-12-09"))
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM report").fetchone()
            with pytest.raises(LedgerLocked, match="it's erased, but"):
                ledger.erase("witness", reason="a witness's safety", by="ana")
        assert ledger.reports() == []
    with Ledger(path, reconciler=by_hand) as ledger:
        ledger.add(*made("r1", "Four were held."))
    assert not any(NAME.encode() in one.read_bytes() for one in path.parent.iterdir())


def test_an_erased_title_is_on_no_page(database):
    """In PostgreSQL, too, every table that held words is written anew."""
    with Ledger(database, reconciler=by_hand) as ledger:
        ledger.add(*made("witness", NAMING, published="2016-12-09"))
        pages = {}
        with ledger._engine.connect() as connection:
            for name in TEXTS:
                pages[name] = connection.execute(sql(f"SELECT pg_relation_filenode('{name}')")).scalar()
            titled = "SELECT table_name FROM information_schema.columns WHERE column_name IN ('title', 'body')"
            assert set(connection.execute(sql(titled)).scalars()) <= set(TEXTS)
        ledger.erase("witness", reason="a witness's safety", by="ana")
        with ledger._engine.connect() as connection:
            for name, page in pages.items():
                assert connection.execute(sql(f"SELECT pg_relation_filenode('{name}')")).scalar() != page


def test_a_later_revision_outlives_the_erased_one(kept):
    """Where one revision's bytes were shared with an erased report, the other revision is what is left."""
    kept.add(*made("r1", NAMING, published="2016-12-09", retrieved="2016-12-09T10:00:00Z"))
    kept.add(*made("r1", "3 killed in Mosul on 2016-12-10, said the army.", retrieved="2016-12-10T10:00:00Z"))
    kept.add(*made("copy", NAMING, published="2016-12-09"))
    kept.erase("copy", reason="court order 7", by="ana")
    assert kept.reading("r1").report.text.startswith("3 killed")
    assert [row.erased for row in kept.history("r1")] == [True, False]
    assert kept.verify() == []


def page_of(key, comment, text=NAMING):
    """Give a page whose bytes differ by a comment, and its reading."""
    page, reading = made(key, text, published="2016-12-09")
    return replace(page, content=f"<!-- {comment} --><p>{text}</p>", media="html"), reading


def test_an_erased_report_does_not_come_back_by_a_byte(kept):
    """Other bytes of the same words, or other words under its id, aren't taken up again."""
    kept.add(*page_of("witness", "build 1"))
    kept.erase("witness", reason="a witness's safety", by="ana")
    before = kept.counts()
    assert kept.add(*page_of("witness", "build 2")).status == "erased"
    assert kept.add(*page_of("witness", "build 1", f"18 held. {NAME} saw it.")).status == "erased"
    assert kept.counts() == before
    assert kept.verify() == []


def test_erased_words_do_not_come_back_where_their_report_stands(kept):
    """Of a report that has a later revision, the erased one isn't taken up under other bytes."""
    kept.add(*page_of("r1", "build 1"))
    kept.add(*made("r1", "3 killed in Mosul on 2016-12-10, said the army.", retrieved="2016-12-10T10:00:00Z"))
    page, _ = page_of("r1", "build 1")
    kept.add(page, made("copy", NAMING)[1])
    kept.erase("copy", reason="court order 7", by="ana")
    assert kept.reading("r1").report.text.startswith("3 killed")
    assert kept.add(*page_of("r1", "build 2")).status == "erased"
    assert kept.add(*made("r1", "4 killed in Mosul on 2016-12-10, said the army.")).status == "revised"
    assert kept.verify() == []


def test_what_came_back_unseen_can_be_erased(kept, monkeypatch):
    """A report whose bytes an earlier version took up again, though nothing shows it, is named by its id."""
    kept.add(*page_of("witness", "build 1"))
    kept.erase("witness", reason="a witness's safety", by="ana")
    with monkeypatch.context() as patch:
        patch.setattr("reportedly.ledger.arriving.Tombs.hold", lambda *_args, **_named: False)
        assert kept.add(*page_of("witness", "build 2")).status == "revised"
    assert kept.erase("witn", reason="a witness's safety", by="ana") == ["witness"]
    assert kept.verify() == []
    with pytest.raises(NotFound):
        kept.erase("witness", reason="again", by="ana")
