"""What stands beside a name and tells whose it is: "the mayor of Gao, Hana Orr", "a commander known as Abu Layth"."""

from reportedly.model import Parsed, Token

from .mention import Mention
from .names import PROPER_TAGS, Names
from .persons import gender_of_words
from .tables import class_of, is_first_name, mapping

SINGLE_BODIES = frozenset({"group", "team", "coalition", "faction"})
"""Nouns that are bodies in the singular ("a lobby group") and groups with "of" ("a group of parents")."""
MODIFIERS = frozenset({"compound", "nmod", "amod", "npadvmod"})
NEAR_NOUN = 4
"""Tokens from a noun to the end of a name that says who that is."""
CALLING = frozenset({"call", "name", "nickname", "dub"})
"""Verbs whose complement is a name: "a man called Omar"."""
KNOWING = frozenset({"know", "identify", "introduce", "name", "give", "describe"})
"""Verbs with "as" and a name: "who identified himself as Omar"."""
_YOUNGEST, _OLDEST = 3, 110
"""Years that a person's age may be told with."""
OFFICE_DEEP = 5
"""Nouns from a name up to the office that it holds."""
NEAR_CLAUSE = 4
"""Verbs from that one up to whom its clause describes: "who asked to be identified only as Omar"."""


def held_by(parsed: Parsed, root: Token) -> Token:
    """Give the noun that an apposition tells of: the "mayor" of "the mayor of Gao, Hana Orr", past what it is of.

    What an office is of may be long: "the head of the south branch of the Union of Growers in Gao, Hana Orr".
    """
    noun = above = parsed.tokens[root.head]
    for _ in range(OFFICE_DEEP):
        over = parsed.tokens[above.head]
        past = above.tag in PROPER_TAGS or class_of(above.lemma.lower()) in ("body", "place") or above is not noun
        if above.dep == "dobj" and over.tag == "VBG" and over.dep == "acl":
            above = parsed.tokens[over.head]  # "the member representing Gao, Hana Orr"
        elif above.dep == "pobj" and over.lemma in ("of", "for", "in", "at") and past:
            above = parsed.tokens[over.head]
        else:
            return noun
        if class_of(above.lemma.lower()) == "person" and above.tag in ("NN", "NNP"):
            return above
    return noun


def called(parsed: Parsed, root: Token) -> Token | None:
    """Give the noun of whom a clause tells the name, the "man" of "a man known as Omar", None without one."""
    verb = _naming(parsed, root)
    for _ in range(NEAR_CLAUSE):
        if verb is None or verb.dep in ("acl", "relcl"):
            break
        verb = parsed.tokens[verb.head] if verb.dep in ("xcomp", "conj", "ccomp", "advcl") else None
    noun = parsed.tokens[verb.head] if verb is not None and verb.dep in ("acl", "relcl") else None
    return noun if noun is not None and noun.tag == "NN" and class_of(noun.lemma.lower()) == "person" else None


def _naming(parsed: Parsed, root: Token) -> Token | None:
    """Give the verb by which a clause tells a name, None where it isn't told so."""
    above = parsed.tokens[root.head]
    if root.dep == "pobj" and above.lemma == "as":
        verb = parsed.tokens[above.head]
        return verb if verb.lemma in KNOWING else None
    if root.dep == "appos" and above.lemma == "name" and above.dep == "dobj":
        return parsed.tokens[above.head]  # "who gave only her first name, Omar"
    return above if root.dep in ("oprd", "dobj", "attr") and above.lemma in CALLING else None


def is_beside_person(parsed: Parsed, names: Names, root: Token) -> bool:
    """Say whether a name stands in apposition to a noun for one person, whatever the tagger takes it for."""
    if root.tag not in PROPER_TAGS:
        return False
    if called(parsed, root) is not None or aged(parsed, root) is not None:
        return True
    if root.dep != "appos":
        return False
    noun = held_by(parsed, root)
    first, _ = names.at(root.i)
    apart = first > 0 and parsed.tokens[first - 1].text == ","
    beside = noun.tag == "NN" and noun.i < first and (0 < first - root.head <= NEAR_NOUN or apart)
    return beside and class_of(noun.lemma.lower()) == "person"


def aged(parsed: Parsed, root: Token) -> Token | None:
    """Give what is said of a name by an age or office, as only persons have: "Nabil, a guard of 61", "Omar, 34"."""
    for child in parsed.children(root.i):
        if child.dep != "appos" or child.i < root.i or parsed.tokens[child.i - 1].text in ("(", "and"):
            continue
        years = child.text.isdecimal() and _YOUNGEST < int(child.text) <= _OLDEST
        alone = years and parsed.tokens[child.i - 1].text == "," and parsed.tokens[child.i - 2].i == root.i
        if alone or (child.tag == "NN" and class_of(child.lemma.lower()) == "person" and _has_age(parsed, child)):
            return child
    return None


def _has_age(parsed: Parsed, noun: Token) -> bool:
    """Say whether a noun tells of a human being, or has a number of years: "a teacher of 61", "a guard, 34,"."""
    if is_human(noun):
        return True
    of = [one for child in parsed.children(noun.i) if child.lemma in ("of", "aged") for one in parsed.children(child.i)]
    return any(one.text.isdecimal() and _YOUNGEST < int(one.text) <= _OLDEST for one in of)


def is_human(noun: Token) -> bool:
    """Say whether a noun is for human beings alone: it tells their sex or office."""
    low = noun.lemma.lower()
    return gender_of_words((low,)) is not None or low in mapping("persons", "titles", "roles").values()


def is_of_body(parsed: Parsed, names: Names, mention: Mention) -> bool:
    """Say whether a name is said to be a body's by the noun beside it: "the civic group Harra Watch".

    So it is with a comma between, "the operator, Harra Rail", where the name isn't a person's by its first word.
    """
    first, last = names.at(mention.root)
    root = parsed.tokens[mention.root]
    comma = first > 1 and parsed.tokens[first - 1].text == "," and root.dep == "appos" and root.head == first - 2
    noun = parsed.tokens[first - 2 if comma else first - 1] if first else None
    if noun is None or noun.tag != "NN":
        return False
    if class_of(noun.lemma.lower()) != "body" and noun.lemma.lower() not in SINGLE_BODIES:
        return False
    for one in (noun, root):
        held = parsed.tokens[parsed.tokens[one.head].head]
        if one.dep == "pobj" and class_of(held.lemma.lower()) == "person":
            return False  # "the head of the rescue team Hana Orr"
    beside = root.head == noun.i and root.dep == "appos"
    within = noun.head in range(first, last) and noun.dep in MODIFIERS
    return (beside or within) and not is_first_name(parsed.tokens[first].text.lower())
