"""Fit the network to the corpora: one run a stage, resumable, the same for the same seed."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn
from training.batches import collate, epoch_batches
from training.losses import Reader, losses, weighed
from training.network import draw_from
from training.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from training.corpus import Document, Passage

    Change = Callable[[Passage, random.Random], Passage]

_WORKERS = ThreadPoolExecutor(2)
WEIGHTS = {"cue": 1.0, "tag": 0.15, "chain": 0.5, "judge": 0.5}
DEPTHS = {
    "low_cue": 0.6,
    "low_tag": 0.1,
    "low_chain": 0.3,
    "low_judge": 0.3,
    "low_like": 0.6,
    "tags": 0.15,
    "names": 0.2,
    "begins": 0.3,
    "arcs": 0.2,
    "deps": 0.12,
}
"""How much each part of the loss counts, in nats; set so that attribution and grammar weigh about the same."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Say how one stage is fitted."""

    seed: int = 1
    shape: Shape = field(default_factory=Shape)
    depths: bool = False
    """Whether the lower depth and the grammar are learnt, too."""
    epochs: int = 4
    steps: int = 0
    """Where to stop within the epochs; 0: at their end."""
    batch: int = 12
    plain: int = 0
    """Windows a step that teach grammar only."""
    share: int = 3
    room: int = 254
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    decay_by_layer: float = 0.9
    average: float = 0.998
    weights: dict[str, float] = field(default_factory=lambda: WEIGHTS | DEPTHS)


@dataclass(frozen=True, slots=True)
class Texts:
    """What is learnt from: annotated reports, and plain ones of which the teacher has told the grammar."""

    reports: Sequence[Document]
    change: Change | None = None
    plain: Sequence[Document] = ()
    change_plain: Change | None = None


def parameter_groups(reader: Reader, recipe: Recipe) -> list[dict]:
    """Give each layer its rate: lower ones learn slower, heads faster; piece embeddings stay as they are."""
    reader.encoder.pieces.weight.requires_grad_(False)
    groups: dict[float, list[Tensor]] = {}
    layers = recipe.shape.layers
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = recipe.rate * recipe.decay_by_layer ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.positions", "encoder.norm")):
            rate = recipe.rate * recipe.decay_by_layer**layers
        else:
            rate = recipe.head_rate
        groups.setdefault(rate, []).append(parameter)
    return [{"params": params, "lr": rate, "initial": rate} for rate, params in groups.items()]


