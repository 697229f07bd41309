"""The network as shipped, run over texts."""

import json
import shutil
import time
from dataclasses import replace

import numpy as np
import pytest

from reportedly import parse
from reportedly.encode.encoder import encode_text
from reportedly.encode.network import FILES, FUNCTIONS, READERS, WEIGHTS, network
from reportedly.errors import ModelMissing
from reportedly.model import Article, Furniture
from reportedly.model.encoded import TOLD_FUNCTIONS
from reportedly.reader import read as read_whole

TEXT = (
    "Dam holds, ministry says\n\n"
    "The dam above the town will hold, the water ministry said on Monday.\n\n"
    "“We have checked every gate,” Amina Yusuf, its spokeswoman, told reporters. “Nobody needs to leave.”\n\n"
    "Farmers denied that they had been warned."
)


def split_of(text, *, furniture=""):
    """Split a text whose paragraphs are its lines."""
    article = Article("t", text, "0" * 64)
    if furniture:
        start = text.index(furniture)
        article = replace(article, furniture=(Furniture("other", (article.span(start, start + len(furniture)),)),))
    return parse.split(article)


def load_all(folder):
    """Load both readers from a folder."""
    for reader in READERS:
        network(reader, folder)


def read(text, reader="default"):
    """Encode a text with the weights as shipped."""
    return encode_text(text, split_of(text), using=network(reader))


def test_words_point_at_the_text():
    """Each word's offsets cut a word without white space out of the text, in order."""
    encoded = read(TEXT)
    words = [TEXT[a:b] for a, b in zip(encoded.starts, encoded.ends, strict=True)]
    assert words[:5] == ["Dam", "holds", ",", "ministry", "says"]
    assert all(word.strip() == word != "" for word in words)
    assert (np.diff(encoded.starts) > 0).all()


def test_everything_has_a_row_for_each_word():
    """Shares stand for words one to one, and are probabilities; the fast reader's grammar has a row for each token."""
    encoded = read(TEXT)
    assert len(encoded) == len(encoded.paragraph)
    size = len(split_of(TEXT))
    assert encoded.grammar is None
    grammar = read(TEXT, "fast").grammar
    assert {len(getattr(grammar, name)) for name in ("tag", "dep", "names", "begins")} == {size}
    assert sum(len(arcs.scores) for arcs in grammar.arcs) == size
    for part in (encoded.cue, encoded.source, encoded.content):
        assert part.shape == (len(encoded), 3)
        assert np.allclose(part.sum(1), 1.0, atol=1e-4)


def test_cues_are_among_the_candidates():
    """Plain verbs of speaking are linked, and look at their surroundings."""
    encoded = read(TEXT)
    cues = {TEXT[encoded.starts[one.begin] : encoded.ends[one.end - 1]] for one in encoded.links}
    assert {"says", "said", "told"} <= cues
    for link in encoded.links:
        assert link.low <= link.begin < link.end <= link.low + len(link.scores)


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n\n"])
def test_nothing_is_read_out_of_nothing(text):
    """Empty texts give no words and no links."""
    encoded = read(text)
    assert len(encoded) == 0
    assert encoded.links == ()


def test_words_outside_paragraphs_are_left_out():
    """What isn't a piece of the split, such as furniture, is not encoded."""
    split = split_of(TEXT, furniture=TEXT[TEXT.index("“") :])
    encoded = encode_text(TEXT, split, using=network())
    assert TEXT[encoded.starts[0] : encoded.ends[0]] == "Dam"
    assert TEXT[encoded.starts[-1] : encoded.ends[-1]] == "."
    assert int(encoded.paragraph.max()) == 1


def test_reading_twice_is_reading_once():
    """The same text gives the same scores."""
    one, other = read(TEXT), read(TEXT)
    assert np.array_equal(one.cue, other.cue)
    assert [link.judged for link in one.links] == [link.judged for link in other.links]


def test_odd_characters_keep_offsets():
    """Accents, emoji, joined marks, other scripts and a very long word move no offset."""
    text = "Café 😀 «naïve» e\u0301té 你好 " + "x" * 3000 + " said\u200b he"
    encoded = read(text)
    words = [text[a:b] for a, b in zip(encoded.starts, encoded.ends, strict=True)]
    assert words[0] == "Café"
    assert words[-1] == "he"
    assert "你" in words


