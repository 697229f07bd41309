"""The room's tables, each read once a process; what they say is in the TOML files beside this one."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from typing import Any, Literal, cast

from reportedly.model.vocabulary import Outcome

Patient = Literal["object", "subject", "either", "value", "inside"]
FLAGS = (
    "weak",
    "needs_person",
    "needs_agent",
    "needs_housing",
    "weak_housing",
    "passive_only",
    "undergone",
    "of_protest",
)
IRREGULAR = {
    "slay": ("slew", "slain"),
    "shoot": ("shot", "shot"),
    "flee": ("fled", "fled"),
    "lose": ("lost", "lost"),
    "overrun": ("overran", "overrun"),
    "retake": ("retook", "retaken"),
    "hurt": ("hurt", "hurt"),
    "gun": ("gunned", "gunned"),
    "gut": ("gutted", "gutted"),
    "nab": ("nabbed", "nabbed"),
    "kidnap": ("kidnapped", "kidnapped"),
    "seek": ("sought", "sought"),
    "take": ("took", "taken"),
    "find": ("found", "found"),
    "leave": ("left", "left"),
    "hit": ("hit", "hit"),
    "strike": ("struck", "struck"),
}


def read_table(name: str) -> dict[str, Any]:
    """Read one TOML table of the room, by its file's name."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger tells of; the fields are explained at the top of `events.toml`."""

    name: str
    type: str | None
    mode: str | None
    outcome: Outcome | None
    patient: Patient
    weak: bool = False
    needs_person: bool = False
    needs_agent: bool = False
    needs_housing: bool = False
    weak_housing: bool = False
    passive_only: bool = False
    undergone: bool = False
    of_protest: bool = False
    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    source: str = ""
    """Where the frame is taken from: the first words of that entry of the table's `sources`."""


@dataclass(frozen=True)
class EventTable:
    """Hold the frames by their triggers' lemmas, and the lists that tell kinds apart.

    `forms` has the inflected forms of the verbs of what becomes of people: taggers take them for nouns in headlines.
    `phrases` is keyed by the first word's lemma. `glued` has phrases of two words as text taken out of PDF files
    writes them, in one: "takenrefuge".
    """

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, Frame]
    adjectives: Mapping[str, Frame]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    forms: Mapping[str, str]
    glued: Mapping[str, Frame]
    hazards: frozenset[str]
    housing: frozenset[str]
    persons: frozenset[str]
    enforcers: frozenset[str]
    instruments: tuple[tuple[str | None, frozenset[str]], ...]

    @cached_property
    def violence(self) -> frozenset[str]:
        """Every word for a means or an act of force."""
        acts = {noun for noun, frame in self.nouns.items() if frame.type == "ASSAULT" and not frame.outcome}
        return frozenset(acts).union(*(words for _, words in self.instruments))


def _frame(plain: Mapping[str, Any], sources: Mapping[str, str]) -> Frame:
    """Make a frame of its table."""
    return Frame(
        name=plain["name"],
        type=plain.get("type"),
        mode=plain.get("mode"),
        outcome=cast("Outcome | None", plain.get("outcome")),
        patient=plain["patient"],
        needs=frozenset(plain.get("needs", ())),
        unless=frozenset(plain.get("unless", ())),
        only=frozenset(plain.get("only", ())),
        by=frozenset(plain.get("by", ())),
        forces=frozenset(plain.get("forces", ())),
        at=frozenset(plain.get("at", ())),
        source=sources[plain["source"]].split(",")[0],
        **{flag: bool(plain[flag]) for flag in FLAGS if flag in plain},
    )


def inflect(verb: str) -> tuple[str, ...]:
    """Give a verb's forms: base, -s, -ing, past and participle."""
    if verb in IRREGULAR:
        past = IRREGULAR[verb]
    elif verb.endswith("e"):
        past = (f"{verb}d",) * 2
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past = (f"{verb[:-1]}ied",) * 2
    else:
        past = (f"{verb}ed",) * 2
    present = f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2] not in "aeiou" else f"{verb}s"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return (verb, present, f"{stem}ing", *past)


def _glued(phrases: Mapping[str, Iterable[tuple[tuple[str, ...], Frame]]]) -> dict[str, Frame]:
    """Write the phrases of two words that displace people in one word, in every form of the verb."""
    return {
        f"{form}{rest[0]}": frame
        for verb, found in phrases.items()
        for rest, frame in found
        if len(rest) == 1 and frame.type == "DISPLACE"
        for form in inflect(verb)
    }


@cache
def event_table() -> EventTable:
    """Read `events.toml`."""
    plain = read_table("events.toml")
    verbs: dict[str, list[Frame]] = defaultdict(list)
    phrases: dict[str, list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
    nouns: dict[str, Frame] = {}
    adjectives: dict[str, Frame] = {}
    forms: dict[str, str] = {}
    for entry in plain["frame"]:
        frame = _frame(entry, plain["sources"])
        for verb in entry.get("verbs", ()):
            verbs[verb].append(frame)
            if frame.outcome and not (frame.weak or frame.needs or frame.needs_agent or frame.passive_only):
                forms |= dict.fromkeys(inflect(verb), verb)
        nouns |= dict.fromkeys(entry.get("nouns", ()), frame)
        adjectives |= dict.fromkeys(entry.get("adjectives", ()), frame)
        for phrase in entry.get("phrases", ()):
            for first, *rest in product(*(word.split("|") for word in phrase.split())):
                phrases[first].append((tuple(rest), frame))
    lists = plain["lists"]
    return EventTable(
        {verb: tuple(found) for verb, found in verbs.items()},
        nouns,
        adjectives,
        # the longest first: "give up arms" is not "give up"
        {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in phrases.items()},
        forms,
        _glued(phrases),
        frozenset(lists["hazards"]),
        frozenset(lists["housing"]),
        frozenset(lists["persons"]),
        frozenset(lists["enforcers"]),
        tuple((one["mode"] or None, frozenset(one["words"])) for one in plain["instrument"]),
    )


@cache
def words(name: str) -> frozenset[str]:
    """Give one short list of `words.toml`. Raises KeyError where there is none of that name."""
    return frozenset(_word_lists()[name]["words"])


@cache
def _word_lists() -> dict[str, Any]:
    return read_table("words.toml")
