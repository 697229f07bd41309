"""Readings made by hand, so that the ledger is tested without a reader; and ledgers in both databases."""

import hashlib
import os
import shutil
import uuid

import pytest
from sqlalchemy import create_engine
from sqlalchemy import text as sql

from reportedly.ledger import Ledger
from reportedly.model import Page, Reader, Reading, Report, Span
from tests.postgres import binaries, cluster

from . import by_hand

READER = Reader(version="0.0.1", model="by-hand")


def made(key, text, *, url=None, published=None, retrieved=None, reader=READER, **rest):
    """Give the page and the reading of a text; its first word is left over."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = text.split()[0]
    report = Report(
        id=key,
        url=url,
        title=f"Title of {key}",
        publisher="The Harbour Post",
        author=None,
        credits=rest.pop("credits", ()),
        published=published,
        published_basis="given" if published else "none",
        retrieved=retrieved,
        language="en",
        sha256=digest,
        text=text,
    )
    page = Page(content=text, url=url, retrieved=retrieved)
    return page, Reading(reader=reader, report=report, leftovers=(Span(0, len(first), first),), **rest)


@pytest.fixture
def path(tmp_path):
    """Where a ledger may be made."""
    return tmp_path / "kept" / "ledger.sqlite"


@pytest.fixture(scope="session")
def server():
    """Give the address of a PostgreSQL of our own."""
    named = os.environ.get("REPORTEDLY_TEST_POSTGRES")
    if named:
        yield named
        return
    if binaries() is None:
        pytest.skip("PostgreSQL isn't installed: apt-get install postgresql, or set REPORTEDLY_TEST_POSTGRES")
    with cluster() as address:
        yield address


def created(server, *, template=None):
    """Make a database, of a template where one is given; give its name."""
    name = f"ledger_{uuid.uuid4().hex[:12]}"
    _administer(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return name


def _administer(server, statement):
    """Run a statement on the server outside any transaction."""
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sql(statement))
    admin.dispose()


def address(server, name):
    """Give the address of a database."""
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def database(server):
    """Give the address of an empty database, gone in the end."""
    name = created(server)
    yield address(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated(server):
    """Give the name of a database with a ledger's tables: copying it is quicker than migrating."""
    name = created(server)
    Ledger(address(server, name)).close()
    return name


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """Give a file with a ledger's tables: copying it is quicker than migrating."""
    file = tmp_path_factory.mktemp("migrated") / "ledger.sqlite"
    Ledger(file).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request, path):
    """Where a ledger may be made, in each kind of database."""
    return path if request.param == "sqlite" else request.getfixturevalue("database")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, path):
    """Where an empty ledger is, in each kind of database."""
    if request.param == "sqlite":
        path.parent.mkdir()
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        yield path
        return
    server = request.getfixturevalue("server")
    name = created(server, template=request.getfixturevalue("migrated"))
    yield address(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def kept(place):
    """A ledger in each kind of database, with a reconciler that is easily seen through."""
    with Ledger(place, reconciler=by_hand) as ledger:
        yield ledger
