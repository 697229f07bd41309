"""Quotations, found by their marks."""

import time

import pytest

from reportedly.attribute.quotations import find_in


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Take each line for a paragraph."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def quoted(text: str) -> list[list[str]]:
    """Give the words of each outermost quotation."""
    return [[text[a:b] for a, b in one.parts] for one in find_in(text, paragraphs_of(text)) if one.depth == 0]


@pytest.mark.parametrize(
    "words",
    [
        "“We saw the smoke at noon.”",
        '"We saw the smoke at noon."',
        "«We saw the smoke at noon.»",
        "»We saw the smoke at noon.«",
        "„We saw the smoke at noon.“",
        "„We saw the smoke at noon.”",
        "‘We saw the smoke at noon.’",
        "'We saw the smoke at noon.'",
        "「We saw the smoke at noon.」",
        "``We saw the smoke at noon.''",
        "''We saw the smoke at noon.''",
        "â€œWe saw the smoke at noon.â€\x9d",
    ],
)
def test_marks_of_every_kind(words: str) -> None:
    """A quotation is found whatever marks it has, spoilt ones too."""
    assert quoted(f"{words} The baker told us so.") == [[words]]


@pytest.mark.parametrize(
    "text",
    [
        "The drivers' union and the boys' school lost the builders' strike in the '90s.",
        "It's the firm’s fault, isn't it? Rock ’n’ roll won't die.",
        'The beam was 5\'10" long and 6" wide.',
    ],
)
def test_apostrophes_quote_nothing(text: str) -> None:
    """Apostrophes, years and measures are no quotation marks."""
    assert quoted(text) == []


def test_apostrophe_inside_single_marks() -> None:
    """A plural's apostrophe doesn't end a quotation in single marks."""
    assert quoted("‘It wasn’t the drivers’ fault,’ she said.") == [["‘It wasn’t the drivers’ fault,’"]]


def test_nested() -> None:
    """A quotation inside another is found with its depth, and the outer one stays whole."""
    text = "“He told me ‘leave the harbour now’ and left.”"
    found = find_in(text, paragraphs_of(text))
    assert [(text[one.start : one.end], one.depth) for one in found] == [(text, 0), ("‘leave the harbour now’", 1)]


def test_reopened_by_each_paragraph() -> None:
    """A quotation that each paragraph re-opens and the last closes is one."""
    assert quoted("“The first truck came at dawn.\n“The second never came.\n“We wait.” He left.") == [
        ["“The first truck came at dawn.", "“The second never came.", "“We wait.”"]
    ]


def test_not_reopened() -> None:
    """A quotation that is closed paragraphs later, without being re-opened, is one."""
    assert quoted("“We call on all sides to stop.\nThe roads are closed.\nThe bridge is down.” Nobody answered.") == [
        ["“We call on all sides to stop.", "The roads are closed.", "The bridge is down.”"]
    ]


def test_odd_mark_spoils_its_paragraph_only() -> None:
    """One mark left open doesn't spoil the paragraphs after it."""
    text = (
        "The clerk said “the gate was open and left.\nNobody came.\n“We had no orders,” the guard said.\nHe sat down."
    )
    assert ["“We had no orders,”"] in quoted(text)
    assert all(len(one) == 1 for one in quoted(text))


def test_second_opening_shows_the_first_left_open() -> None:
    """A quotation left open ends at the last sentence before the next one opens."""
    assert quoted('"We are here, he said. He then said "we are going home now".') == [
        ['"We are here, he said.'],
        ['"we are going home now"'],
    ]


def test_tokens_parted() -> None:
    """Marks with room on both sides open and close in turn."""
    assert quoted('" We will go there , " he said . " It is over . "') == [
        ['" We will go there , "'],
        ['" It is over . "'],
    ]


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Troops of Operation “Dawn of Hope” left.", "title"),
        ("The “so-called” doctors left.", "phrase"),
        ("He called it “a very long and dark night for all”.", "speech"),
        ("“Never!” he said.", "speech"),
    ],
)
def test_nature(text: str, nature: str) -> None:
    """Names of things and phrases held at arm's length are told from utterances."""
    assert [one.nature for one in find_in(text, paragraphs_of(text))] == [nature]


@pytest.mark.parametrize("text", ["“" * 5_000, '"' * 5_001, "'a " * 5_000, "“a ‘b " * 2_500, "a’ ‘" * 2_500])
def test_hostile_marks_take_linear_time(text: str) -> None:
    """Marks without end are read in time that grows with the text, not with its square."""
    start = time.perf_counter()
    find_in(text, [(0, len(text))])
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    "telling",
    [
        "said Ana Orr.",
        "Ana Orr said.",
        "Colonel Ana Orr told reporters.",
        "the minister told parliament on Monday.",
        "said the mayor.",
    ],
)
def test_a_telling_ends_what_was_left_open(telling: str) -> None:
    """A forgotten mark takes neither who said it nor the next speaker's words."""
    text = f"“We lost it all, {telling}\n“The water came,” Karim Dahl said."
    assert quoted(text) == [["“We lost it all,"], ["“The water came,”"]]


def test_a_paragraph_left_open_goes_on() -> None:
    """What goes on in the next paragraph still does, whoever is spoken of in it."""
    text = "“We ran, he said it was safe and we ran.\n“Then the water came,” Karim Dahl said."
    assert quoted(text) == [["“We ran, he said it was safe and we ran.", "“Then the water came,”"]]
