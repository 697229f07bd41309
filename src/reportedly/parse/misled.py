"""Put right trees whose parser took a clause's verb for a participle: "Raiders on horses killed 23, residents said".

English has one form for both, so that a reader is led astray until "residents said" ("the horse raced past the barn
fell", Bever 1970, The Cognitive Basis for Linguistic Structures). Who speaks is then joined to who did it, and the
deed has no subject. What tells is the object: a participle that stands for a passive has none behind it, but of verbs
that take two.

Likewise a second verb of speaking is joined to the passive that the first one reports: in "the front said nine had been
killed and blamed the army" nobody killed blames. And what "a figure police have disputed" stands behind is no clause of
theirs, though "figure police" is taken for their name. A noun and the name behind it are one subject, not two: "the
charity Sea Watchers says". And "claims that the bridge was mined" weren't mined themselves.
"""

from collections.abc import Sequence
from itertools import takewhile

from reportedly.model import Token

PAST = frozenset({"VBN", "VBD"})
TWICE = frozenset(
    {"give", "send", "offer", "award", "pay", "show", "teach", "grant", "deny", "hand", "ask", "tell", "promise", "owe",
     "call", "name", "elect", "appoint", "consider", "make", "dub", "deem", "declare", "nickname", "entitle", "title",
     "label", "term", "brand", "crown", "rename", "charge", "fine", "sell", "lend", "bring", "leave", "allow", "assign"}
)  # fmt: skip
"""Verbs that keep an object in the passive: those of Levin 1993, §2.1 (dative), §29.1 and §29.3 (name, appoint)."""
CLAUSAL = frozenset({"mark", "aux", "auxpass", "nsubj", "nsubjpass", "expl"})
"""What only a clause with a subject of its own has, or a passive."""
TELLING = frozenset(
    {"accuse", "add", "appeal", "ask", "blame", "call", "claim", "condemn", "confirm", "demand", "denounce", "deny",
     "pledge", "promise", "say", "tell", "threaten", "urge", "vow", "warn"}
)  # fmt: skip
"""Verbs whose subject speaks: what is killed, closed or found does none of it."""
CONTESTING = frozenset({"challenge", "contest", "deny", "dismiss", "dispute", "question", "refute", "reject"})
CONTESTED = frozenset(
    {"accusation", "allegation", "assertion", "charge", "claim", "count", "estimate", "figure", "number", "report",
     "statement", "tally", "toll", "version"}
)  # fmt: skip
"""What somebody else said, or how many, that is contested."""
LONGEST_TITLE = 6
"""Words before the noun that says what a name is: the "the small but well known" of a charity."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def led_back(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Give tokens with such verbs where they belong; all the others as they are."""
    doubtful = [one for one in tokens if one.dep == "acl" and one.tag in PAST and one.lemma not in TWICE]
    joined = [one for one in tokens if one.dep == "conj" and one.tag == "VBD" and one.lemma in TELLING]
    contested = [one for one in tokens if one.dep in ("ROOT", "ccomp") and one.lemma in CONTESTING]
    stated = [one for one in tokens if one.dep == "acl" and one.tag == "VBD" and _is_stated(tokens, one)]
    titled = [one for one in tokens if one.dep in SUBJECTS and one.pos == "PROPN"]
    told = [one for one in tokens if one.dep in SUBJECTS and one.lemma in CONTESTED]
    if not any((doubtful, joined, contested, stated, titled, told)):
        return tokens
    found = list(tokens)
    for verb in doubtful:
        if _governs(tokens, verb):
            _lead_back(found, verb)
    for verb in joined:
        _join_to_teller(found, verb)
    for verb in contested:
        _lead_behind(found, verb)
    for verb in stated:
        _lead_back(found, verb)
    for name in titled:
        _title(found, name)
    for noun in told:
        _lead_to_verdict(found, noun)
    return tuple(found)


def _lead_to_verdict(found: list[Token], noun: Token) -> None:
    """Make a clause its noun's that says what was told, and the noun the subject of the verb behind it.

    "Claims by the rebels that the bridge was mined do not hold": the parser takes the claims for mined.
    """
    clause = found[noun.head]
    below = [one for one in found[noun.i + 1 : clause.i] if one.head == clause.i]
    that = next((one for one in below if one.dep == "mark" and one.lemma == "that"), None)
    if that is None or not any(one.dep in SUBJECTS and one.i > that.i for one in below):
        return
    rest = list(takewhile(lambda one: one.sentence == clause.sentence, found[clause.i + 1 :]))
    joined = (one for one in rest if one.head == clause.i and one.dep == "conj" and one.pos in ("VERB", "AUX"))
    verb = next(joined, None)
    if verb is None or any(one.dep in SUBJECTS for one in rest if one.head == verb.i):
        return
    if any(one.dep == "cc" and one.i < verb.i for one in rest if one.head == clause.i):
        return
    found[verb.i] = verb._replace(dep=clause.dep, head=verb.i if clause.dep == "ROOT" else clause.head)
    found[clause.i] = clause._replace(dep="acl", head=noun.i)
    found[noun.i] = noun._replace(dep="nsubj", head=verb.i)
    for one in rest:
        if one.head == clause.i and one.dep == "punct" and one.i > verb.i:
            found[one.i] = one._replace(head=verb.i)


