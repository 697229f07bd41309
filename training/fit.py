"""Fit the network to the corpus: one run, resumable, the same for the same seed."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from training.corpus import CONTENT, CUE, SOURCE, Document, Passage, windows
from training.crf import Chain, tags_of
from training.network import CUE_TAGS, LAYERS, LINK_WIDTH, SOURCE_TAGS, Encoder, Linker, draw_from, load_base

from reportedly.encode.candidates import candidates, shares
from reportedly.encode.layout import distances, places, reach, relations
from reportedly.encode.quotation import quote_states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from training.augment import Augmenter

BEGIN_MARK, END_MARK = 101, 102
PARTS = ("cue", "tag", "chain", "judge")
LOOSE = 0.5
"""The part of gold cues that are given with the bounds that the tags propose."""
SHORTEST = 9
"""Words that a window must have to teach anything."""
_WORKERS = ThreadPoolExecutor(2)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Say how one reader is made."""

    seed: int = 1
    layers: int = LAYERS
    epochs: int = 5
    steps: int = 0
    """Where to stop within the epochs; 0: at their end."""
    batch: int = 12
    share: int = 3
    room: int = 254
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    decay_by_layer: float = 0.9
    average: float = 0.998
    cue_weight: float = 1.0
    chain_weight: float = 0.5
    tag_weight: float = 0.15
    judge_weight: float = 0.5


