"""Say what a writer rests a claim on: "The fact that they left confirms that the siege is over"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportedly.model import Claim, Origin, Parsed, Token
from reportedly.model.vocabulary import ClaimVoice, Relation

from .events import word_of
from .participants import child, subject
from .saying import Sayings
from .tables import read_table

LIGHT = frozenset({"be", "provide", "give", "offer", "constitute", "present", "bring", "serve"})
BACK = 4
"""How many claims back a subject such as "this" may point."""


@dataclass(frozen=True, slots=True)
class _Reasoning:
    """One place where a writer reasons: the word, its relation, the subject's head and the clause concluded, if any."""

    head: int
    relation: Relation
    subject: int
    conclusion: int | None


@cache
def _words() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Read the verbs and nouns of each relation."""
    table = read_table("relations.toml")
    return {
        name: (frozenset(table[name]["verbs"]), frozenset(table[name]["nouns"])) for name in ("confirms", "refutes")
    }


@cache
def _anaphors() -> frozenset[str]:
    return frozenset(read_table("relations.toml")["anaphors"]["words"])


def related(parsed: Parsed, claims: Sequence[Claim], mains: Mapping[str, int], sayings: Sayings) -> list[Claim]:
    """Give claims what they're based on; a predicate that only links premise to conclusion is no claim of its own.

    `mains` has the main token of each claim, by its id.
    """
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault(parsed.tokens[mains[claim.id]].sentence, []).append(claim)
    changed: dict[str, Claim | None] = {}
    before: list[Claim] = []
    for sentence, here in by_sentence.items():
        bounds = parsed.sentences[sentence]
        for token in parsed.tokens[bounds.first : bounds.last]:
            reasoning = _reasoning(parsed, token)
            if reasoning is not None:
                changed |= _linked(parsed, reasoning, here, before, mains, sayings)
        changed |= _because(parsed, here, mains)
        before = (before + here)[-BACK:]
    return _grounded([one for claim in claims if (one := changed.get(claim.id, claim)) is not None])


def _grounded(claims: Sequence[Claim]) -> list[Claim]:
    """Take off what would rest a claim on itself, straight or by way of others: of a circle, the later link falls."""
    rests: dict[str, tuple[str, ...]] = {}
    grounded: list[Claim] = []
    for claim in claims:
        rests[claim.id] = tuple(one for one in claim.based_on if not _leads(one, claim.id, rests))
        relation = claim.relation if rests[claim.id] else None
        grounded.append(replace(claim, based_on=rests[claim.id], relation=relation))
    return grounded


def _leads(premise: str, goal: str, rests: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a premise is the goal, or rests on it."""
    seen: set[str] = set()
    waiting = [premise]
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            waiting += rests.get(one, ())
    return False


def _reasoning(parsed: Parsed, token: Token) -> _Reasoning | None:
    """Find a reasoning at a token: a verb of showing, or a noun of evidence under a light verb."""
    word = word_of(token)
    for relation, (verbs, nouns) in _words().items():
        kind: Relation = "confirms" if relation == "confirms" else "refutes"
        if word in verbs and token.pos == "VERB":
            above = subject(parsed, token.i)
            clause = child(parsed, token.i, "ccomp") or child(parsed, token.i, "dobj")
            return _Reasoning(token.i, kind, above, clause.i if clause else None) if above is not None else None
        if word in nouns and token.dep in ("dobj", "attr") and parsed.tokens[token.head].lemma in LIGHT:
            above = subject(parsed, token.head)
            clause = child(parsed, token.i, "acl", "ccomp", "relcl")
            return _Reasoning(token.head, kind, above, clause.i if clause else None) if above is not None else None
    return None


def reasons(parsed: Parsed, token: Token) -> bool:
    """Say whether a writer reasons at a token."""
    return any(
        _reasoning(parsed, one) is not None
        for one in (token, *parsed.children(token.i))
        if one.i == token.i or one.dep in ("dobj", "attr")
    )


def conclusion(parsed: Parsed, token: Token) -> Token | None:
    """Give the head of the clause that a writer concludes at a token or at its object; None where there is none."""
    for one in (token, *parsed.children(token.i)):
        found = _reasoning(parsed, one) if one.i == token.i or one.dep in ("dobj", "attr") else None
        if found is not None and found.conclusion is not None:
            return parsed.tokens[found.conclusion]
    return None


