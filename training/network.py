"""The network: MiniLM with word features, cut to shape; tag heads at two depths, grammar heads, and the linker."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from training.shape import LAYERS, Shape

from reportedly.encode.layout import CASES, DISTANCES, PLACES, RELATIONS, STATES
from reportedly.encode.tokens import KINDS
from reportedly.model.tagset import DEPS, NAME_TAGS, TAGS

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEAD, VOCABULARY, POSITIONS = 384, 32, 30522, 512
LINK_WIDTH, LINK_INNER, LINK_REACH = 96, 192, (1, 4)
CUE_TAGS, SOURCE_TAGS, CONTENT_TAGS = 3, 3, 3
LINK_TAGS = 9
GRAMMAR_WIDTH, ARC_WIDTH, DEP_WIDTH = 256, 128, 128
FAR = 32
"""Tokens between a word and its head, beyond which distances count as one."""
NEVER = -1e4


_OWN = threading.local()


def draw_from(seed: int) -> None:
    """Give this thread a source of chance of its own, so that threads side by side leave a run repeatable."""
    _OWN.generator = torch.Generator().manual_seed(seed)


def dropout(x: Tensor, rate: float, *, training: bool) -> Tensor:
    """Drop a share of values while training."""
    if not training or not rate:
        return x
    kept = torch.empty_like(x).bernoulli_(1.0 - rate, generator=_OWN.generator)
    return x * kept.mul_(1.0 / (1.0 - rate))


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, *, heads: int, inner: int, rate: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, heads * HEAD) for _ in range(3))
        self.mixed = nn.Linear(heads * HEAD, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.rate = rate
        self.gates: tuple[Tensor, Tensor] | None = None
        """Factors of attention heads and inner units, by whose slopes pruning tells what matters."""

    def _heads(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], -1, HEAD).transpose(1, 2)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Map (batch, pieces, width) to the same shape; `mask` is true where attention may look."""
        q, k, v = (self._heads(part(x)) for part in (self.query, self.key, self.value))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        inner = None
        if self.gates is not None:
            mixed = mixed * self.gates[0][None, :, None, None]
        mixed = self.mixed(mixed.transpose(1, 2).flatten(2))
        x = self.mixed_norm(x + dropout(mixed, self.rate, training=self.training))
        inner = functional.gelu(self.up(x))
        if self.gates is not None:
            inner = inner * self.gates[1]
        return self.norm(x + dropout(self.down(inner), self.rate, training=self.training))


class Exit(nn.Module):
    """What attribution reads at one depth: tag scores and link keys of words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = nn.Linear(WIDTH, CUE_TAGS + SOURCE_TAGS + CONTENT_TAGS)
        self.keys = nn.Linear(WIDTH, 4 * LINK_WIDTH)

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Give (tags, keys)."""
        return self.tags(hidden), self.keys(hidden)


