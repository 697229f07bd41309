"""Load the table of words that change a commitment (`certainty.toml`), once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.model.vocabulary import Factuality

# FactBank's values on a line, so that two can be combined: the sign is the polarity, the size the certainty.
SCALE: dict[Factuality, int] = {"CT+": 3, "PR+": 2, "PS+": 1, "Uu": 0, "PS-": -1, "PR-": -2, "CT-": -3}
NAMES: dict[int, Factuality] = {value: name for name, value in SCALE.items()}


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word makes of its complement: when it is itself affirmed, and when it is negated.

    With `presupposed` the complement stands in any case; with `voice` it is weighed for the word's own subject, so that
    the certainty of the speaking doesn't touch it.
    """

    name: str
    affirmed: int
    denied: int
    presupposed: bool = False
    voice: bool = False


@dataclass(frozen=True)
class Certainty:
    """Hold the table, indexed by lemma."""

    clauses: Mapping[str, Signature]
    nouns: Mapping[str, Signature]
    modals: Mapping[str, int]
    adverbs: Mapping[str, int]
    adjectives: Mapping[str, int]
    subordinators: Mapping[str, int]
    speech_nouns: frozenset[str]
    no_determiners: frozenset[str]
    no_pronouns: frozenset[str]
    purpose: int
    question: int
    imperative: int


@cache
def certainty() -> Certainty:
    """Give the table."""
    raw = tomllib.loads(resources.files(__package__).joinpath("certainty.toml").read_text("utf-8"))
    negator, clause = raw["negator"][0], raw["clause"][0]
    return Certainty(
        clauses={lemma: _signature(one) for one in raw["signature"] for lemma in one["lemmas"]},
        nouns={words: _signature(one) for one in raw["noun_signature"] for words in one["words"]},
        modals={word: SCALE[value] for one in raw["modal"] for word, value in one["values"].items()},
        adverbs=_values(raw["adverb"]),
        adjectives=_values(raw["adjective"]),
        subordinators=_values(raw["subordinator"]),
        speech_nouns=frozenset(raw["speech_nouns"][0]["words"]),
        no_determiners=frozenset(negator["determiners"]),
        no_pronouns=frozenset(negator["pronouns"]),
        purpose=SCALE[clause["purpose"]],
        question=SCALE[clause["question"]],
        imperative=SCALE[clause["imperative"]],
    )


def combine(outer: int, inner: int) -> int:
    """Combine two values on the scale: the polarities multiply, and the less certain one decides how certain."""
    size = min(abs(outer), abs(inner))
    return size if (outer > 0) == (inner > 0) else -size


def _signature(one: Mapping[str, Any]) -> Signature:
    return Signature(
        one["name"],
        SCALE[one["affirmed"]],
        SCALE[one["denied"]],
        one.get("presupposed", False),
        one.get("voice", False),
    )


def _values(lists: list[dict[str, Any]]) -> dict[str, int]:
    return {word: SCALE[one["value"]] for one in lists for word in one["words"]}
