"""What spaCy says of plain texts: the grammar that ours learns from.

Texts are cut into tokens and pieces as the product cuts them, sentences begin where marks alone are certain, and words
in capitals are given as they would stand in the middle of a sentence: the teacher is asked as well as it can be.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np
from training.corpus import Document, Passage, bare_words
from training.grammar import grammar_of

from reportedly import clean, parse
from reportedly.encode.words import split_words
from reportedly.model import Page
from reportedly.parse.pretrained import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

SENTENCES_AT_ONCE = 8
"""Texts of one sentence are joined, as many as this: a window of one sentence teaches little for its cost."""
REPORTS = "polnear"
PLAIN = ("newsdiscourse", "factuality")


def labelled(corpora: Path, corpus: str, out: Path) -> list[dict[str, Any]]:
    """Give the texts of a corpus with their grammar: from `out`, where they were put by an earlier run."""
    saved = out / f"{corpus}.jsonl.gz"
    if not saved.exists():
        out.mkdir(parents=True, exist_ok=True)
        lines = (json.dumps(told(text, title)) for text, title in _texts(corpora / corpus / "train"))
        with gzip.open(out / "unfinished.gz", "wt", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        (out / "unfinished.gz").replace(saved)
    with gzip.open(saved, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _texts(folder: Path) -> Iterator[tuple[str, str | None]]:
    with (folder / "documents.jsonl").open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    if all("\n" not in one["text"].strip() for one in found):
        for low in range(0, len(found), SENTENCES_AT_ONCE):
            yield "\n".join(one["text"].strip() for one in found[low : low + SENTENCES_AT_ONCE]), None
    else:
        for one in found:
            yield one["text"], one.get("title")


def told(text: str, title: str | None = None) -> dict[str, Any]:
    """Give a text's pieces, tokens `[start, end, tag, dep, head, sentence]` and names `[first, last, label]`."""
    article = clean.clean(Page(text, media="text", title=title))
    split = parse.split(article)
    found = find(split)
    number = [i for i, (first, last) in enumerate(found.bounds) for _ in range(first, last)]
    columns = (split.starts.tolist(), split.ends.tolist(), found.tags, found.deps, found.heads, number)
    tokens = [list(row) for row in zip(*columns, strict=True)]
    return {"text": article.full_text, "pieces": split.pieces, "tokens": tokens, "names": [*map(list, found.names)]}


def plain_documents(told_texts: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> list[Document]:
    """Make documents without attributions of texts whose grammar is known."""
    found = []
    for number, one in enumerate(told_texts):
        words = split_words(one["text"], tokenizer, one["pieces"])
        none = np.zeros((0, len(words)), np.int8)
        passage = Passage(bare_words(words), words.paragraph.tolist(), none, grammar_of(words, one))
        found.append(Document(f"plain-{number}", one["text"], words, [passage]))
    return [document for document in found if len(document.words)]


def give_grammar(documents: Sequence[Document], told_texts: Sequence[dict[str, Any]]) -> None:
    """Put the grammar into annotated documents, where the text is the same to the character."""
    known = {one["text"]: one for one in told_texts}
    for document in documents:
        if document.text in known:
            grammar = grammar_of(document.words, known[document.text])
            for passage in document.passages:
                passage.grammar = grammar
