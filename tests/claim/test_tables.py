"""The room's tables load, name their sources, and hold only what the contract knows."""

import json
from importlib.resources import files
from typing import get_args

import numpy as np
import pytest

from reportedly.claim.forecasts import scales
from reportedly.claim.functions import weights
from reportedly.claim.namings import labels
from reportedly.claim.tables import event_table, inflect, read_table, words
from reportedly.model.encoded import TOLD_FUNCTIONS
from reportedly.model.vocabulary import Function, Outcome

TYPES = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "DISPLACE"),
}
DISPLACE_MODES = {
    *("displaced", "evacuated", "forced_to_flee", "homeless", "in_relief_camp", "sheltered", "relocated", "returned"),
    *("destroyed_housing", "partially_destroyed_housing", "uninhabitable_housing"),
}


def test_every_event_type_has_a_frame_and_no_other_stands_there():
    """The frames' types are PLOVER's sixteen and DISPLACE, all of them."""
    types = {frame.get("type") for frame in read_table("events.toml")["frame"]} - {None}
    assert types == TYPES


def test_frames_have_known_outcomes_patients_and_sources():
    """Each frame's outcome is the contract's, its patient one the rules know, its source named in the table."""
    table = read_table("events.toml")
    for frame in table["frame"]:
        assert frame.get("outcome") in {None, *get_args(Outcome)}, frame["name"]
        assert frame["patient"] in {"object", "subject", "either", "value", "inside"}, frame["name"]
        assert frame["source"] in table["sources"], frame["name"]
        if frame.get("type") == "DISPLACE":
            assert frame["mode"] in DISPLACE_MODES, frame["name"]


def test_every_frame_has_a_trigger():
    """A frame that nothing triggers would be dead weight."""
    for frame in read_table("events.toml")["frame"]:
        assert any(frame.get(kind) for kind in ("verbs", "nouns", "adjectives", "phrases")), frame["name"]


def test_longer_phrases_are_tried_first():
    """Words such as "Give up arms" is looked for before "give up"."""
    for phrases in event_table().phrases.values():
        sizes = [len(rest) for rest, _ in phrases]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("verb", "form"),
    [("kill", "killed"), ("flee", "fled"), ("capture", "capturing"), ("shell", "shells"), ("flee", "fleeing")],
)
def test_verbs_are_inflected(verb, form):
    """The forms of a verb are known to the table, so that headlines are read where tags fail."""
    assert form in inflect(verb)


def test_word_lists_have_sources():
    """Each list of words names where it comes from, and loads."""
    table = read_table("words.toml")
    for name, entry in table.items():
        if isinstance(entry, dict) and name != "sources":
            assert entry["source"] in table["sources"], name
            assert words(name) == frozenset(entry["words"])


def test_an_unknown_word_list_is_an_error():
    """A misspelt list's name is an error, never an empty list."""
    with pytest.raises(KeyError):
        words("no such list")


def test_scales_are_named_published_and_within_bounds():
    """Each scale of probability has a source; each phrase's bounds lie between 0 and 1, in order."""
    table = read_table("probability.toml")
    assert [scale.name for scale in scales()] == table["order"]
    assert all(scale["source"] for scale in table["scale"])
    for scale in scales():
        for phrase, (low, high) in scale.phrases.items():
            assert 0 <= low <= high <= 1, phrase
            assert phrase == phrase.lower()


def test_labels_and_relations_have_sources():
    """Naming families and relations name their sources."""
    namings, relations = read_table("namings.toml"), read_table("relations.toml")
    assert all(family["source"] in namings["sources"] for family in namings["family"])
    assert all(relations[name]["source"] in relations["sources"] for name in ("confirms", "refutes", "because"))
    assert labels()["militant"] == "armed-opponents"


def test_weights_fit_the_functions_of_the_contract():
    """The table of sentence functions has one column for each function it names, and only the contract's functions."""
    table = weights()
    assert set(TOLD_FUNCTIONS) <= set(get_args(Function))
    assert table.weights.shape == (len(table.rows), len(TOLD_FUNCTIONS))
    source = json.loads(files("reportedly.claim").joinpath("functions.json").read_text(encoding="utf-8"))["source"]
    assert "NewsDiscourse" in source


def test_the_encoder_counts_beside_the_clues():
    """Without clues a sentence's function is what its words speak for; what leans on it is added."""
    seen = np.zeros(len(TOLD_FUNCTIONS), np.float32)
    seen[TOLD_FUNCTIONS.index("expectation")] = 9
    assert weights().best([], seen=seen) == "expectation"
    assert weights().best([], seen=seen, leaning={"other": 30.0}) == "other"
    assert weights().best([], seen=-seen) != "expectation"
