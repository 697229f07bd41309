"""Say what a speaker does by saying one clause, where a quotation does several things or the author speaks."""

from reportedly.model import Attribution, Commitments, Parsed
from reportedly.model.vocabulary import Act

from .participants import MAX_CLIMB
from .tables import words

CARRIED = ("xcomp", "acomp", "attr", "dobj", "prep", "pobj", "oprd", "amod", "pcomp")
FUTURES: tuple[Act, ...] = ("announce", "promise", "predict", "threaten", "warn")
"""What may be done by telling of the future."""
OF_AUTHORS: tuple[Act, ...] = ("ask", "demand", "judge", "predict")
"""What authors do in their own voice beside asserting; they infer where they say from what."""


def act_of(
    parsed: Parsed, commitments: Commitments, i: int, attribution: Attribution | None, *, opinion: bool = False
) -> Act:
    """Give the act of the clause around a predicate: one of its attribution's, else the one its form speaks for.

    `opinion` says that the author gives opinions: then what others don't want or wait for is the author's judgement.
    """
    formed = commitments.acts.get(finite(parsed, i)) or commitments.acts.get(i) or "assert"
    if formed == "assert" and commitments.acts.get(clause_of(parsed, i)) == "predict":
        formed = "predict"  # "the toll is expected to pass 50"
    if attribution is None:
        return _of_author(parsed, i, formed, opinion=opinion)
    acts = attribution.acts
    if len(acts) == 1 or formed in acts:
        return formed if formed in acts else acts[0]
    return next((one for one in FUTURES if one in acts), acts[0]) if formed in FUTURES else acts[0]


def _of_author(parsed: Parsed, i: int, formed: Act, *, opinion: bool) -> Act:
    """Give what an author does by a clause in their own voice; a plan of others' foretells."""
    if formed in OF_AUTHORS:
        return formed
    if formed in FUTURES:
        return "assert" if _in_first_person(parsed, i) else "predict"
    return "judge" if opinion and _reads_minds(parsed, finite(parsed, i)) else "assert"


def _reads_minds(parsed: Parsed, i: int) -> bool:
    """Say whether a clause in the present tells what others don't want, wait for or care about."""
    token, below = parsed.tokens[i], parsed.children(i)
    present = token.tag in ("VBP", "VBZ") or any(one.dep == "aux" and one.tag in ("VBP", "VBZ") for one in below)
    denied = any(one.dep == "neg" or one.lemma.lower() in ("never", "hardly", "scarcely") for one in below)
    return present and denied and token.lemma in words("attitudes") and not _in_first_person(parsed, i)


def _in_first_person(parsed: Parsed, i: int) -> bool:
    """Say whether "I" or "we" do what a predicate says."""
    below = parsed.children(finite(parsed, i))
    return any(one.dep in ("nsubj", "nsubjpass") and one.text.lower() in ("i", "we") for one in below)


def clause_of(parsed: Parsed, i: int) -> int:
    """Give the verb that a predicate's tense stands on; of a noun that is the subject of one, that verb."""
    verb = parsed.tokens[finite(parsed, i)]
    if verb.pos in ("NOUN", "PROPN") and verb.dep in ("nsubj", "nsubjpass"):
        verb = parsed.tokens[finite(parsed, verb.head)]
    return verb.i


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
