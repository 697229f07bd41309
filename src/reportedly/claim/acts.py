"""Say what a speaker does by saying one clause, where a quotation does several things or the author speaks."""

from reportedly.model import Attribution, Parsed
from reportedly.model.vocabulary import Act

from .participants import child

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
POSSIBLE = frozenset({"may", "might", "could"})
DUTY = frozenset({"must", "should", "ought"})
FIRST = frozenset({"i", "we"})


def act_of(parsed: Parsed, i: int, attribution: Attribution | None) -> Act:
    """Give the act of the clause around a predicate: one of its attribution's, or, where the author speaks, by its form."""
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
    doer = child(parsed, clause, "nsubj", "nsubjpass")
    if doer is None and token.tag == "VB" and token.dep in ("ROOT", "conj") and not modals - {"do"}:
        return "demand"
    if modals & FUTURE:
        return "announce" if doer is not None and doer.text.lower() in FIRST else "predict"
    if modals & POSSIBLE:
        return "predict"
    if modals & DUTY:
        return "demand"
    sentence = parsed.tokens[clause].sentence
    last = parsed.sentences[sentence].last
    return "ask" if any(one.text == "?" for one in parsed.tokens[last - 2 : last]) else "assert"


def finite(parsed: Parsed, i: int) -> int:
    """Climb from a predicate to the verb that carries its tense."""
    while parsed.tokens[i].dep in ("xcomp", "acomp", "attr", "dobj", "prep", "pobj", "oprd", "amod") and parsed.tokens[i].head != i:
        if any(one.dep == "aux" and one.tag == "MD" for one in parsed.children(i)):
            break
        i = parsed.tokens[i].head
    return i
