"""A figure: one entity of the report while its mentions are being gathered."""

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from .mention import Mention
from .persons import PersonName, gender_of_words
from .tables import Class


@dataclass(eq=False)
class Figure:
    """Gather what the report says of one thing."""

    kind: Class
    plural: bool = False
    mentions: list[Mention] = field(default_factory=list)
    persons: list[PersonName] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    """The names of a body, a place or a work, as written."""
    roles: set[str] = field(default_factory=set)
    """What it's said to be: head nouns, in lower case."""
    words: set[str] = field(default_factory=set)
    """Words that describe it, in lower case: parties, states, employers."""
    genders: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    affiliated: list["Figure"] = field(default_factory=list)
    members: tuple["Figure", ...] = ()

    _places: list[int] = field(default_factory=list)

    def meet(self, mention: Mention) -> None:
        """Add a mention."""
        self.mentions.append(mention)
        insort(self._places, mention.first)

    def last_before(self, place: int) -> int:
        """Give the token at which it was last mentioned before a place; -1 where it wasn't."""
        index = bisect_left(self._places, place)
        return self._places[index - 1] if index else -1

    @property
    def named(self) -> bool:
        """Whether the report gives it a name."""
        return bool(self.persons or self.names)

    @property
    def gender(self) -> str | None:
        """`m`, `f`, or None where nothing tells."""
        return self.genders.most_common(1)[0][0] if self.genders else None

    def describe(self, role: str | None, before: tuple[str, ...] = ()) -> None:
        """Add a role and the words before it."""
        if role:
            self.roles.add(role)
        self.words.update(before)
        told = gender_of_words((*before, *((role,) if role else ())))
        if told:
            self.genders[told] += 3

    def affiliate(self, other: "Figure") -> None:
        """Link with another figure, once."""
        if other is not self and other not in self.affiliated:
            self.affiliated.append(other)
