"""Draft claims for the clauses that are surer, or less sure, than the claim in whose words they stand.

"He sought approval to raise his stake" says that he sought it, and leaves open whether the stake was raised; "they
don't know where the man who fled is" leaves no doubt that he fled. One claim for each sentence can't say both.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from reportedly.model import Claim, Commitments, Offsets, Parsed, SentenceBounds, Token
from reportedly.model.vocabulary import Factuality

from .drafts import Draft
from .participants import child, coordinated, subject
from .tables import event_table, words

CONFIDENCE = 0.5
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "parataxis", "csubj", "ROOT"})
DEEDS = ("tion", "sion", "ment", "ance", "ence", "ism", "ure", "al", "th", "ing")
"""Endings of nouns that mostly name what is done or comes about."""
SHORTEST = 6


def subclauses(
    parsed: Parsed,
    commitments: Commitments,
    sentence: SentenceBounds,
    told: Sequence[tuple[Claim, Draft]],
    *,
    stretches: Sequence[Sequence[Offsets]],
    cues: Sequence[Offsets],
) -> Iterator[tuple[Draft, Factuality]]:
    """Draft a claim for each predicate that no claim is about and that is worded with another certainty.

    Each comes with the factuality of the claim around it, `CT+` where there is none. `told` are the claims of the
    sentence with their drafts, `stretches` their words, `cues` the cues in the sentence.
    """
    taken = {i for _, one in told for i in (one.main, *one.twins)}
    taken |= {i for _, one in told if one.trigger for i in range(one.trigger.first, one.trigger.last + 1)}
    for token in parsed.tokens[sentence.first : sentence.last]:
        if token.i in taken or not _predicates(parsed, token, taken) or _is_cue(token, cues):
            continue
        said = commitments.at(token.i).factuality
        around = _around(token, told, stretches)
        held: Factuality = around.factuality if around is not None else "CT+"
        if said == held or (token.pos == "NOUN" and said == "CT+"):
            continue
        doer, done_to = subject(parsed, token.i), child(parsed, token.i, "dobj", "nsubjpass")
        by = tuple(coordinated(parsed, doer)) if doer is not None else ()
        to = tuple(coordinated(parsed, done_to.i)) if done_to is not None else ()
        yield Draft(sentence, token.i, None, (), by, to, CONFIDENCE, own_words=True), held


def _predicates(parsed: Parsed, token: Token, taken: AbstractSet[int]) -> bool:
    """Say whether a token heads a clause with words of its own, or is a noun for what is done."""
    if token.pos in ("VERB", "AUX"):
        below = parsed.children(token.i)
        carried = token.lemma in words("aspectual") and any(one.dep == "xcomp" for one in below)
        complemented = token.pos == "AUX" and any(one.i in taken for one in below)
        return token.dep in CLAUSES and bool(below) and not carried and not complemented and token.lemma != "do"
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or token.dep in ("compound", "npadvmod"):
        return False
    return lemma in event_table().nouns or (len(lemma) >= SHORTEST and lemma.endswith(DEEDS))


def _is_cue(token: Token, cues: Sequence[Offsets]) -> bool:
    return any(start < token.end and token.start < end for start, end in cues)


def _around(token: Token, told: Sequence[tuple[Claim, Draft]], stretches: Sequence[Sequence[Offsets]]) -> Claim | None:
    """Give the claim with the fewest words that hold a token."""
    holding = [
        (sum(end - start for start, end in spans), n)
        for n, spans in enumerate(stretches)
        if any(start <= token.start and token.end <= end for start, end in spans)
    ]
    return told[min(holding)[1]][0] if holding else None
