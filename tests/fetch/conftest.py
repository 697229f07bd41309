"""A local web, and what fetches from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportedly.fetch.manners import Manners
from reportedly.fetch.web import Web

from .local_web import LocalWeb

QUICK = Manners(delay=0.0, timeout=2.0, deadline=5.0, patience=0.2, allow_private=True, resolve=LocalWeb.resolve)


@pytest.fixture
def local() -> Iterator[LocalWeb]:
    """Serve a web of the test's own."""
    with LocalWeb() as web:
        yield web


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    """Open what fetches, with manners of the test's choice; with `cached`, answers are kept over several openings."""
    open_: list[Web] = []

    def make(*, cached: bool = False, **manners: Any) -> Web:
        web = Web(replace(QUICK, **manners), cache=tmp_path / "answers.sqlite" if cached else None)
        open_.append(web)
        return web

    yield make
    for one in open_:
        one.__exit__(None, None, None)
