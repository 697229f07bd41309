"""Four times as long an input takes about four times as long, in every step, whatever stands in it."""

import time

import pytest

from reportedly.errors import InputError
from reportedly.model import Page
from reportedly.pipeline import STEPS

SIZE = 2_500
"""Characters of the shorter input."""
TIMES = 4
BOUND = 10.0
"""A step that grows with the square takes 16 times as long; one in proportion 4 times, give or take a busy machine."""
FLOOR = 0.06
"""Seconds of processor time below which nothing can be told."""
TRIES = 3

HOSTILE = {
    "opening brackets": "(",
    "square brackets": "[",
    "pairs of brackets": "()",
    "straight quotation marks": '"',
    "opening quotation marks": "“",
    "single quotation marks": "'",
    "nested quotations": "“‘",
    "quotations without a source": "“It fell.” ",
    "digits": "7",
    "digits and commas": "1,",
    "numbers": "17 ",
    "decimal points": "1.",
    "dashes": "–",
    "spaces": " x" + " " * 60,
    "tabs and line ends": "x\t\n",
    "one long word": "a",
    "capitals": "A ",
    "hyphens": "a-",
    "names": "Anna Lee, ",
    "sources": "the ministry said that ",
    "dates": "March 3, 2024, ",
    "years": "2024-",
    "amounts": "$5m to ",
    "people killed": "4 people were killed and ",
    "places": "in Paris, Texas, ",
    "full stops": ".",
    "bylines": "By A B\n",
    "slashes": "http://",
    "combining marks": "e\u0301",
    "pronouns": "He said she said ",
}
PAGES = {
    "nested elements": ("<div>", "</div>"),
    "unclosed elements": ("<b>", ""),
    "paragraphs": ("<p>It fell on Monday.", "</p>"),
    "links": ('<a href="/x">x', "</a>"),
    "comments": ("<!-- x", ""),
    "entities": ("&amp;", ""),
    "angle brackets": ("<", ""),
    "attributes": ("<p a=", ">"),
}
BEGINNING = "The ministry said on Monday that two men were held in the town after the flood had gone.\n\n"


def seconds(page: Page) -> dict[str, float]:
    """Walk a page through the steps, and give the processor time that each took; a page that's refused ends there."""
    state = {"page": page, "reader": "fast"}
    took: dict[str, float] = {}
    for step in STEPS:
        began = time.process_time()
        try:
            given = step.run(*(state[name] for name in step.needs))
        except InputError:
            return took
        finally:
            took[step.name] = time.process_time() - began
        state.update(zip(step.gives, given if len(step.gives) > 1 else (given,), strict=True))
    return took


def grown(short: Page, long: Page) -> dict[str, str]:
    """Give the steps that take too much longer for the longer page, each time that it's tried."""
    suspects: set[str] | None = None
    told: dict[str, str] = {}
    for _ in range(TRIES):
        one, four = seconds(short), seconds(long)
        slow = {name for name in four if four[name] > BOUND * max(one.get(name, 0.0), FLOOR)}
        suspects = slow if suspects is None else suspects & slow
        if not suspects:
            return {}
        told = {name: f"{one.get(name, 0.0):.2f} s, then {four[name]:.2f} s" for name in suspects}
    return told


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Load models and tables before anything is measured."""
    seconds(Page(BEGINNING, media="text", published="2024-03-12"))


@pytest.mark.parametrize("name", HOSTILE)
def test_text_takes_time_in_proportion(name):
    """No step takes more than in proportion for a text that is one thing over and over."""
    piece = HOSTILE[name]

    def text(size: int) -> Page:
        return Page(BEGINNING + piece * (size // len(piece)), media="text", published="2024-03-12")

    assert grown(text(SIZE), text(SIZE * TIMES)) == {}


@pytest.mark.parametrize("name", PAGES)
def test_page_takes_time_in_proportion(name):
    """No step takes more than in proportion for a page that is one thing over and over."""
    opening, closing = PAGES[name]

    def page(size: int) -> Page:
        number = size // (len(opening) + len(closing))
        inner = opening * number + closing * number
        return Page(f"<html><body><article><p>{BEGINNING}</p>{inner}</article></body></html>", media="html")

    assert grown(page(SIZE * 2), page(SIZE * 2 * TIMES)) == {}


def test_growth_is_told(monkeypatch):
    """A step that grows with the square of its input is found."""

    def squared(page: Page) -> dict[str, float]:
        return {"slow": (len(page.content) / 1000) ** 2, "fine": len(page.content) / 1000}

    monkeypatch.setitem(globals(), "seconds", squared)
    assert set(grown(Page("x" * 1000), Page("x" * 4000))) == {"slow"}
