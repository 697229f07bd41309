"""Say whether an event stands though its sentence denies something: "the men arrested didn't talk"."""

from reportedly.model import Parsed, Token

from .participants import child
from .tables import words


def is_carried(parsed: Parsed, token: Token) -> bool:
    """Say whether an event's noun stands with a verb that only says it took place: "no arrests were made"."""
    bound = token.pos == "NOUN" and token.dep in ("nsubj", "nsubjpass", "dobj")
    return bound and parsed.tokens[token.head].lemma in words("light")


def is_presupposed(parsed: Parsed, token: Token) -> bool:
    """Say whether a denial around an event leaves it standing: "the men arrested didn't talk"."""
    if any(one.dep == "neg" for one in parsed.children(token.i)):
        return False
    if token.dep == "acl" and child(parsed, token.i, "mark", "aux", "auxpass"):
        return False  # "rejected claims that men had been tortured"
    if token.dep in ("acl", "amod") and token.tag == "VBN":
        return not is_nobody(parsed, token.head)
    below = parsed.children(token.i)
    definite = any(one.dep == "poss" or one.lemma.lower() in ("the", "these", "this") for one in below)
    return token.pos == "NOUN" and token.dep == "nsubj" and definite and not is_carried(parsed, token)


def is_nobody(parsed: Parsed, i: int) -> bool:
    """Say whether a noun phrase says that there is none: "nobody", "no one", "no civilians"."""
    token = parsed.tokens[i]
    return token.lemma.lower() in ("nobody", "none") or any(
        one.dep == "det" and one.lemma.lower() == "no" for one in parsed.children(i)
    )
