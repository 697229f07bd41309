"""Targets of the grammar heads: cut, laid over words, and kept through losses."""

import random

import numpy as np
import pytest
from training.augment import Augmenter
from training.corpus import Document, Passage, bare_words
from training.diagram import reliability
from training.grammar import NONE, grammar_of
from training.spoil import Spoiler

from reportedly.encode.network import network
from reportedly.encode.words import split_words
from reportedly.model.tagset import DEPS, NAME_TAGS, TAGS

TEXT = "“They can't leave, ” Odeh said."
TOLD = {
    "tokens": [
        [0, 1, "``", "punct", 8, 0],
        [1, 5, "PRP", "nsubj", 4, 0],
        [6, 8, "MD", "aux", 4, 0],
        [8, 11, "RB", "neg", 4, 0],
        [12, 17, "VB", "ccomp", 8, 0],
        [17, 18, ",", "punct", 8, 0],
        [19, 20, "''", "punct", 8, 0],
        [21, 25, "NNP", "nsubj", 8, 0],
        [26, 30, "VBD", "ROOT", 8, 0],
        [30, 31, ".", "punct", 8, 0],
    ],
    "names": [[7, 8, "PERSON"]],
}


@pytest.fixture(scope="module")
def passage() -> Passage:
    """Give one sentence with its grammar."""
    words = split_words(TEXT, network().tokenizer, [(0, len(TEXT))])
    none = np.zeros((0, len(words)), np.int8)
    return Passage(bare_words(words), words.paragraph.tolist(), none, grammar_of(words, TOLD))


@pytest.fixture(scope="module")
def spoiler(passage: Passage) -> Spoiler:
    """Make what spoils texts."""
    words = split_words(TEXT, network().tokenizer, [(0, len(TEXT))])
    return Spoiler(Augmenter(network().tokenizer, [Document("one", TEXT, words, [passage])]))


def test_tokens_are_laid_over_words(passage: Passage) -> None:
    """Tokens that share a word know it, and tags, names and heads are the teacher's."""
    grammar = passage.grammar
    assert grammar is not None
    assert [TAGS[tag] for tag in grammar.tag] == [token[2] for token in TOLD["tokens"]]
    assert grammar.kind.tolist() == [0, 0, 2, 1, 0, 0, 0, 0, 0, 0]
    assert grammar.head[7] == grammar.head[8] == 8
    assert [NAME_TAGS[tag] for tag in grammar.name][7] == "S-PERSON"
    assert grammar.begins.tolist() == [1] + [0] * 9


def test_a_cut_forgets_heads_outside(passage: Passage) -> None:
    """What hangs on a word outside the window isn't learnt."""
    words = len(passage.words)
    grammar = passage.cut(0, words - 2).grammar
    assert grammar is not None
    assert len(grammar) == 8
    assert grammar.head[7] == NONE
    assert grammar.head[1] == 4


def test_lost_marks_leave_the_rest_as_it_was(passage: Passage) -> None:
    """Tokens that keep a word keep their tags and hang on the same words."""
    gone = np.array([word.mark != 0 or word.pieces == passage.words[0].pieces for word in passage.words])
    grammar = passage.grammar
    assert grammar is not None
    less = grammar.without(gone)
    assert [DEPS[dep] for dep in less.dep].count("punct") < [DEPS[dep] for dep in grammar.dep].count("punct")
    said = [TAGS[tag] for tag in less.tag].index("VBD")
    assert less.head[said] == said
    assert less.begins.sum() == 1


def test_spoilt_texts_stay_whole(spoiler: Spoiler, passage: Passage) -> None:
    """Words, paragraphs and grammar stay of a piece, whatever is lost."""
    for seed in range(60):
        changed = spoiler(passage, random.Random(seed))
        assert changed.grammar is not None
        assert len(changed.words) == len(changed.paragraph) == changed.labels.shape[1]
        assert changed.grammar.last.max() < len(changed.words)
        assert (changed.grammar.first <= changed.grammar.last).all()
        assert changed.grammar.head.max() < len(changed.grammar)


def test_the_diagram_draws_what_it_is_given() -> None:
    """A bin's bar is as high as the share of it that is right; bins of next to nothing are left out."""
    confidence = np.array([0.95] * 10 + [0.55] * 10 + [0.25])
    right = np.array([True] * 9 + [False] + [True] * 5 + [False] * 5 + [True])
    drawn = reliability({"default": (confidence, right)})
    assert drawn.count('class="bar"') == 2
    assert 'height="234.0"' in drawn
    assert 'height="130.0"' in drawn
