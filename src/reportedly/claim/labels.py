"""Give figures their events by the label before a colon or dash: "Fatalities: 6", "Houses destroyed – 210"."""

from collections.abc import Sequence

from reportedly.model import Parsed

from .counted import Figure
from .events import Trigger, word_of
from .tables import event_table, words

LONGEST = 6
"""Words of a label, at most: "Number of people reported missing"."""
SIGNS = frozenset({":", "–", "—", "-", "="})
STOPS = frozenset({".", ";", ",", "•", "|", "!", "?", "*", "·"})


def by_label(parsed: Parsed, figures: Sequence[Figure], triggers: Sequence[Trigger]) -> None:
    """Give figures that stand alone after a label the event that the label names. Changes the figures."""
    for figure in figures:
        label = _label_before(parsed, figure)
        named = [one for one in triggers if one.frame.outcome and one.first in label and one.last in label]
        if not named:
            continue
        figure.trigger = named[-1]
        housed = [i for i in label if word_of(parsed.tokens[i]) in event_table().housing | words("housed")]
        if housed:
            figure.head, figure.unit = housed[0], word_of(parsed.tokens[housed[0]])


def _label_before(parsed: Parsed, figure: Figure) -> range:
    """Give the tokens of the label before a bare number: from where its line or item begins to the sign after it."""
    sign = figure.first - 1
    if sign < 1 or parsed.tokens[sign].text not in SIGNS or not _stands_alone(parsed, figure):
        return range(0)
    sentence = parsed.sentence_at(parsed.tokens[sign].start)
    opens = sentence.first if sentence else sign
    at = sign
    while at > opens and sign - at <= LONGEST and not _parts(parsed, at - 1):
        at -= 1
    return range(at, sign) if sign - at <= LONGEST else range(0)


def _parts(parsed: Parsed, i: int) -> bool:
    """Say whether a token ends the item before: a stop, or a number."""
    token = parsed.tokens[i]
    return token.text in STOPS or token.pos == "NUM" or token.lemma == "and"


def _stands_alone(parsed: Parsed, figure: Figure) -> bool:
    """Say whether nothing that is counted follows a number."""
    after = parsed.tokens[figure.last + 1 : figure.last + 2]
    line = parsed.sentence_at(parsed.tokens[figure.last].start)
    ends = line is not None and figure.last + 1 >= line.last
    return ends or all(one.pos in ("PUNCT", "CCONJ", "SYM") or one.text in STOPS or one.text in "([" for one in after)
