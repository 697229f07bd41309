"""Which links are kept: a story of many claims needs no more of each than a few, whatever the order of its reports."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, func, select

from reportedly.ledger.linking import NEAREST, PART, SAME, Kept
from reportedly.ledger.schema import link

from .conftest import made

MANY = 40
"""Reports of one story: more than any of them keeps links to."""
KINDS = ((SAME, False), (PART, True), (PART, False))
TIES = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.tuples(st.sampled_from((-0.9, -0.8, -0.7)), st.integers(0, 5), st.integers(1, 400)),
    ),
    max_size=80,
)


def told(ties):
    """Tell a claim of links; the figures are those that the numbers stand for."""
    kept = Kept()
    for kind, tie in ties:
        kept.tell(kind, tie, float(tie[2] % 7))
    return set(kept.rows(1))


@given(TIES, st.randoms(use_true_random=False))
def test_what_a_claim_keeps_depends_on_no_order(ties, chance):
    """In any order, and told of some of them twice, a claim keeps the same links."""
    again = [*ties, *chance.sample(ties, len(ties) // 2)]
    chance.shuffle(again)
    assert told(again) == told(ties)


@given(TIES, st.integers(0, 80))
def test_what_was_kept_of_some_and_the_rest_say_it_all(ties, at):
    """A claim that is told of what it kept of some links, and of the rest, keeps what it would keep of all."""
    kept = told(ties[:at])
    seen = [(kind, tie) for kind, tie in ties[:at] if any(tie[2] in row[:2] and row[3] == -tie[0] for row in kept)]
    assert told([*seen, *ties[at:]]) == told(ties)


def story():
    """Give reports of one toll, which is corrected halfway."""
    for number in range(MANY):
        count = 17 if number < MANY // 2 else 19
        text = f"{number}: {count} killed in Aleppo on 2016-12-10, said the ministry."
        yield made(f"r{number}", text, published=f"2016-12-11T{number % 24:02}:00:00Z")


def links(place):
    """Count the links of a ledger."""
    engine = create_engine(str(place) if "://" in str(place) else f"sqlite:///{place}")
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(link)).scalar_one()
    engine.dispose()
    return count


def test_a_story_is_one_question_in_any_order(kept):
    """A story of more reports than links are kept is one question with all its answers, whatever the order."""
    reports = list(story())
    random.Random(5).shuffle(reports)
    for page, reading in reports:
        kept.add(page, reading)
    assert [row.answers for row in kept.questions()] == [MANY]
    assert kept.verify() == []


def test_a_claim_that_all_are_linked_with_can_go(kept):
    """Whoever was linked with a report that is erased is linked with others instead, as if it had never been there."""
    list(kept.load(story()))
    for key in ("r3", "r39", "r11"):
        kept.erase(key, reason="the law")
    assert {row.answers for row in kept.questions()} == {MANY - 3}
    assert kept.verify() == []


@pytest.mark.parametrize("loaded", [True, False])
def test_links_are_few(path, loaded):
    """The links of a story grow with its claims, not with its pairs."""
    from reportedly.ledger import Ledger

    from . import by_hand

    with Ledger(path, reconciler=by_hand) as ledger:
        if loaded:
            list(ledger.load(story()))
        else:
            for page, reading in story():
                ledger.add(page, reading)
    # beyond the nearest, one may be kept to each of the two figures
    assert MANY < links(path) <= MANY * (NEAREST + 2) < MANY * (MANY - 1) / 2
