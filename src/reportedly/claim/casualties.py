"""Make one event of deaths and injuries that share one number: "1,020 killed and wounded" tells not how many died."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportedly.model import Parsed

from .counted import Figure
from .events import FATALLY, Trigger

JOINED = 3
"""Tokens from a word for deaths to one for injuries that it is joined to."""


def casualties(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> list[Trigger]:
    """Make one trigger of two that share one number: "1,020 killed and wounded" are not 1,020 dead. Changes figures."""
    kept = _lost_as(parsed, figures, _with_the_dead(parsed, figures, triggers))
    for figure in figures:
        others = (*figure.further, *_joined_to(parsed, figure, triggers))
        other = next((one for one in others if _are_casualties(parsed, figure.trigger, one)), None)
        if figure.trigger is None or other is None or any(one.trigger == other for one in figures):
            continue
        own = figure.trigger
        frame = replace(own.frame, name="casualties", outcome="killed_or_injured")
        both = replace(own, first=min(own.first, other.first), last=max(own.last, other.last), frame=frame)
        for one in figures:
            one.trigger = both if one.trigger == own else one.trigger
            one.further = [trigger for trigger in one.further if trigger not in (own, other)]
        kept = [both if one == own else one for one in kept if one != other]
    return kept


def _with_the_dead(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> list[Trigger]:
    """Make casualties of the wounded some of whom died: "four were stabbed, two of them fatally". Changes figures."""
    kept = list(triggers)
    for before, figure in pairwise(figures):
        own, deadly = before.trigger, figure.trigger
        if own is None or deadly is None or own.frame.outcome != "injured":
            continue
        if parsed.tokens[deadly.i].lemma.lower() in FATALLY:
            both = replace(own, frame=replace(own.frame, name="casualties", outcome="killed_or_injured"))
            kept = [both if one == own else one for one in kept]
            before.trigger = both
    return kept


def _lost_as(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> list[Trigger]:
    """Make casualties of those lost both ways: "lost 1,120 troops killed and wounded". Changes figures."""
    kept = list(triggers)
    for figure in figures:
        own = figure.trigger
        behind = [one for one in kept if 0 < one.first - figure.head <= 2 and one != own]  # noqa: PLR2004 - a comma
        other = next((one for first in behind[:1] for one in kept if one.first == first.last + 2), None)
        if own is None or own.kind != "verb" or other is None or own.frame.outcome != "killed":
            continue
        if _are_casualties(parsed, behind[0], other):
            both = replace(own, frame=replace(own.frame, name="casualties", outcome="killed_or_injured"))
            kept = [both if one == own else one for one in kept if one not in (behind[0], other)]
            figure.trigger, figure.further = both, []
    return kept


def _joined_to(parsed: Parsed, figure: Figure, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Give the trigger that a figure's own is joined to by "or" or "and" alone: "50 people dead or injured"."""
    own = figure.trigger
    if own is None or own.last + 2 >= len(parsed.tokens) or parsed.tokens[own.last + 1].dep != "cc":
        return []
    return [one for one in triggers if one.first == own.last + 2 and one.i == one.first]


def _are_casualties(parsed: Parsed, one: Trigger | None, other: Trigger) -> bool:
    """Say whether one of two joined words tells of deaths and the other of injuries."""
    if one is None or {one.frame.outcome, other.frame.outcome} != {"killed", "injured"}:
        return False
    first, last = sorted((one.i, other.i))
    between = parsed.tokens[first + 1 : last]
    # "one person is dead and another hospitalized" tells of two
    others = any(token.pos in ("NOUN", "PROPN", "PRON", "DET", "NUM") for token in between)
    return last - first <= JOINED and not others and any(token.dep == "cc" for token in between)
