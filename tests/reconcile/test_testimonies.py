"""A reading becomes testimonies, which take from their report what their own words leave out."""

from importlib.resources import files

import pytest

from reportedly import read
from reportedly.model import Reading, Span, account
from reportedly.reconcile import testimonies as flattened
from reportedly.reconcile.ages import is_age

TEXT = """Two dead, three hurt in blast at Tarvik market

LUBUMBASHI, Congo, May 16 (Reuters) - An explosion killed two people and injured three others at a market in
Lubumbashi on Tuesday, police said.

Gunmen killed four people in Kolwezi on 2 May, police said.

The blast wounded a trader, who is expected to recover.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    """Read a report of two happenings, by rules alone."""
    return read(TEXT, published="2023-05-16", publisher="The Courier", id="r1", reader="fast")


def of(reading: Reading, outcome: str) -> list[account.Testimony]:
    """Give the testimonies of an outcome."""
    return [one for one in flattened(reading) if one.outcome == outcome]


def test_counts_keep_to_their_words(reading: Reading) -> None:
    """In "two dead, three hurt" each figure belongs to its own word."""
    assert {one.value for one in of(reading, "killed") if one.quantity} == {2.0, 4.0}
    assert {one.value for one in of(reading, "injured") if one.quantity} <= {3.0, 1.0}


def test_two_happenings_are_two_scenes(reading: Reading) -> None:
    """Another day and another town make another scene."""
    threads = {one.thread for one in of(reading, "killed")}
    assert len(threads) == 2


def test_another_toll_in_a_town_not_far_is_another_scene() -> None:
    """An earlier strike on the next town, with its own toll, is not this one; a village with the same toll is."""
    text = (
        "IZIUM, Ukraine, Oct 6 (CNS) - Three people were killed on Tuesday when a drone hit a bus, police say.\n\n"
        "It came a day after a strike on a market in {} killed at least {}."
    )
    for town, toll, scenes in (("Kupiansk", "19", 2), ("Balakliia", "three", 1)):
        read_ = read(text.format(town, toll), published="2026-10-06", id="r1", reader="fast")
        assert len({one.thread for one in of(read_, "killed")}) == scenes


def test_a_headline_that_rounds_is_of_its_reports_scene() -> None:
    """What a report gives exactly, with its day, is what its headline rounds."""
    text = "Nearly 20 killed in Lubumbashi blast\n\nThe blast there on Tuesday killed 19 people, the governor said."
    read_ = read(text, published="2023-05-17", id="r1", reader="fast")
    assert len({one.thread for one in of(read_, "killed")}) == 1


def test_a_parts_time_is_not_the_wholes() -> None:
    """What left in one morning of two days dates the part; the whole keeps both days."""
    text = (
        "Villagers leave Larde\n\nIn the past two days 9,000 people fled Larde, the governor said, "
        "with 3,000 leaving on Saturday morning alone."
    )
    read_ = read(text, published="2024-05-04", id="r1", reader="fast")
    spans = {one.value: (one.start, one.end) for one in of(read_, "displaced")}
    assert spans[9000] == ("2024-05-02", "2024-05-05")
    assert spans[3000] == ("2024-05-04", "2024-05-04T12:00:00")


def test_an_older_collapse_dates_no_newer_one() -> None:
    """What a report recalls of another year is a scene of its own, and leaves the news undated."""
    text = files("reportedly.examples").joinpath("mine-followup.txt").read_text(encoding="utf-8")
    read_ = read(text, published="2023-05-19", id="r1", reader="fast")
    killed = of(read_, "killed")
    recalled = {one.thread for one in killed if one.value == 30}
    assert recalled
    assert recalled.isdisjoint(one.thread for one in killed if one.value in {21, 27})


def test_the_report_tells_where() -> None:
    """A claim that names but a country takes the town of its report's other claims of it, and says so."""
    text = "Two dead in Lubumbashi blast\n\nA blast in Congo killed two people on Tuesday, the governor said."
    reading = read(text, published="2023-05-16", id="r1", reader="fast")
    led = [one for one in of(reading, "killed") if one.place_by == "report"]
    assert led
    assert {one.place for one in led} == {"Lubumbashi"}


def test_ids_outlive_offsets() -> None:
    """The same sentences at other offsets, or read again, are the same claims; other words are others."""
    again = read(f"Update: corrected.\n\n{TEXT}", published="2023-05-16", id="r1", reader="fast")
    other = read(TEXT.replace("injured three", "hurt three"), published="2023-05-16", id="r1", reader="fast")
    first = {one.id for one in flattened(read(TEXT, published="2023-05-16", id="r1", reader="fast"))}
    kept = {one.id for one in flattened(again)}
    changed = {one.id for one in flattened(other)}
    assert first <= kept
    assert first - changed
    assert first & changed


def test_every_span_quotes_its_report(reading: Reading) -> None:
    """What a testimony points at is what stands there."""
    for one in flattened(reading):
        whole = (reading.report.title if one.span.in_ else reading.report.text) or ""
        assert whole[one.span.start : one.span.end] == one.span.text


@pytest.mark.parametrize(
    "text", ["Gunman kills man, 18, in Kolwezi", "A gunman killed Marthe Kabila, 34, in Kolwezi on Tuesday."]
)
def test_ages_are_no_figures(text: str) -> None:
    """A number after a person and a comma is an age."""
    found = [one for one in flattened(read(text, published="2023-05-16", reader="fast")) if one.outcome == "killed"]
    assert found
    assert {one.value for one in found} <= {1.0, None}


