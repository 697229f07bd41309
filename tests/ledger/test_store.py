"""Files that are no ledger, may not be written, are full, locked or too new: each a message that says what to do."""

import multiprocessing
import os
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from reportedly.errors import LedgerFull, LedgerLocked, LedgerNewer, LedgerReadOnly, NotALedger
from reportedly.ledger import Ledger, sqlite
from reportedly.ledger.schema import SEARCHED, metadata

from . import by_hand
from .conftest import made

NOBODY = 65534
"""Debian's user `nobody`: root may write anything, so the test steps down."""


def test_a_file_of_something_else_is_left_alone(path):
    """A text file named as the ledger is refused and not touched."""
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    with pytest.raises(NotALedger, match="isn't a ledger"):
        Ledger(path)
    assert path.read_text().startswith("Dear diary")


def test_a_database_of_something_else_is_left_alone(path):
    """Another program's database gets no tables of ours."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    with pytest.raises(NotALedger, match="something else"):
        Ledger(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


def test_migrations_of_something_else_make_no_ledger(path):
    """Another program's database that Alembic migrates, too, isn't taken for a ledger of a newer version."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("INSERT INTO alembic_version VALUES ('ab12')")
        connection.commit()
    with pytest.raises(NotALedger, match="something else"):
        Ledger(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="stepping down to another user needs root")
def test_what_another_process_is_writing_is_read():
    """Without the right to write, what another process has just added is seen while it keeps the ledger open."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    path = folder / "ledger.sqlite"
    with Ledger(path) as ledger, closing(sqlite3.connect(path)) as holding:
        holding.execute("SELECT count(*) FROM report").fetchone()
        ledger.add(*made("r1", "Four were held."))
        assert path.with_name("ledger.sqlite-wal").stat().st_size
        for one in folder.iterdir():
            one.chmod(0o444)
        folder.chmod(0o555)
        context = multiprocessing.get_context("fork")
        answers = context.Queue()
        process = context.Process(target=_open_as_nobody, args=(path, True, answers))
        process.start()
        assert answers.get(timeout=30) == ["r1"]
        process.join()


def test_a_folder_is_refused_with_a_name_to_use(tmp_path):
    """A folder given as ledger gets a hint."""
    with pytest.raises(NotALedger, match=r"ledger\.sqlite"):
        Ledger(tmp_path)


def test_a_ledger_of_a_newer_version_is_refused(path):
    """A ledger with a migration this version doesn't know isn't opened."""
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(LedgerNewer, match="pip install -U"):
        Ledger(path)


def test_migrations_make_the_tables_of_the_schema(path):
    """What the migrations build has the tables, columns and indexes that the code uses."""
    Ledger(path).close()
    built = inspect(create_engine(f"sqlite:///{path}"))
    ours = {one for one in built.get_table_names() if not one.startswith(SEARCHED)}
    assert ours - {"alembic_version"} == set(metadata.tables)
    for name, table in metadata.tables.items():
        assert [one["name"] for one in built.get_columns(name)] == [one.name for one in table.columns]
        assert {one["name"] for one in built.get_indexes(name) if not one["unique"]} == {
            one.name for one in table.indexes
        }


def _open_as_nobody(path, readonly, answers):
    """Open a ledger without root's rights, and say what came of it."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    try:
        with Ledger(path, readonly=readonly) as ledger:
            answers.put([row.id for row in ledger.reports()])
    except Exception as error:  # noqa: BLE001 - whatever came is the answer
        answers.put(type(error).__name__)


@pytest.mark.skipif(os.geteuid() != 0, reason="stepping down to another user needs root")
@pytest.mark.parametrize(("readonly", "answer"), [(True, ["r1"]), (False, LedgerReadOnly.__name__)])
def test_a_ledger_that_may_not_be_written_can_be_read(readonly, answer):
    """Without the right to write, a ledger is read all the same, and adding says why it can't."""
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    path = folder / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.add(*made("r1", "Four were held."))
    path.chmod(0o444)
    folder.chmod(0o555)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_open_as_nobody, args=(path, readonly, answers))
    process.start()
    assert answers.get(timeout=30) == answer
    process.join()


def test_a_locked_ledger_says_so(path, monkeypatch):
    """While another process holds the lock, adding gives up after the time allowed, and writes nothing."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with Ledger(path) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerLocked, match="try again"):
            ledger.add(*made("r1", "Four were held."))
        other.execute("ROLLBACK")
        assert ledger.counts()["report"] == 0


def _fill(path, answers):
    """Add reports until no file may grow further, and say what came of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Ledger(path) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            for number in range(200):
                ledger.add(*made(f"r{number}", " ".join(str(number * n) for n in range(2000))))
            answers.put(None)
        except Exception as error:  # noqa: BLE001 - whatever came is the answer
            answers.put(type(error).__name__)


def test_a_full_disk_leaves_a_clean_ledger(path):
    """When the file can't grow, the error says so, and what was acknowledged before verifies."""
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    process = context.Process(target=_fill, args=(path, answers))
    process.start()
    assert answers.get(timeout=60) == LedgerFull.__name__
    process.join()
    with Ledger(path) as ledger:
        assert ledger.verify() == []


def test_whoever_asks_sees_one_moment(kept, monkeypatch):
    """What is added while a ledger is asked doesn't change what is seen of it."""
    monkeypatch.setattr("reportedly.ledger.queries.questions.AT_ONCE", 1)
    text = "{} killed in Aleppo on 2016-12-1{}, said the ministry."
    for number in range(3):
        kept.add(*made(f"r{number}", text.format(17, number), published="2016-12-12"))
    asked = kept.full_questions()
    seen = [next(asked)]
    with Ledger(kept.place, reconciler=by_hand) as other:
        other.add_all(made(f"new{number}", text.format(19, number), published="2016-12-09") for number in range(3))
    seen.extend(asked)
    assert [len(one.answers) for one in seen] == [1, 1, 1]
    assert [row.answers for row in kept.questions()] == [2, 2, 2]
