"""Find what calls false what somebody told: "reports that six had died were incorrect", "no truth in rumours that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Parsed, Token

_CLAUSES = frozenset({"acl", "relcl", "ccomp"})
_LINKING = frozenset({"be", "prove", "remain", "turn", "have"})
_PREDICATIVES = frozenset({"acomp", "attr", "oprd", "xcomp", "prep"})
_HIGHEST = 2
"""Clauses between a noun and what it tells: "claims circulating on social media that …"."""


def refuting(parsed: Parsed, clause: Token) -> Token | None:
    """Give the word that calls false what a clause tells, None where nothing does."""
    mistaken = _mistaken(parsed, clause)
    noun = _telling(parsed, clause)
    if mistaken is not None or noun is None:
        return mistaken
    above = parsed.tokens[noun.head]
    if noun.dep == "nsubjpass":
        denied = above.lemma.lower() in words("refuting") and not _negated(parsed, above)
        return above if denied else None
    if noun.dep == "nsubj" and above.lemma.lower() in _LINKING | words("matching"):
        return _false(parsed, above)
    if noun.dep == "pobj" and above.dep == "prep":
        shown = parsed.tokens[above.head]
        return shown if shown.lemma.lower() in words("grounds") and _none(parsed, shown) else None
    return None


def is_called_false(parsed: Parsed, head: Token) -> bool:
    """Say whether a clause calls false what its subject tells: "media reports about his death are nothing but lies"."""
    told = words("telling_nouns") | words("hearsay")
    subject = next((one for one in parsed.children(head.i) if one.dep == "nsubj"), None)
    if subject is None or subject.lemma.lower() not in told or head.lemma.lower() not in _LINKING | words("matching"):
        return False
    return _false(parsed, head) is not None


def _mistaken(parsed: Parsed, clause: Token) -> Token | None:
    """Give the adverb that says something was told wrongly: "the paper erroneously reported that …"."""
    if clause.dep != "ccomp":
        return None
    below = parsed.children(clause.head)
    return next((one for one in below if one.dep == "advmod" and one.text.lower() in words("mistaken")), None)


def _telling(parsed: Parsed, clause: Token) -> Token | None:
    """Give the noun of telling whose content a clause is: the "claims" of "claims on social media that …"."""
    if clause.dep not in _CLAUSES or not _is_content(parsed, clause):
        return None
    above = parsed.tokens[clause.head]
    for _ in range(_HIGHEST):
        if above.pos == "VERB" and above.dep == "acl":
            above = parsed.tokens[above.head]
    nouns = words("telling_nouns") | words("hearsay")
    if clause.dep != "relcl" or any(one.lemma == "that" and one.dep == "mark" for one in parsed.children(clause.i)):
        nouns |= words("shown")  # "the photo that the army released" tells of the photo
    return above if above.pos == "NOUN" and above.lemma.lower() in nouns else None


def _is_content(parsed: Parsed, clause: Token) -> bool:
    """Say whether "that" opens a clause that has a subject of its own, and isn't what the subject is told by."""
    children = parsed.children(clause.i)
    that = any(child.i < clause.i and child.lemma.lower() == "that" for child in children)
    return that and any(child.dep.startswith("nsubj") and child.lemma.lower() != "that" for child in children)


def _false(parsed: Parsed, verb: Token) -> Token | None:
    """Give the word behind a linking verb that says something is false, or that it isn't true."""
    below = [child for child in parsed.children(verb.i) if child.dep in _PREDICATIVES and child.i > verb.i]
    for child in below:
        if child.dep in ("xcomp", "prep"):
            deeper = _false(parsed, child)
            if deeper is not None:
                return deeper
        negated = _negated(parsed, verb) or _negated(parsed, child)
        if child.lemma.lower() in words("verdicts" if negated else "refuting"):
            return child
    held = next((child for child in parsed.children(verb.i) if child.dep == "pobj"), None)  # "without foundation"
    grounds = held is not None and verb.lemma.lower() == "without" and held.lemma.lower() in words("grounds")
    return verb if grounds else _groundless(parsed, verb)


def _groundless(parsed: Parsed, verb: Token) -> Token | None:
    """Give what says that something has no ground: "nothing but lies", "have no basis", "far from the truth"."""
    for child in parsed.children(verb.i):
        lemma, low = child.lemma.lower(), {one.lemma.lower() for one in _below(parsed, child)}
        # "nothing but lies", but "nothing to do with the truth"
        nothing = lemma == "nothing" and bool(low & words("realities" if "do" in low else "refuting"))
        baseless = verb.lemma == "have" and lemma in words("grounds") and _none(parsed, child)
        apart = lemma == "far" or (lemma in words("likeness") and _none(parsed, child))
        if nothing or baseless or (apart and low & words("realities")):
            return child
    told = {one.lemma.lower() for one in _below(parsed, verb)}
    matches = verb.lemma.lower() in words("matching") and _negated(parsed, verb) and told & words("realities")
    return verb if matches else None


def _below(parsed: Parsed, token: Token) -> Iterator[Token]:
    """Yield what stands behind a word in its phrase: the objects of its prepositions and verbs."""
    for child in parsed.children(token.i):
        if child.i > token.i and child.dep in ("prep", "pobj", "relcl", "dobj", "pcomp"):
            yield child
            yield from _below(parsed, child)


def _negated(parsed: Parsed, token: Token) -> bool:
    """Say whether a word is negated."""
    return any(child.dep == "neg" for child in parsed.children(token.i))


def _none(parsed: Parsed, noun: Token) -> bool:
    """Say whether there is said to be none of something: "no truth", "not a shred of truth"."""
    return any(child.dep == "det" and child.lemma.lower() == "no" for child in parsed.children(noun.i)) or any(
        _negated(parsed, above) for above in list(parsed.ancestors(noun.i))[:1]
    )