class Encoder(nn.Module):
    """Pieces with their word's features in; states after the lower layers, and after all, out."""

    def __init__(self, shape: Shape, *, rate: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.state = nn.Embedding(STATES, WIDTH)
        self.place = nn.Embedding(PLACES, WIDTH)
        for table in (self.case, self.state, self.place):
            nn.init.normal_(table.weight, std=0.005)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.rate, self.shape = rate, shape
        parts = zip(shape.heads, shape.inner, strict=True)
        self.layers = nn.ModuleList(Layer(heads=heads, inner=inner, rate=rate) for heads, inner in parts)

    def embed(self, pieces: Tensor, case: Tensor, state: Tensor, place: Tensor) -> Tensor:
        """Sum a piece's embedding, position and features."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(positions) + self.case(case) + self.state(state) + self.place(place)
        return self.norm(x)

    def lower(self, pieces: Tensor, case: Tensor, state: Tensor, place: Tensor, mask: Tensor | None) -> Tensor:
        """Give the states of pieces after the lower layers."""
        x = self.embed(pieces, case, state, place)
        x = dropout(x, self.rate, training=self.training)
        for layer in self.layers[: self.shape.lower]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Give the states of pieces after all layers, from those after the lower ones."""
        for layer in self.layers[self.shape.lower :]:
            x = layer(x, mask)
        return x


def taken(x: Tensor, index: Tensor) -> Tensor:
    """Take the states (batch, some, width) of the pieces `index` (batch, some)."""
    return torch.gather(x, 1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


class GrammarHeads(nn.Module):
    """Tags, names, sentence starts, heads and dependencies of tokens, from the states of their outer pieces."""

    def __init__(self, *, rate: float = 0.15) -> None:
        super().__init__()
        self.kind = nn.Embedding(KINDS, GRAMMAR_WIDTH)
        self.first, self.last = nn.Linear(WIDTH, GRAMMAR_WIDTH), nn.Linear(WIDTH, GRAMMAR_WIDTH, bias=False)
        self.norm = nn.LayerNorm(GRAMMAR_WIDTH)
        self.tag, self.name = nn.Linear(GRAMMAR_WIDTH, len(TAGS)), nn.Linear(GRAMMAR_WIDTH, len(NAME_TAGS))
        self.begins = nn.Linear(GRAMMAR_WIDTH, 1)
        self.root = nn.Linear(GRAMMAR_WIDTH, 1)
        self.below, self.above = nn.Linear(GRAMMAR_WIDTH, ARC_WIDTH), nn.Linear(GRAMMAR_WIDTH, ARC_WIDTH)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.dep_below = nn.Linear(GRAMMAR_WIDTH, DEP_WIDTH)
        self.dep_above = nn.Linear(GRAMMAR_WIDTH, DEP_WIDTH, bias=False)
        self.dep = nn.Linear(DEP_WIDTH, len(DEPS))
        self.rate = rate

    def forward(self, first: Tensor, last: Tensor, kind: Tensor, absent: Tensor | None) -> tuple[Tensor, ...]:
        """Give the scores of tags, names, beginning a sentence, heads (row's head is column; itself: root), and deps.

        `first` and `last` (batch, tokens, width) are states; `absent` is true where no token stands.
        """
        seen = functional.gelu(self.norm(self.first(first) + self.last(last) + self.kind(kind)))
        seen = dropout(seen, self.rate, training=self.training)
        arcs = self._arcs(seen)
        if absent is not None:
            arcs = arcs.masked_fill(absent[:, None, :], NEVER)
        above = torch.softmax(arcs, -1) @ self.dep_above(seen)
        deps = self.dep(functional.relu(self.dep_below(seen) + above))
        return self.tag(seen), self.name(seen), self.begins(seen).squeeze(-1), arcs, deps

    def _arcs(self, seen: Tensor) -> Tensor:
        place = torch.arange(seen.shape[1])
        apart = (place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR
        scores = self.below(seen) @ self.above(seen).transpose(1, 2) * ARC_WIDTH**-0.5
        own = (place[None, :] == place[:, None]).float()
        return scores + self.distance[apart] + own * self.root(seen)


class Block(nn.Module):
    """A residual block over words: depth-wise convolution, then two linear maps."""

    def __init__(self, *, reach: int, rate: float) -> None:
        super().__init__()
        self.look = nn.Conv1d(LINK_WIDTH, LINK_WIDTH, 7, padding=3 * reach, dilation=reach, groups=LINK_WIDTH)
        self.norm = nn.LayerNorm(LINK_WIDTH)
        self.up, self.down = nn.Linear(LINK_WIDTH, LINK_INNER), nn.Linear(LINK_INNER, LINK_WIDTH)
        self.rate = rate

    def forward(self, z: Tensor, present: Tensor) -> Tensor:
        """Map (cues, words, link width) to the same shape; `present` is 1 where a word stands."""
        seen = self.look((z * present).transpose(1, 2)).transpose(1, 2)
        inner = self.down(functional.gelu(self.up(self.norm(seen))))
        return z + dropout(inner, self.rate, training=self.training)


class Linker(nn.Module):
    """A cue and the words around it in; scores of source and content tags, and of the cue being one, out."""

    def __init__(self, *, rate: float = 0.1) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, LINK_WIDTH)
        self.relation = nn.Embedding(RELATIONS, LINK_WIDTH)
        self.inside = nn.Parameter(torch.zeros(LINK_WIDTH))
        self.first_norm = nn.LayerNorm(LINK_WIDTH)
        self.blocks = nn.ModuleList(Block(reach=reach, rate=rate) for reach in LINK_REACH)
        self.last_norm = nn.LayerNorm(LINK_WIDTH)
        self.emit = nn.Linear(LINK_WIDTH, LINK_TAGS)
        self.judge = nn.Sequential(nn.Linear(3 * LINK_WIDTH + 2, LINK_WIDTH), nn.GELU(), nn.Linear(LINK_WIDTH, 1))

    def forward(
        self, keys: Tensor, cue: Tensor, distance: Tensor, relation: Tensor, present: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Give (scores of tags, score of validity).

        `keys` (cues, words, 4 x link width); `cue` and `present` (cues, words) are 1.0 where the cue, or a word, is.
        """
        plain, asked, scaled, scale = keys.chunk(4, dim=-1)
        share = (cue / cue.sum(1, keepdim=True)).unsqueeze(1)
        asking, scaling = share @ asked, share @ scale
        there = present.unsqueeze(-1)
        z = plain + asking + scaled * scaling + self.distance(distance) + self.relation(relation)
        z = self.first_norm(z + cue.unsqueeze(-1) * self.inside)
        for block in self.blocks:
            z = block(z, there)
        z = self.last_norm(z)
        scores = self.emit(z)
        return scores, self._validity(z, scores, share, there)

    def _validity(self, z: Tensor, scores: Tensor, share: Tensor, there: Tensor) -> Tensor:
        """Judge the cue by its own words, and by what the tags take for its source and content."""
        shares = torch.softmax(scores, -1) * there
        source, content = shares[..., 1:5].sum(-1, keepdim=True), shares[..., 5:9].sum(-1, keepdim=True)
        parts = [(share @ z).squeeze(1)]
        for part in (source, content):
            total = part.sum(1)
            parts.append((part * z).sum(1) / (total + 0.5))
            parts.append(torch.log1p(total))
        return self.judge(torch.cat(parts, -1)).squeeze(-1)


def load_base(encoder: Encoder, path: Path) -> None:
    """Fill an encoder of MiniLM's own shape with its weights."""
    weights = load_file(path)
    encoder.pieces.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    token_type = weights["embeddings.token_type_embeddings.weight"][0]
    encoder.positions.weight.data.copy_(weights["embeddings.position_embeddings.weight"] + token_type)
    _copy(encoder.norm, weights, "embeddings.LayerNorm")
    for i, layer in enumerate(encoder.layers[:LAYERS]):
        name = f"encoder.layer.{i}"
        for part in ("query", "key", "value"):
            _copy(getattr(layer, part), weights, f"{name}.attention.self.{part}")
        _copy(layer.mixed, weights, f"{name}.attention.output.dense")
        _copy(layer.mixed_norm, weights, f"{name}.attention.output.LayerNorm")
        _copy(layer.up, weights, f"{name}.intermediate.dense")
        _copy(layer.down, weights, f"{name}.output.dense")
        _copy(layer.norm, weights, f"{name}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])
