"""A question's origins are counted, its figures estimated by named rules, and its words say what is asked."""

from dataclasses import replace

import pytest

from reportedly.model import Span
from reportedly.reconcile import changes

from .making import ask, printed, told


def test_forty_copies_are_one_origin() -> None:
    """One agency's copy in forty papers is one origin, though half of them dropped the source."""
    text = tuple(range(80))
    members = [told(origin="Norland Red Crescent" if n % 2 else None, origin_kind=None) for n in range(40)]
    members = [replace(one, origin_basis="none") if one.origin is None else one for one in members]
    marks = {one.report: printed(one.report, signature=text) for one in members}
    found = ask(*members, imprints=marks)
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert {one.origin.basis for one in found.answers} == {"stated", "inferred_across"}


def test_two_officials_of_one_agency_are_two() -> None:
    """Whom one agency quotes are origins of their own."""
    members = (
        told(origin="Ilsa Venn", origin_kind="person", chain=("AFP", "Ilsa Venn")),
        told(origin="Boris Otter", origin_kind="person", chain=("AFP", "Boris Otter"), value=9.0),
    )
    assert ask(*members).independent.low == 2


def test_bodies_of_one_government_count_once() -> None:
    """An army and a ministry of one state are two names of one affiliation."""
    found = ask(
        told(origin="Norwegian army", origin_kind="government"),
        told(origin="Norwegian Ministry of Defence", origin_kind="government", value=9.0),
    )
    assert (found.independent.low, found.independent.high) == (1, 1)
    assert len({one.affiliation for one in found.origins}) == 1 < len(found.origins)


def test_what_cannot_be_told_apart_raises_only_the_upper_end() -> None:
    """An official twice is one at least, two at most."""
    found = ask(
        told(origin="an official", origin_kind="unnamed"), told(origin="an official", origin_kind="unnamed", value=9.0)
    )
    assert (found.independent.low, found.independent.high) == (1, 2)


def test_an_unnamed_source_led_over_from_another_report_counts_once() -> None:
    """Whoever a copy's bare figure is traced to counts where it is told, not once more in the copy."""
    text = tuple(range(80))
    members = (
        told(origin="Harbour Office", value=15.0),
        told(report="a", origin="a rescue group", origin_kind="organisation", value=15.0),
        told(report="a", origin="a rescue group", origin_kind="organisation", value=3.0),
        told(report="b", value=3.0),
    )
    marks = {name: printed(name, signature=text) for name in ("a", "b")}
    found = ask(*members, imprints=marks)
    assert [one.origin.basis for one in found.answers if one.report == "b"] == ["inferred_across"]
    assert (found.independent.low, found.independent.high) == (1, 1)


def test_initials_and_full_name_are_one() -> None:
    """A body and its initials are one origin."""
    found = ask(told(origin="Tarvik Human Rights Network"), told(origin="THRN"))
    assert found.independent.low <= 1


def test_latest_by_origin() -> None:
    """Of each origin the latest answer counts; best is what most of them admit; nothing is averaged."""
    found = ask(
        told(origin="Harbour Office", value=17.0, as_of="2024-05-03"),
        told(origin="Harbour Office", value=19.0, as_of="2024-05-04", published="2024-05-04"),
        told(origin="Divers Union", value=19.0),
        told(origin="Lantern Relief", value=27.0),
    ).estimate
    assert found is not None
    assert (found.low, found.best, found.high, found.conflict) == (19.0, 19.0, 27.0, True)


def test_a_later_toll_supersedes_by_its_day_not_by_its_printing() -> None:
    """A toll as of a later day supersedes, though it was published first; a retrospect never does."""
    old = told(origin="Harbour Office", value=17.0, as_of="2024-05-03", published="2024-05-09")
    new = told(origin="Harbour Office", value=19.0, as_of="2024-05-05", published="2024-05-05")
    back = told(origin="Harbour Office", value=12.0, as_of="2024-07-01", published="2024-07-01", retrospect=True)
    found = {one.claim: one for one in ask(old, new, back).answers}
    assert found[new.id].supersedes == old.id
    assert found[old.id].supersedes is None
    assert found[back.id].supersedes is None


def test_a_toll_that_falls_is_flagged() -> None:
    """Fewer than before from the same origin is shown as such."""
    before = told(origin="Harbour Office", value=30.0, as_of="2024-05-03")
    after = told(origin="Harbour Office", value=12.0, as_of="2024-05-04")
    found = ask(before, after)
    assert found.estimate is not None
    assert found.estimate.falls == (after.id,)


def test_another_origin_never_supersedes() -> None:
    """A later figure of someone else stands beside the earlier one."""
    found = ask(told(origin="Harbour Office", value=17.0), told(origin="Divers Union", value=19.0, as_of="2024-05-09"))
    assert [one.supersedes for one in found.answers] == [None, None]


def test_a_part_bounds_from_below() -> None:
    """An increment is no rival of a total: what stands alone is at least as many."""
    total, more = told(origin="Harbour Office", value=9.0), told(origin="Divers Union", value=4.0, role="increment")
    found = ask(total, more).estimate
    assert found is not None
    assert (found.low, found.best, found.conflict) == (9.0, 9.0, False)


