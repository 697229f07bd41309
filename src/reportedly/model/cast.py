"""The cast of a report: its entities, looked up by where they're mentioned."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .article import Article
from .attribution import Entity


@dataclass(frozen=True)
class Cast:
    """Index a report's entities by id and by place.

    Offsets are code points of `article.full_text`. A mention is a base noun phrase or a name: it ends with its head
    word, or with the last word of the name.
    """

    article: Article
    entities: tuple[Entity, ...]

    @cached_property
    def _ids(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _places(self) -> list[tuple[int, int, str]]:
        offsets = self.article.offsets
        return sorted((*offsets(span), entity.id) for entity in self.entities for span in entity.mentions)

    @cached_property
    def _longest(self) -> int:
        return max((end - start for start, end, _ in self._places), default=0)

    def by_id(self, id: str) -> Entity | None:  # noqa: A002 the contract's own word
        """Give the entity of an id, None where there is none."""
        return self._ids.get(id)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the names of entities, leaving out ids that are unknown."""
        return tuple(self._ids[one].name for one in ids if one in self._ids)

    def at(self, start: int, end: int) -> Entity | None:
        """Give the entity that a stretch of `full_text` mentions: a head word, a noun phrase or a longer phrase.

        The mention taken is the one of exactly these words; else the shortest one around them; else, of those inside,
        the first, and the longest where several begin there. None where none of these is.
        """
        near = self._near(start, end)
        around = [one for one in near if one[0] <= start and end <= one[1]]
        if around:
            return self._ids[min(around, key=lambda one: one[1] - one[0])[2]]
        inside = [one for one in near if start <= one[0] and one[1] <= end]
        return self._ids[min(inside, key=lambda one: (one[0], -one[1]))[2]] if inside else None

    def within(self, start: int, end: int) -> tuple[Entity, ...]:
        """Give the entities mentioned wholly inside a stretch of `full_text`, each once, in order of mention."""
        inside = [one[2] for one in self._near(start, end) if start <= one[0] and one[1] <= end]
        return tuple(self._ids[one] for one in dict.fromkeys(inside))

    def _near(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Give the mentions that may share a character with a stretch.

        None begins further before it than the longest is.
        """
        first = bisect_left(self._places, (start - self._longest,))
        last = bisect_right(self._places, (end,))
        return [one for one in self._places[first:last] if one[1] > start]
