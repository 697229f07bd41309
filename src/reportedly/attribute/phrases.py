"""Cut phrases out of the grammar: who a subject is, what a cue is, what a clause holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import acts_table
from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Offsets, Parsed, Token

_SUBJECTS = ("nsubj", "csubj")
# A source is named without what is told of it: relative clauses and asides after a dash stay out.
_NOT_OF_THE_NAME = frozenset({"relcl", "advcl", "parataxis", "ccomp"})
# Adverbs that join sentences; parsers take them for part of a name that stands beside them.
_ANTECEDENTS = frozenset({"those", "they", "anyone", "everyone", "people"})
_BEFORE_A_NOUN = frozenset({"det", "amod", "compound", "nummod", "poss"})
_OF_THE_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_EDGE = frozenset(".,;:–—- \n\t\xa0")


def subject_of(parsed: Parsed, verb: Token) -> Token | None:
    """Give the head of a verb's subject; a conjoined verb or an infinitive under another has that of its governor."""
    for _ in range(4):
        for child in parsed.children(verb.i):
            if child.dep in _SUBJECTS:
                return child
        if verb.dep not in ("conj", "xcomp", "advcl") or verb.head == verb.i:
            return None
        verb = parsed.tokens[verb.head]
    return None


def own_subject(parsed: Parsed, verb: Token) -> Token | None:
    """Give the head of the subject that stands with a verb itself."""
    return next((child for child in parsed.children(verb.i) if child.dep in _SUBJECTS), None)


def who_tells(parsed: Parsed, what: Token) -> Token | None:
    """Give the subject of the clause that "what" opens: the mayor, in "according to what the mayor said"."""
    below = (child for child in parsed.children(what.i) if child.dep in ("relcl", "acl"))
    verb = next(below, parsed.tokens[what.head])
    subject = own_subject(parsed, verb)
    return subject if subject is not None and subject.i > what.i else None


def whose(parsed: Parsed, subject: Token) -> Offsets:
    """Give a subject's stretch; "those, who" and "the donors, which" are one with their relative pronoun."""
    start, end = name_extent(parsed, subject)
    clause = parsed.tokens[subject.head]
    antecedent = parsed.tokens[clause.head]
    if subject.tag not in ("WP", "WDT") or clause.dep != "relcl" or antecedent.i >= subject.i:
        return start, end
    if subject.tag == "WP" and antecedent.lemma.lower() not in _ANTECEDENTS:
        return subject.start, subject.end
    antecedent = _body_in(parsed, antecedent)
    low = min([antecedent.i, *(child.i for child in parsed.children(antecedent.i) if child.dep in _BEFORE_A_NOUN)])
    return parsed.tokens[low].start, subject.end


def _body_in(parsed: Parsed, place: Token) -> Token:
    """Give who speaks where a clause hangs on the place they are in: "the government in Orvane, which insists"."""
    name, of = parsed.name_at(place.i), parsed.tokens[place.head]
    body = parsed.tokens[of.head]
    somewhere = name is not None and name.label in ("GPE", "LOC") and place.dep == "pobj"
    return body if somewhere and of.dep == "prep" and body.lemma.lower() in words("givers") else place


def agent_of(parsed: Parsed, verb: Token) -> Token | None:
    """Give the head of the "by" phrase of a passive."""
    for child in parsed.children(verb.i):
        if child.dep == "agent":
            return next((one for one in parsed.children(child.i) if one.dep == "pobj"), None)
    return None


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb is passive; "asked about it, she said": a clause of a participle alone is."""
    below = parsed.children(verb.i)
    if any(child.dep in ("auxpass", "nsubjpass") for child in below):
        return True
    bare = verb.dep in ("advcl", "acl") and verb.tag in ("VBN", "VBD")
    return bare and not any(child.dep in ("aux", *_SUBJECTS) for child in below)


def name_extent(parsed: Parsed, head: Token) -> Offsets:
    """Give the stretch of a source's phrase: its subtree without relative clauses and asides."""
    low = high = head.i
    stack = [head]
    while stack:
        token = stack.pop()
        low, high = min(low, token.i), max(high, token.i)
        stack += [child for child in parsed.children(token.i) if child.dep not in _NOT_OF_THE_NAME]
    while low < head.i and parsed.tokens[low].text.lower() in words("linking"):
        low += 1
    while high > head.i and parsed.tokens[high].text.lower() in words("linking"):
        high -= 1
    return trim(parsed, low, high + 1)


def cue_extent(parsed: Parsed, verb: Token) -> Offsets:
    """Give the stretch of a cue: the verb with its auxiliaries, negation and particle, where they stand together."""
    own = {child.i for child in parsed.children(verb.i) if child.dep in _OF_THE_CUE} | {verb.i}
    adverbs = {child.i for child in parsed.children(verb.i) if child.dep == "advmod"}
    low = high = verb.i
    while low - 1 in own | adverbs:
        low -= 1
    while low not in own:
        low += 1
    while high + 1 in own:
        high += 1
    return parsed.tokens[low].start, parsed.tokens[high].end


def trim(parsed: Parsed, low: int, high: int) -> Offsets:
    """Give the code points of tokens from `low` up to `high`, without stops and white space at the edges."""
    while high - 1 > low and set(parsed.tokens[high - 1].text) <= _EDGE:
        high -= 1
    while low < high - 1 and set(parsed.tokens[low].text) <= _EDGE:
        low += 1
    return parsed.tokens[low].start, parsed.tokens[high - 1].end


def reporting_verbs(parsed: Parsed, first: int, last: int) -> Iterator[Token]:
    """Yield the verbs among tokens `first` to `last` that the table of acts knows, or knows the noun of."""
    table = acts_table()
    for token in parsed.tokens[first:last]:
        if token.pos != "VERB":
            continue
        lemma = token.lemma.lower()
        if lemma in table.light:
            nouns = (child for child in parsed.children(token.i) if child.dep == "dobj")
            if any(child.lemma.lower() in table.cues for child in nouns) or lemma in table.cues:
                yield token
        elif lemma in table.cues:
            yield token
