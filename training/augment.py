"""Passages made different: so that the reader learns how reporting is done, not one election's names."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from training.corpus import CONTENT, CUE, OUT, SOURCE, Passage, Word, bare_words

from reportedly.encode.quotation import CLOSE, CLOSE_SINGLE, NO_MARK, OPEN, OPEN_SINGLE
from reportedly.encode.words import CAPITALISED, LOWER, MIXED, UPPER, split_words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from training.corpus import Document

Item = tuple[Word, int, int]
"""A word of the new passage, the old word whose labels it takes (-1: none), and its paragraph."""

TABLES = tomllib.loads((Path(__file__).parent / "augment.toml").read_text("utf-8"))
SPEECH, PROSE = (10, 60), (12, 60)
"""Fewest and most words of what is said, and of paragraphs, in made-up reporting."""
LETTERS = (LOWER, CAPITALISED, UPPER, MIXED)


class Augmenter:
    """Change passages at random; the chances were set by hand and stand in `augment.toml`."""

    def __init__(self, tokenizer: Tokenizer, documents: Sequence[Document]) -> None:
        self.tokenizer = tokenizer
        self.cache: dict[str, list[Word]] = {}
        self.chances: dict[str, float] = TABLES["chances"]
        self.sources: list[str] = TABLES["sources"]["phrases"]
        self.names: list[str] = TABLES["names"]["persons"]
        self.pronouns = {self.words(word)[0].pieces for word in TABLES["sources"]["pronouns"]}
        self.swaps = {
            self.words(old)[0].pieces: [self.words(new)[0] for new in swap["new"]]
            for swap in TABLES["swap"]
            for old in swap["old"]
        }
        self.speech, self.prose = _banks(documents)

    def words(self, text: str) -> list[Word]:
        """Give the words of a short text."""
        if text not in self.cache:
            self.cache[text] = bare_words(split_words(text, self.tokenizer, [(0, len(text))]))
        return self.cache[text]

    def __call__(self, passage: Passage, chance: random.Random) -> Passage:
        """Change one passage, or leave it as it is."""
        for name, change in (
            ("invent", self.invent),
            ("swap_sources", self.swap_sources),
            ("swap_names", self.swap_names),
            ("drop_quotes", self.drop_quotes),
            ("single_quotes", self.single_quotes),
            ("other_quotes", self.other_quotes),
            ("flatten", self.flatten),
            ("lower", self.lower),
            ("upper", self.upper),
        ):
            if chance.random() < self.chances[name]:
                passage = change(passage, chance)
        return passage

    def lower(self, passage: Passage, _: random.Random) -> Passage:
        """Write everything in lower case."""
        words = [w._replace(case=LOWER) if w.case in LETTERS else w for w in passage.words]
        return Passage(words, passage.paragraph, passage.labels, passage.grammar)

    def upper(self, passage: Passage, _: random.Random) -> Passage:
        """Write everything in upper case."""
        words = [w._replace(case=UPPER) if w.case in LETTERS else w for w in passage.words]
        return Passage(words, passage.paragraph, passage.labels, passage.grammar)

    def flatten(self, passage: Passage, _: random.Random) -> Passage:
        """Lose the paragraphs."""
        return Passage(passage.words, [0] * len(passage.words), passage.labels, passage.grammar)

    def drop_quotes(self, passage: Passage, _: random.Random) -> Passage:
        """Lose the double quotation marks."""
        kept = [i for i, word in enumerate(passage.words) if word.mark not in (OPEN, CLOSE)]
        return _rebuilt(passage, [(passage.words[i], i, passage.paragraph[i]) for i in kept])

    def single_quotes(self, passage: Passage, chance: random.Random) -> Passage:
        """Quote by single marks, as British papers do."""
        pair = chance.choice((("‘", "’"), ("'", "'")))
        return self._marked(passage, {OPEN: (pair[0], OPEN_SINGLE), CLOSE: (pair[1], CLOSE_SINGLE)})

    def other_quotes(self, passage: Passage, chance: random.Random) -> Passage:
        """Quote by another kind of double marks."""
        pair = chance.choice((("“", "”"), ('"', '"'), ('"', '"'), ("«", "»")))
        return self._marked(passage, {OPEN: (pair[0], OPEN), CLOSE: (pair[1], CLOSE)})

    def _marked(self, passage: Passage, marks: dict[int, tuple[str, int]]) -> Passage:
        new = {kind: self.words(mark)[0]._replace(mark=after) for kind, (mark, after) in marks.items()}
        words = [new.get(word.mark, word) if word.mark != NO_MARK else word for word in passage.words]
        return Passage(words, passage.paragraph, passage.labels, passage.grammar)

    def swap_names(self, passage: Passage, chance: random.Random) -> Passage:
        """Put other names for those of American politics, the same one for the same throughout."""
        chosen = {old: chance.choice(new) for old, new in self.swaps.items()}
        words = [
            chosen[w.pieces]._replace(case=w.case) if w.case != LOWER and w.pieces in chosen else w
            for w in passage.words
        ]
        return Passage(words, passage.paragraph, passage.labels, passage.grammar)

    def swap_sources(self, passage: Passage, chance: random.Random) -> Passage:
        """Put other speakers for about half of those that are no pronouns."""
        new: dict[int, list[Word]] = {}
        gone: set[int] = set()
        for row in passage.labels:
            place = np.flatnonzero(row == SOURCE).tolist()
            if (
                not place
                or place[-1] - place[0] + 1 != len(place)
                or gone & set(place)
                or chance.random() < self.chances["keep_source"]
            ):
                continue
            if len(place) == 1 and passage.words[place[0]].pieces in self.pronouns:
                continue
            gone.update(place)
            new[place[0]] = self.speaker(chance)
        items: list[Item] = []
        for i, word in enumerate(passage.words):
            if i in new:
                items += [(one, i, passage.paragraph[i]) for one in new[i]]
            elif i not in gone:
                items.append((word, i, passage.paragraph[i]))
        return _rebuilt(passage, items)

    def speaker(self, chance: random.Random) -> list[Word]:
        """Make up a speaker."""
        if chance.random() < self.chances["phrase"]:
            return self.words(chance.choice(self.sources))
        name = chance.choice(self.names)
        title = chance.choice(TABLES["names"]["titles"]) if chance.random() < self.chances["title"] else ""
        role = (
            ", " + chance.choice(TABLES["names"]["roles"])
            if not title and chance.random() < self.chances["role"]
            else ""
        )
        return self.words(title + name + role)

    def invent(self, passage: Passage, chance: random.Random) -> Passage:
        """Put a made-up piece of reporting between two paragraphs of a passage."""
        made = chance.choice((self.transcript, self.signature, self.block, self.block, self.block, self.letter))(chance)
        breaks = [0, *np.flatnonzero(np.diff(passage.paragraph)) + 1, len(passage.words)]
        at = chance.choice(breaks)
        return _joined([_part(passage, 0, at), made, _part(passage, at, len(passage.words))])

    def _plain(self, text: str, label: int) -> tuple[list[Word], list[int]]:
        words = self.words(text)
        return list(words), [label] * len(words)

    def _assembled(self, parts: list[tuple[Passage, int] | tuple[str, int] | None]) -> Passage:
        """Make one attribution of parts, each with its label; None begins a new paragraph."""
        passages, outer, paragraph = [], [], 0
        for part in parts:
            if part is None:
                paragraph += 1
                continue
            what, label = part
            if isinstance(what, str):
                words = self.words(what)
                what = Passage(list(words), [0] * len(words), np.zeros((0, len(words)), np.int8))
            what = Passage(what.words, [paragraph] * len(what.words), what.labels)
            passages.append(what)
            outer += [label] * len(what.words)
        whole = _joined(passages, keep_paragraphs=True)
        return Passage(whole.words, whole.paragraph, np.vstack([whole.labels, np.array([outer], np.int8)]))

    def _speaker_text(self, chance: random.Random) -> Passage:
        words = self.speaker(chance)
        return Passage(list(words), [0] * len(words), np.zeros((0, len(words)), np.int8))

    def _named(self, chance: random.Random) -> Passage:
        words = self.words(chance.choice(self.names))
        return Passage(list(words), [0] * len(words), np.zeros((0, len(words)), np.int8))

    def transcript(self, chance: random.Random) -> Passage:
        """Make turns of a transcript, `NAME: words`."""
        shout, turns = chance.random() < self.chances["shout"], []
        names = [self._named(chance) for _ in range(2)]
        for turn in range(chance.randint(2, 5)):
            name = names[turn % 2]
            if shout:
                name = Passage([w._replace(case=UPPER) for w in name.words[-1:]], [0], name.labels[:, -1:])
            turns.append(self._assembled([(name, SOURCE), (":", CUE), (chance.choice(self.speech), CONTENT)]))
        return _joined(turns)

    def signature(self, chance: random.Random) -> Passage:
        """Make quotations signed by a dash and a name."""
        made = []
        for _ in range(chance.randint(1, 3)):
            dash = chance.choice(("–", "—", "-", "--"))
            quoted = [("“", CONTENT), (chance.choice(self.speech), CONTENT), ("”", CONTENT)]
            gap = [None] if chance.random() < self.chances["apart"] else []
            made.append(self._assembled([*quoted, *gap, (dash, CUE), (self._named(chance), SOURCE)]))
        return _joined(made)

    def letter(self, chance: random.Random) -> Passage:
        """Make a letter, `From NAME: words`."""
        body: list = []
        for _ in range(chance.randint(1, 2)):
            body += [None, (chance.choice(self.prose), CONTENT)]
        return self._assembled([("From", OUT), (self._named(chance), SOURCE), (":", CUE), *body])

    def block(self, chance: random.Random) -> Passage:
        """Make a quotation of some paragraphs, opened once or in each and closed once, after a line naming whose."""
        lead = chance.choice(TABLES["leads"]["lines"])
        parts: list = []
        for part in lead:
            text, label = part["text"], {"source": SOURCE, "cue": CUE}.get(part.get("is", ""), OUT)
            parts.append((self._speaker_text(chance), SOURCE) if text == "SPEAKER" else (text, label))
        again, count = chance.random() < self.chances["again"], chance.choice((1, 2, 2, 3, 3, 4))
        for i in range(count):
            mark = [("“", CONTENT)] if i == 0 or again else []
            parts += [None, *mark, (chance.choice(self.prose), CONTENT)]
        return self._assembled([*parts, ("”", CONTENT)])


def _part(passage: Passage, begin: int, end: int) -> Passage:
    return passage.cut(begin, end)


def _rebuilt(passage: Passage, items: list[Item]) -> Passage:
    """Make a passage of new and old words; attributions that lost their cue or content are dropped."""
    inherit = np.array([i for _, i, _ in items], np.int64)
    labels = np.where(inherit >= 0, passage.labels[:, inherit], OUT).astype(np.int8)
    kept = (labels == CUE).any(1) & (labels == CONTENT).any(1)
    return Passage([w for w, _, _ in items], [p for _, _, p in items], labels[kept])


def _joined(passages: Sequence[Passage], *, keep_paragraphs: bool = False) -> Passage:
    """Put passages one after another, each beginning a new paragraph, unless they keep their numbers."""
    words: list[Word] = []
    paragraph: list[int] = []
    total = sum(len(one.words) for one in passages)
    rows = []
    for one in passages:
        block = np.zeros((len(one.labels), total), np.int8)
        block[:, len(words) : len(words) + len(one.words)] = one.labels
        rows.append(block)
        if keep_paragraphs or not one.words:
            paragraph += one.paragraph
        else:
            base = paragraph[-1] + 1 - one.paragraph[0] if paragraph else 0
            paragraph += [base + p for p in one.paragraph]
        words += one.words
    return Passage(words, paragraph, np.vstack(rows) if rows else np.zeros((0, total), np.int8))


def _banks(documents: Sequence[Document]) -> tuple[list[Passage], list[Passage]]:
    """Collect what is said in quotation marks, marks left out, and short paragraphs without any."""
    speech, prose = [], []
    for document in documents:
        passage = document.passages[0]
        marks = np.array([word.mark for word in passage.words])
        for row in passage.labels:
            place = np.flatnonzero(row == CONTENT)
            begin, end = int(place[0]), int(place[-1]) + 1
            whole = end - begin == len(place) and marks[begin] == OPEN and marks[end - 1] == CLOSE
            if whole and SPEECH[0] <= end - begin <= SPEECH[1] and not marks[begin + 1 : end - 1].any():
                speech.append(passage.cut(begin + 1, end - 1))
        breaks = [0, *(np.flatnonzero(np.diff(passage.paragraph)) + 1).tolist(), len(passage.words)]
        for begin, end in pairwise(breaks[1:]):
            if PROSE[0] <= end - begin <= PROSE[1] and not marks[begin:end].any():
                prose.append(passage.cut(begin, end))
    return speech, prose
