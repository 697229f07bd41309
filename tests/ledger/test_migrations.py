"""Ledgers of every released version are brought up to this one, with all that they keep."""

import zlib
from pathlib import Path

import pytest
from alembic.command import upgrade
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

import reportedly.ledger
from reportedly.errors import LedgerReadOnly, LedgerUnreachable
from reportedly.ledger import Ledger, Scope, sqlite
from reportedly.ledger.keeping import rows_of
from reportedly.ledger.log import append
from reportedly.ledger.schema import metadata

from . import by_hand
from .conftest import made

MIGRATIONS = Path(reportedly.ledger.__file__).parent / "migrations"
OLD = ("capture", "report", "revision", "reading")
"""What a ledger of version 0001 keeps, beside its log."""


def engine_of(place):
    """Open a place without the ledger."""
    if isinstance(place, Path):
        place.parent.mkdir(exist_ok=True)
        return create_engine(f"sqlite:///{place}")
    return create_engine(place.replace("postgresql://", "postgresql+psycopg://"))


@pytest.fixture
def old(bare):
    """A ledger as version 0001 left it, with two reports."""
    engine = engine_of(bare)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        upgrade(config, "0001")
        for key, count in (("r1", 17), ("r2", 19)):
            said = f"{count} killed in Aleppo on 2016-12-10, said the ministry."
            for table, values in rows_of(*made(key, said, published="2016-12-11")):
                if table.name in OLD:
                    connection.execute(table.insert().values(values))
                    append(connection, table.name, next(iter(values.values())))
    engine.dispose()
    return bare


def test_a_ledger_of_the_first_version_is_brought_up(old):
    """Its reports are listed, reconciled and searched as if they had just been added, and its log goes on."""
    with Ledger(old, reconciler=by_hand) as ledger:
        assert {row.id for row in ledger.reports()} == {"r1", "r2"}
        assert ledger.stale() == 2
        ledger.catch_up()
        assert ledger.questions()[0].answers == 2
        assert {hit.report for hit in ledger.search(Scope(words="killed"))} == {"r1", "r2"}
        ledger.add(*made("r3", "21 killed in Aleppo on 2016-12-10, said the agency."))
        assert ledger.questions()[0].answers == 3
        assert ledger.verify() == []


def test_an_old_ledger_is_brought_up_for_reading_where_it_may_be(old, monkeypatch):
    """Opened only to be read it is brought up all the same; where it may not be written, that is said."""
    if isinstance(old, Path):
        monkeypatch.setattr(sqlite, "writable", lambda _: False)
        with pytest.raises(LedgerReadOnly, match="older version"):
            Ledger(old, readonly=True)
        monkeypatch.undo()
    with Ledger(old, readonly=True) as ledger:
        assert len(ledger.reports()) == 2


def test_migrations_make_the_schema_in_both_databases(bare):
    """What the migrations build has the tables, columns and indexes that the code uses."""
    Ledger(bare).close()
    engine = engine_of(bare)
    built = inspect(engine)
    for name, table in metadata.tables.items():
        assert [one["name"] for one in built.get_columns(name)] == [one.name for one in table.columns]
        assert {one["name"] for one in built.get_indexes(name) if not one["unique"]} == {
            one.name for one in table.indexes
        }
    engine.dispose()


def test_a_database_that_is_not_there_says_so(server):
    """A name of no database, and an address where nothing answers, say what to do, and never the password."""
    with pytest.raises(LedgerUnreachable, match="createdb"):
        Ledger(server.replace("/postgres?", "/nothing_here?"))
    with pytest.raises(LedgerUnreachable, match="doesn't answer") as told:
        Ledger("postgresql://user:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(told.value)


def test_postgresql_takes_what_is_hard_to_store(database):
    """NUL, half characters and a long text go in and come out; the body keeps them as they were."""
    said = "4\x00 killed in Aleppo on 2016-12-10, said the ministry. " + "word \U0001f30d " * 200_000
    with Ledger(database, reconciler=by_hand) as ledger:
        page, reading = made("r\x001", said)
        ledger.add(page, reading)
        assert ledger.reading("r").report.text == said
        assert len(ledger.search(Scope(words='"word word"'), of="texts")) > 10
        assert ledger.verify() == []
    engine = engine_of(database)
    with engine.connect() as connection:
        assert zlib.decompress(connection.execute(text("SELECT content FROM capture")).scalar()).decode() == said
    engine.dispose()
