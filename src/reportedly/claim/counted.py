"""Hold the counts of a sentence: their tokens, what they count, and which events can be counted in such units."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.model import Article, Parsed, Quantity, SentenceBounds, Token

from .events import Trigger
from .tables import event_table, words

RATE = 5
"""Within how many words of a number "per 100,000" makes it a rate."""
LESS = 2
"""Within how many words of a number "fewer" makes it a difference."""


_EACH = frozenset({"a", "an", "per", "each", "every"})
_UNITS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year"})
"""Of times, by which rates are told: "nearly three a day"."""


@dataclass(slots=True)
class Figure:
    """A quantity in its sentence: its tokens, the head of what it counts, and, once found, its event."""

    quantity: Quantity
    first: int
    last: int
    head: int
    trigger: Trigger | None = None
    whole: "Figure | None" = None
    further: list[Trigger] = field(default_factory=list)
    """Other events of the same people: "the 900 displaced have returned"."""
    how: str = ""
    """By which rule it was put to its event, in words."""
    reached_by: int | None = None
    """The verb that says the number is reached, which says how surely, too: "could rise to 300"."""
    since: int = 0
    """The token from which on the times are its own: "compared with 280 last year"."""
    until: int | None = None
    """The token from which on the times are another figure's."""
    shared: bool = False
    """Whether only a share of so many is told of: "half of the 340 escaped"."""
    unit: str | None = None
    """The lemma of what is counted, also where the figure before says it: "6,120 houses damaged, 2,340 destroyed"."""

    def is_single(self, parsed: Parsed) -> bool:
        """Say whether it's one person by the article or the owner before it: "a man", "his mother"."""
        return self.quantity.value == 1 and all(one.pos != "NUM" for one in parsed.tokens[self.first : self.last + 1])


def counts_in(
    article: Article, parsed: Parsed, sentence: SentenceBounds, quantities: Sequence[Quantity]
) -> list[Figure]:
    """Give the counts of a sentence with their tokens, in order."""
    figures = figures_in(article, parsed, sentence, [one for one in quantities if one.scale == "count"])
    # "half of the 340", not "214,000, half of them"
    shares = {one.part_of: article.offsets(one.spans[0])[0] for one in quantities if one.scale == "ratio"}
    for figure in figures:
        share = shares.get(figure.quantity.id)
        before = share is not None and share < article.offsets(figure.quantity.spans[0])[0]
        figure.shared = before or _is_hundred(parsed, figure)
    return [one for one in figures if not (_is_rate(parsed, one) or _is_all(parsed, one) or _is_less(parsed, one))]


