"""Cut a fitted network to a smaller shape: attention heads and inner units that the loss hardly hangs on go.

What a unit matters is the squared slope of the loss in a factor put before it, summed over some windows (Michel, Levy
and Neubig 2019, Are Sixteen Heads Really Better than One?, §4.1; Molchanov et al. 2019, Importance Estimation for
Neural Network Pruning). The network is fitted again afterwards.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from training.batches import collate, epoch_batches
from training.fit import WEIGHTS
from training.losses import Reader, losses, weighed
from training.network import HEAD, Layer, draw_from
from training.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpus import Document

REPORTS, BATCHES, WINDOWS, SEED = 60, 60, 4, 5


def importance(reader: Reader, documents: Sequence[Document]) -> list[tuple[Tensor, Tensor]]:
    """Give for each layer how much its heads, and its inner units, matter."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret hangs on it
    draw_from(SEED)
    chosen = chance.sample(list(documents), min(REPORTS, len(documents)))
    shape, layers = reader.encoder.shape, reader.eval().encoder.layers
    gates = [
        (torch.ones(heads, requires_grad=True), torch.ones(inner, requires_grad=True))
        for heads, inner in zip(shape.heads, shape.inner, strict=True)
    ]
    sums = [(torch.zeros(heads), torch.zeros(inner)) for heads, inner in zip(shape.heads, shape.inner, strict=True)]
    for layer, pair in zip(layers, gates, strict=True):
        layer.gates = pair
    for windows in epoch_batches(chosen, None, room=254, batch=WINDOWS, seed=SEED)[:BATCHES]:
        parts = losses(reader, collate(windows), chance, depths=False, upper=True)
        slopes = torch.autograd.grad(weighed(parts, WEIGHTS), [gate for pair in gates for gate in pair])
        for total, slope in zip([one for pair in sums for one in pair], slopes, strict=True):
            total.add_(slope**2)
    for layer in layers:
        layer.gates = None
    return sums


def pruned(reader: Reader, matters: Sequence[tuple[Tensor, Tensor]], *, heads: int, inner: int, lower: int) -> Reader:
    """Keep the `heads` attention heads that matter most of all layers, and the `inner` units of each."""
    least = torch.cat([one for one, _ in matters]).topk(heads).values.min()
    kept = [(torch.nonzero(one >= least).flatten(), other.topk(inner).indices.sort().values) for one, other in matters]
    shape = Shape(tuple(len(one) for one, _ in kept), (inner,) * len(kept), lower)
    small = Reader(shape)
    wanted = small.state_dict()
    given = {name: value for name, value in reader.state_dict().items() if wanted[name].shape == value.shape}
    small.load_state_dict(wanted | given)
    small.low.load_state_dict(small.high.state_dict())
    for old, new, (one, other) in zip(reader.encoder.layers, small.encoder.layers, kept, strict=True):
        _cut(old, new, one, other)
    return small


@torch.no_grad()
def _cut(old: Layer, new: Layer, heads: Tensor, inner: Tensor) -> None:
    """Copy what is kept of a layer."""
    rows = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    for name in ("query", "key", "value"):
        getattr(new, name).weight.copy_(getattr(old, name).weight[rows])
        getattr(new, name).bias.copy_(getattr(old, name).bias[rows])
    new.mixed.weight.copy_(old.mixed.weight[:, rows])
    new.mixed.bias.copy_(old.mixed.bias)
    new.up.weight.copy_(old.up.weight[inner])
    new.up.bias.copy_(old.up.bias[inner])
    new.down.weight.copy_(old.down.weight[:, inner])
    new.down.bias.copy_(old.down.bias)
