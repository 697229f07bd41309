"""Draft the plain statements: what a sentence or a source says though no word of it tells of an event of the table."""

from collections.abc import Sequence

from reportedly.model import Parsed, SentenceBounds, Token

from .basis import conclusion, reasons
from .drafts import Draft
from .participants import child, coordinated, subject
from .saying import Sayings
from .tables import words

COMPLEMENTS = ("acomp", "attr", "oprd")
MIN_WORDS = 3


def plain(parsed: Parsed, sayings: Sayings, sentence: SentenceBounds, drafts: Sequence[Draft]) -> list[Draft]:
    """Draft a claim for each main predicate that no event of its sentence stands on."""
    if sentence.last - sentence.first < MIN_WORDS:
        return []
    taken = {i for one in drafts for i in (one.main, *one.twins)} | {
        i for one in drafts if one.trigger for i in (one.trigger.first, one.trigger.last)
    }
    found = []
    for token in _predicates(parsed, sayings, sentence):
        said = _complement(parsed, token)
        own = {token.i, said.i, *(one.i for one in parsed.children(token.i) if one.dep in ("prep", "xcomp", "dobj"))}
        doer = subject(parsed, token.i)
        if own & taken or (doer in taken and said.lemma in words("aspectual")):
            continue
        taken |= {token.i, said.i}
        by = tuple(coordinated(parsed, doer)) if doer is not None else ()
        done_to = child(parsed, token.i, "dobj")
        to = tuple(coordinated(parsed, done_to.i)) if done_to is not None else ()
        found.append(Draft(sentence, said.i, None, (), by, to, 0.6))
    return found


def _predicates(parsed: Parsed, sayings: Sayings, sentence: SentenceBounds) -> list[Token]:
    """Give the main predicates of a sentence: its root, what is joined to it, and the heads of what sources say."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    roots = [one for one in tokens if one.dep == "ROOT"]
    joined = [
        one
        for one in tokens
        if one.dep in ("conj", "ccomp") and one.head in {root.i for root in roots} and stands_alone(parsed, one)
    ]
    concluded = [clause for root in roots if (clause := conclusion(parsed, root)) is not None]
    facts = [one for one in tokens if one.dep in ("acl", "ccomp") and parsed.tokens[one.head].lemma in words("facts")]
    found = [
        one for root in (*roots, *joined, *facts, *concluded) if (one := _stated(parsed, sayings, root)) is not None
    ]
    for head in _heads_of_contents(parsed, sayings, sentence):
        if head.i not in {one.i for one in found} and _states(parsed, head):
            found.append(head)
    return sorted(found)


def _stated(parsed: Parsed, sayings: Sayings, token: Token) -> Token | None:
    """Give what a main verb states: itself; its clause after "it seems that"; nothing where it tells of speaking."""
    if token.pos not in ("VERB", "AUX"):
        return None
    if reasons(parsed, token):
        return token
    clause = child(parsed, token.i, "ccomp")
    dummy = child(parsed, token.i, "nsubj", "nsubjpass", "expl")
    if clause is not None and token.lemma in words("impersonal") and dummy is not None and dummy.lemma == "it":
        return _stated(parsed, sayings, clause)
    about = [token, *(one for one in parsed.children(token.i) if one.dep in ("dobj", "attr", "ccomp", "csubj"))]
    return None if any(sayings.is_cue(one.start, one.end) for one in about) else token


def _heads_of_contents(parsed: Parsed, sayings: Sayings, sentence: SentenceBounds) -> list[Token]:
    """Give the head of each stretch of content that lies in the sentence."""
    heads = []
    for one in sayings.within(sentence.start, sentence.end):
        for start, end in sayings.contents_between(sentence.start, sentence.end, one):
            head = parsed.head_in(start, end)
            if head is not None:
                heads += [
                    head,
                    *(
                        other
                        for other in parsed.children(head.i)
                        if other.dep == "conj" and stands_alone(parsed, other)
                    ),
                ]
    return heads


def _states(parsed: Parsed, token: Token) -> bool:
    """Say whether a token can be what a statement says: a verb, or a noun with something to it."""
    if token.pos in ("VERB", "AUX", "ADJ"):
        return token.pos != "ADJ" or bool(parsed.children(token.i))
    return token.pos in ("NOUN", "PROPN") and child(parsed, token.i, "acl", "ccomp", "relcl", "xcomp") is not None


def stands_alone(parsed: Parsed, token: Token) -> bool:
    """Say whether a joined verb has a subject or a modal of its own."""
    modal = any(one.tag == "MD" for one in parsed.children(token.i) if one.dep == "aux")
    return modal or child(parsed, token.i, "nsubj", "nsubjpass", "expl") is not None


def _complement(parsed: Parsed, token: Token) -> Token:
    """Give what is said by "is" and "becomes": their complement; any other verb says itself."""
    if token.lemma in ("be", "become", "remain", "seem", "appear", "look"):
        return child(parsed, token.i, *COMPLEMENTS) or token
    return token