def _is_hundred(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a percentage is taken of a number: the 50 of "20 percent of the 50 protesters"."""
    before = [one.text.lower() for one in parsed.tokens[max(0, figure.first - 3) : figure.first]]
    at = next((n for n, word in enumerate(before) if word in ("percent", "cent", "%")), len(before))
    return before[at + 1 : at + 2] == ["of"]


def _is_less(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a number only tells how many less there were: "30 fewer people died", "12 cases less"."""
    after = parsed.tokens[figure.last + 1 : figure.last + 1 + LESS]
    if after and after[0].text.lower() in ("fewer", "less"):
        return True
    return len(after) == LESS and after[1].text.lower() in ("fewer", "less") and after[0].i == figure.head


def _is_all(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a number only tells out of how many: the 52 of "shot down 38 of 52 drones"."""
    before = parsed.tokens[max(0, figure.first - 2) : figure.first]
    return [one.lemma for one in before[1:]] == ["of"] and before[0].pos == "NUM" and before[1].dep == "quantmod"


def _is_rate(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a number stands on either side of "per", or by a time: "2 deaths per 10,000 people", "ten a day"."""
    for last in {figure.last, max(figure.last, figure.head)}:
        told = [one.lemma.lower() for one in parsed.tokens[last + 1 : last + 3]]
        if len(told) > 1 and told[0] in _EACH and told[1] in _UNITS and not _at_once(parsed, last + 3):
            return True
    before = parsed.tokens[max(0, figure.first - 1) : figure.first]
    after = parsed.tokens[figure.last + 1 : figure.last + RATE]
    per = next((one.i for one in after if one.text.lower() == "per"), -1)
    return any(one.text.lower() == "per" for one in before) or (
        0 <= per < len(parsed.tokens) - 1 and parsed.tokens[per + 1].pos == "NUM"
    )


def _at_once(parsed: Parsed, i: int) -> bool:
    """Say whether a time told by an article is rather one that is counted from: "killed ten a day later"."""
    follows = parsed.tokens[i].text.lower() if i < len(parsed.tokens) else ""
    return follows in ("after", "ago", "before", "earlier", "later", "on", "since", "or", "old")


def figures_in(
    article: Article, parsed: Parsed, sentence: SentenceBounds, quantities: Sequence[Quantity]
) -> list[Figure]:
    """Give the figures of a sentence, of any scale, with their tokens, in order."""
    found = []
    for quantity in quantities:
        start, end = article.offsets(quantity.spans[0])
        if not sentence.start <= start < sentence.end:
            continue
        tokens = parsed.tokens_in(start, end)
        if tokens:
            head = _counted_head(parsed, tokens)
            found.append(Figure(quantity, tokens[0].i, tokens[-1].i, head, unit=quantity.unit))
    return sorted(found, key=lambda one: (one.first, one.last))


def _counted_head(parsed: Parsed, tokens: Sequence[Token]) -> int:
    """Climb from a number to the noun that it counts; a number that counts nothing named stands for itself."""
    inside_span = {one.i for one in tokens}
    heads = [one for one in tokens if one.head not in inside_span or one.head == one.i]
    token = next(
        (one for pos in ("NUM", "NOUN", "ADJ") for one in heads if one.pos == pos), tokens[0] if not heads else heads[0]
    )
    for _ in range(4):
        above = parsed.tokens[token.head]
        inside = token.dep in ("nummod", "quantmod", "det", "predet", "advmod", "amod", "compound")
        if (
            not inside
            or above.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "SYM", "PRON", "X", "ADV")
            or above.i == token.i
        ):
            break
        if any(one.pos == "VERB" and one.dep not in ("amod", "conj") for one in parsed.tokens[token.i + 1 : above.i]):
            # "20,000 leaving this morning" counts no mornings
            break
        token = above
    return token.i


def fits(quantity: Quantity, trigger: Trigger, *, sure: bool) -> bool:  # noqa: PLR0911  a list of tests, read in order
    """Say whether an event can be counted in such units; where only nearness speaks for it, people are asked for."""
    unit = (quantity.unit or "").lower()
    frame, table = trigger.frame, event_table()
    if frame.needs_housing:
        return unit in table.housing or unit in words("housed")
    if frame.weak and unit and not moves(unit):
        return False
    if unit == "survivor" and frame.outcome in ("killed", "missing"):
        return False  # "pulled 17 bodies and 41 survivors from the rubble"
    if unit in words("hardware") and frame.needs and frame.outcome == "killed" and not frame.undergone:
        return True  # "lost 900 soldiers, 12 tanks and 30 drones"
    if unit in words("animals") or (not sure and _is_no_patient(unit, trigger)):
        return False
    if not unit:
        return sure or frame.of_protest or frame.outcome not in (None, "destroyed", "captured")
    if frame.of_protest and unit in table.persons:
        return True
    if frame.outcome in (None, "destroyed", "captured"):
        return sure or (unit in table.housing and frame.outcome == "destroyed")
    if unit in words("uncounted") or (unit in table.hazards and unit not in table.persons):
        return unit in words("housed") and frame.type == "DISPLACE"
    return sure or unit in table.persons or unit in table.adjectives or unit not in table.nouns


def _is_no_patient(unit: str, trigger: Trigger) -> bool:
    """Say whether a frame asks for others than such: "lost 900 soldiers and 12 matches"."""
    return bool(trigger.frame.needs and unit and unit not in trigger.frame.needs and unit not in event_table().persons)


def moves(unit: str) -> bool:
    """Say whether what is counted may be people: all but what lists know for things, acts and times."""
    table = event_table()
    things = (
        unit in words("uncounted")
        or unit in words("hardware")
        or unit in table.hazards
        or unit in table.housing
        or unit in table.violence
    )
    return unit in table.persons or (not things and (unit not in table.nouns or table.nouns[unit].type == "DISPLACE"))
