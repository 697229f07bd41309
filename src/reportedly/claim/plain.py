"""Draft the plain statements: what a sentence or a source says though no word of it tells of an event of the table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.model import Article, Parsed, Quantity, SentenceBounds, Token

from .basis import conclusion, reasons
from .counted import Figure, figures_in
from .drafts import Draft
from .events import word_of
from .participants import child, coordinated, subject
from .saying import Sayings
from .tables import event_table, words

COMPLEMENTS = ("acomp", "attr", "oprd")
TELLING = ("acl", "ccomp", "relcl", "xcomp", "nummod")
MIN_WORDS = 3
WHO = frozenset({"he", "she", "they", "who", "we", "I"})


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
        if own & taken or (doer in taken and said.lemma in words("aspectual")) or _reckons(parsed, said, drafts):
            continue
        taken |= {token.i, said.i}
        by = tuple(coordinated(parsed, doer)) if doer is not None else ()
        done_to = child(parsed, token.i, "dobj")
        to = tuple(coordinated(parsed, done_to.i)) if done_to is not None else ()
        found.append(Draft(sentence, said.i, None, (), by, to, 0.6))
    return found


def _reckons(parsed: Parsed, said: Token, drafts: Sequence[Draft]) -> bool:
    """Say whether a verb only leads to an event's figure: "the toll rose to 19"."""
    if said.lemma not in words("reckoning"):
        return False
    heads = {figure.head for one in drafts if one.trigger for figure in one.figures}
    return any(said.i == i or any(one.i == said.i for one in parsed.ancestors(i)) for i in heads)


def counted(
    article: Article, parsed: Parsed, sentence: SentenceBounds, drafts: Sequence[Draft], quantities: Sequence[Quantity]
) -> list[Draft]:
    """Give plain statements the figures that stand in them and in no event: "12 schools are under water".

    A figure belongs to the nearest predicate above it; where that's an event's, it was no figure of that event.
    """
    taken = {figure.quantity.id for one in drafts for figure in one.figures}
    rest = [one for one in quantities if one.id not in taken and not one.scale.startswith("duration")]
    mains = {one.main: one for one in drafts}
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures_in(article, parsed, sentence, rest):
        above = (figure.head, *(token.i for token in parsed.ancestors(figure.head)))
        home = next((mains[i] for i in (_said(parsed, i) for i in above) if i in mains), None)
        if home is not None and home.trigger is None:
            found[home.main].append(replace(figure, how="in the statement that it stands in"))
    return [replace(one, figures=tuple(found[one.main])) if one.main in found else one for one in drafts]


def _said(parsed: Parsed, i: int) -> int:
    """Give what stands for a predicate among the statements: its complement after "is"."""
    return _complement(parsed, parsed.tokens[i]).i


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
    if reasons(parsed, token) and not _speaks(parsed, sayings, token):
        return token
    clause = child(parsed, token.i, "ccomp")
    dummy = child(parsed, token.i, "nsubj", "nsubjpass", "expl")
    if clause is not None and token.lemma in words("impersonal") and dummy is not None and dummy.lemma == "it":
        return _stated(parsed, sayings, clause)
    about = [token, *(one for one in parsed.children(token.i) if one.dep in ("dobj", "attr", "ccomp", "csubj"))]
    return None if any(sayings.is_cue(one.start, one.end) for one in about) else token


def _speaks(parsed: Parsed, sayings: Sayings, token: Token) -> bool:
    """Say whether somebody speaks by a verb that things may show by, too: "the spokesman confirmed the attack"."""
    doer = subject(parsed, token.i)
    if doer is None or not sayings.is_cue(token.start, token.end):
        return False
    name, noun = parsed.name_at(doer), parsed.tokens[doer]
    return noun.lemma in WHO or word_of(noun) in event_table().persons or (name is not None and name.label == "PERSON")


def _heads_of_contents(parsed: Parsed, sayings: Sayings, sentence: SentenceBounds) -> list[Token]:
    """Give the head of each stretch of content that lies in the sentence."""
    heads = []
    for one in sayings.within(sentence.start, sentence.end):
        for start, end in sayings.contents_between(sentence.start, sentence.end, one):
            head = parsed.head_in(start, end)
            if head is not None and not sayings.is_cue(head.start, head.end):
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
    """Say whether a token can be what a statement says: a verb, or a noun with a clause or a number to it."""
    if token.pos in ("VERB", "AUX", "ADJ"):
        return token.pos != "ADJ" or bool(parsed.children(token.i))
    return token.pos in ("NOUN", "PROPN") and child(parsed, token.i, *TELLING) is not None


def stands_alone(parsed: Parsed, token: Token) -> bool:
    """Say whether a joined verb has a subject or a modal of its own."""
    modal = any(one.tag == "MD" for one in parsed.children(token.i) if one.dep == "aux")
    return modal or child(parsed, token.i, "nsubj", "nsubjpass", "expl") is not None


def _complement(parsed: Parsed, token: Token) -> Token:
    """Give what is said by "is" and "becomes": their complement; any other verb says itself."""
    if token.lemma in ("be", "become", "remain", "seem", "appear", "look"):
        return child(parsed, token.i, *COMPLEMENTS) or token
    return token


def told_about(parsed: Parsed, sayings: Sayings, drafts: Iterable[Draft]) -> list[Draft]:
    """Give drafts without the figures that only count who speaks: "two people in the room said the vote was lost"."""
    return [
        one
        if one.trigger is not None
        else replace(
            one, figures=tuple(figure for figure in one.figures if not _counts_speakers(parsed, sayings, figure))
        )
        for one in drafts
    ]


def _counts_speakers(parsed: Parsed, sayings: Sayings, figure: Figure) -> bool:
    """Say whether a figure stands in the words that name a source."""
    return sayings.names_source(parsed.tokens[figure.first].start, parsed.tokens[figure.last].end)