def test_what_is_denied_or_open_counts_for_nothing() -> None:
    """No estimate rests on a denial, or on what nobody asserts; all of it still stands as an answer."""
    found = ask(told(standing="denied", factuality="CT-"), told(standing="unverified", factuality="Uu"))
    assert found.estimate is None
    assert [one.status for one in found.answers] == ["denied", "unverified"]


@pytest.mark.parametrize(
    ("rule", "best"), [("latest_by_origin", 20.0), ("acled_conservative", 12.0), ("ucdp_best_low_high", 20.0)]
)
def test_rules_differ(rule: str, best: float) -> None:
    """Each rule gives its own best figure, and says which it was."""
    members = [told(origin=f"Office {name}", value=value) for name, value in (("Ash", 20.0), ("Birch", 20.0))]
    found = ask(*members, told(origin="Divers Union", value=12.0), rule=rule).estimate
    assert found is not None
    assert (found.best, found.rule) == (best, rule)


def test_words_of_a_question() -> None:
    """A question is worded by what is counted, where and when, and named after its first claim."""
    first = told(published="2024-05-02")
    found = ask(told(), first)
    assert found.text == "How many people were killed in Tarvik on 2 May 2024?"
    assert (found.kind, found.id, found.counts) == ("how_many", first.id, "killed")


def test_whether_and_who() -> None:
    """What counts nothing asks whether; what names and doesn't count asks who."""
    bare = {"quantity": None, "value": None, "bound": "vague"}
    assert ask(told(outcome=None, trigger="clashes", **bare)).kind == "whether"
    assert ask(told(outcome="arrested", named=("ilsa venn",), quantity=None, value=1.0)).kind == "who"


def test_what_changed_on_the_way() -> None:
    """From a source's words outward: the certainty, the label and the source that fell off."""
    spoken = told(origin="Harbour Office", counted="diver", factuality="PR+")
    printed_ = told(
        origin="Harbour Office", origin_basis="inferred_in_report", voice="headline", counted="hero", chain=()
    )
    ((*steps,),) = changes(ask(spoken, printed_), [spoken, printed_])
    assert [(one.change, one.from_value, one.to_value) for one in steps] == [
        ("certainty", "PR+", "CT+"),
        ("attribution", "Harbour Office", None),
        ("label", "diver", "hero"),
    ]


def test_a_toll_that_rises_is_no_drift() -> None:
    """What an origin replaced by a new figure is a stage of its own; within each stage drift is drift."""
    first = told(origin="Harbour Office", value=4.0, low=4.0, high=4.0, figure=Span(0, 1, "4"))
    then = told(origin="Harbour Office", value=9.0, low=9.0, high=9.0, figure=Span(9, 10, "9"), published="2024-05-04")
    printed_ = replace(then, id="h", voice="headline", origin_basis="inferred_in_report", chain=())
    asked = ask(first, then, printed_)
    assert {one.supersedes for one in asked.answers} > {first.id}
    ((only,),) = changes(asked, [first, then, printed_])
    assert (only.change, only.from_, only.to) == ("attribution", then.id, "h")


def test_at_least_twelve_is_not_said_of_eighteen() -> None:
    """A lower bound that isn't a round number takes an older figure's place; a round one only words it loosely."""
    missing = told(origin="Harbour Office", value=18.0, low=18.0, high=None, bound="at_least", outcome="missing")
    for value, replaces in ((12.0, True), (10.0, False)):
        fewer = replace(missing, id=f"f{value}", report="later", value=value, low=value, published="2024-05-04")
        answers = {one.claim: one for one in ask(missing, replace(fewer, as_of="2024-05-04")).answers}
        assert (answers[fewer.id].supersedes == missing.id) is replaces


def test_order_of_answers_changes_nothing() -> None:
    """A question is the same whatever order its claims are given in."""
    members = [told(origin="Harbour Office", value=float(n)) for n in (3, 5, 4)] + [told(value=6.0)]
    assert ask(*members) == ask(*reversed(members))


def test_an_old_toll_told_again_supersedes_nothing() -> None:
    """A paper that still prints the first toll after the second came takes nothing's place."""
    first = told(origin="Harbour Office", value=17.0, as_of="2024-05-03", published="2024-05-03")
    second = told(origin="Harbour Office", value=19.0, as_of="2024-05-04", published="2024-05-04")
    late = told(origin="Harbour Office", value=17.0, as_of="2024-05-05", published="2024-05-05")
    again = told(origin="Harbour Office", value=19.0, as_of="2024-05-06", published="2024-05-06")
    found = {one.claim: one.supersedes for one in ask(first, second, late, again).answers}
    assert found == {first.id: None, second.id: first.id, late.id: None, again.id: first.id}


def test_a_looser_wording_supersedes_nothing() -> None:
    """About 20, printed a day later, may be the 19 of the day before."""
    exact = told(origin="Harbour Office", value=19.0, as_of="2024-05-03")
    loose = told(origin="Harbour Office", value=20.0, low=None, high=None, bound="approx", as_of="2024-05-04")
    assert all(one.supersedes is None for one in ask(exact, loose).answers)