def _points_back(parsed: Parsed, subject: Token) -> bool:
    """Say whether a premise is what was told just before, "this", "the figures", not "figures from the ministry"."""
    owned = any(one.dep in ("prep", "poss", "compound", "acl") for one in parsed.children(subject.i))
    return word_of(subject) in _anaphors() and not owned


def _linked(  # noqa: PLR0917 - what a link is made of, in the order it's found
    parsed: Parsed,
    found: _Reasoning,
    here: Sequence[Claim],
    before: Sequence[Claim],
    mains: Mapping[str, int],
    sayings: Sayings,
) -> dict[str, Claim | None]:
    """Link the claims of one reasoning; nothing where no premise is found or a source's words make the link."""
    premises = _under(parsed, found.subject, here, mains)
    if not premises and _points_back(parsed, parsed.tokens[found.subject]):
        premises = _latest(before)
    if not premises:
        return {}
    concluded = _under(parsed, found.conclusion, here, mains) if found.conclusion is not None else []
    linking = [claim for claim in here if mains[claim.id] == found.head and claim.event.type is None]
    conclusions = [one for one in concluded if one not in premises] if found.relation == "confirms" else linking
    if found.relation == "refutes" and not linking:
        conclusions = concluded
    ids = tuple(one.id for one in premises)
    changed: dict[str, Claim | None] = {
        one.id: _rested(parsed, one, ids, found, sayings) for one in (conclusions or linking)
    }
    if conclusions and found.relation == "confirms":
        changed |= {one.id: None for one in linking if one not in conclusions}
    return changed


def _rested(parsed: Parsed, claim: Claim, ids: tuple[str, ...], found: _Reasoning, sayings: Sayings) -> Claim:
    """Rest a claim on others. Where nobody else is behind the word of showing, the inference is the writer's."""
    attribution = sayings.by_id(claim.attribution)
    token = parsed.tokens[found.head]
    low, high = parsed.extent(found.head)
    cued = any(low <= start < high for start, _ in sayings.stretches(attribution))
    if cued and attribution is not None and sayings.around(token.start, token.end) is None:
        premise = parsed.extent(found.subject)
        starts = [sayings.article.offsets(span)[0] for span in attribution.source.spans]
        # "the fact that they left proves …": a fact is no speaker
        if attribution.source.kind == "none" or any(premise[0] <= start < premise[1] for start in starts):
            voice: ClaimVoice = "author" if claim.voice == "attributed" else claim.voice
            claim = replace(claim, attribution=None, voice=voice, chain=(), origin=Origin(None, None, "none"))
    act = "infer" if claim.attribution is None else claim.act
    return replace(claim, based_on=ids, relation=found.relation, act=act)


def _latest(before: Sequence[Claim]) -> list[Claim]:
    """Give the claims last made by one voice: what "this" and "the latter paragraph" point back to."""
    if not before:
        return []
    return [one for one in before if one.attribution == before[-1].attribution and one.voice == before[-1].voice]


def _under(parsed: Parsed, head: int, here: Sequence[Claim], mains: Mapping[str, int]) -> list[Claim]:
    """Give the claims whose main word stands under a token."""
    low, high = parsed.edges(head)
    return [
        one
        for one in here
        if low <= mains[one.id] <= high and (mains[one.id] == head or _descends(parsed, mains[one.id], head))
    ]


def _descends(parsed: Parsed, i: int, head: int) -> bool:
    return any(token.i == head for token in parsed.ancestors(i))


def _because(parsed: Parsed, here: Sequence[Claim], mains: Mapping[str, int]) -> dict[str, Claim | None]:
    """Link a claim to the clause after "because" that hangs on it."""
    table = read_because()
    changed: dict[str, Claim | None] = {}
    for claim in here:
        for clause in parsed.children(mains[claim.id]):
            marked = clause.dep == "advcl" and any(
                one.dep == "mark" and one.text.lower() in table for one in parsed.children(clause.i)
            )
            reasons = _under(parsed, clause.i, [one for one in here if one is not claim], mains) if marked else []
            if reasons and not claim.based_on:
                changed[claim.id] = replace(claim, based_on=tuple(one.id for one in reasons), relation="because")
    return changed


@cache
def read_because() -> frozenset[str]:
    """Read the conjunctions that give a reason."""
    return frozenset(read_table("relations.toml")["because"]["marks"])
