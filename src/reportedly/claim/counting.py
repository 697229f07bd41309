"""Put each figure to the event whose participants it counts.

Rules in order, the surest first; each takes what those before it left: what the grammar says; what stands next to the
trigger (headlines, broken text); "including", "among them"; what is joined by "and"; a toll's number.
"""

from collections.abc import Sequence
from itertools import pairwise

from reportedly.model import Parsed

from .apart import by_own_damage, leave_across_stops, leave_to_adjoining, leave_to_others, repeats
from .counted import Figure, fits
from .events import Trigger, word_of
from .labels import by_label
from .participants import agents, patients
from .parts import (
    counts_people,
    is_taken_from,
    joined,
    leave_to_shares,
    leave_to_wards,
    opens_part,
    out_of,
    plain_people,
    triggers_of_parts,
)
from .tables import words
from .tolls import BREAKS, TOLL_REACH, by_correction, by_reckoning, by_their_numbers, by_toll, compare

AFTER = 6
"""How many words may stand between a figure and the participle after it: "4 senior rebel army chiefs arrested"."""
BEFORE = 5
"""How many words may stand between a verb and the figure after it: "killed at least another 22"."""
PARTICIPANTS = frozenset({"nsubj", "nsubjpass", "dobj"})
OUT_OF = frozenset({"of"})
SETTING = frozenset({"from", "in", "at", "across", "near", "around", "throughout", "over"})
BRACKETS = frozenset({"(", "[", "•", "|"})
SUMS = frozenset({"total", "sum", "number", "estimate", "group", "some", "maximum", "minimum", "average"})
_BEFALLS = frozenset({"killed", "injured", "missing", "arrested", "abducted", "released"})
"""Outcomes beside which "refugees" and "evacuees" only say who they are."""
_PARTING = frozenset({"while", "whereas", "but", "when", "because", "although"})
"""What stands between figures of different events."""
_DIVIDED = 3
"""Tokens between a sum and the first of its parts, at most: "205 on Friday: 202 in the east"."""
PARTITION = "with the figure that it is part of"


def place(parsed: Parsed, figures: list[Figure], triggers: Sequence[Trigger]) -> None:
    """Give each figure of a sentence its event, where it has one. Changes the figures."""
    done_to = {trigger: frozenset(patients(parsed, trigger)) for trigger in triggers}
    done_by = {trigger: frozenset(agents(parsed, trigger)) for trigger in triggers}
    by_label(parsed, figures, triggers)
    by_own_damage(parsed, figures, triggers)
    _note(figures, "after the label that names the event")
    for figure in figures:
        if figure.trigger is None:
            _by_grammar(parsed, figure, triggers, done_to, done_by)
    leave_across_stops(parsed, figures)
    leave_to_adjoining(parsed, figures)
    _note(figures, "by grammar: it counts whom the event befalls, or the event's own noun")
    by_reckoning(parsed, figures, triggers)
    by_their_numbers(parsed, figures, triggers)
    _note(figures, "by grammar: it is the number that is reached")
    by_correction(figures)
    for figure in figures:
        if figure.trigger is None:
            _by_neighbourhood(parsed, figure, figures, triggers)
    by_correction(figures)
    _note(figures, "by nearness: no other figure and no stop stand between them")
    _share_units(parsed, figures)
    _link_parts(parsed, figures)
    _note(figures, PARTITION)
    _by_conjunction(parsed, figures, triggers)
    _note(figures, "with the figure it is joined to")
    by_toll(parsed, figures, triggers)
    by_correction(figures)
    _note(figures, "as the number of a toll")
    _link_parts(parsed, figures)
    _note(figures, PARTITION)
    compare(parsed, figures)
    leave_to_others(parsed, figures, triggers)
    leave_to_wards(parsed, figures)
    leave_to_shares(parsed, figures)
    _leave_to_others(parsed, figures)


