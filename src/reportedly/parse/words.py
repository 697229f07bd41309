"""What each word is: Universal POS and lemma, from its tag and dependency.

spaCy's attribute ruler and lemmatiser give the same at the price of the parser; this is a table look-up a word, and
each word and tag is worked out once a process.
"""

from functools import cache, lru_cache
from typing import Any

from .language import LEMMAS, language
from .tables import tags

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


@cache
def _lookups() -> dict[str, Any]:
    """Read the lemma tables that come with the model: exceptions, rules and known base forms of each class of word."""
    from spacy.lookups import Lookups

    path = language().path / LEMMAS
    tables = Lookups()
    tables.from_bytes(path.read_bytes())
    return {
        name: {kind: tables.get_table(name).get(kind, {}) for kind in ("noun", "verb", "adj", "adv")}
        for name in ("lemma_exc", "lemma_rules", "lemma_index")
    }


@lru_cache(maxsize=100_000)
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
    known = _lookups()["lemma_exc"][kind].get(low)
    if known:
        return str(known[0])
    return _stripped(low, kind)


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
    index = _lookups()["lemma_index"][kind]
    unknown = None
    if low.endswith(SIBILANTS) and low[:-2] in index:
        return low[:-2]
    for ending, instead in _lookups()["lemma_rules"][kind]:
        if not low.endswith(ending) or len(low) <= len(ending):
            continue
        form = low[: len(low) - len(ending)] + instead
        if form in index:
            return str(form)
        unknown = unknown or form
    return unknown if unknown and unknown.isalpha() else low


def known_word(low: str) -> bool:
    """Say whether a word in lower case is a common word of English, in any inflection."""
    for kind in ("noun", "verb", "adj", "adv"):
        if low in _lookups()["lemma_index"][kind] or low in _lookups()["lemma_exc"][kind]:
            return True
    return any(_stripped(low, kind) in _lookups()["lemma_index"][kind] for kind in ("noun", "verb"))