def test_a_figure_corrected_on_its_day_no_longer_counts() -> None:
    """What a body says in the evening replaces its larger figure of the morning in the estimate too."""
    morning = told(origin="Harbour Office", value=19.0, published="2024-05-03T08:00:00")
    evening = told(origin="Harbour Office", value=17.0, published="2024-05-03T18:00:00")
    found = ask(morning, evening)
    assert {one.claim: one.supersedes for one in found.answers}[evening.id] == morning.id
    assert found.estimate is not None
    assert (found.estimate.low, found.estimate.best, found.estimate.high) == (17.0, 17.0, 17.0)


def test_other_words_for_the_same_are_no_drift() -> None:
    """A figure in words and in digits is one figure, and a verb in another tense tells of the same event."""
    one = told(figure=Span(0, 6, "twelve"), value=12.0, low=12.0, high=12.0, trigger="killed")
    other = replace(one, id="z", figure=Span(20, 22, "12"), trigger="kill")
    assert changes(ask(one, other), [one, other]) == ()


@pytest.mark.parametrize(
    ("bound", "low", "high", "best"), [("more_than", 11.0, None, 11.0), ("less_than", None, 9.0, 9.0)]
)
@pytest.mark.parametrize("rule", ["latest_by_origin", "acled_conservative", "ucdp_best_low_high"])
def test_a_figure_that_its_words_leave_out_is_not_the_best(
    bound: str, low: float | None, high: float | None, best: float, rule: str
) -> None:
    """More than ten are eleven at least, less than ten nine at most, and neither is at odds with itself."""
    found = ask(told(origin="Harbour Office", value=10.0, low=low, high=high, bound=bound), rule=rule).estimate
    assert found is not None
    assert (found.best, found.conflict) == (best, False)
    assert found.low is None or found.low <= best
    assert found.high is None or found.high >= best


def test_a_part_above_the_total_widens_the_range() -> None:
    """Where a part alone is more than the total, the best figure stands within what is given as its range."""
    total, part = told(origin="Harbour Office", value=5.0), told(origin="Divers Union", value=7.0, role="part")
    found = ask(total, part).estimate
    assert found is not None
    assert (found.low, found.best, found.high) == (5.0, 7.0, 7.0)


def test_a_running_toll_supersedes_the_one_before() -> None:
    """A body's later running total replaces its earlier one; one day's toll and a running total replace neither."""
    first = told(origin="Harbour Office", value=250.0, role="cumulative", as_of="2024-05-03")
    then = told(origin="Harbour Office", value=340.0, role="cumulative", as_of="2024-05-05", published="2024-05-05")
    day = told(origin="Harbour Office", value=12.0, as_of="2024-05-04", published="2024-05-04")
    found = {one.claim: one.supersedes for one in ask(first, then, day).answers}
    assert found == {first.id: None, then.id: first.id, day.id: None}


@pytest.mark.parametrize(
    ("text", "figures", "best"),
    [
        ("a woman and two men were hurt", (("a", 1, "woman"), ("two", 2, "man")), 3),
        ("a woman, a girl and two men were hurt", (("a", 1, "woman"), ("a girl", 1, "girl"), ("two", 2, "man")), 4),
        (
            "two people, a boy and a girl, were hurt",
            (("two", 2, "person"), ("a boy", 1, "boy"), ("a girl", 1, "girl")),
            2,
        ),
        (
            "12 others -- nine men and six women -- were hurt",
            (("12", 12, "person"), ("nine", 9, "man"), ("six", 6, "woman")),
            12,
        ),
        ("two drivers of nine cars and six vans were hurt", (("two", 2, "driver"), ("six", 6, "van")), 6),
        ("two men were hurt and later six more women", (("two", 2, "man"), ("six", 6, "woman")), 6),
    ],
)
def test_figures_side_by_side_are_at_least_their_sum(
    text: str, figures: tuple[tuple[str, int, str], ...], best: float
) -> None:
    """People of two kinds in one list are more than either; what stands in no list is not summed."""
    members = []
    for words, value, counted in figures:
        at = text.index(words)
        figure = Span(100 + at, 100 + at + len(words.split()[0]), words.split()[0])
        span = Span(100, 100 + len(text), text)
        members.append(told(report="r", text=text, span=span, figure=figure, value=float(value), counted=counted))
    found = ask(*members).estimate
    assert found is not None
    assert found.best == best


def test_why_is_said_in_whole_sentences() -> None:
    """One answer admits a figure, two admit it."""
    one, other, third = (told(origin=name, value=value) for name, value in (("A", 5.0), ("B", 7.0), ("C", 7.0)))
    because = [ask(*members).estimate.because for members in ((one,), (one, other), (one, other, third))]  # type: ignore[union-attr]
    assert because == [
        "the only latest answer admits it",
        "1 of the 2 latest answers, one per origin, admits it",
        "2 of the 3 latest answers, one per origin, admit it",
    ]
