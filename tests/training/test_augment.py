"""The made-up variants that the reader learns from."""

import random

import numpy as np
import pytest
from training.augment import TABLES, Augmenter
from training.corpus import CONTENT, CUE, SOURCE, Document, Passage, bare_words, paragraphs_of, windows

from reportedly.encode.network import network
from reportedly.encode.quotation import CLOSE, CLOSE_SINGLE, OPEN, OPEN_SINGLE
from reportedly.encode.words import split_words

TEXT = (
    "Bridge closed\n\n"
    "Rain fell for three days over the valley and the river rose above the old bridge on Sunday night\n\n"
    "“We will not open the bridge until the water has gone down again by a metre,” Haddad said\n\n"
    "Nobody was hurt, but the ferry that links both banks could not leave its harbour for two days"
)


@pytest.fixture(scope="module")
def passage():
    """Give a report of four paragraphs with one attribution."""
    words = split_words(TEXT, network().tokenizer, paragraphs_of(TEXT))
    row = np.zeros(len(words), np.int8)
    for part, label in (
        ("Haddad", SOURCE),
        ("said", CUE),
        ("“We will not open the bridge until the water has gone down again by a metre,”", CONTENT),
    ):
        start = TEXT.index(part)
        row[(words.starts >= start) & (words.ends <= start + len(part))] = label
    return Passage(bare_words(words), words.paragraph.tolist(), row[None])


@pytest.fixture(scope="module")
def augmenter(passage):
    """Make an augmenter that knows one report."""
    words = split_words(TEXT, network().tokenizer, paragraphs_of(TEXT))
    return Augmenter(network().tokenizer, [Document("one", TEXT, words, [passage])])


def test_the_tables_name_their_sources():
    """Each table of words says where it comes from."""
    tables = [TABLES["chances"], TABLES["sources"], TABLES["names"], TABLES["leads"], *TABLES["swap"]]
    assert all(table["source"] for table in tables)


@pytest.mark.parametrize("name", ["invent", "swap_sources", "swap_names", "drop_quotes", "flatten", "lower", "upper"])
def test_a_changed_passage_stays_whole(augmenter, passage, name):
    """Words, paragraphs and labels stay of one length, paragraphs in order, and each row keeps its cue and content."""
    for seed in range(20):
        changed = getattr(augmenter, name)(passage, random.Random(seed))
        assert len(changed.words) == len(changed.paragraph) == changed.labels.shape[1]
        assert changed.paragraph == sorted(changed.paragraph)
        assert len(changed.labels) >= 1
        assert (changed.labels == CUE).any(1).all()
        assert (changed.labels == CONTENT).any(1).all()


def test_quotation_marks_change_in_kind_only(augmenter, passage):
    """British marks stand where double ones stood."""
    changed = augmenter.single_quotes(passage, random.Random(1))
    kinds = {OPEN: OPEN_SINGLE, CLOSE: CLOSE_SINGLE}
    assert [word.mark for word in changed.words] == [kinds.get(word.mark, word.mark) for word in passage.words]
    assert any(word.mark == OPEN_SINGLE for word in changed.words)


def test_windows_hold_every_word_once(passage):
    """Cutting for training loses no word and exceeds no room."""
    found = windows(passage, room=30, chance=random.Random(2))
    assert [word for one in found for word in one.words] == passage.words
    assert all(sum(len(word.pieces) for word in one.words) <= 30 for one in found)
