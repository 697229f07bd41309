"""Vectors of words among their neighbours, by the networks of the grammar model (`tok2vec`, and that of names).

A word's features are looked up in tables by several hashes each (Svenstrup, Hansen and Winther 2017, Hash Embeddings
for Efficient Word Representations); then four layers look at a word with its neighbours to both sides. A layer is a
product of which the largest of three is kept, brought to one scale, and added to what it was made of. The model's
authors describe it in Miranda et al. 2022, Multi hash embeddings in spaCy.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .products import product

Floats = NDArray[np.float32]
Numbers = NDArray[np.uint64]
FIRST_SEED = 8
"""The seed of the first column's hash; each further column's is one more."""
EDGE = 4
"""Rows that stand for no word before and after a text: as many as layers look to each side together."""
PIECES = 3
LEAST = np.float32(1e-8)


class Layer(NamedTuple):
    """A product (pieces × width, inputs), what is added, and the scale."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Give the largest of the pieces of each row's products, to scale."""
        pieces = product(rows, self.weights)
        pieces += self.bias
        width = len(self.gain)
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(1, keepdims=True)
        best *= (np.square(best).mean(1, keepdims=True) + LEAST) ** np.float32(-0.5)
        best *= self.gain
        best += self.shift
        return best


def layer(params: dict[str, Floats], scale: dict[str, Floats]) -> Layer:
    """Make a layer of what the model's file holds: weights (width, pieces, inputs), here by pieces first."""
    weights = params["W"].transpose(1, 0, 2).reshape(-1, params["W"].shape[2])
    return Layer(np.ascontiguousarray(weights), params["b"].T.reshape(-1).copy(), scale["G"], scale["b"])


class Vectors(NamedTuple):
    """One network: its tables by column of features, the layer that mixes them, and those that look around."""

    tables: Sequence[Floats]
    mixing: Layer
    around: Sequence[Layer]

    def __call__(self, features: Numbers) -> Floats:
        """Give the vectors of a text's words by their features (words, columns)."""
        features = features[:, : len(self.tables)]
        different, place = np.unique(features, axis=0, return_inverse=True)
        mixed = self.mixing(np.concatenate([*self._looked_up(different)], axis=1))
        rows = np.zeros((len(features) + 2 * EDGE + 2, mixed.shape[1]), np.float32)
        rows[EDGE + 1 : -EDGE - 1] = mixed[place.reshape(-1)]
        for look in self.around:
            rows[1:-1] += look(_with_neighbours(rows))
        return rows[EDGE + 1 : -EDGE - 1]

    def _looked_up(self, features: Numbers) -> Iterator[Floats]:
        for column, table in enumerate(self.tables):
            one, two, three, four = (hashes(features[:, column], FIRST_SEED + column) % len(table)).T
            yield table[one] + table[two] + table[three] + table[four]


def _with_neighbours(rows: Floats) -> Floats:
    """Give each row but the first and the last with the one before and the one after it: rows stand side by side."""
    width = rows.shape[1]
    seen = np.lib.stride_tricks.as_strided(rows, (len(rows) - 2, 3 * width), rows.strides, writeable=False)
    return np.ascontiguousarray(seen)


def hashes(numbers: Numbers, seed: int) -> NDArray[np.uint32]:
    """Give four hashes of each number: MurmurHash3 x64 128 of its eight bytes, as thinc 8 takes them."""
    seeded = np.uint64(seed ^ 8)
    first = numbers * np.uint64(0x87C3_7B91_1142_53D5)
    first = (first << np.uint64(31)) | (first >> np.uint64(33))
    first = (first * np.uint64(0x4CF5_AD43_2745_937F)) ^ seeded
    first = first + seeded
    second = _mixed(first + seeded)
    first = _mixed(first) + second
    both = np.stack((first, first + second), axis=1)
    return both.view(np.uint32)


def _mixed(numbers: Numbers) -> Numbers:
    """Mix the bits of numbers (fmix64 of MurmurHash3)."""
    for factor in (0xFF51_AFD7_ED55_8CCD, 0xC4CE_B9FE_1A85_EC53):
        numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(factor)
    return numbers ^ (numbers >> np.uint64(33))
