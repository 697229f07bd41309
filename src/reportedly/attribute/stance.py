"""Tell how far a source commits to what it is said to have said, as worded, on FactBank's scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .acts import clauses_of
from .certainty import NAMES, SCALE, certainty, combine
from .weigh import is_denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Commitments, Offsets, Parsed, Token
    from reportedly.model.vocabulary import Act, Factuality

    from .cues import CueReading

# Acts that leave what is promised, demanded or asked open, whatever the words (FactBank's guidelines; Searle
# 1976: their direction of fit is from world to word).
_POINTING = frozenset({"it", "this", "that", "there"})
_SEEMING = frozenset({"appear", "seem"})
_OPEN_ACTS = frozenset({"promise", "demand", "ask", "threaten"})


class Stance(NamedTuple):
    """How far a source commits to what it says, the predicate that tells, and what else than its own words does."""

    factuality: Factuality
    head: Token | None
    why: str


def stance(
    parsed: Parsed,
    commitments: Commitments,
    cue: CueReading,
    content: Sequence[Offsets],
    acts: tuple[Act, ...],
    *,
    direct: bool,
) -> Stance:
    """Give the factuality of an attribution: that of the head of its first clause, under its cue.

    Of a direct quotation the words alone tell, since the cue is the reporter's.
    """
    heads = clauses_of(parsed, content)
    head = next(heads, None)
    seems = cue.lemma in _SEEMING
    if head is not None and head.dep in ("nsubjpass", "nsubj" if seems else "") and cue.token == head.head:
        head = next(heads, head)  # "the bodies are believed to be theirs": what is believed stands in the second part
    if head is None:
        return Stance("Uu", None, "the cue is negated") if cue.negated else Stance("CT+", None, "")
    told = _told(parsed, head)
    own, why = _stated(parsed, told, SCALE[commitments.at(told.i).factuality])
    if direct:
        return Stance("Uu", told, "a question leaves it open") if acts[0] == "ask" else Stance(NAMES[own], told, why)
    decided, because = _by_act(parsed, cue, head, own, acts[0])
    if decided is not None:
        return Stance(decided, told, because)
    if _governs(parsed, cue, head) and not (cue.negated and own == SCALE["CT+"]):
        if _only_seems(parsed, cue, head, own):
            return Stance("PR+", told, "it only seems so")
        return Stance(NAMES[own], told, why)
    under = _under_cue(cue, own)
    return Stance(NAMES[under], told, why if under == own else f"under its cue it is {NAMES[under]}")


def _by_act(parsed: Parsed, cue: CueReading, head: Token, own: int, act: Act) -> tuple[Factuality | None, str]:
    """Give the factuality that what the source does by speaking decides, whatever the words, and why."""
    if _refuses(parsed, cue, head):
        return "CT-", "the cue tells that it isn't done"
    if act == "deny" and not cue.negated:
        return "CT-", "the cue denies it"
    if act in _OPEN_ACTS:
        return "Uu", f"to {act} leaves open whether it comes about"
    if act == "announce" and _is_ahead(parsed, head, own):
        return "Uu", "it is still to be done"
    return None, ""


def _only_seems(parsed: Parsed, cue: CueReading, head: Token, own: int) -> bool:
    """Say whether something only seems to show what it shows: "a video appeared to show a man being beaten"."""
    if cue.token is None or own != SCALE["CT+"]:
        return False
    verb = parsed.tokens[cue.token]
    return head.i != verb.i and any(one.lemma in _SEEMING for one in (verb, parsed.tokens[verb.head]))


def _refuses(parsed: Parsed, cue: CueReading, head: Token) -> bool:
    """Say whether a cue tells that its infinitive isn't done: "declined to comment", "refused to leave"."""
    signature = certainty().clauses.get(cue.lemma or "")
    if signature is None or cue.negated or signature.voice or signature.affirmed != SCALE["CT-"]:
        return False
    return any(child.tag == "TO" for child in parsed.children(head.i))


def _told(parsed: Parsed, head: Token) -> Token:
    """Give what the speaker's own "I think" or "we expect" is about: there the speaker's commitment stands."""
    signature = certainty().clauses.get(head.lemma.lower())
    children = parsed.children(head.i)
    mine = any(child.dep == "nsubj" and child.text.lower() in ("i", "we") for child in children)
    if signature is None or not signature.voice or not mine or signature.affirmed == SCALE["CT+"]:
        return head
    return next((child for child in children if child.dep in ("ccomp", "xcomp")), head)


def _stated(parsed: Parsed, head: Token, own: int) -> tuple[int, str]:
    """Weigh what "is" states by the words behind it: "there is no plan" denies, "it is possible" leaves open."""
    table, children = certainty(), parsed.children(head.i)
    subject = next((child for child in children if child.dep in ("nsubj", "expl")), None)
    if head.lemma != "be" or subject is None or subject.lemma.lower() not in _POINTING or own <= 0:
        return own, ""
    if any(child.dep == "attr" and is_denied(parsed, child, table) for child in children):
        return -own, "what is behind it is denied"
    said = next((child for child in children if child.dep == "acomp"), None)
    signature = table.clauses.get(said.lemma.lower()) if said is not None else None
    if said is None or signature is None or signature.presupposed:
        return own, ""
    if any(child.dep in ("xcomp", "ccomp") for child in parsed.children(said.i)):
        return own, ""  # "it is prepared to bid" tells of the readiness, which is certain
    value = combine(own, signature.affirmed)
    return value, f"“{said.text}” behind it makes it {NAMES[value]}"


def _is_ahead(parsed: Parsed, head: Token, own: int) -> bool:
    """Say whether a content leaves open what is still to be done: an infinitive, or "would" under a condition.

    Who says "we will close the border" commits to it.
    """
    tags = {child.tag for child in parsed.children(head.i)}
    return "TO" in tags or ("MD" in tags and abs(own) < SCALE["PR+"])


def _governs(parsed: Parsed, cue: CueReading, head: Token) -> bool:
    """Say whether the content's head depends on the cue, so that its weight has the cue's already."""
    if cue.token is None:
        return False
    above = head
    for step, above in enumerate(parsed.ancestors(head.i)):
        if above.i == cue.token:
            return True
        if step >= 1 and above.pos not in ("ADP", "SCONJ", "AUX", "NOUN"):
            return False
    return above.i == cue.token


def _under_cue(cue: CueReading, own: int) -> int:
    """Combine the words' own value with what the cue makes of its complement."""
    table = certainty()
    signature = next(
        (table.clauses.get(key) or table.nouns.get(key) for key in (cue.words, cue.lemma) if key is not None), None
    )
    if signature is None:
        return 0 if cue.negated else own
    return combine(signature.denied if cue.negated else signature.affirmed, own)
