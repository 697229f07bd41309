"""Tell parts of a figure from figures beside it: "including seven children", "of the six wounded, two"."""

from collections.abc import Sequence
from itertools import pairwise

from reportedly.model import Parsed

from .counted import Figure, moves
from .events import Trigger, word_of
from .tables import event_table, words
from .tolls import BREAKS, TOLL_REACH

AFTER = 6
"""How many words may stand between two joined figures."""
INCLUSIVE_REACH = 5
WARD = 5
"""Tokens behind a figure within which it's said to lie in hospital: "two in a very serious condition"."""
PARTITIVE = frozenset({"among them", "among whom", "among those", "of them", "of whom", "of those"})


def is_taken_from(parsed: Parsed, whole: Figure, part: Figure) -> bool:
    """Say whether a bare figure is taken out of the one before: "Of the six wounded, two were in a critical state"."""
    gap = parsed.tokens[whole.last + 1 : part.first]
    if part.quantity.bound == "vague" and parsed.tokens[part.first].lemma.lower() == "most" and part.trigger:
        return part.trigger == whole.trigger and bool(gap) and gap[-1].text == ","  # "121 people, most of them women"
    less = (part.quantity.value or 0) < (whole.quantity.value or 0)
    told = part.trigger in (None, whole.trigger) and whole.trigger is not None and whole.trigger.frame.outcome
    opens = whole.first > 1 and [one.text.lower() for one in parsed.tokens[whole.first - 2 : whole.first]] == [
        "of",
        "the",
    ]
    return bool(told) and less and opens and not part.quantity.unit and bool(gap) and gap[-1].text == ","


def out_of(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a figure is told only for what is taken out of it: "of the 1,200 detainees, 340 were freed"."""
    before = [one.text.lower() for one in parsed.tokens[max(0, figure.first - 2) : figure.first]]
    return before[-1:] == ["of"] or (before[:1] == ["of"] and before[1:] != [","])


def triggers_of_parts(parsed: Parsed, figure: Figure, figures: Sequence[Figure]) -> list[Trigger | None]:
    """Give what befell the part alone that a figure is only the whole of: "three of its 24 crew were killed"."""
    if not out_of(parsed, figure):
        return []
    reach = len(("of", "the", ""))
    parts = (one for one in figures if one.quantity.part_of == figure.quantity.id and one.last < figure.first)
    return [one.trigger for one in parts if figure.first - one.last <= reach]


def leave_to_shares(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Take from a figure what befell a share of it: "half of the 340 escaped"; not "half of the 40 dead".

    Changes figures.
    """
    for figure in figures:
        if figure.shared and figure.trigger is not None and figure.trigger.kind == "verb":
            i = figure.trigger.i
            own = figure.head in (i, parsed.tokens[i].head) and parsed.tokens[i].dep not in ("ROOT", "ccomp")
            # "two thirds of the 12,000 displaced are children"
            own = own or any(one.pos == "AUX" for one in parsed.tokens[i + 1 : i + 2] if i == figure.last + 1)
            figure.trigger = figure.trigger if own else None


def counts_people(figure: Figure) -> bool:
    """Say whether a figure counts people, as far as its unit tells."""
    return moves((figure.quantity.unit or "person").lower())


def plain_people(figure: Figure) -> bool:
    """Say whether a figure counts people and isn't itself "wounded" or "dead"."""
    unit = (figure.quantity.unit or "").lower()
    return figure.trigger is None and unit in event_table().persons and unit not in event_table().adjectives


def opens_part(parsed: Parsed, whole: Figure, part: Figure) -> bool:
    """Say whether "including" or the like stands between two figures, near the second."""
    between = parsed.tokens[whole.last + 1 : part.first]
    if len(between) > TOLL_REACH or any(one.text in BREAKS for one in between):
        return False
    texts = [one.text.lower() for one in between]
    opened = max((at for at, word in enumerate(texts) if word in words("inclusive")), default=-1)
    pairs = {f"{one} {other}" for one, other in pairwise(texts[-3:])}
    if opened < 0 or len(texts) - opened > INCLUSIVE_REACH:
        return bool(pairs & PARTITIVE)
    # "six people including a child were among 22": what follows the verb is no part of the six
    return not any(one.pos in ("VERB", "AUX") for one in between[opened + 1 :])


def leave_to_wards(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Take from the dead who are told beside them to live: "three dead, 11 in hospital", "two with burns".

    Changes figures.
    """
    for before, figure in pairwise(figures):
        after = [one.text.lower() for one in parsed.tokens[figure.last + 1 : figure.last + 1 + WARD]]
        dead = figure.trigger is not None and figure.trigger.frame.outcome == "killed"
        beside = figure.trigger == before.trigger and figure.whole is None and joined(parsed, before, figure)
        lives = (after[:1] == ["in"] and not words("wards").isdisjoint(after)) or (
            after[:1] == ["with"] and not words("wounds").isdisjoint(after)
        )
        if dead and beside and lives:
            for one in figures:
                one.trigger = None if one is figure or one.whole is figure else one.trigger


def joined(parsed: Parsed, one: Figure, other: Figure) -> bool:
    """Say whether two figures are joined by "and", a comma or "as well as", with a few words of the first between."""
    between = [token.text.lower() for token in parsed.tokens[one.last + 1 : other.first]]
    listed = parsed.tokens[one.last + 1 : other.first]
    if any(word_of(noun) in words("bereaved") and of.lemma in ("of", "to") for noun, of in pairwise(listed)):
        return False  # "five doctors and the families of 14 men who were killed"
    side_by_side = len(listed) <= AFTER // 2 and all(token.pos in ("NOUN", "PROPN", "ADJ") for token in listed)
    return 0 < len(between) <= AFTER and (
        side_by_side or any(word in ("and", ",", "or", "plus", "&") for word in between)
    )
