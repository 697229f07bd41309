"""Find the words that tell of events: verbs, nouns, adjectives and short phrases of the table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from reportedly.model import Parsed, SentenceBounds, Token

from .tables import EventTable, Frame, event_table, words

PHRASE_REACH = 3
NO_MEN = frozenset({"abdomen", "acumen", "foramen", "regimen", "semen", "specimen", "stamen", "women", "yemen"})
FINITE = ("VBD", "VBZ", "VBP")
"""How many words may stand between two words of a phrase: "gave their remaining weapons up"."""
LONGEST_HEADLINE = 30
"""Tokens of a headline; longer lines aren't searched for a verb that the tagger missed."""
GLUED_BEFORE = ("were", "was", "been", "had", "have", "has", "be", "are")
GLUED_AFTER = ("people", "persons", "families", "civilians", "from", "in")
PREPOSITIONS = frozenset({"on", "to", "for", "at", "with", "of", "against", "into", "upon"})
"""They follow closely: what stands between belongs to another phrase."""
SHOT = "shot"
"""A headline's participle that taggers take for the noun: "Four shot, one killed"."""
FATALLY = frozenset({"fatally", "mortally"})
COPULAS = frozenset({"be", "remain", "stay", "keep"})
SYNONYMS = {"weapons": "weapon", "arms": "arm", "lives": "life", "bullets": "bullet", "talks": "talk"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One word or phrase that tells of an event: its main token, its first and last, and what it tells of."""

    i: int
    first: int
    last: int
    frame: Frame
    kind: Literal["verb", "noun", "adjective"]


def word_of(token: Token) -> str:
    """Give the lemma that tables are keyed by: in lower case, without a hyphen at its ends."""
    return _word(token.text, token.lemma)


@lru_cache(maxsize=16_384)  # every token is asked for several times, and few words make most of a text
def _word(text: str, lemma: str) -> str:
    lower = lemma.lower()
    if lower.endswith("men") and len(lower) > len("omen") and lower not in NO_MEN:
        lower = f"{lower[:-3]}man"  # "310 servicemen": lemmatisers leave compounds of "men" as they are
    return SYNONYMS.get(text.lower(), lower)


def find(parsed: Parsed, sentence: SentenceBounds) -> list[Trigger]:
    """Find the triggers of a sentence, in order; where two would share a word the phrase is taken."""
    table = event_table()
    found: list[Trigger] = []
    taken: set[int] = set()
    tokens = parsed.tokens[sentence.first : sentence.last]
    for token in tokens:
        phrase = _phrase_at(parsed, sentence, token, table) if word_of(token) in table.phrases else None
        if phrase and not taken.intersection(_words_of(phrase)):
            found.append(phrase)
            taken.update(_words_of(phrase))
    for token in tokens:
        if _may_tell(token.text, token.lemma) and token.i not in taken:
            found.extend(_single(parsed, token, table))
    return sorted(found, key=lambda one: one.i)


@lru_cache(maxsize=16_384)
def _may_tell(text: str, lemma: str) -> bool:
    """Say whether a word may tell of an event at all, whatever the tagger takes it for: most don't."""
    table, word, lower = event_table(), _word(text, lemma), text.lower()
    known = word in table.verbs or word in table.nouns or lower in table.forms or lower in table.adjectives
    return known or lower == SHOT or singular(lower) in table.nouns or _run_together(text, table) is not None


def _words_of(trigger: Trigger) -> set[int]:
    """Give the tokens a phrase claims for itself: its main word and its last."""
    return {trigger.i, trigger.last}


def _phrase_at(parsed: Parsed, sentence: SentenceBounds, token: Token, table: EventTable) -> Trigger | None:
    """Find the longest phrase of the table that begins at a token."""
    if token.pos == "NOUN" and token.i and parsed.tokens[token.i - 1].pos == "DET" and word_of(token) in table.verbs:
        return None  # "put the guns down"
    for rest, frame in table.phrases.get(word_of(token), ()):
        at = token.i
        for word in rest:
            reach = (
                1 if word in PREPOSITIONS else PHRASE_REACH + _numerals(parsed.tokens[at + 1 : at + 2 + PHRASE_REACH])
            )
            stop = min(at + 2 + reach, sentence.last)
            at = next((i for i in range(at + 1, stop) if _is_word(parsed.tokens[i], word)), -1)
            if at < 0 and word == rest[0] and len(rest) > 1:
                at = _hung_on(parsed, token, word, rest[1])
            if at < 0:
                break
        else:
            finite = (*FINITE, "VBN") if token.tag == "VBG" else FINITE
            if _verbal(token) and any(one.tag in finite for one in parsed.tokens[token.i + 1 : at]):
                continue  # "a boat carrying migrants sank off the coast": nobody is carried off
            if token.pos == "NOUN" and parsed.tokens[at].tag == "VBD" and parsed.tokens[at].head != token.i:
                continue  # "a drone struck a bus" is no drone strike
            kind: Literal["verb", "noun", "adjective"] = "verb" if _verbal(token) else "noun"
            if token.lemma == "with":
                return Trigger(at, token.i, at, frame, "adjective")  # "another 98 with burns"
            above = parsed.tokens[token.head]
            if token.dep == "prep" and above.lemma in COPULAS:
                # "are in contact", "remain on strike": the verb carries who and how surely
                return Trigger(above.i, token.i, at, frame, "verb")
            # "took control of" has its object under "control", its subject under "took"
            return Trigger(token.i if kind == "verb" else at, token.i, at, frame, kind)
    return None


def _hung_on(parsed: Parsed, verb: Token, word: str, following: str) -> int:
    """Give where a phrase's preposition hangs on its verb behind the object: "took 22 people into custody"; else -1."""
    after = (one for one in parsed.children(verb.i) if one.dep == "prep" and one.lemma == word and one.i > verb.i)
    return next((one.i for one in after if any(_is_word(noun, following) for noun in parsed.children(one.i))), -1)


def _numerals(tokens: Sequence[Token]) -> int:
    """Give how many words belong to a number and its bound: "claimed [more than 1 200] lives"."""
    return sum(token.pos == "NUM" or token.lemma.lower() in ("more", "than", "at", "least") for token in tokens)


def _is_word(token: Token, word: str) -> bool:
    """Say whether a token is a word of a phrase, by lemma or as written."""
    return word in (word_of(token), token.text.lower())


def _verbal(token: Token) -> bool:
    """Say whether the tagger takes a token for a verb."""
    return token.tag.startswith("VB")


def _single(parsed: Parsed, token: Token, table: EventTable) -> list[Trigger]:
    """Give what one word tells of."""
    word, lower = word_of(token), token.text.lower()
    if _verbal(token) and token.dep not in ("aux", "auxpass"):
        frames = table.verbs.get(word, ()) or table.verbs.get(table.forms.get(lower, ""), ())
        if frames:
            deadly = _is_fatal(parsed, token)
            return [Trigger(token.i, token.i, token.i, _fatal(frame) if deadly else frame, "verb") for frame in frames]
    own = lower not in FATALLY or not _is_said_of_verb(parsed, token)
    if own and lower in table.adjectives and (not _verbal(token) or token.dep == "amod" or lower.endswith("ing")):
        return [Trigger(token.i, token.i, token.i, table.adjectives[lower], "adjective")]
    glued = _run_together(token.text, table)
    if glued is not None:
        verbal = lower.startswith(GLUED_BEFORE) or glued.patient == "subject"
        return [Trigger(token.i, token.i, token.i, glued, "verb" if verbal else "adjective")]
    noun = table.nouns.get(word) or table.nouns.get(singular(lower))
    if noun is not None and word == "victim" and _is_only_met(parsed, token):
        return []
    if noun is not None and token.pos in ("NOUN", "PROPN") and token.dep != "compound":
        return [Trigger(token.i, token.i, token.i, noun, "noun")]
    return _mistagged(parsed, token, lower, table)


def _is_fatal(parsed: Parsed, verb: Token) -> bool:
    """Say whether "fatally" stands beside a verb: "fatally shot", "wounded mortally"."""
    return any(one.lemma.lower() in FATALLY and abs(one.i - verb.i) == 1 for one in parsed.children(verb.i))


def _fatal(frame: Frame) -> Frame:
    """Give what a verb of harm tells of beside "fatally"."""
    harms = frame.type == "ASSAULT" and frame.outcome in (None, "injured")
    return replace(frame, name="kill", outcome="killed") if harms else frame


def _is_said_of_verb(parsed: Parsed, token: Token) -> bool:
    """Say whether "fatally" belongs to the verb beside it, which then tells of the death."""
    above = parsed.tokens[token.head]
    return abs(above.i - token.i) == 1 and above.pos in ("VERB", "ADJ")


def _is_only_met(parsed: Parsed, token: Token) -> bool:
    """Say whether victims are told of for what is done for them: "rescued nine victims", "talks with 89 victims"."""
    above = parsed.tokens[token.head]
    if above.pos == "ADP":
        above = parsed.tokens[above.head]
    return above.lemma.lower() in words("helping") and token.dep in ("dobj", "nsubjpass", "pobj")


def singular(lower: str) -> str:
    """Give a plural's likely singular: lemmas leave the capitalised words of a headline as they are."""
    if lower.endswith("ies"):
        return f"{lower[:-3]}y"
    return lower[:-2] if lower.endswith(("shes", "ches", "sses", "xes")) else lower.removesuffix("s")


def _mistagged(parsed: Parsed, token: Token, lower: str, table: EventTable) -> list[Trigger]:
    """Give what a verb tells of that the tagger took for something else, as it does in headlines and broken text."""
    verb = table.forms.get(lower)
    before = parsed.tokens[token.i - 1] if token.i else token
    if lower == SHOT and token.tag == "NN" and before.pos == "NUM" and before.text.lower() not in ("one", "1"):
        return [
            Trigger(token.i, token.i, token.i, frame, "verb") for frame in table.verbs["shoot"]
        ]  # "Four shot, one killed"
    if verb is None:
        return []
    counts = _opens_count(parsed.tokens[token.i + 1 : token.i + 3]) or _heads_headline(parsed, token)
    counts = counts or (token.tag in ("NN", "NNP", "VBP") and before.lemma.lower() in words("magnitudes"))
    if (token.dep in ("compound", "aux", "poss") and not counts) or token.pos in ("AUX", "DET", "PRON"):
        return []
    if not lower.endswith(("ed", "ing", "shot", "lost", "fled", "slain")) and not counts:
        # a base form is as likely the noun: "the murder", "three jails"
        return []
    return [Trigger(token.i, token.i, token.i, frame, "verb") for frame in table.verbs[verb]]


def _heads_headline(parsed: Parsed, token: Token) -> bool:
    """Say whether a headline's verb stands after its number, though the tagger saw nouns: "3,000 flee Sudan town"."""
    if token.dep != "compound" or not token.i or parsed.tokens[token.i - 1].pos != "NUM":
        return False
    sentence = parsed.sentence_at(token.start)
    if sentence is None or sentence.last - sentence.first > LONGEST_HEADLINE:
        return False
    if parsed.tokens[sentence.last - 1].text in (".", "!", "?"):
        return False
    return not any(one.pos in ("VERB", "AUX") for one in parsed.tokens[sentence.first : sentence.last])


def _opens_count(after: Sequence[Token]) -> bool:
    """Say whether words may open a figure: "22", "at least", "dozens"."""
    first, *rest = [one.text.lower() for one in after] or [""]
    if first == "at":
        return bool(rest) and rest[0] in ("least", "most")
    return first in words("counts") or (bool(after) and after[0].pos == "NUM")


def _run_together(text: str, table: EventTable) -> Frame | None:
    """Find a verb or participle that has run together with another word."""
    return _unglued(text.lower(), table) or _before_a_name(text, table)


def _before_a_name(text: str, table: EventTable) -> Frame | None:
    """Find a verb run together with the name after it: "fledAleppo"."""
    if text[1:].islower():
        return None
    cut = next((at for at, sign in enumerate(text) if at and sign.isupper()), 0)
    verb = table.forms.get(text[:cut])
    return table.verbs[verb][0] if verb and text[cut + 1 :].islower() else None


def _unglued(lower: str, table: EventTable) -> Frame | None:
    """Find a participle run together with the word before or after it, as text taken out of PDF files has it."""
    if lower in table.glued:
        return table.glued[lower]
    if not lower.startswith(GLUED_BEFORE) and not lower.endswith(GLUED_AFTER):
        return None
    for word in GLUED_BEFORE:
        rest = lower.removeprefix(word)
        if rest != lower and rest in table.forms and rest not in GLUED_BEFORE:
            return table.verbs[table.forms[rest]][0]
    for word in GLUED_AFTER:
        rest = lower.removesuffix(word)
        if rest != lower and rest in table.adjectives:
            return table.adjectives[rest]
    return None
