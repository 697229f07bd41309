"""No regular expression of grounding and claims backtracks: a megabyte of its worst cases takes each a moment."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tests.security.bounds import within

ROOMS = ("reportedly.ground", "reportedly.claim")
LENGTH = 1_000_000
SECONDS = 4
"""Seconds of processor that one filler may take: linear ones take some hundredths, quadratic ones hours."""
SAMPLES = {codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the regular expressions that stand in modules of grounding and claims, with their names."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value


def one_of(items: Any) -> str:
    """Give a character of a set."""
    for code, argument in items:
        if code is codes.LITERAL:
            return chr(argument)
        if code is codes.RANGE:
            return chr(argument[0])
        if code is codes.CATEGORY:
            return SAMPLES.get(argument, "!")
    return "x"


def sample(parsed: Any) -> Iterator[str]:
    """Yield, piece by piece, a text that an expression matches, each repetition being there once."""
    for code, argument in parsed:
        if code is codes.LITERAL:
            yield chr(argument)
        elif code in (codes.ANY, codes.NOT_LITERAL):
            yield "x"
        elif code is codes.IN:
            yield one_of(argument)
        elif code is codes.BRANCH:
            yield from sample(argument[1][0])
        elif code is codes.SUBPATTERN:
            yield from sample(argument[-1])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from [piece for _ in range(max(1, argument[0])) for piece in sample(argument[2])]
        elif code is codes.ATOMIC_GROUP:
            yield from sample(argument)


def fillers(pattern: re.Pattern[str]) -> set[str]:
    """Give what to repeat: what the expression matches, that without its ends, and each of its characters."""
    pieces = list(sample(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)))
    whole = "".join(pieces)
    return {one for one in (whole, whole[:-1], whole[1:], *pieces, f"{whole[:1]} ", "a", "A", " ", "!", "7") if one}


def slowest(pattern: re.Pattern[str]) -> tuple[float, str]:
    """Give the longest time that a megabyte of a filler takes, and which filler it is."""
    found = (0.0, "")
    for filler in sorted(fillers(pattern)):
        text = (filler * (LENGTH // len(filler) + 1))[:LENGTH]
        begun = time.process_time()
        for _ in pattern.finditer(text):
            pass
        pattern.match(text)
        pattern.fullmatch(text)
        found = max(found, (time.process_time() - begun, filler))
    return found


PATTERNS = dict(patterns())


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_megabyte_of_the_worst(name: str) -> None:
    """A megabyte of what an expression matches, or nearly does, is gone through in seconds."""
    took, filler = within(lambda: slowest(PATTERNS[name]), megabytes=800, seconds=60)
    assert took < SECONDS, f"{filler!r} took {took:.1f} s"


def test_there_are_some() -> None:
    """The walk finds the expressions: those of atoms, dates and namings among them."""
    assert len(PATTERNS) >= 15
    assert "reportedly.ground.atoms.ATOM" in PATTERNS
