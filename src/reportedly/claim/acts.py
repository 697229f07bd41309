"""Say what a speaker does by saying one clause, where a quotation does several things or the author speaks."""

from reportedly.model import Attribution, Parsed
from reportedly.model.vocabulary import Act

from .participants import MAX_CLIMB, child

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
POSSIBLE = frozenset({"may", "might", "could"})
DUTY = frozenset({"must", "should", "ought"})
FIRST = frozenset({"i", "we"})
PERFORMED: dict[str, Act] = {
    "warn": "warn",
    "demand": "demand",
    "urge": "demand",
    "call": "demand",
    "ask": "ask",
    "promise": "promise",
    "pledge": "promise",
    "deny": "deny",
    "accuse": "accuse",
    "predict": "predict",
    "expect": "predict",
    "believe": "judge",
    "think": "judge",
}
"""What "we warn", "I promise" do by being said (Austin 1962, performative verbs)."""
CARRIED = ("xcomp", "acomp", "attr", "dobj", "prep", "pobj", "oprd", "amod", "pcomp")


def act_of(parsed: Parsed, i: int, attribution: Attribution | None) -> Act:
    """Give the act of the clause around a predicate: one of its attribution's, else the one its form speaks for."""
    formed = _by_form(parsed, i)
    if attribution is None:
        return formed if formed in ("predict", "ask", "demand") else "assert"
    acts = attribution.acts
    if len(acts) == 1:
        return acts[0]
    if formed in acts:
        return formed
    futures: tuple[Act, ...] = ("announce", "promise", "predict", "threaten", "warn")
    if formed == "predict":
        return next((one for one in futures if one in acts), acts[0])
    return acts[0]


def _by_form(parsed: Parsed, i: int) -> Act:
    """Give the act that a clause's form speaks for: an imperative demands, "will" predicts, a question asks."""
    clause = finite(parsed, i)
    token = parsed.tokens[clause]
    modals = {one.lemma.lower() for one in parsed.children(clause) if one.dep == "aux"}
    if "have" in modals:
        # "could have signed", "will have heard" foretell nothing
        modals -= FUTURE | POSSIBLE
    doer = child(parsed, clause, "nsubj", "nsubjpass")
    who = doer.text.lower() if doer is not None else None
    if who in FIRST and token.lemma in PERFORMED and token.tag in ("VBP", "VB"):
        return PERFORMED[token.lemma]
    imperative = who is None and token.tag == "VB" and token.dep in ("ROOT", "conj") and not modals - {"do"}
    due = who == "it" and any(one.lemma == "time" for one in parsed.children(clause))
    if imperative or due or modals & DUTY:
        return "demand"
    if modals & (FUTURE | POSSIBLE):
        return "announce" if who in FIRST and modals & FUTURE else "predict"
    sentence = parsed.tokens[clause].sentence
    last = parsed.sentences[sentence].last
    return "ask" if any(one.text == "?" for one in parsed.tokens[last - 2 : last]) else "assert"


def finite(parsed: Parsed, i: int) -> int:
    """Climb from a predicate to the verb that carries its tense: "kill" in "will go on to kill" to "go"."""
    for _ in range(MAX_CLIMB):
        token = parsed.tokens[i]
        own = {one.dep for one in parsed.children(i)}
        modal = any(one.dep == "aux" and one.tag == "MD" for one in parsed.children(i))
        infinitive = (
            token.tag == "VB"
            and any(one.tag == "TO" for one in parsed.children(i))
            and token.dep in ("acl", "advcl", "relcl")
        )
        joined = token.dep == "conj" and token.tag in ("VB", "VBG") and "nsubj" not in own
        if modal or token.head == i or not (token.dep in CARRIED or infinitive or joined):
            break
        i = token.head
    return i