def _title(found: list[Token], name: Token) -> None:
    """Give a name what it is called right before it, where both were taken for subjects: "the charity Sea Watchers"."""
    first = name.i
    while first and found[first - 1].head == name.i and found[first - 1].dep == "compound":
        first -= 1
    called = found[first - 1] if first else name
    if (
        called.pos != "NOUN"
        or called.dep not in SUBJECTS
        or called.head != name.head
        or called.sentence != name.sentence
    ):
        return
    for one in found[max(0, called.i - LONGEST_TITLE) : called.i]:
        if one.head == called.i:
            found[one.i] = one._replace(head=name.i)
    found[called.i] = called._replace(dep="compound", head=name.i)


def _is_stated(tokens: Sequence[Token], verb: Token) -> bool:
    """Say whether a verb behind an apposition is its sentence's: "The mayor, Ms. Awa Dia, called on all to leave"."""
    return tokens[verb.head].dep == "ROOT" and tokens[verb.head].pos in NOMINAL and tokens[verb.i - 1].text == ","


def _lead_behind(found: list[Token], verb: Token) -> None:
    """Make a verb a clause of the noun in apposition that it contests: "60 were killed, a figure police disputed".

    The clause before it, which was taken for what is contested, gets the verb's place.
    """
    subject = next((one for one in reversed(found[: verb.i]) if one.head == verb.i and one.dep in SUBJECTS), None)
    if subject is None:
        return
    comma, article, noun = (*[subject] * 3, *found[: subject.i])[-3:]
    joined = noun.head == subject.i and noun.dep == "compound" and noun.lemma in CONTESTED
    if not joined or article.lemma not in ("a", "an") or comma.text != ",":
        return
    above = {verb.i, verb.head}
    before = [one for one in found[: comma.i] if one.sentence == verb.sentence]
    clause = next((one for one in reversed(before) if one.dep == "ccomp" and one.head in above), None)
    if clause is None:
        return
    held = next((one for one in reversed(before) if one.head == clause.i and one.dep == "ccomp"), clause)
    if clause.head == verb.i:
        found[clause.i] = clause._replace(dep=verb.dep, head=clause.i if verb.dep == "ROOT" else verb.head)
    found[article.i] = article._replace(head=noun.i)
    found[noun.i] = noun._replace(dep="appos", head=held.i)
    found[verb.i] = verb._replace(dep="relcl", head=noun.i)
    for one in (comma, *found[verb.i :]):
        if one.sentence == verb.sentence and one.head == verb.i and one.dep == "punct":
            found[one.i] = one._replace(head=clause.i)


def _join_to_teller(found: list[Token], verb: Token) -> None:
    """Join a verb of speaking to the one that reports the passive which it was joined to; what joins them, too."""
    passive = found[verb.head]
    teller = found[passive.head]
    if passive.dep != "ccomp" or teller.tag != verb.tag or teller.lemma not in TELLING or teller.i > passive.i:
        return
    below = [one for one in found[passive.i + 1 : verb.i] if one.head == passive.i]
    suffers = any(one.dep == "auxpass" for one in found[teller.i + 1 : passive.i] if one.head == passive.i)
    if not suffers or any(one.dep in SUBJECTS for one in found[passive.i + 1 : verb.i] if one.head == verb.i):
        return
    found[verb.i] = verb._replace(head=teller.i)
    for one in below:
        if one.dep in ("cc", "punct"):
            found[one.i] = one._replace(head=teller.i)


def _governs(tokens: Sequence[Token], verb: Token) -> bool:
    """Say whether a verb has an object behind it, and nothing that makes a passive or another's clause of it."""
    around = (
        *takewhile(lambda one: one.sentence == verb.sentence, (tokens[i] for i in range(verb.i + 1, len(tokens)))),
        *takewhile(lambda one: one.i > verb.head, (tokens[i] for i in range(verb.i - 1, -1, -1))),
    )
    below = [one for one in around if one.head == verb.i]
    return any(one.dep == "dobj" and one.i > verb.i for one in below) and not any(one.dep in CLAUSAL for one in below)


def _lead_back(found: list[Token], verb: Token) -> None:
    """Make the verb its noun's, and those who speak after it the subject of the verb that its noun was led to."""
    subject = _whole(found, found[verb.head])
    above = found[subject.head]
    if subject.dep == "ROOT":
        found[verb.i] = verb._replace(tag="VBD", dep="ROOT", head=verb.i)
    elif subject.dep in SUBJECTS and above.i > verb.i and above.pos == "VERB":
        speakers = [one for one in found[verb.i + 1 : above.i] if _may_speak(one, subject, above)]
        if not speakers:
            return
        for one in speakers:
            found[one.i] = one._replace(dep="nsubj", head=above.i)
        found[verb.i] = verb._replace(tag="VBD", dep="ccomp", head=above.i)
    else:
        return
    found[subject.i] = found[subject.i]._replace(dep="nsubj", head=verb.i)


def _whole(found: Sequence[Token], noun: Token) -> Token:
    """Give the noun that a noun behind prepositions belongs to: "strikes by a coalition", "witnesses on the bank"."""
    while noun.dep == "pobj":
        prep = found[noun.head]
        holder = found[prep.head]
        if prep.dep not in ("prep", "agent") or holder.pos not in NOMINAL or holder.i > prep.i:
            break
        noun = holder
    return noun


def _may_speak(one: Token, subject: Token, above: Token) -> bool:
    """Say whether a noun between the two verbs is the second one's subject: joined to the first, or its own already."""
    joined = one.dep == "conj" and subject.i <= one.head < one.i and one.pos in NOMINAL and one.head == subject.i
    return joined or (one.dep in SUBJECTS and one.head == above.i)
