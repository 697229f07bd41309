"""Plain texts spoilt as headlines, old agency copy and careless pages spoil them; their grammar stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from training.augment import LETTERS, TABLES, Augmenter
from training.corpus import Passage

from reportedly.encode.quotation import NO_MARK
from reportedly.encode.words import CAPITALISED

if TYPE_CHECKING:
    import random


class Spoiler:
    """Change windows at random; the chances stand in `augment.toml`."""

    def __init__(self, augment: Augmenter) -> None:
        self.augment = augment
        self.chances: dict[str, float] = TABLES["plain"]
        self.lost = {
            name: {word.pieces for mark in marks for word in augment.words(mark)}
            for name, marks in (("lose_apostrophes", "'’"), ("lose_commas", ",;"))
        }

    def __call__(self, passage: Passage, chance: random.Random) -> Passage:
        """Change one window, or leave it as it is."""
        if chance.random() < self.chances["lose_quotes"]:
            passage = _without(passage, np.array([word.mark != NO_MARK for word in passage.words]))
        for name, pieces in self.lost.items():
            if chance.random() < self.chances[name]:
                passage = _without(passage, np.array([word.pieces in pieces for word in passage.words]))
        for name, change in (
            ("other_quotes", self.augment.other_quotes),
            ("flatten", self.augment.flatten),
            ("title", _in_title_case),
            ("lower", self.augment.lower),
            ("upper", self.augment.upper),
        ):
            if chance.random() < self.chances[name]:
                passage = change(passage, chance)
        return passage


def _in_title_case(passage: Passage, _: random.Random) -> Passage:
    """Write all words but short ones with a capital."""
    words = [
        word._replace(case=CAPITALISED)
        if word.case in LETTERS and (len(word.pieces) > 1 or word.pieces[0] >= _COMMON)
        else word
        for word in passage.words
    ]
    return Passage(words, passage.paragraph, passage.labels, passage.grammar)


_COMMON = 2100
"""The pieces below this number are letters, marks and the hundred commonest words: mostly the short ones."""


def _without(passage: Passage, gone: np.ndarray) -> Passage:
    """Leave some words out."""
    if not gone.any() or gone.all():
        return passage
    kept = np.flatnonzero(~gone)
    grammar = passage.grammar.without(gone) if passage.grammar else None
    words, paragraph = ([part[i] for i in kept] for part in (passage.words, passage.paragraph))
    return Passage(words, paragraph, passage.labels[:, kept], grammar)