def factor(step: int, total: int) -> float:
    """Give the share of the learning rate: up over the first 5%, then down to nothing."""
    warm = max(1, total // 20)
    return min(1.0, (step + 1) / warm) * max(0.0, 1.0 - max(0, step - warm) / max(1, total - warm))


class Portion(NamedTuple):
    """Windows that one thread learns from at once."""

    windows: list[Passage]
    annotated: bool


def _portions(batch: list[Passage], size: int, *, annotated: bool) -> list[Portion]:
    return [Portion(batch[low : low + size], annotated) for low in range(0, len(batch), size)]


def steps_of(texts: Texts, recipe: Recipe, epoch: int) -> list[list[Portion]]:
    """Give what each step of an epoch learns from: annotated windows, then plain ones."""
    seed = recipe.seed * 1000 + epoch
    batches = epoch_batches(texts.reports, texts.change, room=recipe.room, batch=recipe.batch, seed=seed)
    found = [_portions(one, recipe.share, annotated=True) for one in batches]
    if recipe.plain and texts.plain:
        plain = epoch_batches(texts.plain, texts.change_plain, room=recipe.room, batch=recipe.plain, seed=seed + 500)
        offset = epoch * len(found) % len(plain)
        for step, one in zip(found, islice(cycle(plain), offset, None), strict=False):
            step.extend(_portions(one, recipe.share, annotated=False))
    return found


@dataclass(slots=True)
class _Run:
    """One run: its weights, their average, and where it stands."""

    reader: Reader
    averaged: Reader
    optimiser: torch.optim.Optimizer
    recipe: Recipe
    step: int = 0
    epoch: int = 0
    done: int = 0
    """Steps of the epoch."""

    def load(self, path: Path) -> None:
        saved = torch.load(path, weights_only=True)
        self.reader.load_state_dict(saved["reader"])
        self.averaged.load_state_dict(saved["averaged"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.step, self.epoch, self.done = saved["step"], saved["epoch"], saved["done"]

    def save(self, path: Path) -> None:
        parts = {name: getattr(self, name).state_dict() for name in ("reader", "averaged", "optimiser")}
        places = {"step": self.step, "epoch": self.epoch, "done": self.done}
        torch.save(parts | places, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)


def fit(
    reader: Reader, texts: Texts, recipe: Recipe, *, out: Path, check: Callable[[Reader, int], None] | None = None
) -> Reader:
    """Train a network further and give back the averaged weights, which also stand in `out`/average.pt.

    `check` is called with them after each epoch. A run that was stopped goes on from its last checkpoint in `out`.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=2), "utf-8")
    torch.set_num_threads(1)
    averaged = Reader(recipe.shape)
    averaged.load_state_dict(reader.state_dict())
    optimiser = torch.optim.AdamW(parameter_groups(reader, recipe), weight_decay=0.01, fused=True)
    run = _Run(reader, averaged, optimiser, recipe)
    if (out / "checkpoint.pt").exists():
        run.load(out / "checkpoint.pt")
    while run.epoch < recipe.epochs and not 0 < recipe.steps <= run.step:
        steps = steps_of(texts, recipe, run.epoch)
        total = recipe.steps or len(steps) * recipe.epochs
        for line in _learn(run, steps[run.done : run.done + total - run.step], total):
            if line:
                print(f"epoch {run.epoch} step {run.step}/{total} {line}", flush=True)
            if run.step % 100 == 0:
                run.save(out / "checkpoint.pt")
        run.epoch, run.done = run.epoch + 1, 0
        run.save(out / "checkpoint.pt")
        if check:
            check(averaged.eval(), run.epoch)
    torch.save(averaged.state_dict(), out / "average.pt")
    return averaged.eval()


def _learn(run: _Run, steps: Sequence[list[Portion]], total: int) -> Iterator[str]:
    """Learn from each step's windows; yield a line of figures now and then, else nothing."""
    seen: list[dict[str, float]] = []
    since = time.monotonic()
    for portions in steps:
        run.reader.train()
        for group in run.optimiser.param_groups:
            group["lr"] = group["initial"] * factor(run.step, total)
        seen.append(_slopes(run, portions))
        nn.utils.clip_grad_norm_(run.reader.parameters(), 1.0)
        run.optimiser.step()
        run.step, run.done = run.step + 1, run.done + 1
        _average(run.averaged, run.reader, min(run.recipe.average, (1 + run.step) / (10 + run.step)))
        if run.step % 25 == 0:
            pace = (time.monotonic() - since) / len(seen)
            names = dict.fromkeys(name for one in seen for name in one)
            means = {name: sum(one.get(name, 0.0) for one in seen) / len(seen) for name in names}
            yield " ".join(f"{name} {value:.3f}" for name, value in means.items()) + f" | {pace:.2f} s a step"
            seen, since = [], time.monotonic()
        else:
            yield ""


def _slopes(run: _Run, portions: Sequence[Portion]) -> dict[str, float]:
    """Set the gradients of one step, its portions computed side by side by threads of one core each.

    Threads that take portion after portion lose far less on a busy machine than operations split over all cores.
    """
    reader, recipe = run.reader, run.recipe
    learnt = [parameter for parameter in reader.parameters() if parameter.requires_grad]
    size = 10 * sum(len(portion.windows) for portion in portions)

    def one(number: int) -> tuple[tuple[Tensor | None, ...], dict[str, float]]:
        seed = (recipe.seed * 100003 + run.step) * 100 + number
        draw_from(seed)
        chance = random.Random(seed)  # noqa: S311
        windows, annotated = portions[number]
        parts = losses(reader, collate(windows), chance, depths=recipe.depths, upper=annotated)
        loss = weighed(parts, recipe.weights) / size
        return torch.autograd.grad(loss, learnt, allow_unused=True), {k: v.item() / size for k, v in parts.items()}

    results = list(_WORKERS.map(one, range(len(portions))))
    for parameter, *slopes in zip(learnt, *(slopes for slopes, _ in results), strict=True):
        there = [slope for slope in slopes if slope is not None]
        parameter.grad = torch.stack(there).sum(0) if there else None
    names = dict.fromkeys(name for _, parts in results for name in parts)
    return {name: sum(parts.get(name, 0.0) for _, parts in results) for name in names}


@torch.no_grad()
def _average(averaged: Reader, reader: Reader, keep: float) -> None:
    pairs = zip(averaged.parameters(), reader.parameters(), strict=True)
    means, nows = zip(*((mean, now) for mean, now in pairs if now.requires_grad), strict=True)
    torch._foreach_lerp_(means, nows, 1.0 - keep)


__all__ = ["Recipe", "Texts", "fit"]
