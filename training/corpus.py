"""PolNeAR as words with labels, and windows cut from it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.encode.words import Words, split_words

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from tokenizers import Tokenizer
    from training.grammar import Grammar

OUT, SOURCE, CUE, CONTENT = range(4)
Labels = NDArray[np.int8]


class Word(NamedTuple):
    """A word as the encoder meets it: its pieces, the way it is written, its quotation mark."""

    pieces: tuple[int, ...]
    case: int
    mark: int


@dataclass(slots=True)
class Passage:
    """Some words in a row: each one's paragraph, a row of labels for each attribution, and the grammar where known."""

    words: list[Word]
    paragraph: list[int]
    labels: Labels
    grammar: Grammar | None = None

    def cut(self, begin: int, end: int) -> Passage:
        """Take the words from `begin` to `end`, with those attributions whose cue stands wholly there."""
        cues = self.labels == CUE
        kept = cues[:, begin:end].any(1) & ~cues[:, :begin].any(1) & ~cues[:, end:].any(1)
        kept &= (self.labels[:, begin:end] == CONTENT).any(1)
        grammar = self.grammar.cut(begin, end) if self.grammar else None
        return Passage(self.words[begin:end], self.paragraph[begin:end], self.labels[kept, begin:end], grammar)


@dataclass(slots=True)
class Document:
    """A report: its words, and what each of its annotators found (mostly one)."""

    id: str
    text: str
    words: Words
    passages: list[Passage]


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Give (start, end) of each paragraph: what line ends part."""
    return [match.span() for match in re.finditer(r"[^\n]+", text) if match.group().strip()]


def _read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def load(folder: Path, tokenizer: Tokenizer) -> list[Document]:
    """Read one split of the corpus."""
    found: dict[str, list[list[dict]]] = defaultdict(list)
    for line in _read(folder / "annotators.jsonl"):
        found[line["id"]].append(line["attributions"])
    gold = {line["id"]: line["attributions"] for line in _read(folder / "gold.jsonl")}
    documents = []
    for line in _read(folder / "documents.jsonl"):
        text = line["text"]
        words = split_words(text, tokenizer, paragraphs_of(text))
        bare = bare_words(words)
        passages = [
            Passage(bare, words.paragraph.tolist(), _labels(words, attributions))
            for attributions in found.get(line["id"]) or [gold[line["id"]]]
        ]
        documents.append(Document(line["id"], text, words, passages))
    return documents


def bare_words(words: Words) -> list[Word]:
    """Give the words as the passages hold them."""
    pieces = [tuple(words.pieces[a:b].tolist()) for a, b in zip(words.first, words.first[1:], strict=False)]
    return [Word(*one) for one in zip(pieces, words.case.tolist(), words.mark.tolist(), strict=True)]


def _labels(words: Words, attributions: list[dict]) -> Labels:
    """Mark each attribution's parts; those without a cue or a content can't be learnt from and are left out."""
    rows = []
    for attribution in attributions:
        row = np.zeros(len(words), np.int8)
        for part, label in (("source", SOURCE), ("content", CONTENT), ("cue", CUE)):
            for start, end in attribution[part]:
                row[(words.starts < end) & (words.ends > start)] = label
        if (row == CUE).any() and (row == CONTENT).any():
            rows.append(row)
    return np.array(rows, np.int8).reshape(-1, len(words))


def windows(passage: Passage, *, room: int, chance: random.Random) -> list[Passage]:
    """Cut a passage into windows of at most `room` pieces, at ends of paragraphs where possible.

    The first window's room is drawn, so that paragraphs keep different company in each epoch.
    """
    sizes = np.array([len(word.pieces) for word in passage.words])
    total = np.append(0, np.cumsum(sizes))
    ends = [*np.flatnonzero(np.diff(passage.paragraph)) + 1, len(passage.words)]
    found, begin, limit = [], 0, chance.randint(room // 2, room)
    while begin < len(passage.words):
        fits = int(np.searchsorted(total, total[begin] + limit, side="right")) - 1
        whole = [end for end in ends if begin < end <= fits]
        end = whole[-1] if whole else max(fits, begin + 1)
        found.append(passage.cut(begin, end))
        begin, limit = end, room
    return found
