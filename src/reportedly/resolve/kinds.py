"""What kind of entity a figure is, in the words of the contract."""

from reportedly.model.vocabulary import EntityKind

from .bodies import body_key
from .figure import Figure
from .tables import Class, nations, words

FIXED: dict[Class, EntityKind] = {"group": "group", "document": "document", "poll": "document", "thing": "unnamed"}
OUTLETS = frozenset({"newspaper", "broadcaster", "magazine", "network", "outlet", "news", "tv", "television", "radio"})


def kind_of(figure: Figure, *, speaks: bool) -> EntityKind:
    """Say what a figure is; `speaks` where it is the source of something: then a country is its government."""
    heads = {mention.head for mention in figure.mentions if mention.form == "nominal"}
    keys = {body_key(name).replace(" ", "-") for name in figure.names}
    nouns = heads | {form for key in keys for word in key.split("-") for form in (word, word.removesuffix("s"))}
    if _is_armed(figure, keys, nouns):
        return "armed_group"
    if figure.kind == "person":
        return _of_person(figure, heads)
    if figure.kind in FIXED:
        return FIXED[figure.kind]
    if _is_outlet(keys, nouns):
        return "outlet"
    if figure.kind == "place":
        return "government" if speaks and any(key.replace("-", " ") in nations() for key in keys) else "place"
    return "government" if _governs(keys, nouns) else "organisation"


def _is_armed(figure: Figure, keys: set[str], nouns: set[str]) -> bool:
    """Say whether a figure is an armed group, by its name, or by what its members are called."""
    single = figure.kind == "person" and not figure.plural
    fire = any(mention.head == "brigade" and "fire" in mention.before for mention in figure.mentions)
    called = nouns & words("heads", "armed") and not single and not fire
    return bool(keys & words("heads", "armed", "names") or called)


def _of_person(figure: Figure, heads: set[str]) -> EntityKind:
    """Tell persons from groups of them, and from those whose names are kept back."""
    if figure.plural:
        return "group"
    return "person" if figure.named or not heads & words("heads", "anonymous") else "unnamed"


def _is_outlet(keys: set[str], nouns: set[str]) -> bool:
    """Say whether a body is a news outlet, by its name or what it's called."""
    ends = words("heads", "outlet", "ends")
    return bool(
        keys & words("heads", "outlet", "names") or nouns & OUTLETS or any(key.split("-")[-1] in ends for key in keys)
    )


def _governs(keys: set[str], nouns: set[str]) -> bool:
    """Say whether a body is one of a state or of states, by its name or what it's called."""
    return bool(keys & words("heads", "government", "names") or nouns & words("heads", "government"))
