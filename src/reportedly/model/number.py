"""Write the lemma of what is counted as a person would beside its number: "1 person", "1,200 people"."""

_ODD = {
    "person": "people",
    "child": "children",
    "foot": "feet",
    "wolf": "wolves",
    "calf": "calves",
    "life": "lives",
    "ox": "oxen",
}
_SAME = frozenset({"people", "police", "military", "personnel", "livestock", "cattle", "sheep", "aircraft", "staff"})
_SINGULAR = ("ss", "us", "is")
"""Ends of nouns in the singular: what else ends in s is a plural already ("troops", "forces")."""
_NOT_MEN = ("human", "german", "roman", "ottoman")
_HISSING = ("s", "x", "z", "ch", "sh")


def plural(lemma: str) -> str:
    """Give a noun's plural, of its last word where it has several: "soldier", "aid worker", "policewoman", "family"."""
    low = lemma.lower()
    last = low.rpartition(" ")[2]
    if last in _ODD:
        return lemma[: -len(last)] + _ODD[last]
    if not low[-1:].isalpha() or low.split()[-1] in _SAME or (low.endswith("s") and not low.endswith(_SINGULAR)):
        return lemma
    if low.endswith("man") and not low.endswith(_NOT_MEN):
        return f"{lemma[:-2]}en"
    if low.endswith("child"):
        return f"{lemma}ren"
    if low.endswith("y") and low[-2:-1] not in tuple("aeiou"):
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if low.endswith(_HISSING) else f"{lemma}s"


def counted(lemma: str, number: float | None) -> str:
    """Give a lemma as it stands beside a number."""
    return lemma if number == 1 else plural(lemma)
