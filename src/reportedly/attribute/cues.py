"""Read a cue: the lemma of its main word, and the act it names, by the table `acts.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.model import Offsets, Parsed, Token
    from reportedly.model.vocabulary import Act

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "without"})
_OPEN_CLASSES = frozenset({"VERB", "NOUN", "ADJ", "ADV", "PROPN"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: the act, and whether the words said may overrule it.

    A `neutral` cue tells that something was said and no more; a `soft` one gives way to words that are more specific.
    """

    act: Act
    neutral: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class CueReading:
    """What a cue tells: its lemma, the words it was found under, its entry, whether it's negated, its main token."""

    lemma: str | None
    words: str | None = None
    entry: Entry | None = None
    negated: bool = False
    token: int | None = None


@dataclass(frozen=True)
class Acts:
    """Hold the table of acts: cues by their words, light verbs, and the lists of words said."""

    cues: Mapping[str, Entry]
    light: frozenset[str]
    lists: Mapping[str, frozenset[str]]


@cache
def acts_table() -> Acts:
    """Give the table."""
    raw: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("acts.toml").read_text("utf-8"))
    cues = {
        words: Entry(one["act"], one.get("neutral", False), one.get("soft", False))
        for one in raw["cue"]
        for words in one["words"]
    }
    lists = {name: frozenset(words) for name, words in raw["content"].items() if name != "source"}
    return Acts(cues, frozenset(raw["light"]["verbs"]), lists)


def read_cue(parsed: Parsed, cue: Sequence[Offsets], content: Token | None) -> CueReading:
    """Read the cue at these stretches; `content` is the head of what is said, which tells "ask to" from "ask"."""
    tokens = [token for start, end in cue for token in parsed.tokens_in(start, end)]
    words = [token for token in tokens if token.pos in _OPEN_CLASSES or token.lemma in ("be", "have")]
    if not words:
        return CueReading(None)
    table = acts_table()
    negated = any(_is_negated(parsed, token, tokens) for token in words)
    if _text(tokens).startswith("according"):
        return CueReading("according", "according to", table.cues["according to"], token=words[0].i)
    found = _by_noun(parsed, words, table) or _by_verb(parsed, words, tokens, content, table)
    main = found[0] if found else _main(words, table)
    keys = found[1] if found else None
    return CueReading(main.lemma.lower(), keys, table.cues.get(keys) if keys else None, negated, main.i)


def _by_noun(parsed: Parsed, words: list[Token], table: Acts) -> tuple[Token, str] | None:
    """Read "issued a warning", "made a promise", "my opinion is": the noun names the act."""
    verbs = [token for token in words if token.pos in ("VERB", "AUX")]
    if any(verb.lemma.lower() not in table.light for verb in verbs):
        return None
    nouns = [token for token in words if token.pos in ("NOUN", "ADJ") and token.lemma.lower() in table.cues]
    for verb in verbs:
        if not nouns:
            nouns = [
                child
                for child in parsed.children(verb.i)
                if child.dep in ("dobj", "attr", "acomp") and child.lemma.lower() in table.cues
            ]
    if not nouns:
        return None
    best = next((noun for noun in nouns if not table.cues[noun.lemma.lower()].neutral), nouns[0])
    return best, best.lemma.lower()


def _by_verb(
    parsed: Parsed, words: list[Token], tokens: list[Token], content: Token | None, table: Acts
) -> tuple[Token, str] | None:
    """Read a verb, with the particle, preposition or kind of clause that changes what it does."""
    candidates = [_main(words, table), *reversed(words)]
    for token in candidates:
        lemma = token.lemma.lower()
        for key in (*_pairs(parsed, token, tokens, content), lemma):
            if key in table.cues:
                return token, key
    return None


def _pairs(parsed: Parsed, token: Token, tokens: list[Token], content: Token | None) -> list[str]:
    """Give the two-word keys that a verb may stand under here."""
    lemma = token.lemma.lower()
    after = [other for other in tokens if token.i < other.i <= token.i + 3]
    after += [child for child in parsed.children(token.i) if child.dep in ("prt", "prep", "oprd")]
    after = [other for other in after if other.dep != "prep" or not _tells_day(parsed, other)]
    objects = [child.i for child in parsed.children(token.i) if child.dep == "dobj"]
    # who "counted craters on the road" counts on nothing
    after = [other for other in after if lemma != "count" or not any(token.i < i < other.i for i in objects)]
    # "told to the agency" has the preposition, "told to leave" the mark of the infinitive
    pairs = [f"{lemma} {other.lemma.lower()}" for other in after if other.lemma != "to" or other.tag == "TO"]
    if content is not None:
        marks = {child.lemma.lower() for child in parsed.children(content.i) if child.i < content.i}
        pairs += [f"{lemma} {mark}" for mark in ("to", "that", "whether", "if") if mark in marks]
        if content.pos in ("ADP", "ADJ"):
            pairs.append(f"{lemma} {content.lemma.lower()}")
    return pairs


def _tells_day(parsed: Parsed, preposition: Token) -> bool:
    """Say whether a preposition leads to a date: "insisted on Friday that" insists on no Friday."""
    name = parsed.name_at(preposition.i + 1) if preposition.i + 1 < len(parsed.tokens) else None
    return name is not None and name.label in ("DATE", "TIME")


def _main(words: list[Token], table: Acts) -> Token:
    """Choose a cue's main word: its last verb that isn't an auxiliary, else the word that others depend on."""
    verbs = [token for token in words if token.pos == "VERB"]
    known = [token for token in verbs if token.lemma.lower() in table.cues]
    if known or verbs:
        return (known or verbs)[-1]
    indices = {token.i for token in words}
    listed = [token for token in words if token.lemma.lower() in table.cues]
    return listed[0] if listed else next((token for token in words if token.head not in indices), words[0])


def _is_negated(parsed: Parsed, token: Token, tokens: list[Token]) -> bool:
    """Say whether a word of the cue is negated, in it or just outside it ("did not say", "declined to comment")."""
    # "reported without giving details" did report
    near = [one for one in (*parsed.children(token.i), *tokens) if one.lemma != "without" or one.i < token.i]
    if any(one.text.lower() in _NEGATIONS for one in near if one.dep in ("neg", "det", "advmod", "preconj", "prep")):
        return True
    above = parsed.tokens[token.head]
    return token.dep == "xcomp" and above.lemma in ("decline", "refuse", "fail") and token.lemma != above.lemma


def _text(tokens: list[Token]) -> str:
    return " ".join(token.text.lower() for token in tokens)
