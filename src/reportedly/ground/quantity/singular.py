"""Find the single persons whom a casualty or an arrest befell: "a man was killed" is one."""

from collections.abc import Iterator
from itertools import islice

from reportedly.ground.tables import word_set
from reportedly.model import Parsed, SentenceBounds, Token

ARTICLES = frozenset({"a", "an", "another"})
BOTH = "both"
TAKEN = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "conj", "appos", "pobj", "ROOT", "attr"})
STATES = frozenset({"acomp", "attr", "oprd"})
STEPS = 4
"""How far above a noun its predicate is looked for: over coordinations and the like."""


def single_persons(parsed: Parsed, sentence: SentenceBounds) -> Iterator[tuple[Token, Token]]:
    """Yield (article, noun) of each singular noun of a person whom such a predicate befalls: "a man", "his son".

    "Both" with its plural counts two: "both pilots died". "Another" stands for both article and noun where no noun
    follows: "one was killed and another wounded".
    """
    people = word_set("quantity", "status", "people")
    for token in parsed.tokens[sentence.first : sentence.last]:
        if token.dep not in TAKEN:
            continue
        if token.text.lower() == "another" and token.pos in ("DET", "PRON"):
            article: Token | None = token
        elif token.tag == "NN" and token.lemma.lower() in people and not _is_counted(token, parsed):
            article = next((child for child in parsed.children(token.i) if _opens_single(child)), None)
        elif token.tag == "NNS" and token.lemma.lower() in people:
            below = parsed.children(token.i)
            article = next((child for child in below if child.text.lower() == BOTH), None)
        elif token.text.lower() == "old":
            article = _opens_age(token, parsed)
        else:
            continue
        if article is not None and article.i <= token.i and _befallen(token, parsed):
            yield article, token


def _opens_single(child: Token) -> bool:
    """Say whether a word before a noun makes it one new person: an article or a possessive pronoun."""
    return child.text.lower() in ARTICLES or (child.dep == "poss" and child.tag == "PRP$")


def _is_counted(token: Token, parsed: Parsed) -> bool:
    """Say whether a noun of a group is counted by what follows: "a family of five"; "a woman of 62" is one."""
    if any(child.dep == "nummod" for child in parsed.children(token.i)):
        return True  # "three of its 24 crew"
    if token.lemma.lower() in word_set("quantity", "exclusions", "single"):
        return False
    return any(
        child.lemma == "of" and any(one.pos == "NUM" for one in parsed.children(child.i))
        for child in parsed.children(token.i)
    )


def _opens_age(token: Token, parsed: Parsed) -> Token | None:
    """Give the article of somebody named by an age alone: "a 19-year-old", "the 19-year-old"."""
    below = parsed.children(token.i)
    if not any(child.lemma in ("year", "month") for child in below):
        return None
    return next((child for child in below if child.text.lower() in (*ARTICLES, "the")), None)


def _befallen(token: Token, parsed: Parsed) -> bool:
    """Say whether a noun takes part in a casualty, an arrest or the like, of a verb or of a noun such as "killing"."""
    verbs, nouns = word_set("quantity", "predicates", "verbs"), word_set("quantity", "predicates", "nouns")
    if any(child.lemma.lower() in verbs and child.dep in ("acl", "relcl") for child in parsed.children(token.i)):
        return True
    current = token
    for above in islice(parsed.ancestors(token.i), STEPS):
        if above.lemma == "include" and above.dep == "prep":
            current = above
            continue
        if above.pos == "VERB":
            agent = current.dep == "pobj" and parsed.tokens[current.head].lemma in ("by", "with", "from", "in", "near")
            return (above.lemma.lower() in verbs and not agent) or _left_so(above, parsed)
        if above.pos == "AUX":
            return _left_so(above, parsed)
        if above.pos == "ADP" and above.lemma in ("of", "including", "among"):
            current = above
            continue
        if above.lemma.lower() in nouns and current.pos == "ADP":
            return True
        if current.dep not in ("conj", "appos", "pobj", "prep"):
            return False
        current = above
    return False


def _left_so(verb: Token, parsed: Parsed) -> bool:
    """Say whether a verb tells in what state somebody is or was found: "was found dead", "is missing"."""
    states = {child.text.lower() for child in parsed.children(verb.i) if child.dep in STATES}
    return not states.isdisjoint(word_set("quantity", "predicates", "adjectives"))
