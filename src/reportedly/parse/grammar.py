"""From an article to its grammar: pieces → words → documents of the pipeline → `Parsed`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportedly.model import Article, NameSpan, Parsed, SentenceBounds, Token

from .boundaries import Word, sentence_starts
from .casing import case_counts, forms
from .language import LOCK, language
from .mending import mend
from .phrases import noun_phrases
from .pieces import Piece, pieces, runs
from .words import lemma, part_of_speech

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP"})
DOCUMENT_SIZE = 1_000
"""Words that go through the pipeline at once: fewer waste time on calls, more need memory (1 MB for 1,000 words)."""


def parse(article: Article) -> Parsed:
    """Parse the headline and the paragraphs of an article; furniture is left out.

    Offsets are code points of `article.full_text`. Raises ModelMissing where the grammar model is missing or damaged.
    """
    with LOCK:
        nlp = language()
        with nlp.memory_zone():
            return _parse(article, nlp)


def _parse(article: Article, nlp: "Language") -> Parsed:
    """Parse with a pipeline; nothing of it is kept."""
    split = [(piece, _words(article.full_text, piece, nlp)) for piece in pieces(article)]
    split = [(piece, words) for piece, words in split if words]
    counts = case_counts(words for piece, words in split if not piece.headline)
    report = _Report(article.full_text)
    batches = list(_batches(split))
    docs = nlp.pipe((_document(nlp, batch, counts) for batch in batches), batch_size=8)
    for batch, doc in zip(batches, docs, strict=True):
        report.take(doc, [word for _, part in batch for word in part])
    phrases = tuple(noun_phrases(report.tokens, report.sentences))
    return Parsed(tuple(report.tokens), tuple(report.sentences), tuple(report.names), phrases)


def _words(text: str, piece: Piece, nlp: "Language") -> list[Word]:
    """Divide a piece into words; white space is none. Texts are mended, offsets are those of the text as it came."""
    words: list[Word] = []
    mended, offsets = mend(text[piece.start : piece.end])
    for start, end in runs(mended):
        for token in nlp.tokenizer(mended[start:end]):
            if not token.is_space:
                first = start + token.idx
                last = first + len(token)
                spaced = mended[last : last + 1].isspace()
                words.append(Word(piece.start + offsets[first], piece.start + offsets[last], token.text, spaced))
    return words


def _batches(split: Sequence[tuple[Piece, list[Word]]]) -> Iterator[list[tuple[Piece, list[Word]]]]:
    """Yield pieces together, as many as make a document of the pipeline."""
    batch: list[tuple[Piece, list[Word]]] = []
    size = 0
    for piece, words in split:
        batch.append((piece, words))
        size += len(words)
        if size >= DOCUMENT_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _document(nlp: "Language", batch: Sequence[tuple[Piece, list[Word]]], counts: Counter[str]) -> "Doc":
    """Make a document of the pipeline in which each piece begins a sentence."""
    from spacy.tokens import Doc

    return Doc(
        nlp.vocab,
        words=[form for piece, words in batch for form in forms(words, counts, headline=piece.headline)],
        spaces=[word.spaced for _, words in batch for word in words],
        sent_starts=[start for _, words in batch for start in sentence_starts(words)],
    )


@dataclass
class _Report:
    """Gather what the pipeline finds, document by document, with its places in the whole report."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[SentenceBounds] = field(default_factory=list)
    names: list[NameSpan] = field(default_factory=list)

    def take(self, doc: "Doc", words: Sequence[Word]) -> None:
        """Take over the sentences, tokens and names of one document; `words` are those it was made of."""
        base = len(self.tokens)
        for sentence in doc.sents:
            start, end = words[sentence.start].start, words[sentence.end - 1].end
            self.sentences.append(SentenceBounds(start, end, base + sentence.start, base + sentence.end))
            self.tokens += (self._token(found, words[found.i], base) for found in sentence)
        for name in doc.ents:
            start, end = words[name.start].start, words[name.end - 1].end
            self.names.append(NameSpan(start, end, base + name.start, base + name.end, name.label_))

    def _token(self, found: Any, word: Word, base: int) -> Token:
        """Give a token of the pipeline as ours; tag and lemma are those of the form that the pipeline saw."""
        form, tag, dep = found.text, found.tag_, _dependency(found)
        text, pos = self.text[word.start : word.end], part_of_speech(form, tag, dep)
        head, sentence = base + found.head.i, len(self.sentences) - 1
        return Token(base + found.i, word.start, word.end, text, lemma(form, tag), pos, tag, dep, head, sentence)


def _dependency(token: Any) -> str:
    """Give a token's dependency; a noun that the parser compounds with a finite verb is its subject."""
    head = token.head
    if token.dep_ != "compound" or token.i >= head.i or head.tag_ not in FINITE_TAGS:
        return str(token.dep_)
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in head.lefts)
    return "compound" if has_subject else "nsubj"