class Reader(nn.Module):
    """Encoder, linker and the chain that decodes the linker's tags."""

    def __init__(self, *, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder, self.linker, self.chain = Encoder(layers=layers), Linker(), Chain()


@dataclass(slots=True)
class Batch:
    """Some windows as tensors; `passages` are what they were made of."""

    pieces: Tensor
    case: Tensor
    state: Tensor
    place: Tensor
    first: Tensor
    mask: Tensor
    passages: list[Passage]


def collate(passages: Sequence[Passage]) -> Batch:
    """Make tensors of windows, filled up with zeros."""
    rows: list[list[np.ndarray]] = []
    for passage in passages:
        paragraph = np.array(passage.paragraph, np.int32)
        mark = np.array([word.mark for word in passage.words], np.int8)
        sizes = np.array([len(word.pieces) for word in passage.words])
        features = ([word.case for word in passage.words], quote_states(mark, paragraph), places(paragraph))
        spread = [np.pad(np.repeat(np.asarray(one, np.int64), sizes), 1) for one in features]
        pieces = np.array([BEGIN_MARK, *(p for word in passage.words for p in word.pieces), END_MARK], np.int64)
        first = np.append(0, np.cumsum(sizes))[:-1] + 1
        rows.append([pieces, *spread, first, np.ones(len(pieces), np.int64)])
    columns = [nn.utils.rnn.pad_sequence([torch.as_tensor(row[i]) for row in rows], batch_first=True) for i in range(6)]
    return Batch(*columns[:5], mask=columns[5].bool()[:, None, None, :], passages=list(passages))


def chunk_tags(labels: np.ndarray, label: int) -> np.ndarray:
    """Give 0, 1 (beginning) or 2 (within) for the words under one label in any of the rows."""
    tags = np.zeros(labels.shape[1], np.int64)
    for row in labels == label:
        tags[row & (tags == 0)] = 2
        tags[row & ~np.append(False, row[:-1])] = 1
    return tags


@dataclass(slots=True)
class Link:
    """One cue to be linked: its window and words, and its row of labels (None: no cue at all)."""

    window: int
    begin: int
    end: int
    labels: np.ndarray | None


def links_of(batch: Batch, tags: Tensor, chance: random.Random) -> list[Link]:
    """Take the gold cues, half of them with the bounds the tags give, and the tags' false ones."""
    found = []
    cue_shares = shares(tags[..., :CUE_TAGS].detach().numpy())
    for i, passage in enumerate(batch.passages):
        runs = candidates(cue_shares[i, : len(passage.words)])
        taken = np.zeros(len(passage.words), bool)
        for row in passage.labels:
            place = np.flatnonzero(row == CUE)
            begin, end = int(place[0]), int(place[-1]) + 1
            taken[begin:end] = True
            met = [run for run in runs if run[0] < end and run[1] > begin]
            if met and chance.random() < LOOSE:
                begin, end, _ = max(met, key=lambda run: run[2])
            found.append(Link(i, begin, end, row))
        false = [run for run in runs if not taken[run[0] : run[1]].any()]
        false = sorted(false, key=lambda run: -run[2])[: max(3, len(passage.labels))]
        found += [Link(i, begin, end, None) for begin, end, _ in false]
    return found


def link_tensors(batch: Batch, links: Sequence[Link], keys: Tensor) -> tuple[list[Tensor], Tensor, Tensor]:
    """Give the linker's inputs, the gold tags (cues, words) and whether each is a cue (cues)."""
    rows, slices = [], []
    for link in links:
        passage = batch.passages[link.window]
        paragraph = np.array(passage.paragraph, np.int32)
        begin, end = np.int32(link.begin), np.int32(link.end)
        low, high = reach(paragraph, link.begin, link.end)
        cue = np.zeros(high - low, np.float32)
        cue[link.begin - low : link.end - low] = 1.0
        gold = np.zeros(high - low, np.int64) if link.labels is None else tags_of(link.labels[low:high])
        rows.append(
            (
                cue,
                distances(np.arange(low, high, dtype=np.int32), begin, end),
                relations(paragraph[low:high], paragraph[begin]),
                np.ones(high - low, np.float32),
                gold,
            )
        )
        slices.append(keys[link.window, low:high])
    padded = [nn.utils.rnn.pad_sequence([torch.as_tensor(row[i]) for row in rows], batch_first=True) for i in range(5)]
    near = nn.utils.rnn.pad_sequence(slices, batch_first=True)
    right = torch.tensor([link.labels is not None for link in links])
    return [near, *padded[:4]], padded[4], right


def loss_of(reader: Reader, batch: Batch, recipe: Recipe, chance: random.Random) -> tuple[Tensor, dict[str, float]]:
    """Add up the losses of some windows, in nats."""
    _, tags, keys = reader.encoder(batch.pieces, batch.case, batch.state, batch.place, batch.first, batch.mask)
    parts = {"cue": tags.new_zeros(()), "tag": tags.new_zeros(())}
    for i, passage in enumerate(batch.passages):
        scores, edge = tags[i, : len(passage.words)], CUE_TAGS + SOURCE_TAGS
        for name, label, low, high in (
            ("cue", CUE, 0, CUE_TAGS),
            ("tag", SOURCE, CUE_TAGS, edge),
            ("tag", CONTENT, edge, scores.shape[1]),
        ):
            gold = torch.as_tensor(chunk_tags(passage.labels, label))
            parts[name] = parts[name] + functional.cross_entropy(scores[:, low:high], gold, reduction="sum")
    links = links_of(batch, tags, chance)
    if links:
        inputs, gold, right = link_tensors(batch, links, keys)
        scores, judged = reader.linker(*inputs)
        parts["chain"] = reader.chain.loss(scores[right], gold[right], inputs[4][right])
        parts["judge"] = functional.binary_cross_entropy_with_logits(judged, right.float(), reduction="sum")
    weights = {name: getattr(recipe, f"{name}_weight") for name in parts}
    total = sum((parts[name] * weights[name] for name in parts), tags.new_zeros(()))
    return total, {name: part.item() for name, part in parts.items()}


def parameter_groups(reader: Reader, recipe: Recipe) -> list[dict]:
    """Give each layer its rate: lower ones learn slower, heads faster; piece embeddings stay as they are."""
    reader.encoder.pieces.weight.requires_grad_(False)
    groups: dict[float, list[Tensor]] = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = recipe.rate * recipe.decay_by_layer ** (recipe.layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.positions", "encoder.norm")):
            rate = recipe.rate * recipe.decay_by_layer**recipe.layers
        else:
            rate = recipe.head_rate
        groups.setdefault(rate, []).append(parameter)
    return [{"params": params, "lr": rate, "initial": rate} for rate, params in groups.items()]


def epoch_batches(
    documents: Sequence[Document], augment: Augmenter | None, recipe: Recipe, epoch: int
) -> list[list[Passage]]:
    """Cut, change and shuffle the windows of one epoch; windows of a batch are of like length."""
    chance = random.Random(recipe.seed * 1000 + epoch)  # noqa: S311 - nothing secret hangs on it
    found = []
    for document in documents:
        for window in windows(chance.choice(document.passages), room=recipe.room, chance=chance):
            changed = augment(window, chance) if augment else window
            # what was put in may have made it too long; what has no room goes into no window
            found += windows(changed, room=recipe.room, chance=_Whole()) if changed is not window else [window]
    found = [one for one in found if len(one.words) >= SHORTEST]
    chance.shuffle(found)
    batches = []
    for low in range(0, len(found), recipe.batch * 12):
        near = sorted(found[low : low + recipe.batch * 12], key=lambda p: sum(len(w.pieces) for w in p.words))
        batches += [near[i : i + recipe.batch] for i in range(0, len(near), recipe.batch)]
    chance.shuffle(batches)
    return batches


class _Whole(random.Random):
    """A chance that always gives the most."""

    def randint(self, a: int, b: int) -> int:  # noqa: ARG002
        return b


def factor(step: int, total: int) -> float:
    """Give the share of the learning rate: up over the first 5%, then down to nothing."""
    warm = max(1, total // 20)
    return min(1.0, (step + 1) / warm) * max(0.0, 1.0 - max(0, step - warm) / max(1, total - warm))


def fit(
    documents: Sequence[Document],
    augment: Augmenter | None,
    recipe: Recipe,
    *,
    base: Path,
    out: Path,
    check: Callable[[Reader, int], None],
) -> Reader:
    """Train and give back the averaged weights, which also stand in `out`/average.pt.

    `check` is called with them after each epoch. A run that was stopped goes on from its last checkpoint in `out`.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2), "utf-8")
    torch.set_num_threads(1)
    torch.manual_seed(recipe.seed)
    reader, averaged = Reader(layers=recipe.layers), Reader(layers=recipe.layers)
    load_base(reader.encoder, base)
    averaged.load_state_dict(reader.state_dict())
    optimiser = torch.optim.AdamW(parameter_groups(reader, recipe), weight_decay=0.01, fused=True)
    step, epoch, done = 0, 0, 0
    if (out / "checkpoint.pt").exists():
        saved = torch.load(out / "checkpoint.pt", weights_only=True)
        reader.load_state_dict(saved["reader"])
        averaged.load_state_dict(saved["averaged"])
        optimiser.load_state_dict(saved["optimiser"])
        step, epoch, done = saved["step"], saved["epoch"], saved["done"]
    while epoch < recipe.epochs and not 0 < recipe.steps <= step:
        batches = epoch_batches(documents, augment, recipe, epoch)
        total = recipe.steps or len(batches) * recipe.epochs
        for seen in _steps(reader, averaged, optimiser, batches[done : done + total - step], recipe, step, total):
            step, done = step + 1, done + 1
            if seen:
                print(f"epoch {epoch} step {step}/{total} {seen}", flush=True)
            if step % 100 == 0:
                _save(out, reader, averaged, optimiser, step=step, epoch=epoch, done=done)
        epoch, done = epoch + 1, 0
        _save(out, reader, averaged, optimiser, step=step, epoch=epoch, done=done)
        check(averaged.eval(), epoch)
    torch.save(averaged.state_dict(), out / "average.pt")
    return averaged.eval()


def _save(out: Path, reader: Reader, averaged: Reader, optimiser: torch.optim.Optimizer, **where: int) -> None:
    saved = {"reader": reader.state_dict(), "averaged": averaged.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(saved | where, out / "checkpoint.tmp")
    (out / "checkpoint.tmp").replace(out / "checkpoint.pt")


def _steps(  # noqa: PLR0917 - the run in all its parts
    reader: Reader,
    averaged: Reader,
    optimiser: torch.optim.Optimizer,
    batches: Sequence[Sequence[Passage]],
    recipe: Recipe,
    step: int,
    total: int,
) -> Iterator[str]:
    """Learn from each batch; yield a line of figures now and then, else nothing."""
    seen: list[dict[str, float]] = []
    since = time.monotonic()
    for passages in batches:
        reader.train()
        for group in optimiser.param_groups:
            group["lr"] = group["initial"] * factor(step, total)
        parts = _slopes(reader, passages, recipe, step)
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        step += 1
        _average(averaged, reader, min(recipe.average, (1 + step) / (10 + step)))
        seen.append(parts)
        if step % 25 == 0:
            means = {name: sum(one.get(name, 0.0) for one in seen) / len(seen) for name in parts}
            pace = (time.monotonic() - since) / len(seen)
            yield " ".join(f"{name} {value:.3f}" for name, value in means.items()) + f" | {pace:.2f} s a step"
            seen, since = [], time.monotonic()
        else:
            yield ""


def _slopes(reader: Reader, passages: Sequence[Passage], recipe: Recipe, step: int) -> dict[str, float]:
    """Set the gradients of one batch, its shares computed side by side by threads of one core each.

    Threads that take share after share lose far less on a busy machine than operations split over all cores.
    """
    learnt = [parameter for parameter in reader.parameters() if parameter.requires_grad]

    def share(begin: int) -> tuple[tuple[Tensor | None, ...], dict[str, float]]:
        seed = (recipe.seed * 100003 + step) * 100 + begin
        draw_from(seed)
        chance = random.Random(seed)  # noqa: S311
        loss, parts = loss_of(reader, collate(passages[begin : begin + recipe.share]), recipe, chance)
        return torch.autograd.grad(loss / (10 * len(passages)), learnt, allow_unused=True), parts

    results = list(_WORKERS.map(share, range(0, len(passages), recipe.share)))
    for parameter, *slopes in zip(learnt, *(slopes for slopes, _ in results), strict=True):
        there = [slope for slope in slopes if slope is not None]
        parameter.grad = torch.stack(there).sum(0) if there else None
    return {name: sum(parts.get(name, 0.0) for _, parts in results) / (10 * len(passages)) for name in PARTS}


@torch.no_grad()
def _average(averaged: Reader, reader: Reader, keep: float) -> None:
    pairs = zip(averaged.parameters(), reader.parameters(), strict=True)
    means, nows = zip(*((mean, now) for mean, now in pairs if now.requires_grad), strict=True)
    torch._foreach_lerp_(means, nows, 1.0 - keep)


__all__ = ["LINK_WIDTH", "Batch", "Reader", "Recipe", "collate", "fit"]
