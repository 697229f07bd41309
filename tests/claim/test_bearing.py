"""A headline's claims and the body's claims that bear them out."""


def test_a_headline_rests_on_the_body_that_bears_it_out(tell):
    """The headline's dead are led to the body's, whose day is theirs where the figure is the very same."""
    told = tell(
        "Four children were killed when a landmine exploded in Kunduz on Saturday, officials said.",
        title="Landmine kills four children in Kunduz",
    )
    headline = next(one for one in told.claims if one.voice == "headline")
    body = next(one for one in told.claims if one.voice != "headline" and one.event.outcome == "killed")
    assert headline.based_on == (body.id,)
    assert headline.relation is None
    assert headline.times == body.times != ()


def test_a_rounder_figure_keeps_its_silence(tell):
    """A headline that rounds is led to the body, and has no day of its own."""
    told = tell(
        "The army said that 1,217 rebels surrendered in Mopti on Friday.", title="A thousand rebels surrender in Mopti"
    )
    headline = next(one for one in told.claims if one.voice == "headline")
    assert headline.based_on
    assert headline.times == ()


def test_a_headline_of_something_else_rests_on_nothing(tell):
    """Arrests bear out no deaths, nor do nine dead bear out four."""
    told = tell("Police arrested nine men on Friday. Nine people were killed in May.", title="Four killed in Kunduz")
    headline = next(one for one in told.claims if one.voice == "headline")
    assert headline.based_on == ()
