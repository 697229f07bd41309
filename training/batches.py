"""Windows as tensors: what the network is given, and what it should say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from training.corpus import CONTENT, CUE, SOURCE, Passage, windows
from training.crf import tags_of
from training.grammar import NONE, UNKNOWN
from training.network import CUE_TAGS

from reportedly.encode.candidates import candidates, shares
from reportedly.encode.layout import distances, places, reach, relations
from reportedly.encode.quotation import quote_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.corpus import Document

BEGIN_MARK, END_MARK = 101, 102
LOOSE = 0.5
"""The part of gold cues that are given with the bounds that the tags propose."""
SHORTEST = 9
"""Words that a window must have to teach anything."""
NOTHING = -100
"""The label of what isn't learnt from."""
NEAR = 12
"""Batches whose windows are sorted by length together."""
Change = "Callable[[Passage, random.Random], Passage]"


@dataclass(slots=True)
class Targets:
    """The grammar of some windows: which pieces their tokens are, and what is to be said of them."""

    first: Tensor
    last: Tensor
    kind: Tensor
    absent: Tensor
    tag: Tensor
    name: Tensor
    dep: Tensor
    head: Tensor
    begins: Tensor


@dataclass(slots=True)
class Batch:
    """Some windows as tensors; `passages` are what they were made of. `cue` and the like are (batch, words)."""

    pieces: Tensor
    case: Tensor
    state: Tensor
    place: Tensor
    first: Tensor
    mask: Tensor
    cue: Tensor
    source: Tensor
    content: Tensor
    passages: list[Passage]
    targets: Targets | None


def collate(passages: Sequence[Passage]) -> Batch:
    """Make tensors of windows, filled up with zeros."""
    rows = [_row(passage) for passage in passages]
    columns = [_padded([row[i] for row in rows], NOTHING if i > 5 else 0) for i in range(9)]  # noqa: PLR2004 - labels
    known = any(passage.grammar is not None and len(passage.grammar) for passage in passages)
    return Batch(
        *columns[:5],
        mask=columns[5].bool()[:, None, None, :],
        cue=columns[6],
        source=columns[7],
        content=columns[8],
        passages=list(passages),
        targets=_targets(passages) if known else None,
    )


def _row(passage: Passage) -> list[np.ndarray]:
    paragraph = np.array(passage.paragraph, np.int32)
    mark = np.array([word.mark for word in passage.words], np.int8)
    sizes = np.array([len(word.pieces) for word in passage.words])
    features = ([word.case for word in passage.words], quote_states(mark, paragraph), places(paragraph))
    spread = [np.pad(np.repeat(np.asarray(one, np.int64), sizes), 1) for one in features]
    pieces = np.array([BEGIN_MARK, *(p for word in passage.words for p in word.pieces), END_MARK], np.int64)
    labels = [chunk_tags(passage.labels, label) for label in (CUE, SOURCE, CONTENT)]
    return [pieces, *spread, _first_pieces(sizes)[:-1], np.ones(len(pieces), np.int64), *labels]


def _first_pieces(sizes: np.ndarray) -> np.ndarray:
    return np.append(0, np.cumsum(sizes)) + 1


def _padded(rows: Sequence[np.ndarray], value: int) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.as_tensor(row) for row in rows], batch_first=True, padding_value=value)


def _targets(passages: Sequence[Passage]) -> Targets:
    rows: list[list[np.ndarray]] = []
    for passage in passages:
        grammar = passage.grammar or UNKNOWN
        places_of = _first_pieces(np.array([len(word.pieces) for word in passage.words]))
        head = np.where(grammar.head == NONE, NOTHING, grammar.head)
        given = [places_of[grammar.first], places_of[grammar.last + 1] - 1, grammar.kind, np.ones(len(grammar))]
        rows.append([*given, grammar.tag, grammar.name, grammar.dep, head, grammar.begins])
    columns = [
        _padded([row[i].astype(np.int64) for row in rows], NOTHING if i > 3 else 0)  # noqa: PLR2004 - labels
        for i in range(9)
    ]
    return Targets(*columns[:3], absent=columns[3] == 0, **dict(zip(_LABELS, columns[4:], strict=True)))


_LABELS = ("tag", "name", "dep", "head", "begins")


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


@dataclass(slots=True)
class LinkBatch:
    """The linker's inputs without the keys, the gold tags (cues, words), and whether each is a cue (cues)."""

    inputs: list[Tensor]
    gold: Tensor
    right: Tensor
    bounds: list[tuple[int, int, int]]

    def near(self, keys: Tensor) -> Tensor:
        """Take the keys of the words around each cue."""
        rows = [keys[window, low:high] for window, low, high in self.bounds]
        return nn.utils.rnn.pad_sequence(rows, batch_first=True)


def link_batch(batch: Batch, links: Sequence[Link]) -> LinkBatch:
    """Make tensors of the surroundings of cues."""
    rows, bounds = [], []
    for link in links:
        paragraph = np.array(batch.passages[link.window].paragraph, np.int32)
        begin, end = np.int32(link.begin), np.int32(link.end)
        low, high = reach(paragraph, link.begin, link.end)
        cue = np.zeros(high - low, np.float32)
        cue[link.begin - low : link.end - low] = 1.0
        gold = np.zeros(high - low, np.int64) if link.labels is None else tags_of(link.labels[low:high])
        apart = distances(np.arange(low, high, dtype=np.int32), begin, end)
        rows.append(
            (cue, apart, relations(paragraph[low:high], paragraph[begin]), np.ones(high - low, np.float32), gold)
        )
        bounds.append((link.window, low, high))
    padded = [_padded([row[i] for row in rows], 0) for i in range(5)]
    right = torch.tensor([link.labels is not None for link in links])
    return LinkBatch(padded[:4], padded[4], right, bounds)


def epoch_batches(
    documents: Sequence[Document], change: Change | None, *, room: int, batch: int, seed: int
) -> list[list[Passage]]:
    """Cut, change and shuffle the windows of one epoch; windows of a batch are of like length."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    found = []
    for document in documents:
        for window in windows(chance.choice(document.passages), room=room, chance=chance):
            changed = change(window, chance) if change else window
            # what was put in may have made it too long; what has no room goes into no window
            found += windows(changed, room=room, chance=_Whole()) if changed is not window else [window]
    found = [one for one in found if len(one.words) >= SHORTEST]
    chance.shuffle(found)
    batches = []
    for low in range(0, len(found), batch * NEAR):
        near = sorted(found[low : low + batch * NEAR], key=lambda p: sum(len(w.pieces) for w in p.words))
        batches += [near[i : i + batch] for i in range(0, len(near), batch)]
    chance.shuffle(batches)
    return batches


class _Whole(random.Random):
    """A chance that always gives the most."""

    def randint(self, a: int, b: int) -> int:  # noqa: ARG002
        return b
