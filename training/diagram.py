"""Draw how often attributions are right, by how sure the reader says it is: a reliability diagram, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

BINS = 10
FEWEST = 5
"""Attributions under which a bin's share says nothing and isn't drawn."""
SIZE, LEFT, TOP, GAP = 260, 52, 34, 74
HEIGHT = SIZE + TOP + 58
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}.bar{fill:#4878a8}.axis{stroke:#333}"
    ".even{stroke:#999;stroke-dasharray:4 4}.count{font-size:9px;fill:#666}"
)


def reliability(readers: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> str:
    """Give a diagram of each reader's (confidence, right): the share that is right in bins of equal width."""
    panels = [_panel(name, *found, left=LEFT + i * (SIZE + GAP)) for i, (name, found) in enumerate(readers.items())]
    width = LEFT + len(panels) * (SIZE + GAP)
    body = "\n".join(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" role="img" '
        f'aria-label="Share of attributions that are right, by confidence">\n<style>{STYLE}</style>\n{body}\n</svg>\n'
    )


def _panel(name: str, confidence: np.ndarray, right: np.ndarray, *, left: int) -> str:
    bottom = TOP + SIZE
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    parts = [f'<text class="title" x="{left}" y="{TOP - 12}">{name} reader, {len(right)} attributions</text>']
    for i in range(BINS):
        inside = place == i
        if inside.sum() >= FEWEST:
            share, middle = float(right[inside].mean()), float(confidence[inside].mean())
            parts.append(_bar(left, bottom, middle=middle, share=share, count=int(inside.sum())))
    parts += [
        f'<line class="even" x1="{left}" y1="{bottom}" x2="{left + SIZE}" y2="{TOP}"/>',
        f'<path class="axis" fill="none" d="M{left} {TOP}V{bottom}H{left + SIZE}"/>',
    ]
    for tenth in range(0, BINS + 1, 2):
        x, y = left + SIZE * tenth / BINS, bottom - SIZE * tenth / BINS
        parts += [
            f'<text x="{x:.0f}" y="{bottom + 16}" text-anchor="middle">{tenth / BINS:.1f}</text>',
            f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{tenth / BINS:.1f}</text>',
        ]
    parts += [
        f'<text x="{left + SIZE / 2:.0f}" y="{bottom + 38}" text-anchor="middle">confidence given</text>',
        f'<g transform="translate({left - 36} {TOP + SIZE / 2:.0f}) rotate(-90)">',
        '<text text-anchor="middle">share that is right</text></g>',
    ]
    return "\n".join(parts)


def _bar(left: int, bottom: int, *, middle: float, share: float, count: int) -> str:
    """Draw one bin where its mean confidence lies, with how many attributions it has."""
    x, height, half = left + SIZE * middle, SIZE * share, SIZE / BINS * 0.36
    return (
        f'<rect class="bar" x="{x - half:.1f}" y="{bottom - height:.1f}" width="{2 * half:.1f}" height="{height:.1f}"/>'
        f'<text class="count" x="{x:.1f}" y="{bottom - height - 4:.1f}" text-anchor="middle">{count}</text>'
    )
