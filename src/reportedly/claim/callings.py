"""Find who is said to call whom what: "the president called the protesters “terrorists”", whatever the name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.model import Article, Cast, Entity, Naming, Parsed, Token

from .participants import child
from .tables import words

QUOTES = "“”\"‘’'«»„`"
SUBJECTS = ("nsubj", "nsubjpass")
OPENED = re.compile(rf"(?P<mark>[{QUOTES}]\s?)(?:(?:the|an?)\s)?\Z", re.IGNORECASE)
LEAD = 8
"""Letters before a label in which a mark opens."""
LONGEST = 12
"""Words of a name that somebody is called at most."""


class Calling(NamedTuple):
    """One place where somebody is called something: the heads of whom, of what, and of who calls them so, if told."""

    whom: Token
    what: Token
    who: Token | None


def callings(parsed: Parsed) -> Iterator[Calling]:
    """Yield what the grammar says is called something by somebody."""
    for verb in parsed.tokens:
        if verb.pos != "VERB" or verb.lemma not in words("calling") | words("calling_as"):
            continue
        what = _complement(parsed, verb)
        passive = child(parsed, verb.i, "nsubjpass")
        bare = _called_so(parsed, verb) if passive is None else None
        passive = passive or bare
        whom = passive or child(parsed, verb.i, "dobj") or _referred_to(parsed, verb)
        if whom is not None and whom.tag in ("WDT", "WP") and verb.dep == "relcl":
            whom = parsed.tokens[verb.head]  # "the group, which the union lists as terrorist"
        if what is None or whom is None or whom.i == what.i:
            continue
        agent = child(parsed, verb.i, "agent") or next(
            (one for one in parsed.children(what.i) if one.lemma == "by"), None
        )
        who = child(parsed, agent.i, "pobj") if agent is not None else None
        yield Calling(whom, what, who if passive else _subject(parsed, verb))


def called(article: Article, parsed: Parsed, cast: Cast) -> Iterator[tuple[Naming, int]]:
    """Yield the namings that verbs of calling tell of, each with the token of its label's head."""
    phrases = {one.root: (one.start, one.end) for one in parsed.noun_phrases}

    def entity(token: Token | None) -> Entity | None:
        return cast.at(*phrases.get(token.i, (token.start, token.end))) if token is not None else None

    for one in callings(parsed):
        named, namer = entity(one.whom), entity(one.who)
        if named is None or named == namer or article.is_furniture(one.what.start, one.what.end):
            continue
        start, end, quoted = _label(article, parsed, one.what)
        label = article.full_text[start:end]
        yield Naming(named.id, label, namer.id if namer else None, quoted, (article.span(start, end),)), one.what.i


def _complement(parsed: Parsed, verb: Token) -> Token | None:
    """Give the head of what somebody is called; a name that is told otherwise than by a noun is none."""
    if verb.lemma in words("calling"):
        for one in parsed.children(verb.i):
            bare = one.dep == "ccomp" and not any(below.dep in SUBJECTS for below in parsed.children(one.i))
            if (one.dep in ("oprd", "attr") or bare) and one.i > verb.i and one.pos in ("NOUN", "PROPN"):
                return one
    as_ = next((one for one in parsed.children(verb.i) if one.lemma == "as" and one.dep == "prep"), None)
    noun = child(parsed, as_.i, "pobj") if as_ is not None else None
    return noun if noun is not None and noun.pos in ("NOUN", "PROPN") else None


def _called_so(parsed: Parsed, verb: Token) -> Token | None:
    """Give the noun that a participle tells of: "the party, listed as a terrorist organisation by the union"."""
    noun = parsed.tokens[verb.head]
    bare = verb.tag == "VBN" and verb.dep in ("acl", "advcl") and child(parsed, verb.i, "nsubj", "dobj", "aux") is None
    return noun if bare and noun.pos in ("NOUN", "PROPN") else None


def _referred_to(parsed: Parsed, verb: Token) -> Token | None:
    """Give whom somebody refers to."""
    to = next((one for one in parsed.children(verb.i) if one.lemma == "to" and one.dep == "prep"), None)
    return child(parsed, to.i, "pobj") if to is not None and verb.lemma == "refer" else None


def _subject(parsed: Parsed, verb: Token) -> Token | None:
    """Give who calls them so; of joined verbs the first one's subject."""
    for _ in range(3):
        found = child(parsed, verb.i, "nsubj")
        if found is not None or verb.dep != "conj":
            return found
        verb = parsed.tokens[verb.head]
    return None


def _label(article: Article, parsed: Parsed, head: Token) -> tuple[int, int, bool]:
    """Give where a label stands, without article and marks, and whether it stands in marks."""
    text = article.full_text
    low, high = parsed.edges(head.i)
    inside = [
        one for one in parsed.tokens[low : min(high + 1, low + LONGEST)] if one.dep not in ("relcl", "cc", "conj")
    ]
    left = [one for one in inside if one.i <= head.i and one.dep != "det" and one.text not in QUOTES]
    start, end = (left or [head])[0].start, head.end
    opened = OPENED.search(text, max(0, start - LEAD), start)
    if opened is not None:
        start = opened.end("mark")  # “the butcher of Sava” has its article in the marks
    closed = min((at for mark in QUOTES if (at := text.find(mark, end, end + 60)) >= 0), default=-1)
    if opened is not None and closed >= 0 and "\n" not in text[end:closed]:
        return start, end + len(text[end:closed].rstrip(" ,.")), True
    return start, end, False
