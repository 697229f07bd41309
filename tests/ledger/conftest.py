"""Readings made by hand, so that the ledger is tested without a reader."""

import hashlib

import pytest

from reportedly.model import Page, Reader, Reading, Report, Span

READER = Reader(version="0.0.1", model="by-hand")


def made(key, text, *, url=None, published=None, retrieved=None, reader=READER):
    """Give the page and the reading of a text; its first word is left over."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    first = text.split()[0]
    report = Report(
        id=key,
        url=url,
        title=f"Title of {key}",
        publisher="The Harbour Post",
        author=None,
        credits=(),
        published=published,
        published_basis="given" if published else "none",
        retrieved=retrieved,
        language="en",
        sha256=digest,
        text=text,
    )
    return Page(content=text, retrieved=retrieved), Reading(
        reader=reader, report=report, leftovers=(Span(0, len(first), first),)
    )


@pytest.fixture
def path(tmp_path):
    """Where a ledger may be made."""
    return tmp_path / "kept" / "ledger.sqlite"
