"""Run the network over a report: windows through the layers, then candidates for cues through the linker."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportedly.encode.arcs import Habits, attached
from reportedly.encode.candidates import Floats, candidates, shares
from reportedly.encode.layout import places
from reportedly.encode.links import links, stretches
from reportedly.encode.network import Network, network
from reportedly.encode.quotation import CARRIED, quote_states
from reportedly.encode.tokens import Near, Tokens, tokens_of
from reportedly.encode.windows import Window, windows
from reportedly.encode.words import Words, split_words
from reportedly.model.encoded import Arcs, Encoded, Grammar
from reportedly.model.tagset import DEPS, NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.model import Article, Split
    from reportedly.model.vocabulary import ReaderName

TEXT_BEGINS, TEXT_ENDS = 101, 102
"""The pieces that stand before and after each window, as the encoder was trained: [CLS] and [SEP]."""
COLON = 1024
"""The piece of a colon."""
TAGS = 9
"""Scores of a word: outside, beginning and within, of a cue, a source and a content."""
LEAST = -1e4
ROOT = DEPS.index("ROOT")


class Read(NamedTuple):
    """What the windows give: tag scores, link keys and leanings to functions of words, and the grammar of tokens."""

    tags: Floats
    keys: Floats
    functions: Floats
    grammar: Grammar


def encode(article: Article, split: Split, reader: ReaderName) -> Encoded:
    """Encode a report's headline and paragraphs; furniture is left out.

    The fast reader stops at the lower layers, and reads the grammar off them, too.

    Offsets are code points of `full_text`. Raises ModelMissing where the weights are missing or damaged.
    """
    return encode_text(article.full_text, split, using=network(reader))


def encode_text(text: str, split: Split, *, using: Network) -> Encoded:
    """Encode those stretches of a text that are the pieces of its split, in order, not overlapping."""
    words = split_words(text, using.tokenizer, split.pieces)
    asked = (split.starts, split.ends) if using.grammar else (split.starts[:0], split.ends[:0])
    tags, keys, functions, grammar = _read(words, tokens_of(words, *asked), using)
    cue, source, content = (shares(part) for part in np.split(tags, 3, axis=1))
    return Encoded(
        model=using.name,
        starts=words.starts,
        ends=words.ends,
        paragraph=words.paragraph,
        cue=cue,
        source=source,
        content=content,
        functions=functions,
        links=tuple(links(words, candidates(cue), keys, stretches(source, content), using)),
        decoding=using.decoding,
        grammar=grammar if using.grammar else None,
    )


def _read(words: Words, tokens: Tokens, using: Network) -> Read:
    """Run every window through the layers; a word's reading is that of the window that answers for it."""
    states = quote_states(words.mark, words.paragraph)
    facts = words.case, states, places(words.paragraph)
    # filled in place: put together from parts, the keys of a long report would take twice the memory
    tags, keys = np.zeros((len(words), TAGS), np.float32), np.zeros((len(words), using.keys), np.float32)
    functions = np.zeros((len(words), using.functions.shape[1]), np.float32)
    parts = []
    for window in windows(words.first, _passages(words, states)):
        near = tokens.near(words, window)
        hidden, *scores = using.lower.run(None, _inputs(words, window, facts) | near.pieces)
        parts.append(_grammar(scores, near, using.habits))
        own = slice(window.own, window.until)
        first = words.first[own].astype(np.int64) - words.first[window.begin] + 1
        tags[own], keys[own] = using.upper.run(None, {"states": hidden, "first": first})
        functions[own] = _speaking(hidden, first, words.first[window.until] - words.first[window.begin] + 1, using)
    return Read(tags, keys, functions, _joined(parts, len(tokens.first)))


def _speaking(hidden: Floats, first: NDArray[np.int64], end: int, using: Network) -> Floats:
    """Say how far words speak for each function: the mean of what their pieces do; `end` is where the last one ends."""
    if not len(first):
        return np.zeros((0, using.functions.shape[1]), np.float32)
    pieces = hidden.reshape(-1, hidden.shape[-1])[:end] @ using.functions[:-1] + using.functions[-1]
    sums: Floats = np.add.reduceat(pieces, first, axis=0)
    return sums / np.diff(first, append=end).astype(np.float32)[:, None]


def _inputs(words: Words, window: Window, facts: Sequence[NDArray[np.int8]]) -> dict[str, NDArray[np.int64]]:
    """Give the pieces of a window, and of each the facts about its word."""
    begin, end = window.begin, window.end
    low, high = words.first[begin], words.first[end]
    sizes = np.diff(words.first[begin : end + 1])
    pieces = np.concatenate(([TEXT_BEGINS], words.pieces[low:high], [TEXT_ENDS])).astype(np.int64)
    spread = (np.pad(np.repeat(fact[begin:end].astype(np.int64), sizes), 1) for fact in facts)
    return dict(zip(("pieces", "case", "state", "place"), (pieces, *spread), strict=True))


def _grammar(scores: Sequence[Floats], near: Near, habits: Habits) -> Grammar:
    """Keep what a window says of the tokens that it answers for."""
    tags, names, begins, arcs, deps = scores
    deps[:, ROOT] = LEAST
    tag, dep = tags.argmax(1).astype(np.int8), deps.argmax(1).astype(np.int8)
    own = slice(near.own - near.low, near.until - near.low)
    heads = attached(arcs, tag, dep, habits)[own, : near.high - near.low]
    return Grammar(tag[own], dep[own], names[own].astype(np.float16), begins[own], (Arcs(near.own, near.low, heads),))


def _joined(parts: Sequence[Grammar], many: int) -> Grammar:
    """Put the grammar of windows together; `many` tokens without a window have no word that the encoder knows."""
    if not parts:
        none = np.zeros(many, np.int8)
        return Grammar(none, none, np.zeros((many, len(NAME_TAGS)), np.float16), np.zeros(many, np.float32), ())
    tag, dep, names, begins = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("tag", "dep", "names", "begins")
    )
    return Grammar(tag, dep, names, begins, tuple(arcs for part in parts for arcs in part.arcs))


def _passages(words: Words, states: NDArray[np.int8]) -> NDArray[np.int32]:
    """Number the words' passages: a paragraph that goes on with a quotation, or follows a colon, leans on the last."""
    begins = np.flatnonzero(np.diff(words.paragraph, prepend=-1))
    alone = np.zeros(len(words), np.int32)
    alone[begins] = 1
    alone[begins[states[begins] == CARRIED]] = 0
    after_colon = [i for i in begins[1:].tolist() if words.pieces[words.first[i] - 1] == COLON]
    alone[after_colon] = 0
    return np.cumsum(alone, dtype=np.int32)
