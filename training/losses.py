"""What the network gets wrong about some windows, in nats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.batches import NOTHING, Batch, LinkBatch, link_batch, links_of
from training.crf import Chain
from training.network import (
    CONTENT_TAGS,
    CUE_TAGS,
    SOURCE_TAGS,
    Encoder,
    Exit,
    GrammarHeads,
    Linker,
    dropout,
    taken,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from training.shape import Shape

TAG_DROPOUT = 0.1


class Depth(nn.Module):
    """What reads attributions off the states at one depth."""

    def __init__(self) -> None:
        super().__init__()
        self.exit, self.linker, self.chain = Exit(), Linker(), Chain()


class Reader(nn.Module):
    """The whole network: encoder, attribution at both depths, and the grammar off the lower one."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder, self.high, self.low, self.grammar = Encoder(shape), Depth(), Depth(), GrammarHeads()


def losses(reader: Reader, batch: Batch, chance: random.Random, *, depths: bool, upper: bool) -> dict[str, Tensor]:
    """Give each part of the loss, summed over windows.

    `upper` says whether attributions are learnt at all, `depths` whether at the lower depth, too, and with the grammar.
    """
    encoder = reader.encoder
    x = encoder.lower(batch.pieces, batch.case, batch.state, batch.place, batch.mask)
    parts = _grammar(reader, x, batch) if depths else {}
    if not upper:
        return parts
    deep = encoder.upper(x, batch.mask)
    tags, keys = reader.high.exit(_seen(deep, batch, reader))
    links = links_of(batch, tags, chance)
    around = link_batch(batch, links) if links else None
    parts |= _attributions(reader.high, tags, keys, batch, around, "")
    if depths:
        low_tags, low_keys = reader.low.exit(_seen(x, batch, reader))
        parts |= _attributions(reader.low, low_tags, low_keys, batch, around, "low_")
        parts["low_like"] = _unlike(low_tags, tags, batch)
    return parts


def _seen(x: Tensor, batch: Batch, reader: Reader) -> Tensor:
    return dropout(taken(x, batch.first), TAG_DROPOUT, training=reader.training)


def _attributions(  # noqa: PLR0917 - one depth in all its parts
    depth: Depth, tags: Tensor, keys: Tensor, batch: Batch, around: LinkBatch | None, name: str
) -> dict[str, Tensor]:
    cue, source, content = tags.split((CUE_TAGS, SOURCE_TAGS, CONTENT_TAGS), -1)
    parts = {
        f"{name}cue": _wrong(cue, batch.cue),
        f"{name}tag": _wrong(source, batch.source) + _wrong(content, batch.content),
    }
    if around is not None:
        scores, judged = depth.linker(around.near(keys), *around.inputs)
        right, present = around.right, around.inputs[3]
        parts[f"{name}chain"] = depth.chain.loss(scores[right], around.gold[right], present[right])
        parts[f"{name}judge"] = functional.binary_cross_entropy_with_logits(judged, right.float(), reduction="sum")
    return parts


def _wrong(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores.transpose(1, 2), gold, reduction="sum", ignore_index=NOTHING)


def _unlike(low: Tensor, high: Tensor, batch: Batch) -> Tensor:
    """Say how far the lower depth's cue tags are from the upper one's, which aren't moved by it."""
    target = torch.softmax(high[..., :CUE_TAGS].detach(), -1)
    apart = functional.kl_div(torch.log_softmax(low[..., :CUE_TAGS], -1), target, reduction="none").sum(-1)
    return (apart * (batch.cue != NOTHING)).sum()


def _grammar(reader: Reader, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    targets = batch.targets
    if targets is None:
        return {}
    first, last = taken(x, targets.first), taken(x, targets.last)
    tag, name, begins, arcs, dep = reader.grammar(first, last, targets.kind, targets.absent)
    there = ~targets.absent
    return {
        "tags": _wrong(tag, targets.tag),
        "names": _wrong(name, targets.name),
        "begins": functional.binary_cross_entropy_with_logits(
            begins[there], targets.begins[there].float(), reduction="sum"
        ),
        "arcs": _wrong(arcs, targets.head),
        "deps": _wrong(dep, targets.dep),
    }


def weighed(parts: Mapping[str, Tensor], weights: Mapping[str, float]) -> Tensor:
    """Add the parts up, each by its weight."""
    total = torch.zeros(())
    for name, part in parts.items():
        total = total + part * weights[name]
    return total


__all__ = ["Depth", "Reader", "losses", "weighed"]
