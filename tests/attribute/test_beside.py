"""Utterances that nobody was given, by the clause behind them."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "«We shall hold the ford», hammered home on Tuesday the head of the district council, Luc Marin.",
            "the head of the district council, Luc Marin",
            "hammered",
        ),
        ('"Nobody at all was hurt," underscored the chief of the press office, Vera Lint.', "the chief", "underscored"),
        ('"Who will pay for the roof?" fumed a tenant of the block.', "a tenant", "fumed"),
    ],
)
def test_a_clause_behind_an_utterance_tells_who_said_it(read, text, source, cue):
    """Whatever its verb, an inverted clause behind a comma or a mark names the speaker."""
    found = read(text).attributions
    assert [(one.source.spans[0].text.startswith(source), cue in one.cue.spans[0].text) for one in found] == [
        (True, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We will be back in the spring" became the motto of the crew.',
        '"Nobody will be left behind here," the leaflet had.',
        'He shouted "Stop the car at once!" in vain.',
        '"Will they hold the ford until noon?" was the question.',
    ],
)
def test_no_other_clause_does(read, text):
    """Without a comma or a mark of its own, or before a verb that joins, an utterance is nobody's."""
    assert not [one for one in read(text).attributions if one.rule == "beside"]
