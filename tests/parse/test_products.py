"""Matrix products for the grammar pipeline."""

import numpy as np

from reportedly.parse.products import product


def test_products_are_those_of_numpy():
    """Rows times rows of weights give what NumPy gives."""
    chance = np.random.default_rng(5)
    rows, weights = chance.normal(size=(7, 5)).astype(np.float32), chance.normal(size=(3, 5)).astype(np.float32)
    assert np.allclose(product(rows, weights), rows @ weights.T, atol=1e-5)


def test_nothing_multiplied_is_nothing():
    """A matrix without rows gives one without rows."""
    assert product(np.zeros((0, 5), np.float32), np.ones((3, 5), np.float32)).shape == (0, 3)