def _leave_to_others(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Take from a figure the further events whose word stands straight after another: "31 dead, 4 missing"."""
    for figure in figures:
        others = [one for one in figures if one is not figure]
        figure.further = [
            trigger
            for trigger in figure.further
            if not any(one.trigger == trigger and _adjoins(parsed, one, trigger) for one in others)
        ]


def _adjoins(parsed: Parsed, figure: Figure, trigger: Trigger) -> bool:
    """Say whether nothing but an auxiliary stands between a figure and an event: "30 are unaccounted for"."""
    return figure.last < trigger.first and all(
        one.pos == "AUX" for one in parsed.tokens[figure.last + 1 : trigger.first]
    )


def _note(figures: Sequence[Figure], how: str) -> None:
    """Note by which rule figures were put to their events, of those for which that is new."""
    for figure in figures:
        if figure.trigger is not None and not figure.how:
            figure.how = how


def _share_units(parsed: Parsed, figures: Sequence[Figure]) -> None:
    """Give a bare figure the unit of the one it's joined to."""
    for before, figure in pairwise(figures):
        bare = figure.unit is None or figure.unit in words("no_units")
        known = before.unit and before.unit not in words("no_units") and not _is_setting(parsed, before)
        if bare and known and joined(parsed, before, figure):
            figure.unit = before.unit


def _by_grammar(
    parsed: Parsed,
    figure: Figure,
    triggers: Sequence[Trigger],
    done_to: dict[Trigger, frozenset[int]],
    done_by: dict[Trigger, frozenset[int]],
) -> None:
    """Take the events whose patient or own noun the counted noun is; the main predicate before modifiers."""
    own = set(range(figure.first, figure.last + 1)) | {figure.head} | _inner_noun(parsed, figure) | _sum(parsed, figure)
    found = []
    for trigger in triggers:
        if own & done_to[trigger] or (trigger.i in own and _counts_itself(trigger)):
            found.append((_directness(parsed, trigger), trigger))
        elif trigger.frame.outcome is None and own & done_by[trigger]:
            found.append((3, trigger))
    found = [one for one in found if fits(figure.quantity, one[1], sure=True)]
    whole = _whole_of(parsed, figure)
    found = [one for one in found if not whole & {one[1].i, parsed.tokens[one[1].i].head}] or found
    found.sort(key=lambda one: (one[0], one[1].i))
    beside = _beside(parsed, figure, triggers)
    if beside is not None and all(one[1] != beside for one in found):
        found = [(0, beside)]
    if found and found[0][1].frame.mode == "displaced":
        # "moved to camps" says best where they are
        found.sort(key=lambda one: one[1].frame.patient != "inside")
    if found:
        figure.trigger = found[0][1]
        figure.further = [
            trigger
            for _, trigger in found[1:]
            if trigger.frame.outcome
            and trigger.frame.outcome != found[0][1].frame.outcome  # "moved to camps": they're displaced once
            # "27 deaths and 80 huts burnt"
            and not (trigger.frame.outcome == "destroyed" and found[0][1].i == figure.head)
            and not (trigger.kind == "noun" and found[0][1].frame.outcome in _BEFALLS)  # "three refugees drowned"
            and {trigger.frame.name, found[0][1].frame.name} != {"bodies", "corpses"}
        ]


def _beside(parsed: Parsed, figure: Figure, triggers: Sequence[Trigger]) -> Trigger | None:
    """Give what a joined figure's own adjective tells: in "48 dead and 36 missing" 36 aren't dead."""
    if figure.unit not in (None, "person"):
        return None
    follows = [one for one in triggers if one.first == figure.last + 1 and one.frame.outcome]
    if parsed.tokens[figure.last].dep == "conj":
        return next((one for one in follows if one.kind == "adjective"), None)
    return next((one for one in follows if _is_listed(parsed, figure, one)), None)


def _is_listed(parsed: Parsed, figure: Figure, trigger: Trigger) -> bool:
    """Say whether a number in a list has but a participle: the "112 injured" of "37 people killed, 112 injured"."""
    if (
        trigger.kind != "verb"
        or trigger.frame.patient != "object"
        or parsed.tokens[trigger.i].tag not in ("VBN", "VBD")
    ):
        return False
    before, after = parsed.tokens[max(0, figure.first - 1)], parsed.tokens[trigger.last + 1 : trigger.last + 2]
    return before.text == "," and all(
        one.pos in ("PUNCT", "ADP", "CCONJ", "X") or one.text in BRACKETS for one in after
    )


def _counts_itself(trigger: Trigger) -> bool:
    """Say whether a number before the trigger counts what it tells of: "432 arrests", "six strikes", "40 wounded"."""
    return trigger.kind != "verb" or trigger.frame.patient != "value"


def _inner_noun(parsed: Parsed, figure: Figure) -> set[int]:
    """Give the noun in "dozens of civilians", "12 of the 40 wounded"."""
    found: set[int] = set()
    if word_of(parsed.tokens[figure.head]) in words("charges"):
        return found  # "four counts of murder"
    for prep in parsed.children(figure.head):
        if prep.lemma in OUT_OF:
            found.update(one.i for one in parsed.children(prep.i) if one.dep == "pobj")
    return found


def _sum(parsed: Parsed, figure: Figure) -> set[int]:
    """Give the noun that only sums up what is counted: "a total of 430 families"."""
    above = parsed.tokens[parsed.tokens[figure.head].head]
    noun = parsed.tokens[above.head]
    sums = noun.lemma in SUMS or word_of(noun) in words("remains")  # "the body of a missing man was found"
    return {noun.i} if above.lemma in OUT_OF and sums else set()


def _whole_of(parsed: Parsed, figure: Figure) -> set[int]:
    """Give the noun of a known whole that the figure is taken from: "five of the wounded" aren't all who are."""
    if figure.quantity.bound == "vague":
        return set()
    return {i for i in _inner_noun(parsed, figure) if any(one.dep in ("det", "poss") for one in parsed.children(i))}


def _directness(parsed: Parsed, trigger: Trigger) -> int:
    """Order events of one patient: events with an outcome first, among them predicates before modifiers of the noun."""
    modifier = parsed.tokens[trigger.i].dep in ("amod", "acl", "relcl") or trigger.frame.name == "corpses"
    modifier = modifier or (trigger.kind == "noun" and trigger.frame.outcome == "displaced")  # "refugees": who they are
    return (0 if trigger.frame.outcome else 2) + (1 if modifier else 0)


def _by_neighbourhood(parsed: Parsed, figure: Figure, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Take the participle that follows closely, or the verb shortly before, with no other figure or stop between."""
    if _is_setting(parsed, figure):
        return
    spans = [(one.first, one.last) for one in figures if one is not figure and not repeats(parsed, figure, one)]
    of_parts = triggers_of_parts(parsed, figure, figures)
    best: tuple[int, int, Trigger] | None = None
    for trigger in triggers:
        distance = None if trigger in of_parts else _near(parsed, figure, trigger, spans)
        if (
            distance is not None
            and trigger.frame.outcome
            and (_follows(figure, trigger) or fits(figure.quantity, trigger, sure=not figure.quantity.unit))
        ):
            rank = (distance, trigger.i, trigger)
            best = rank if best is None or rank[:2] < best[:2] else best
    figure.trigger = best[2] if best else None


def _follows(figure: Figure, trigger: Trigger) -> bool:
    """Say whether a verb stands straight after a number, and so counts no noun behind it: "3,000 flee Sudan"."""
    follows = trigger.kind == "verb" and trigger.first == figure.last + 1
    return follows and figure.quantity.scale == "count" and figure.head > trigger.last


def _is_setting(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a figure counts where it happened: "15,000 people from 20 villages"."""
    token = parsed.tokens[figure.head]
    above = parsed.tokens[token.head]
    housed = bool({figure.quantity.unit or "", word_of(token)} & (words("housed") | words("uncounted")))
    where = above.lemma in SETTING or (
        above.lemma in OUT_OF and any(one.dep == "nummod" for one in parsed.children(above.head))
    )
    return housed and token.dep == "pobj" and where  # "7,000 residents of 16 settlements"


def _near(parsed: Parsed, figure: Figure, trigger: Trigger, others: Sequence[tuple[int, int]]) -> int | None:
    """Give how many words part a figure and a trigger that may belong together; None where they can't."""
    if trigger.frame.patient in ("value", "inside") or (trigger.frame.weak and trigger.first != figure.last + 1):
        return None
    if trigger.first > figure.last:
        between, reach = range(figure.last + 1, trigger.first), AFTER
        token = parsed.tokens[trigger.i]
        active = token.tag in ("VBG", "VB", "VBZ") or any(one.dep == "dobj" for one in parsed.children(trigger.i))
        if trigger.frame.patient == "object" and trigger.kind == "verb" and active:
            return None
        if trigger.kind == "noun":
            return None
    else:
        between, reach = range(trigger.last + 1, figure.first), BEFORE
        passive = trigger.kind == "verb" and any(one.dep == "auxpass" for one in parsed.children(trigger.i))
        out_of = [one.lemma for one in parsed.tokens[figure.first - 2 : figure.first]] == ["out", "of"]
        if trigger.frame.patient == "subject" or trigger.kind != "verb" or passive or out_of:
            return None
    if trigger.frame.outcome in _BEFALLS and _describes(parsed, figure, trigger):
        return None
    crossed = any(one[0] in between for one in others) or any(parsed.tokens[i].text in BREAKS for i in between)
    # "the farmers have since fledKaloma": where words run together an auxiliary is taken for the verb
    verbs = any(parsed.tokens[i].pos == "VERB" and parsed.tokens[i].lemma != "have" and i != trigger.i for i in between)
    return None if crossed or verbs or len(between) > reach else len(between)


def _describes(parsed: Parsed, figure: Figure, trigger: Trigger) -> bool:
    """Say whether a figure only tells of one whom the event befalls: "the man, who carried two guns, was arrested"."""
    above = parsed.tokens[figure.head]
    if above.i == trigger.i or trigger.first < figure.last or above.dep not in ("dobj", "pobj"):
        return False
    clause = False
    for one in parsed.ancestors(figure.head):
        if one.i == trigger.i:
            return False
        clause = clause or one.dep in ("relcl", "acl") or (one.dep == "prep" and one.lemma == "with")
        noun = parsed.tokens[one.head]
        if clause and noun.head == trigger.i and noun.dep in PARTICIPANTS:
            return noun.tag in ("NN", "NNP")
    return False


def _link_parts(parsed: Parsed, figures: list[Figure]) -> None:
    """Give "including seven children" the event of the figure it's part of."""
    for at, figure in enumerate(figures):
        if figure.whole is not None:
            continue
        whole = next((one for one in figures if one.quantity.id == figure.quantity.part_of), None)
        if whole is None and at and is_taken_from(parsed, figures[at - 1], figure):
            figure.whole, figure.trigger = figures[at - 1], figures[at - 1].trigger
            continue
        if whole is None and at and opens_part(parsed, figures[at - 1], figure):
            whole = figures[at - 1].whole or figures[at - 1]
        if whole is None and at and figures[at - 1].whole is not None and joined(parsed, figures[at - 1], figure):
            whole = figures[at - 1].whole if plain_people(figure) else None
        if whole is None or whole is figure:
            continue
        taken = out_of(parsed, whole) or _tells_of_its_own(parsed, whole, figure)
        if whole.trigger is None and figure.trigger is not None and counts_people(whole) and not taken:
            # broken text: "18 people including 5 women were killed" led only the nearer figure to its verb
            whole.trigger = figure.trigger
        if whole.trigger is None:
            continue
        own = figure.trigger
        if own is None or own == whole.trigger:
            figure.whole, figure.trigger = whole.whole or whole, whole.trigger


def _by_conjunction(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give "and five soldiers", "15 in the north and another six in the south" the event of the figure before."""
    for at, figure in enumerate(figures):
        after = next((one for one in figures[at + 1 :] if one.whole is not figure), None)
        if after is not None and figure.whole is None:
            _by_what_follows(parsed, figure, after)
    for before, figure in pairwise(figures):
        if figure.trigger is not None or before.trigger is None or before.trigger.frame.outcome is None:
            continue
        bare = not figure.quantity.unit
        if _divides(parsed, before, figure):
            figure.trigger, figure.whole = before.trigger, before.whole or before
            continue
        between = parsed.tokens[before.last + 1 : figure.first]
        stopped = (any(token.text in BREAKS for token in between) and not _opens_place(parsed, figure)) or any(
            trigger.frame.outcome and before.last < trigger.i < figure.first and trigger != before.trigger
            for trigger in triggers
        )
        stopped = stopped or _tells_of_its_own(parsed, figure, before)
        if stopped or not fits(figure.quantity, before.trigger, sure=False):
            continue
        if joined(parsed, before, figure) or (bare and len(between) <= TOLL_REACH and figure.quantity.bound != "vague"):
            figure.trigger = before.trigger


def _opens_place(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a bare figure follows a place that its own clause opens with: "; in Myanmar, 17"."""
    if figure.quantity.unit or figure.first < 4:  # noqa: PLR2004 - a mark, "in", a name and a comma
        return False
    before = parsed.tokens[figure.first - 4 : figure.first]
    return (
        before[0].text == ";" and before[1].lemma.lower() == "in" and before[2].pos == "PROPN" and before[3].text == ","
    )


def _divides(parsed: Parsed, before: Figure, figure: Figure) -> bool:
    """Say whether a figure is the first part of a sum before a colon: "rose to 205: 202 in the east"."""
    between = [one.text for one in parsed.tokens[before.last + 1 : figure.first]]
    less = (figure.quantity.value or 0) < (before.quantity.value or 0)
    bare = (figure.quantity.unit or "person") == (before.quantity.unit or "person")
    return less and bare and between[-1:] == [":"] and len(between) <= _DIVIDED


def _tells_of_its_own(parsed: Parsed, figure: Figure, before: Figure) -> bool:
    """Say whether a figure is subject or object of a verb of its own: "22 died and 41 were rescued"."""
    token = parsed.tokens[figure.head]
    above = parsed.tokens[token.head]
    events = {before.trigger.i, before.trigger.last} if before.trigger else set()
    # "and two others are hurt"; "sickened 40 and killed six of them"
    apart = above.i > before.last or before.first > figure.last
    own = above.pos in ("VERB", "AUX") and apart and above.i not in events
    return token.dep in PARTICIPANTS and own


def _by_what_follows(parsed: Parsed, figure: Figure, after: Figure) -> None:
    """Give "22 pupils and six teachers killed", "six were among the 22 killed" the later figure's event."""
    trigger = after.trigger
    told = (figure.trigger is not None and figure.trigger != trigger) or out_of(parsed, figure)
    if told or trigger is None or trigger.frame.outcome is None or not counts_people(figure):
        return
    between = [token.text.lower() for token in parsed.tokens[figure.last + 1 : after.first]]
    if len(between) > TOLL_REACH or any(word in BREAKS or word in _PARTING for word in between):
        return
    if "among" in between[-4:] and (after.whole or after) is not figure:
        figure.whole, figure.trigger = after.whole or after, trigger
    elif (
        trigger.first > after.last
        and trigger.kind != "noun"
        and trigger.frame.patient in ("object", "subject")
        and joined(parsed, figure, after)
    ):
        verbs = any(token.pos in ("VERB", "AUX") for token in parsed.tokens[figure.last + 1 : after.first])
        figure.trigger = None if verbs else trigger
