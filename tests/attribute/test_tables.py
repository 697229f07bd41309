"""The tables of words: that they load, name their sources, and say nothing twice."""

import tomllib
from collections import Counter
from importlib import resources
from typing import get_args

import pytest

from reportedly.attribute.cues import acts_table
from reportedly.attribute.lexicon import words
from reportedly.model.vocabulary import Act, Factuality


def table(name: str) -> dict:
    """Load one table as it stands."""
    return tomllib.loads(resources.files("reportedly.attribute").joinpath(f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", ["acts", "certainty", "lexicon"])
def test_each_list_has_a_source(name: str) -> None:
    """Each list says where its words come from."""
    for key, lists in table(name).items():
        for one in lists if isinstance(lists, list) else [lists]:
            assert one["source"].strip(), key


def test_acts_are_the_contracts() -> None:
    """Every cue names an act of the contract, and every act has cues."""
    assert {one["act"] for one in table("acts")["cue"]} == set(get_args(Act))
    assert len(acts_table().cues) > 600


def test_no_cue_stands_twice() -> None:
    """No cue stands under two acts, or twice under one."""
    count = Counter(word for one in table("acts")["cue"] for word in one["words"])
    assert [word for word, times in count.items() if times > 1] == []


def test_certainty_values_are_factbanks() -> None:
    """Every value of the table is one of FactBank's."""
    raw = table("certainty")
    values = [one[key] for one in raw["signature"] + raw["noun_signature"] for key in ("affirmed", "denied")]
    values += [one["value"] for name in ("adverb", "adjective", "subordinator") for one in raw[name]]
    values += raw["modal"][0]["values"].values()
    assert set(values) <= set(get_args(Factuality))


def test_no_word_has_two_signatures() -> None:
    """No word has two signatures for a clause, nor for a noun."""
    raw = table("certainty")
    for kind, key in (("signature", "lemmas"), ("noun_signature", "words")):
        count = Counter(word for one in raw[kind] for word in one[key])
        assert [word for word, times in count.items() if times > 1] == []


def test_an_unknown_list_is_an_error() -> None:
    """A list that isn't there is an error, not an empty list."""
    with pytest.raises(KeyError):
        words("no such list")
