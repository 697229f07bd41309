"""Keep figures from the events of those beside them where they have a participle, or a part of the sentence, alone."""

from collections.abc import Sequence
from itertools import pairwise

from reportedly.model import Parsed

from .counted import Figure
from .events import Trigger
from .parts import joined
from .tables import event_table

_LISTING = frozenset({",", ";", ":", "and", "while", "but"})
"""What stands before a number that is told beside another."""


def by_own_damage(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give numbers of houses their own participle: "40 houses burnt and 60 damaged". Changes figures."""
    for before, figure in pairwise(figures):
        unit = (figure.unit or before.unit or "").lower()
        if figure.trigger is None and unit in event_table().housing and joined(parsed, before, figure):
            own = (one for one in triggers if one.first == figure.last + 1 and one.frame.needs_housing)
            figure.trigger = next(own, None)


def leave_to_others(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Take from a listed number what its own participle tells otherwise: "three killed, five rescued".

    Changes figures.
    """
    told = {one.first for one in triggers}
    for figure in figures:
        after = parsed.tokens[figure.last + 1 : figure.last + 2]
        before = parsed.tokens[max(0, figure.first - 1)].text.lower()
        own = any(one.tag in ("VBN", "VBD") and one.pos == "VERB" and one.dep != "amod" for one in after)
        if figure.trigger is None or figure.trigger.last > figure.first or before not in _LISTING:
            continue
        if own and figure.last + 1 not in told:
            for one in figures:
                one.trigger = None if one is figure or one.whole is figure else one.trigger


def leave_across_stops(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Take from a figure a verb beyond a semicolon that has a number before it there. Changes figures.

    "4,600 people affected; 980 displaced" tells of 980 displaced.
    """
    for figure in figures:
        trigger = figure.trigger
        if trigger is None or trigger.kind != "verb" or trigger.first < figure.last:
            continue
        stop = next((one.i for one in parsed.tokens[figure.last + 1 : trigger.first] if one.text == ";"), None)
        if stop is not None and any(stop < one.first < trigger.first for one in figures):
            figure.trigger, figure.further = None, []


def leave_to_adjoining(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Take from a figure an adjective that stands straight behind another. Changes figures.

    "The toll passed 1,000, with 40 hurt and 300 unaccounted for" tells of 300 unaccounted for.
    """
    for figure in figures:
        trigger = figure.trigger
        if trigger is None or trigger.kind != "adjective" or trigger.first <= figure.last + 1:
            continue
        near = [one for one in figures if one.last + 1 == trigger.first and one.first > figure.last]
        if any(not joined(parsed, figure, one) for one in near):
            figure.trigger, figure.further = None, []


def repeats(parsed: Parsed, figure: Figure, other: Figure) -> bool:
    """Say whether a figure is told in another unit in the brackets behind another: "9,850 (1,640 households)"."""
    between = [one.text for one in parsed.tokens[figure.last + 1 : other.first]]
    return between[-1:] == ["("] and len(between) <= 2  # noqa: PLR2004 - a noun and the bracket
