"""What each word is: Universal POS and lemma, from its tag and dependency.

spaCy's attribute ruler and lemmatiser give the same at the price of the parser; this is a table look-up a word, and
each word and tag is worked out once a process.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from .tables import lemmas, tags

AUXILIARY_DEPS = frozenset({"aux", "auxpass"})
# An index of how a tag inflects: the rules of the lookup tables to use. Tags not named here are base forms.
INFLECTED = {
    "NNS": "noun",
    "VBD": "verb",
    "VBG": "verb",
    "VBN": "verb",
    "VBZ": "verb",
    "JJR": "adj",
    "JJS": "adj",
    "RBR": "adv",
    "RBS": "adv",
}
OBJECT_PRONOUNS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I", "i": "I"}
SIBILANTS = ("ches", "shes", "sses", "xes", "zes")
"""Endings before which the plural and the third person take "es" whole; the rules would try "s" first."""


def part_of_speech(text: str, tag: str, dep: str) -> str:
    """Give the Universal POS tag of a token from its Penn tag, and from its dependency where the tag leaves it open."""
    if tag.startswith("VB"):
        auxiliary = dep in AUXILIARY_DEPS or text.lower() in tags()["auxiliary"]["be"]
        return "AUX" if auxiliary else "VERB"
    if tag == "IN":
        return "SCONJ" if dep == "mark" else "ADP"
    if tag in ("DT", "PDT"):
        return "DET" if dep in ("det", "predet", "preconj", "advmod", "neg") else "PRON"
    if tag == "RB" and dep == "neg":
        return "PART"
    if tag == "TO":
        return "PART" if dep == "aux" else "ADP"
    return str(tags()["universal"].get(tag, "X"))


class Forms(NamedTuple):
    """The base forms of one class of word, irregular ones, and rules (ending, what stands for it), in order."""

    known: frozenset[str]
    irregular: dict[str, str]
    rules: list[tuple[str, str]]


@cache
def _forms() -> dict[str, Forms]:
    """Give the table of base forms: `tables/lemmas.json.gz`, which names its source."""
    table = lemmas()
    return {
        kind: Forms(frozenset(table[kind]["known"].split()), table[kind]["irregular"], table[kind]["rules"])
        for kind in ("noun", "verb", "adj", "adv")
    }


@lru_cache(maxsize=16_384)
def lemma(text: str, tag: str) -> str:
    """Give the lemma of a word as tagged: lower case, save names; `be` for "’re", `not` for "n’t"."""
    low = text.lower()
    contracted = tags()["contracted"].get(tag)
    if contracted and low in contracted:
        return str(contracted[low])
    if tag in ("NNP", "NNPS", "FW"):
        return text
    kind = INFLECTED.get(tag)
    if kind is None:
        return _base(low, tag)
    return _forms()[kind].irregular.get(low) or _stripped(low, kind)


def _base(low: str, tag: str) -> str:
    """Give the lemma of a word that isn't inflected by its tag; auxiliaries inflect all the same."""
    if tag == "PRP":
        return OBJECT_PRONOUNS.get(low, low)
    if tag in ("VBP", "VB") and low in ("am", "are", "is", "was", "were"):
        return "be"
    if tag == "MD" and low == "n't":
        return "not"
    return low


def _stripped(low: str, kind: str) -> str:
    """Take an ending off by rule: to a known base form, else to what the first fitting rule gives."""
    known, _, rules = _forms()[kind]
    unknown = None
    if low.endswith(SIBILANTS) and low[:-2] in known:
        return low[:-2]
    for ending, instead in rules:
        if not low.endswith(ending) or len(low) <= len(ending):
            continue
        form = low[: len(low) - len(ending)] + instead
        if form in known:
            return form
        unknown = unknown or form
    return unknown if unknown and unknown.isalpha() else low


def known_word(low: str) -> bool:
    """Say whether a word in lower case is a common word of English, in any inflection."""
    forms = _forms()
    if any(low in one.known or low in one.irregular for one in forms.values()):
        return True
    return any(_stripped(low, kind) in forms[kind].known for kind in ("noun", "verb"))