def test_an_undated_running_toll_looks_back_at_nothing() -> None:
    """A death toll that has risen is news, though its sentence names no day."""
    text = "TARVIK, May 16 (Reuters) - The death toll has risen to 340, the health ministry said."
    found = [one for one in flattened(read(text, published="2023-05-16", reader="fast")) if one.value == 340.0]
    assert found
    assert not any(one.retrospect for one in found)


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("A trader was killed in Kolwezi on Tuesday. Three other men were shot, police said.", {3.0}),
        ("A trader was killed in Kolwezi on Tuesday. Three men were shot, police said.", set()),
    ],
)
def test_others_than_the_dead_who_were_hit_are_hurt(text: str, hurt: set[float]) -> None:
    """Where someone died, "three other men were shot" tells of three who were hurt; "three men" may not."""
    found = flattened(read(text, published="2023-05-16", reader="fast"))
    assert any(one.outcome == "killed" for one in found)
    assert {one.value for one in found if one.outcome == "injured"} == hurt


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two boys, one 14 and the other 19, were wounded in Kolwezi on Tuesday.", {2.0}),
        ("Jan Okoro, Jr., 41, was wounded in Kolwezi on Tuesday.", {1.0}),
        ("The suspect, Jan Okoro (m, 46), was wounded in Kolwezi on Tuesday.", {1.0}),
        ("Five people between the ages of 18 and 25 were wounded in Kolwezi on Tuesday.", {5.0}),
    ],
)
def test_ages_count_nobody(text: str, figures: set[float]) -> None:
    """A number that tells how old somebody is isn't read as how many were hurt."""
    read_ = read(text, published="2023-05-17", id="r1", reader="fast")
    found = {one.value for one in of(read_, "injured")}
    assert found - {None, 1.0} == figures - {1.0}


@pytest.mark.parametrize(
    ("text", "number", "is_one"),
    [
        ("The victims' ages are 17, 23 and 55.", "55", True),
        ("A 16yo died of his wounds.", "16", True),
        ("It claimed the life of a 20–year–old.", "20", True),
        ("Jan Okoro-Diaz, 28, of Kolwezi, was hurt.", "28", True),
        ("A boy aged 15 and 12 others were hurt.", "12", False),
        ("Soldiers, 17, were hurt.", "17", False),
        ("One man and the other 17 were hurt.", "17", False),
    ],
)
def test_what_makes_a_number_an_age(text: str, number: str, *, is_one: bool) -> None:
    """The words on both sides of a number tell whether it is somebody's age."""
    at = text.index(number)
    assert is_age(text, Span(at, at + len(number), number), float(number)) == is_one


WOUNDS = "Gunmen killed three people in Kolwezi on Tuesday, police said.\n\n{}\n"


@pytest.mark.parametrize(
    ("sentence", "hurt"),
    [
        ("All three victims suffered gunshot wounds.", False),
        ("One of them died at a hospital of his injuries.", False),
        ("Her mother said the whole family is hurting.", False),
        ("Two other victims were taken to a hospital in stable condition.", True),
        ("Three bystanders suffered gunshot wounds and were treated at a hospital.", True),
    ],
)
def test_the_wounds_of_the_dead_make_no_wounded(sentence: str, *, hurt: bool) -> None:
    """Who is told to have died isn't hurt as well; victims who are others, and cared for, are."""
    read_ = read(WOUNDS.format(sentence), published="2023-05-17", id="r1", reader="fast")
    assert bool(of(read_, "injured")) == hurt


def test_a_living_body_is_no_death() -> None:
    """Where a bullet hit the lower body of somebody, nobody is dead."""
    for text, dead in (
        ("A man was shot in the lower body in Kolwezi on Tuesday.", False),
        ("Police found a body in Kolwezi on Tuesday.", True),
    ):
        read_ = read(text, published="2023-05-17", id="r1", reader="fast")
        assert bool(of(read_, "killed")) == dead


@pytest.mark.parametrize(
    ("of_what", "role"),
    [
        ("separate shootings", "cumulative"),
        ("weekend shootings", "cumulative"),
        ("a shooting", "total"),
        ("a separate shooting", "total"),
    ],
)
def test_a_total_of_separate_shootings_is_no_one_shootings(of_what: str, role: str) -> None:
    """What several happenings cost together is marked as more than one happening's."""
    text = f"Six people were killed in {of_what} in Kolwezi on Tuesday."
    read_ = read(text, published="2023-05-17", id="r1", reader="fast")
    assert {one.role for one in of(read_, "killed") if one.value == 6.0} == {role}


def test_a_part_of_a_country_is_no_town() -> None:
    """The middle of a country isn't where something in its north happened."""
    text = "At least 30 people were wounded in northern Syria on Monday, a hospital said."
    read_ = read(text, published="2023-05-17", id="r1", reader="fast")
    found = of(read_, "injured")
    assert found
    assert {one.precision for one in found} == {"country"}


def test_a_figure_belongs_to_the_verb_straight_before_it() -> None:
    """In "kills 30, injures 90" the 30 are dead, though "injures" comes next."""
    text = "Bomb kills 30 injures 90\n\nA bomb killed 30 people in Kolwezi on Tuesday."
    read_ = read(text, published="2023-05-17", id="r1", reader="fast")
    assert 30.0 not in {one.value for one in of(read_, "injured")}
    assert 30.0 in {one.value for one in of(read_, "killed")}