def test_a_long_text_is_read_window_by_window():
    """The same words far apart in a long report get about the same scores: windows don't disturb one another."""
    block = TEXT.split("\n\n", 1)[1] + "\n\n"
    text = block * 40
    encoded = read(text)
    shares = np.array([one.share for one in encoded.links if text[encoded.starts[one.begin] :].startswith("told")])
    assert len(shares) == 40
    assert shares.min() > 0.5


@pytest.mark.parametrize("name", [*FILES, "model.json"])
def test_a_missing_file_is_said(tmp_path, name):
    """A reader without one of its files raises ModelMissing that says what to do."""
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    (tmp_path / "weights" / name).unlink()
    with pytest.raises(ModelMissing, match="reinstall"):
        load_all(tmp_path / "weights")


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_said(tmp_path, name):
    """A changed byte raises ModelMissing before the file is used."""
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    content = bytearray((tmp_path / "weights" / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "weights" / name).write_bytes(content)
    with pytest.raises(ModelMissing, match="damaged"):
        load_all(tmp_path / "weights")


def test_a_table_of_functions_is_of_its_layers(tmp_path):
    """A table that was made for other layers is refused, and weights in training may have none."""
    home = tmp_path / "weights"
    shutil.copytree(WEIGHTS, home)
    table = json.loads((home / FUNCTIONS).read_text("utf-8"))
    (home / FUNCTIONS).write_text(json.dumps(table | {"of": "0" * 64}), "utf-8")
    with pytest.raises(ModelMissing, match=r"functions\.json"):
        network("default", home)
    (home / FUNCTIONS).unlink()
    assert not network("default", home).functions.any()


def test_words_speak_for_functions():
    """The words of a forecast speak for one more than those of an account of the past, whichever reader reads them."""
    text = "The river will probably rise again before the weekend.\n\nThe river rose on Monday and fell on Tuesday."
    column = TOLD_FUNCTIONS.index("expectation")
    for reader in READERS:
        encoded = read(text, reader)
        assert encoded.functions.shape == (len(encoded), len(TOLD_FUNCTIONS))
        later = encoded.starts > text.index("\n")
        assert encoded.functions[~later, column].mean() > encoded.functions[later, column].mean() + 1


def test_the_card_names_the_files_as_they_are():
    """The model card's hashes and figures are those of model.json."""
    described = json.loads((WEIGHTS / "model.json").read_text("utf-8"))
    card = (WEIGHTS / "MODEL_CARD.md").read_text("utf-8")
    assert all(value in card for value in described["sha256"].values())
    assert f"{described['scores']['default']['attr_f1']:.3f}" in card


def test_marks_by_the_thousand_take_no_time():
    """A text of nothing but quotation marks is read in seconds."""
    begin = time.monotonic()
    read("“" * 4000)
    assert time.monotonic() - begin < 20


def test_the_fast_reader_stops_at_the_lower_layers():
    """It finds plain cues with less to compute, and shares the lower graph."""
    fast, whole = read(TEXT, "fast"), read(TEXT)
    cues = {TEXT[fast.starts[one.begin] : fast.ends[one.end - 1]] for one in fast.links}
    assert {"said", "told"} <= cues
    assert fast.model.endswith("fast")
    assert fast.model != whole.model
    assert network("fast").lower is network("default").lower
    assert (WEIGHTS / "fast" / "upper.onnx").stat().st_size < (WEIGHTS / "default" / "upper.onnx").stat().st_size


@pytest.mark.parametrize("text", ["\ufffd", "\ufffd \ufffd\n\n\ufffd"])
def test_text_of_no_word_is_read(text):
    """Where the encoder knows no word, each token has a grammar all the same."""
    split = split_of(text)
    grammar = encode_text(text, split, using=network("fast")).grammar
    assert len(split.starts)
    assert len(grammar.tag) == len(grammar.names) == len(split.starts)
    assert len(read_whole(text, reader="fast").sentences) == text.count("\n\n") + 1
