"""Accidents and natural deaths are told from force; gunfire, raids and bombs stay assaults."""

import pytest


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A bus plunged into a gorge on Monday, killing 14 passengers.", "killing"),
        ("A fire at a garment factory killed 31 workers.", "killed"),
        ("Two soldiers were killed in a helicopter crash.", "killed"),
        ("A gas explosion killed five people at a restaurant.", "killed"),
        ("A blast in a mine whose gas alarms had failed killed 47 miners.", "killed"),
        ("Ten people were killed when a boiler exploded at a textile plant.", "killed"),
        ("Lightning killed three herders.", "killed"),
        ("Six people drowned when their boat capsized.", "drowned"),
    ],
)
def test_accidents_are_no_assaults(tell, text, trigger):
    """The dead of crashes, blazes and leaks are counted, and nobody assaulted them."""
    event = tell(text).by(trigger).event
    assert (event.type, event.mode, event.outcome) == (None, None, "killed")


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers opened fire on a bus, killing seven passengers.",
        "Nine people were killed when militants set fire to a mosque.",
        "A suicide bomber crashed a truck into a checkpoint, killing five.",
        "An explosion killed nine people at a checkpoint.",
        "A helicopter strike killed four fighters.",
        "Gunmen ambushed a convoy and the truck overturned, killing six.",
    ],
)
def test_force_stays_an_assault(tell, text):
    """Gunfire, arson by militants, suicide attacks and strikes are assaults, though something burns or crashes."""
    (event,) = [one.event for one in tell(text).claims if one.event.outcome == "killed"]
    assert event.type == "ASSAULT"


def test_who_dies_of_illness_is_not_killed(tell):
    """One person's natural death has no outcome; those who die in an outbreak are counted."""
    assert tell("The former president died of cancer on Tuesday.").by("died").event.outcome is None
    assert tell("A former minister died of cancer on Tuesday.").by("died").event.outcome is None
    assert tell("Sixty people died of cholera in the camp.").by("died").event.outcome == "killed"


def test_who_dies_where_a_report_tells_of_force_is_killed(tell):
    """A sentence needn't say again of what somebody died; who died in bed is left out even there."""
    told = tell("A man was shot in Reno on Monday. He was pronounced dead at the scene.")
    assert told.by("dead").event.outcome == "killed"
    told = tell("A man was shot in Reno on Monday. The victim, aged 24, died in hospital.")
    assert told.by("died").event.outcome == "killed"
    told = tell("Gunmen killed four in Gao. The singer's father died peacefully in his sleep.")
    assert told.by("died").event.outcome is None


def test_a_sentence_is_no_day_of_the_deed(tell):
    """When somebody was sentenced isn't when they killed."""
    told = tell("He was sentenced to ten years in prison on Thursday for killing two policemen.")
    assert told.by("killing").times == ()


def test_a_headlines_verb_is_no_unit(tell):
    """In "Thousand rebels surrender" rebels are counted, though taggers take the verb for a noun."""
    (figure,) = tell("Thousand rebels surrender in Mopti on Friday.").quantities
    assert (figure.value, figure.unit) == (1000, "rebel")
