"""Plain statements: what they count, when and where."""

from tests.claim.conftest import Says


def only(told, trigger):
    """Give the one claim of a trigger's word."""
    return next(one for one in told.claims if one.event.trigger.text == trigger)


def counts(told, claim):
    """Give the values and units that a claim counts."""
    by_id = {one.id: one for one in told.quantities}
    return [(by_id[one].value, by_id[one].unit) for one in claim.quantities]


def test_a_statement_has_the_figure_it_is_about(tell):
    """Schools under water, rations handed out and cases recorded are claims with their numbers."""
    says = [Says("The agency", "said", "that 12 schools were closed")]
    told = tell(
        "The agency said that 12 schools were closed. Relief teams reached 9,800 people in the north.", says=says
    )
    assert counts(told, only(told, "closed")) == [(12, "school")]
    assert counts(told, only(told, "reached")) == [(9800, "person")]


def test_a_statement_has_its_own_time(tell):
    """The day on which a dyke broke is the claim's, though no event of the table tells of it."""
    told = tell("The dyke broke on 9 September 2023.")
    broke = only(told, "broke")
    assert [one.role for one in broke.times] == ["event"]


def test_a_figure_of_another_clause_is_left_to_it(tell):
    """What stands under an event's predicate and isn't its figure goes to no statement around it."""
    told = tell("Mr Ade, who was arrested with 300 dollars on him, remains calm.")
    assert counts(told, only(told, "arrested")) == []
    assert all(counts(told, one) != [(300, "dollar")] for one in told.claims if one.event.trigger.text == "calm")


def test_who_speaks_tells_of_no_scene(tell):
    """A speaker's country or city, and where a report was filed, are not where people died; where they speak may be."""
    says = [
        Says("Valland's army", "said", "60 soldiers were killed"),
        Says("Dorn", "claims", "it wounded 30 men"),
        Says("Police in Elmsey", "said", "four were arrested"),
    ]
    told = tell(
        "HARL, Valland, March 3 (CNS) - Three people died when a bus was hit near Oxley.\n\n"
        "Valland's army said 60 soldiers were killed. Dorn claims it wounded 30 men. "
        "Police in Elmsey said four were arrested.",
        says=says,
        where=["HARL", "Oxley", "Dorn", "Elmsey"],
    )
    names = {one.id: one.name for one in told.places}
    assert [names[only(told, word).places[0].place] for word in ("killed", "wounded", "arrested")] == [
        "Oxley",
        "Oxley",
        "Elmsey",
    ]


def test_each_sentence_of_a_quotation_is_weighed_by_its_own_words(tell):
    """What a quotation begins with as possible leaves its later sentences as sure as they're said."""
    said = "“It may rain. The army has killed 12 people.”"
    told = tell(f"{said} the mayor said.", says=[Says("the mayor", "said", said, kind="direct", factuality="PS+")])
    assert [only(told, word).factuality for word in ("rain", "killed")] == ["PS+", "CT+"]


def test_what_a_warning_tells_as_past_is_as_sure_as_it_is_told(tell):
    """A warning is of what is to come: the dead it tells of are no less dead for it."""
    said = "the storm killed 257 people and the toll may rise"
    told = tell(
        f"The office warned that {said}.",
        says=[Says("The office", "warned", said, acts=("warn",), factuality="PS+")],
    )
    assert [only(told, word).factuality for word in ("killed", "rise")] == ["CT+", "PS+"]


def test_what_stands_before_a_semicolon_is_its_own_sentence(tell):
    """Who was kidnapped was, though others escaped."""
    assert only(tell("Gunmen kidnapped 287 pupils; 28 escaped."), "kidnapped").factuality == "CT+"
