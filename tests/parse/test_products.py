"""Matrix products for the grammar pipeline."""

import itertools

import numpy as np
import pytest

from reportedly.parse.language import language
from reportedly.parse.products import Products


@pytest.mark.parametrize(("first", "second"), list(itertools.product((False, True), repeat=2)))
def test_products_are_those_of_numpy(first, second):
    """Whichever matrix is to be transposed, the product is the same as NumPy's, in a given place, too."""
    chance = np.random.default_rng(5)
    x, y = chance.normal(size=(7, 5)).astype(np.float32), chance.normal(size=(5, 3)).astype(np.float32)
    given, other = (x.T.copy() if first else x), (y.T.copy() if second else y)
    assert np.allclose(Products().gemm(given, other, trans1=first, trans2=second), x @ y, atol=1e-5)
    place = np.zeros((7, 3), np.float32)
    assert Products().gemm(given, other, out=place, trans1=first, trans2=second) is place
    assert np.allclose(place, x @ y, atol=1e-5)


def test_nothing_multiplied_is_nothing():
    """A matrix without rows gives one without rows."""
    assert Products().gemm(np.zeros((0, 5), np.float32), np.ones((5, 3), np.float32)).shape == (0, 3)


def test_the_whole_pipeline_multiplies_so():
    """No model of the pipeline is left with the library's own products."""
    nodes = [node for _, pipe in language().pipeline for node in pipe.model.walk()]
    assert len(nodes) > 20
    assert all(isinstance(node.ops, Products) for node in nodes)
