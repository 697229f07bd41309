"""Lists of sentences with what a coder reads in them: `sentence || item; item`, `?` before what is read otherwise."""

from pathlib import Path

import pytest

OTHERWISE = pytest.mark.xfail(strict=True, reason="read otherwise, as the table says")


def lines_of(name: str) -> list[str]:
    """Give the lines of a list beside this module, without comments and empty ones."""
    told = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in told if line and not line.startswith("#")]


def parted(line: str, request: pytest.FixtureRequest) -> tuple[str, str]:
    """Part a line into what is read and what it tells; the test of one that is read otherwise has to fail."""
    if line.startswith("?"):
        request.applymarker(OTHERWISE)
    said, _, told = line.removeprefix("?").partition("||")
    return said.strip(), told


def dated(said: str) -> tuple[str, str]:
    """Part the day of publication from the words that follow it."""
    published, _, text = said.partition("|")
    return published.strip(), text.strip()


def items(told: str) -> list[str]:
    """Give what a line tells, one by one."""
    return [" ".join(one.split()) for one in told.split(";") if one.strip()]
