"""Draft the plain statements: what a sentence or a source says though no word of it tells of an event of the table."""

from collections.abc import Sequence

from reportedly.model import Article, Parsed, SentenceBounds, Token

from .drafts import Draft
from .participants import agents, child, coordinated, subject
from .saying import Sayings

COMPLEMENTS = ("acomp", "attr", "oprd")
MIN_WORDS = 3


def plain(
    article: Article, parsed: Parsed, sayings: Sayings, sentence: SentenceBounds, drafts: Sequence[Draft]
) -> list[Draft]:
    """Draft a claim for each main predicate that no event of its sentence stands on."""
    if sentence.last - sentence.first < MIN_WORDS:
        return []
    taken = {one.main for one in drafts} | {i for one in drafts if one.trigger for i in (one.trigger.first, one.trigger.last)}
    found = []
    for token in _predicates(article, parsed, sayings, sentence):
        said = _complement(parsed, token)
        own = {token.i, said.i, *(one.i for one in parsed.children(token.i) if one.dep in ("prep", "xcomp", "dobj"))}
        if own & taken or token.i in taken:
            continue
        taken |= {token.i, said.i}
        doer = subject(parsed, token.i)
        by = tuple(coordinated(parsed, doer)) if doer is not None else ()
        done_to = child(parsed, token.i, "dobj")
        to = tuple(coordinated(parsed, done_to.i)) if done_to is not None else ()
        found.append(Draft(sentence, said.i, None, (), by, to, 0.6))
    return found


def _predicates(article: Article, parsed: Parsed, sayings: Sayings, sentence: SentenceBounds) -> list[Token]:
    """Give the main predicates of a sentence: its root and what is joined to it, and the heads of what sources say in it."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    roots = [one for one in tokens if one.dep == "ROOT"]
    joined = [
        one for one in tokens if one.dep in ("conj", "ccomp") and one.head in {root.i for root in roots} and _finite(parsed, one)
    ]
    found = [one for one in (*roots, *joined) if _states(parsed, one) and not sayings.is_cue(one.start, one.end)]
    for head in _heads_of_contents(article, parsed, sayings, sentence):
        if head.i not in {one.i for one in found} and _states(parsed, head):
            found.append(head)
    return sorted(found)


def _heads_of_contents(article: Article, parsed: Parsed, sayings: Sayings, sentence: SentenceBounds) -> list[Token]:
    """Give the head of each stretch of content that lies in the sentence."""
    heads = []
    for one in sayings.attributions:
        for start, end in sayings.contents_between(sentence.start, sentence.end, one):
            head = parsed.head_in(start, end)
            if head is not None:
                heads.append(head)
    return heads


def _states(parsed: Parsed, token: Token) -> bool:
    """Say whether a token can be what a statement says: a verb, or a noun with something to it."""
    return token.pos in ("VERB", "AUX") or (token.pos in ("NOUN", "PROPN", "ADJ") and bool(parsed.children(token.i)))


def _finite(parsed: Parsed, token: Token) -> bool:
    """Say whether a joined verb has a subject of its own."""
    return child(parsed, token.i, "nsubj", "nsubjpass", "expl") is not None


def _complement(parsed: Parsed, token: Token) -> Token:
    """Give what is said by "is" and "becomes": their complement; any other verb says itself."""
    if token.lemma in ("be", "become", "remain", "seem", "appear", "look"):
        return child(parsed, token.i, *COMPLEMENTS) or token
    return token
