"""One mention of somebody or something in a report: a name, a description or a pronoun."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .tables import Class, mapping

Form = Literal["name", "nominal", "pronoun"]
Determiner = Literal["the", "a", "this", "poss", "other", "some", "number", "bare"]


@dataclass(eq=False, slots=True)
class Mention:
    """One mention. `first` to `last` (excluded) are its tokens, `root` its head; `name` holds the words of its name."""

    first: int
    last: int
    root: int
    form: Form
    head: str
    """The head's lemma in lower case; of a pronoun its text."""
    plural: bool
    label: str | None = None
    name: tuple[str, ...] = ()
    alias: str | None = None
    """The acronym that stands in brackets behind the name."""
    before: tuple[str, ...] = ()
    """Words between the determiner and the head or the name, in lower case."""
    determiner: Determiner = "bare"
    kind: Class | None = None
    sentence: int = 0
    embedded: bool = False
    """Whether it stands inside another noun phrase as a modifier: the "Harra" of "Harra police"."""
    quoted: bool = False
    opens: bool = False
    """Whether it opens its sentence: what is capitalised there need be no name."""
    which: bool = False
    """Whether a clause with "which" describes it: then it's no person."""
    who: bool = False
    """Whether a clause with "who" describes it: then it's no place."""
    bodily: bool = False
    """Whether a noun for a body stands before it: then it's no person, either."""
    beside_person: bool = False
    """Whether it stands in apposition to a word for one person: the "Karim" of "her husband, Karim"."""
    beside_human: bool = False
    """Whether that word is for a human being, as a firm can't be an uncle or a judge."""
    made: bool = False
    """Whether it was made of a source's words, whatever they mean."""
    located: bool = False
    """Whether it follows "in", "near" and the like."""


def titles_in(before: Sequence[str]) -> list[str]:
    """Give the titles among the words before a name, without their stops."""
    known = mapping("persons", "titles", "roles")
    return [word.rstrip(".") for word in before if word.rstrip(".") in known]
