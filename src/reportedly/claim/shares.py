"""Share a sentence's places and times out among its figures: "27 were killed in Kyiv and 10 in Dnipro"."""

from collections.abc import Sequence

from reportedly.model import Parsed

from .circumstance import Anchored
from .counted import Figure

MOST = 20
"""Figures of one event in one sentence: in longer lists nothing is shared out, so that the work stays bounded."""
REACH = 8
"""Words between a place or time and the figure after it that it's told for: "in Kyiv 27, in Dnipro four"."""
BEHIND = 12
"""Words between a figure and a place or time of its own behind it: "20,000 people from the south have arrived in …"."""


def own_share(
    parsed: Parsed, figure: Figure, beside: Sequence[Figure], anchored: Sequence[Anchored]
) -> list[Anchored] | None:
    """Give the places, or times, told for one of several figures of an event alone; None where they're told for all.

    They are a figure's own where each figure of the event has some of its own, all after theirs or all before.
    """
    if not 2 <= len(beside) <= MOST or figure not in beside:  # noqa: PLR2004 - one alone has nobody to share with
        return None
    figures = sorted(beside, key=lambda one: one.first)
    for shares in (_before(parsed, figures, anchored), _after(figures, anchored)):
        shared = {one.id for share in shares for one in share}
        if all(shares) and len(shared) > 1:
            at = figures.index(figure)
            end = figures[at + 1].first if at + 1 < len(figures) else figure.last + BEHIND
            return shares[at] + [one for one in anchored if figure.last < one.first.i < end and one.id not in shared]
    return None


def _after(figures: Sequence[Figure], anchored: Sequence[Anchored]) -> list[list[Anchored]]:
    """Give what stands between each figure and the next, not far behind it."""
    ends = [*(one.first for one in figures[1:]), figures[-1].last + BEHIND + 1]
    return [
        [one for one in anchored if figure.last < one.first.i < min(end, figure.last + BEHIND + 1)]
        for figure, end in zip(figures, ends, strict=True)
    ]


def _before(parsed: Parsed, figures: Sequence[Figure], anchored: Sequence[Anchored]) -> list[list[Anchored]]:
    """Give what stands shortly before each figure, after the figure before it: "in Kyiv 27, in Dnipro four"."""
    begins = [figures[0].first - REACH, *(one.last for one in figures[:-1])]
    return [
        [
            one
            for one in anchored
            if max(begin, figure.first - REACH) <= one.first.i < figure.first
            and (figure is figures[0] or not _parted(parsed, one.head.i, figure.first))
        ]
        for figure, begin in zip(figures, begins, strict=True)
    ]


def _parted(parsed: Parsed, first: int, last: int) -> bool:
    """Say whether a comma or an "and" stands between a place and a figure, so that it's the figure before's.

    In "; in Myanmar, 17" it opens the figure's own clause.
    """
    if first + 1 < last and parsed.tokens[first + 1].pos == "NUM":
        return False  # "Eastern Province 402 cases and 11 deaths"
    if last - first == 2 and first > 1 and parsed.tokens[first - 2].text in (";", ","):  # noqa: PLR2004 - name and comma
        return parsed.tokens[first + 1].text != ","
    return any(one.text.lower() in (",", ";", "and", "or", "but") for one in parsed.tokens[first:last])
