"""Tell strikes from other verbs of hitting: "a shell hit a house", not "the mood hit a low" or "struck a deal"."""

from collections.abc import Iterator

from reportedly.model import Parsed

from .events import Trigger, word_of
from .participants import ACTING, is_passive, patients, subject

NAMED_PLACES = frozenset({"GPE", "LOC", "FAC"})
NATIONS = ACTING - {"PERSON"}
BY_MEANS = frozenset({"by", "with", "in", "using"})
"""What leads from a verb to the means: "hit in an air strike", "struck with missiles"."""
COUNTING = frozenset({"dozen", "score", "series", "barrage", "wave"})


def is_strike(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a weapon does it, or is named as the means; or who is armed, to a place or what strikes aim at.

    A nation or body by name may hit another with tariffs: only what strikes are aimed at, and no other means, tells of
    force then. A frame without `by` asks for none of this.
    """
    frame = trigger.frame
    if not frame.by:
        return True
    doers = list(_doers(parsed, trigger.i))
    if any(word in frame.by for i in (*doers, *_means(parsed, trigger.i)) for word in _words(parsed, i)):
        return True
    if any(one.lemma == "with" for one in parsed.children(trigger.i)):
        return False  # "hit a bank with sanctions"
    hit = patients(parsed, trigger)
    aimed = any(word_of(parsed.tokens[i]) in frame.at for i in hit)
    # taggers take towns for bodies and people; whatever has a name, who is armed strikes it by force
    placed = any(parsed.tokens[i].pos == "PROPN" or _is_named(parsed, i, NAMED_PLACES) for i in hit)
    return any(
        ((aimed or placed) and word_of(parsed.tokens[i]) in frame.forces) or (aimed and _is_named(parsed, i, NATIONS))
        for i in doers
    )


def _doers(parsed: Parsed, i: int) -> Iterator[int]:
    """Yield the heads of what the grammar makes the doer."""
    by = next((one for one in parsed.children(i) if one.dep == "agent"), None)
    if by is not None:
        yield from (one.i for one in parsed.children(by.i) if one.dep == "pobj")
    elif not is_passive(parsed, i):
        above = subject(parsed, i)
        if above is not None:
            yield above


def _means(parsed: Parsed, i: int) -> Iterator[int]:
    """Yield the heads of the means that a verb names."""
    for prep in parsed.children(i):
        if prep.lemma in BY_MEANS or prep.text.lower() in BY_MEANS:
            yield from (one.i for one in parsed.children(prep.i) if one.dep in ("pobj", "dobj"))


def _words(parsed: Parsed, i: int) -> Iterator[str]:
    """Yield a noun's word, the words it makes up with the one before it, and, behind a number, what is counted."""
    token = parsed.tokens[i]
    yield word_of(token)
    for one in parsed.children(i):
        if one.dep in ("compound", "amod", "nmod"):
            yield f"{word_of(one)} {word_of(token)}"
        elif one.lemma == "of" and (token.pos == "NUM" or token.lemma in COUNTING):
            yield from (word_of(deeper) for deeper in parsed.children(one.i) if deeper.dep == "pobj")


def _is_named(parsed: Parsed, i: int, kinds: frozenset[str]) -> bool:
    """Say whether a noun is a name of one of some kinds."""
    name = parsed.name_at(i)
    return name is not None and name.label in kinds
