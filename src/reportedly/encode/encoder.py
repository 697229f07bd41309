"""Run the network over a report: windows through the encoder, then candidates for cues through the linker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly.encode.candidates import Floats, candidates, shares
from reportedly.encode.layout import distances, places, reach, relations
from reportedly.encode.network import Network, network
from reportedly.encode.quotation import CARRIED, quote_states
from reportedly.encode.windows import windows
from reportedly.encode.words import Words, split_words
from reportedly.model.encoded import Encoded, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.model import Article, Offsets
    from reportedly.model.vocabulary import ReaderName

TEXT_BEGINS, TEXT_ENDS = 101, 102
"""The pieces that stand before and after each window, as the encoder was trained: [CLS] and [SEP]."""
COLON = 1024
"""The piece of a colon."""
AT_ONCE = 16
"""Candidates linked together; more take memory and save no time."""


def encode(article: Article, reader: ReaderName) -> Encoded | None:
    """Encode a report's headline and paragraphs; furniture is left out. The fast reader does without: None.

    Offsets are code points of `full_text`. Raises ModelMissing where the weights are missing or damaged.
    """
    if reader == "fast":
        return None
    paragraphs = [*([article.headline] if article.headline else []), *article.paragraphs]
    return encode_text(article.full_text, sorted(set(paragraphs)), using=network())


def encode_text(text: str, paragraphs: Sequence[Offsets], *, using: Network) -> Encoded:
    """Encode those stretches of a text that are given as (start, end), in order, not overlapping."""
    words = split_words(text, using.tokenizer, paragraphs)
    hidden, tags, keys = _read(words, using)
    cue, source, content = (shares(part) for part in np.split(tags, 3, axis=1))
    return Encoded(
        model=using.name,
        starts=words.starts,
        ends=words.ends,
        paragraph=words.paragraph,
        hidden=hidden,
        cue=cue,
        source=source,
        content=content,
        links=tuple(_links(words, candidates(cue), keys, using)),
        decoding=using.decoding,
    )


def _read(words: Words, using: Network) -> tuple[NDArray[np.float16], Floats, Floats]:
    """Give hidden states, tag scores and link keys of all words, each from the window that answers for it."""
    states = quote_states(words.mark, words.paragraph)
    facts = words.case, states, places(words.paragraph)
    sizes = np.diff(words.first)
    parts: list[tuple[NDArray[np.float16], Floats, Floats]] = []
    for begin, end, own, until in windows(words.first, _passages(words, states)):
        low, high = words.first[begin], words.first[end]
        pieces = np.concatenate(([TEXT_BEGINS], words.pieces[low:high], [TEXT_ENDS])).astype(np.int64)
        spread = [np.pad(np.repeat(fact[begin:end].astype(np.int64), sizes[begin:end]), 1) for fact in facts]
        first = words.first[own:until].astype(np.int64) - low + 1
        inputs = dict(zip(("pieces", "case", "state", "place"), (pieces, *spread), strict=True)) | {"first": first}
        hidden, tags, keys = using.encoder.run(None, inputs)
        parts.append((hidden.astype(np.float16), tags, keys))
    if not parts:
        return np.zeros((0, 0), np.float16), np.zeros((0, 9), np.float32), np.zeros((0, 0), np.float32)
    hidden, tags, keys = (np.concatenate(column) for column in zip(*parts, strict=True))
    return hidden, tags, keys


def _passages(words: Words, states: NDArray[np.int8]) -> NDArray[np.int32]:
    """Number the words' passages: a paragraph that goes on with a quotation, or follows a colon, leans on the last."""
    begins = np.flatnonzero(np.diff(words.paragraph, prepend=-1))
    alone = np.zeros(len(words), np.int32)
    alone[begins] = 1
    alone[begins[states[begins] == CARRIED]] = 0
    after_colon = [i for i in begins[1:].tolist() if words.pieces[words.first[i] - 1] == COLON]
    alone[after_colon] = 0
    return np.cumsum(alone, dtype=np.int32)


def _links(words: Words, runs: Sequence[tuple[int, int, float]], keys: Floats, using: Network) -> list[Link]:
    """Look around each candidate, those that see about as many words together."""
    bounds = [reach(words.paragraph, begin, end) for begin, end, _ in runs]
    order = sorted(range(len(runs)), key=lambda i: bounds[i][1] - bounds[i][0])
    found: dict[int, Link] = {}
    for at in range(0, len(order), AT_ONCE):
        chosen = order[at : at + AT_ONCE]
        low, high = np.array([bounds[i] for i in chosen], np.int32).T[:, :, None]
        begin, end = np.array([runs[i][:2] for i in chosen], np.int32).T[:, :, None]
        there = low + np.arange((high - low).max(), dtype=np.int32)
        present = there < high
        near = np.where(present, there, low)
        inputs = {
            "keys": keys[near],
            "cue": ((there >= begin) & (there < end)).astype(np.float32),
            "distance": distances(there, begin, end),
            "relation": relations(words.paragraph[near], words.paragraph[begin]),
            "present": present.astype(np.float32),
        }
        scores, judged = using.linker.run(None, inputs)
        for row, i in enumerate(chosen):
            first, last = bounds[i]
            found[i] = Link(*runs[i], float(judged[row]), first, scores[row, : last - first])
    return [found[i] for i in range(len(runs))]
