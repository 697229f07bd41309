"""Tokens laid over the encoder's words, and over its windows."""

import numpy as np

from reportedly import parse
from reportedly.encode.network import network
from reportedly.encode.tokens import aligned, tokens_of
from reportedly.encode.windows import Window, windows
from reportedly.encode.words import split_words
from reportedly.model import Article

TEXT = "They can't leave the U.S. base, Gen. Odeh’s aide told reporters. Nobody cannot."


def laid(text):
    """Give words, and the tokens over them."""
    words = split_words(text, network().tokenizer, [(0, len(text))])
    split = parse.split(Article("t", text, "0" * 64))
    return words, split, tokens_of(words, split.starts, split.ends)


def test_every_token_finds_its_words():
    """A token's words hold all of its characters, and its kind says where it begins or ends within one."""
    words, split, tokens = laid(TEXT)
    starts, ends = words.starts[tokens.first], words.ends[tokens.last]
    assert (starts <= split.starts).all()
    assert (ends >= split.ends).all()
    assert (((tokens.kind & 1) == 1) == (starts < split.starts)).all()
    assert (((tokens.kind & 2) == 2) == (ends > split.ends)).all()
    kinds = dict(zip(split.forms, tokens.kind.tolist(), strict=True))
    assert (kinds["n't"], kinds["leave"], kinds["not"]) == (1, 0, 1)


def test_what_the_encoder_drops_leans_on_a_neighbour():
    """A token of a character that the tokeniser throws away still has a word."""
    words, split, tokens = laid("Two men \ufffd were held \x07")
    assert len(tokens.first) == len(split)
    assert (tokens.first < len(words)).all()
    assert (tokens.last >= tokens.first).all()


def test_windows_answer_for_each_token_once():
    """Over windows that overlap, every token is somebody's own, and its pieces lie in that window."""
    words, split, tokens = laid(TEXT * 12)
    own = []
    for window in windows(words.first, np.zeros(len(words), np.int32), room=60):
        near = tokens.near(words, window)
        own += range(near.own, near.until)
        size = words.first[window.end] - words.first[window.begin]
        assert near.pieces["token_first"].min() >= 1
        assert near.pieces["token_last"].max() <= size
        assert (near.pieces["token_first"] <= near.pieces["token_last"]).all()
    assert own == list(range(len(split)))


def test_a_window_without_tokens_gets_a_mark_to_read():
    """The graph is never given nothing."""
    words, _, tokens = laid(TEXT)
    near = tokens._replace(first=tokens.first + 100, last=tokens.last + 100).near(words, Window(0, 3, 0, 3))
    assert near.own == near.until
    assert len(near.pieces["token_first"]) == 1


def test_no_words_no_kinds():
    """An empty text is laid over nothing."""
    words, split, _ = laid("")
    assert [len(part) for part in aligned(words, split.starts, split.ends)] == [0, 0, 0]
