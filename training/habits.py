"""Count what dependencies hang on, in texts whose grammar the teacher told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.model.tagset import DEPS, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.grammar import Grammar

SIDE_WEIGHT, HEAD_WEIGHT = 0.5, 0.25
"""How much log probabilities of side and head count beside the graph's scores: best of five pairs on other texts."""
LEAST = -6.0
"""The log probability of what was never seen."""
SIDE_MORE, HEAD_MORE = 0.5, 0.2
"""Added to each count."""


def habits(grammars: Iterable[Grammar | None]) -> dict[str, list[list[float]]]:
    """Give the scores of sides (dependencies, left and right) and of head tags (dependencies, tags)."""
    sides = np.full((len(DEPS), 2), SIDE_MORE)
    heads = np.full((len(DEPS), len(TAGS)), HEAD_MORE)
    for grammar in grammars:
        if grammar is not None:
            place = np.arange(len(grammar))
            known = (grammar.head >= 0) & (grammar.head != place)
            dep, head = grammar.dep[known], grammar.head[known]
            np.add.at(sides, (dep, (head > place[known]).astype(int)), 1.0)
            np.add.at(heads, (dep, grammar.tag[head]), 1.0)
    return {"sides": _scores(sides, SIDE_WEIGHT), "heads": _scores(heads, HEAD_WEIGHT)}


def _scores(counts: np.ndarray, weight: float) -> list[list[float]]:
    shares = np.log(counts / counts.sum(1, keepdims=True))
    rounded: list[list[float]] = (weight * np.maximum(shares, LEAST)).round(3).tolist()
    return rounded
