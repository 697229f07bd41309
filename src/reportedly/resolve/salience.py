"""How present each figure is at a point of the report: who was mentioned lately, how, and by whom.

The weights follow Lappin and Leass 1994 ("An algorithm for pronominal anaphora resolution"), scaled to a subject's 1.0;
what is news's own, the speaker's weight, was set on the development articles.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict

from reportedly.model import Parsed

from .figure import Figure
from .mention import Mention

WINDOW = 6
"""Sentences back; no weight is left of what was said before."""
MOST = 120
"""Mentions looked at: bounds the work where sentences are endless."""
ROLE_WEIGHTS = {
    "nsubj": 1.0,
    "nsubjpass": 1.0,
    "csubj": 1.0,
    "agent": 0.7,
    "dobj": 0.6,
    "dative": 0.6,
    "attr": 0.6,
    "conj": 0.5,
    "appos": 0.5,
    "poss": 0.5,
    "pobj": 0.45,
}
OTHER_ROLE = 0.4
EMBEDDED = 0.15
SPEAKER = 0.4
IN_QUOTATION = 0.3
HALVING = 0.55
"""What is left of a mention's weight a sentence later."""
PARAGRAPH_TOPIC = 0.12


class Salience:
    """Keep the mentions resolved so far, in order."""

    def __init__(self, parsed: Parsed, speakers: set[int]) -> None:
        """Begin with none; `speakers` are the heads of sources."""
        self.parsed = parsed
        self.speakers = speakers
        self.places: list[tuple[int, int]] = []
        self.held: list[tuple[Mention, tuple[Figure, ...]]] = []

    def see(self, mention: Mention, figures: tuple[Figure, ...]) -> None:
        """Add a mention, anywhere."""
        self.held.append((mention, figures))
        insort(self.places, (mention.first, len(self.held) - 1))

    def lately(self, mention: Mention) -> list[tuple[Mention, tuple[Figure, ...]]]:
        """Give the mentions before one, within the window, in order."""
        sentence = max(0, mention.sentence - WINDOW)
        first = self.parsed.sentences[sentence].first
        low = bisect_left(self.places, (first, -1))
        high = bisect_right(self.places, (mention.first, -1))
        return [self.held[index] for _, index in self.places[max(low, high - MOST) : high]]

    def scores(self, mention: Mention, *, quoted: bool) -> dict[Figure, float]:
        """Give how present each figure is at a mention."""
        found: dict[Figure, float] = defaultdict(float)
        for other, figures in self.lately(mention):
            weight = self.weight(other) * HALVING ** (mention.sentence - other.sentence)
            if other.quoted and not quoted:
                weight *= IN_QUOTATION
            for figure in figures:
                found[figure] += weight
        for figure in found:
            found[figure] += PARAGRAPH_TOPIC * math.log1p(len(figure.mentions))
        return found

    def weight(self, mention: Mention) -> float:
        """Give the weight of a mention by its grammatical role."""
        if mention.embedded:
            return EMBEDDED
        dep = self.parsed.tokens[mention.root].dep
        weight = ROLE_WEIGHTS.get(dep, OTHER_ROLE)
        return weight + SPEAKER if mention.root in self.speakers else weight
