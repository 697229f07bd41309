"""Forecasts: what is still to come, and what only looks like it."""


def test_what_somebody_warned_would_come_is_foretold(tell):
    """What somebody warned would come is a forecast; what they would have liked is none."""
    assert [one.criterion for one in tell("The engineer warned that the dam would burst in May.").forecasts] == [
        "the dam would burst in May"
    ]
    assert not tell("She said that she would have liked to stay.").forecasts


def test_what_could_be_done_or_stands_under_a_condition_is_no_forecast(tell):
    """What somebody could hear or couldn't reach is past; a condition is part of a forecast, and none by itself."""
    told = tell("He could hear shots. The agency could not reach the town. If the dam fails, the town will be flooded.")
    assert [one.criterion for one in told.forecasts] == ["If the dam fails, the town will be flooded."]


def test_what_is_past_is_not_foretold(tell):
    """Who is expected to tell of what was paid foretells that they'll tell, not the payment."""
    told = tell("A contractor is expected to testify that he paid the mayor in 2018.")
    assert all("testify" in one.criterion for one in told.forecasts)


def test_what_may_be_so_now_is_no_forecast(tell):
    """What may be the case already foretells nothing; the toll that may rise and strikes that may follow do."""
    told = tell(
        "Some of the dead may be children. There may be people under the rubble. The gunmen may be hiding nearby. "
        "There may be more strikes this week. The toll may rise."
    )
    assert [one.criterion for one in told.forecasts] == ["There may be more strikes this week.", "The toll may rise."]


def test_no_word_of_a_condition_is_a_forecast(tell):
    """The condition is kept with the forecast; the attacks in it are foretold by nobody."""
    told = tell("A further 3,000 people will be displaced by the end of March if attacks by gunmen continue.")
    (only,) = told.forecasts
    assert only.condition == "if attacks by gunmen continue"


def test_what_is_past_is_no_deadline(tell):
    """A year in which the same was done before is nobody's deadline; what must come true within a month has one."""
    told = tell(
        "The government will blame the rain, as it did in 2019. I bet that the dam will be rebuilt within a month.",
        published="2024-04-11",
    )
    first, *_, last = told.forecasts
    assert first.by is None
    assert last.by.end == "2024-05-12"


def test_what_is_compared_is_not_foretold(tell):
    """How much likelier one thing is than another, is found, not foretold; what is more likely than not, is."""
    told = tell(
        "Parents who distrust doctors are twice as likely to refuse a second dose. Miners are three times more likely "
        "to die young. Prices are more likely to rise in spring than in autumn."
    )
    assert not told.forecasts
    assert tell("Rain is more likely than not to fall on Friday.").forecasts


def test_what_is_withheld_is_not_foretold(tell):
    """Who could not confirm something, or would not comment, tells nothing of what is to come."""
    assert not tell("Hatch said he could not confirm that a letter had been sent.").forecasts
    assert not tell("The union said its members would not comment.").forecasts
    assert not tell("The council won't comment further.").forecasts


def test_what_is_arranged_is_foretold_once(tell):
    """What is due or set to come is a forecast, one of each clause, whatever claims the clause makes."""
    told = tell("The bridge is due to open on 3 May. The river is likely to rise and to flood the market on Friday.")
    assert told.forecasts[0].criterion.startswith("The bridge is due to open")
    assert len(told.forecasts) == 2


def test_since_when_is_no_deadline(tell):
    """What will be the strongest since 1999 isn't due by then."""
    (only,) = tell("The storm will be the strongest since 1999.").forecasts
    assert only.by is None


def test_a_toll_that_is_expected_is_foretold_and_no_toll(tell):
    """What a toll is expected to pass has a deadline, and is nobody's count of the dead yet."""
    for text in ("The toll is expected to pass 50 by Sunday, he said.", "The toll is expected to pass 50 by Sunday."):
        told = tell(text)
        (only,) = told.forecasts
        assert only.by is not None
        assert {one.act for one in told.claims if one.quantities} == {"predict"}
