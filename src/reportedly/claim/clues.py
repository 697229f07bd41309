"""The clues from which a sentence's function in its report is told."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportedly.model import Article, Parsed, SentenceBounds, Token

from .events import word_of
from .tables import words

MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "must", "shall"})
YEAR = re.compile(r"(?:19|20)\d\d")
QUOTES = frozenset('“”"„«»') | {"``", "''"}
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX", "INTJ", "PRON", "SCONJ"})
LONG, SHORT = 30, 9
LEAD = 4
"""How many sentences are told apart by their number from the beginning."""


class Place(NamedTuple):
    """Where a sentence stands: its number in the report, how many there are, and whether spoken words are in it."""

    number: int
    total: int
    attributed: bool
    attributed_before: bool


def clues(article: Article, parsed: Parsed, sentence: SentenceBounds, place: Place) -> list[str]:
    """Give a sentence's clues as names, each once."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    lemmas = [word_of(token) for token in tokens if not token.text.isspace()]
    found = [f"w={_shape(token, word)}" for token, word in zip(tokens, lemmas, strict=False) if token.pos in CONTENT]
    found += [f"b={one}_{other}" for one, other in pairwise(lemmas) if one.isalpha() and other.isalpha()]
    found += _of_grammar(parsed, tokens, lemmas)
    found += _of_place(article, sentence, place, len(lemmas))
    return list(dict.fromkeys(found))


def _shape(token: Token, word: str) -> str:
    """Give a word, or what sort of name it is: names themselves belong to last year's news."""
    if token.pos == "PROPN":
        return "<YEAR>" if YEAR.fullmatch(token.text) else "<NAME>"
    return word


def _of_grammar(parsed: Parsed, tokens: Sequence[Token], lemmas: Sequence[str]) -> list[str]:
    """Give the clues of tense, mood, person and time."""
    found = []
    present = set(lemmas)
    found += [f"md={one}" for one in MODALS & present]
    root = next((token for token in tokens if token.dep == "ROOT"), None)
    if root is not None:
        found += [f"root={word_of(root)}", f"tag={root.tag}"]
        found += [f"aux={one.lemma}" for one in parsed.children(root.i) if one.dep in ("aux", "auxpass", "neg")]
        subject = next((one for one in parsed.children(root.i) if one.dep in ("nsubj", "nsubjpass")), None)
        found.append(f"subj={subject.pos if subject else '-'}")
        clause = next((one for one in parsed.children(root.i) if one.dep == "ccomp"), None)
        if clause is not None:
            found.append(f"said={word_of(clause)}")
            found += [f"saidaux={one.lemma}" for one in parsed.children(clause.i) if one.dep == "aux"]
    found += [f"tense={tag}" for tag in ("VBD", "VBZ", "VBP", "VBG") if any(token.tag == tag for token in tokens)]
    looks = {"past": words("past_times"), "future": words("future_words")}
    found += [name for name, kind in looks.items() if kind & present]
    found += ["year"] if any(YEAR.fullmatch(token.text) for token in tokens) else []
    found += ["number"] if any(token.pos == "NUM" for token in tokens) else []
    found += ["first"] if {"i", "we", "our", "my", "us"} & present else []
    found += ["second"] if {"you", "your"} & present else []
    found += ["quote"] if any(token.text in QUOTES for token in tokens) else []
    adjectives = sum(token.pos in ("ADJ", "ADV") for token in tokens)
    return [*found, f"adj={min(adjectives, 6)}", "modal" if MODALS & present else "nomodal"]


def _of_place(article: Article, sentence: SentenceBounds, place: Place, length: int) -> list[str]:
    """Give the clues of where the sentence stands and who speaks in it."""
    tenth = 10 * place.number // max(place.total, 1)
    found = [f"at={tenth}", f"said={place.attributed}", f"before={place.attributed_before}"]
    found += [f"first={place.number}"] if place.number < LEAD else []
    found += ["last"] if place.number >= place.total - 2 else []
    found += [f"len={'long' if length > LONG else 'short' if length < SHORT else 'middle'}"]
    text = article.full_text[sentence.start : sentence.end]
    found += ["ask"] if text.rstrip("”\"' ").endswith("?") else []
    found += ["stop"] if not text.rstrip("”\"' )").endswith((".", "?", "!")) else []
    return found
