"""Give tolls and numbers that are reached their figures: "the toll rose from 17 to 19", "fatalities reached 89"."""

from collections.abc import Sequence
from itertools import pairwise

from reportedly.model import Parsed, Token

from .counted import Figure, fits
from .events import Trigger, word_of
from .tables import words

TOLL_REACH = 12
"""How many words may stand between a toll and its number."""
BREAKS = frozenset({".", ";", ":", "—", "–", "?", "!"})
COMPARED = 3
"""How many words before a figure say that it's set against another."""
LEADING = frozenset({"to", "at", "from", "past", "above", "over", "by"})
"""What leads from a verb of reaching to the number."""
INTRODUCING = LEADING | {"of", "reach", "pass", "top", "exceed", "hit", "stand", "be", "cross", "as", "than"}
"""What leads from a toll to its number."""


def by_toll(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give "the toll rose from 17 to 19", "a toll of 31", "put casualties at 20" their numbers."""
    for trigger in triggers:
        if trigger.frame.patient != "value" and not _is_number_of(parsed, trigger):
            continue
        for figure in figures:
            if figure.trigger is None and _is_its_number(parsed, trigger, figure):
                figure.trigger = trigger


def by_their_numbers(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give "the dead now number 131", "put the dead at 112 and the missing at 45" their numbers."""
    for trigger in reversed(triggers):  # the nearest before a number first: "the dead at 112 and the missing at 45"
        if _names_the_harmed(parsed, trigger):
            _by_their_number(parsed, figures, trigger)


def _names_the_harmed(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether people are called by what befell them: "the dead", "the confirmed dead", "the wounded"."""
    i = trigger.i
    if trigger.kind == "noun" or not trigger.frame.outcome or parsed.tokens[i].dep == "ROOT":
        return False
    if (
        i + 1 < len(parsed.tokens)
        and parsed.tokens[i + 1].pos in ("NOUN", "PROPN")
        and parsed.tokens[i + 1].lemma != "number"
    ):
        return False
    while i and parsed.tokens[i - 1].tag in ("JJ", "VBN", "RB"):
        i -= 1
    return bool(i) and parsed.tokens[i - 1].text.lower() in ("the", "their", "its")


def _by_their_number(parsed: Parsed, figures: Sequence[Figure], trigger: Trigger) -> None:
    """Give "the dead now number 131", "the dead include 14 civilians", "put the dead at 1,000" their numbers."""
    putting = parsed.tokens[parsed.tokens[trigger.i].head].lemma in words("putting")
    for figure in figures:
        between = parsed.tokens[trigger.last + 1 : figure.first]
        apart = figure.first - trigger.last - 1
        near = figure.trigger is None and 0 <= apart <= TOLL_REACH and fits(figure.quantity, trigger, sure=False)
        if not near or any(one.text in BREAKS for one in between):
            continue
        said = {word_of(one) for one in between}
        # the "at" may belong to the number: "at about 900"
        if said & words("numbering") or (putting and parsed.tokens[trigger.last + 1].lemma == "at"):
            figure.trigger = trigger


def _is_its_number(parsed: Parsed, trigger: Trigger, figure: Figure) -> bool:
    """Say whether a figure follows a toll, closely or under one verb, after a word that leads to a number."""
    away = figure.first - trigger.last
    if away <= 0 or (away > TOLL_REACH and not _of_one_verb(parsed, trigger, figure)):
        return False
    between = parsed.tokens[trigger.last + 1 : figure.first]
    if any(one.text in BREAKS for one in between) or not fits(figure.quantity, trigger, sure=False):
        return False
    opens = parsed.tokens[figure.first].lemma in ("at", "of", "to")
    opens = opens or (trigger.frame.name == "toll" and any(one.lemma == "include" for one in between))
    return opens or any(word_of(one) in INTRODUCING for one in between)


def _is_number_of(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a trigger stands for people whose number is told: "the number of the missing stands at 11"."""
    token = parsed.tokens[trigger.i]
    above = parsed.tokens[token.head]
    return (
        token.dep in ("pobj", "pcomp")
        and above.lemma == "of"
        and word_of(parsed.tokens[above.head]) in words("figure_nouns")
    )


def _of_one_verb(parsed: Parsed, trigger: Trigger, figure: Figure) -> bool:
    """Say whether a toll and a number hang on one verb: "the toll … has been raised from 17 to 19"."""
    above = parsed.tokens[parsed.tokens[trigger.i].head]
    if above.pos not in ("VERB", "AUX"):
        return False
    i = figure.head
    for _ in range(3):
        i = parsed.tokens[i].head
        if i == above.i:
            return True
        if parsed.tokens[i].dep != "prep":
            return False
    return False


def by_reckoning(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give "the number of people killed has risen to 11, from seven", "fatalities reached 89" their numbers."""
    for trigger in triggers:
        verb = _reckoned_by(parsed, trigger)
        if verb is None:
            continue
        for figure in figures:
            reached = figure.trigger is None and figure.last > verb.i and _hangs_on(parsed, figure, verb)
            if reached and fits(figure.quantity, trigger, sure=False):
                figure.trigger, figure.reached_by = trigger, verb.i


def _reckoned_by(parsed: Parsed, trigger: Trigger) -> Token | None:
    """Give the verb by which a toll, or the number of those whom an event befell, is said to come to something."""
    token = parsed.tokens[trigger.i]
    if trigger.frame.outcome is None or (trigger.kind == "verb" and token.dep not in ("acl", "relcl", "amod")):
        return None
    for _ in range(4):
        above = parsed.tokens[token.head]
        if token.dep in ("nsubj", "nsubjpass") and above.pos in ("VERB", "AUX", "NOUN"):
            return above if above.lemma in words("reckoning") else None
        if token.dep not in ("acl", "relcl", "amod", "compound", "pobj", "prep") or above.i == token.i:
            return None
        if token.dep == "prep" and word_of(above) not in words("figure_nouns"):
            return None
        token = above
    return None


def _hangs_on(parsed: Parsed, figure: Figure, verb: Token) -> bool:
    """Say whether a figure is what a verb leads to: its object, or after its "to", "at" and "from".

    A verb that bounds its number is part of the figure: "could exceed 300".
    """
    if figure.head == verb.i:
        return True
    token = parsed.tokens[figure.head]
    for _ in range(5):
        if token.dep not in ("dobj", "attr", "pobj", "prep", "npadvmod", "oprd", "acomp", "nummod", "conj"):
            return False
        if token.dep == "prep" and token.lemma not in LEADING:
            return False
        token = parsed.tokens[token.head]
        if token.i == verb.i:
            return True
    return False


def compare(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Part the times of a figure and of an earlier one: "317 this year, compared with 280 last year"."""
    for now, then in pairwise(figures):
        between = [one.text.lower() for one in parsed.tokens[now.last + 1 : then.first]]
        if now.trigger is None or not _sets_against(between[-COMPARED:]):
            continue
        if then.trigger is None and not then.quantity.unit and fits(then.quantity, now.trigger, sure=False):
            then.trigger, then.how = now.trigger, "with the figure that it is set against"
        same = [one for one in figures if one.first < then.first and one.trigger == then.trigger]
        if not same and now.trigger != then.trigger:
            continue
        now.until = then.since = then.first
        for one in same:
            one.until = then.first  # "38 dead and 12 missing as of Friday, up from 31 dead on Monday"


def _sets_against(before: Sequence[str]) -> bool:
    """Say whether the words before a figure make it an earlier one: "up from", ", from", "compared with"."""
    *rest, last = before or [""]
    if last == "from":
        return bool({"up", "down", ","} & set(rest))
    return last in ("against", "versus", "vs") or (last in ("with", "to") and "compared" in rest)


def by_correction(figures: Sequence[Figure]) -> None:
    """Give a figure the event of the one that corrects it: the 31 of "34 deaths, up from 31, and 82 injured".

    And the other way round: "the number of missing after the ferry sank was revised from 61 to 48".
    """
    corrected = {one.quantity.supersedes: one for one in figures if one.quantity.supersedes}
    for figure in figures:
        later = corrected.get(figure.quantity.id)
        if later is None:
            continue
        if figure.trigger is None and later.trigger is not None:
            figure.trigger, figure.how = later.trigger, "with the figure that corrects it"
        elif later.trigger is None and figure.trigger is not None and later.unit in (None, figure.unit):
            later.trigger, later.how = figure.trigger, "with the figure that it corrects"
