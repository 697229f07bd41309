"""Say what became of those whom a claim tells of, by all that its report says: who was hit, who of them is dead."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from reportedly.model import Span
from reportedly.model.vocabulary import Outcome

from .book import Book
from .names import ends
from .scenes import Item
from .tables import class_of, table

_OPEN = frozenset({None, "killed_or_injured"})
"""Outcomes of those who were shot, where a sentence says no more."""


class Befell:
    """Say what became of those told of in a report's items."""

    def __init__(self, book: Book, items: Sequence[Item]) -> None:
        self.book = book
        self.report = book.reading.report
        self.items = items

    def outcome(self, item: Item) -> Outcome | None:
        """Give what became of those told of: as the claim says, but that the wounds of the dead make no injured."""
        outcome = item.claim.event.outcome
        if outcome == "killed" and self._is_limb(item):
            return None
        if (outcome in {None, "injured"} or self.is_hit(item)) and self._is_fatal(item):
            return "killed"
        if outcome is None or self.is_hit(item):
            return "injured" if self._hurt(item) else None  # among them are the dead, who are counted already
        if outcome == "killed_or_injured" and self._are_other_victims(item):
            return "injured"
        return None if outcome == "injured" and (self._of_the_dead(item) or self._aches(item)) else outcome

    def is_hit(self, item: Item) -> bool:
        """Say whether a claim tells of someone hit by shots, or by a knife, without saying what became of them."""
        event = item.claim.event
        if event.outcome not in _OPEN or event.type != "ASSAULT" or not (item.claim.recipients or item.quantity):
            return False
        if item.quantity is not None:
            # "two shootings" counts no persons
            if class_of((item.quantity.unit or "").lower()) is not None:
                return False
        elif any(self.book.entities[one].kind not in {"person", "group"} for one in item.claim.recipients):
            return False
        return " ".join(event.trigger.text.lower().split()) in _words("hits")

    def persons(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Give the names of those who are persons with a name of their own, lower-case."""
        found = (self.book.entities[one] for one in ids)
        return tuple(sorted({one.name.lower() for one in found if one.kind == "person" and one.name[:1].isupper()}))

    def unit(self, item: Item) -> str | None:
        """Give the lemma of what is counted, or of whom it befell."""
        if item.quantity is not None:
            return (item.quantity.unit or "").lower() or None
        befell = [self.book.entities[one] for one in item.claim.recipients]
        if not befell:
            return None
        last = befell[0].name.partition(" of ")[0].split()[-1:]  # the third victim of a shooting is no shooting
        return last[0].lower() if last and last[0].islower() else None

    def _is_fatal(self, item: Item) -> bool:
        """Say whether the words before a trigger make a death of it: "fatally shot", "the fatal shooting of a man"."""
        if item.claim.event.outcome in _OPEN and not self.is_hit(item):
            return False
        trigger = item.claim.event.trigger
        told = (*self._before(trigger).lower().split()[-2:], *trigger.text.lower().split())
        return not _FATAL.isdisjoint(one.strip(",.") for one in told)

    def _of_the_dead(self, item: Item) -> bool:
        """Say whether who is told to be hurt is, as far as the report lets one know, told to have died of it."""
        if not self._dead:
            return False
        if _DIED_OF.search(self._before(item.claim.event.trigger)) or self._all_dead(item):
            return True
        if item.quantity is not None and item.quantity.value != 1:
            return False
        mine = {ends(name)[1] for name in self.persons(item.claim.recipients)}
        if not mine and not _words("living").isdisjoint(self._sentence(item)):
            return False
        dead = {ends(name)[1] for one in self._dead for name in self.persons(one.claim.recipients)}
        if mine and dead:
            return bool(mine & dead)
        label = self.unit(item)
        labels = {self.unit(one) for one in self._dead}
        # "a man was killed and a woman hurt" are two; "a child was hurt … the child died" is one
        return label is None or label in labels or labels == {None}

    def _all_dead(self, item: Item) -> bool:
        """Say whether wounds are those of all the dead: "all three victims suffered gunshot wounds"."""
        quantity, trigger = item.quantity, item.claim.event.trigger
        if quantity is None or not quantity.spans or not _WOUND.search(trigger.text):
            return False
        told = {*self._before(quantity.spans[0]).lower().split()[-1:], *quantity.spans[0].text.lower().split()}
        dead = {one.quantity.value for one in self._dead if one.quantity is not None}
        lives = not _words("living").isdisjoint(self._sentence(item))
        return not _ALL.isdisjoint(told) and quantity.value in dead and not lives

    def _hurt(self, item: Item) -> bool:
        """Say whether those hit are to be taken for hurt: their report tells of no death, or that they are others."""
        if not self.is_hit(item):
            return False
        if not self._dead or self._are_others(item):
            return True
        befell = {self.book.entities[one].name.lower() for one in item.claim.recipients}
        dead = {self.book.entities[one].name.lower() for other in self._dead for one in other.claim.recipients}
        named = [one for one in self._dead if self.persons(one.claim.recipients)]
        mine = self.persons(item.claim.recipients)
        return bool(mine) and len(named) == len(self._dead) and not befell & dead

    def _are_other_victims(self, item: Item) -> bool:
        """Say whether victims are others than the dead, and told to be hit or cared for: "two other victims were shot".

        Where nobody is told to be dead, they may be anyone.
        """
        if not self._dead or not self._are_others(item):
            return False
        told = self._sentence(item)
        return not _words("cared").isdisjoint(told) and _words("lost").isdisjoint(told)

    def _are_others(self, item: Item) -> bool:
        """Say whether those hit are told to be others than the dead: "a nurse and two other men were shot, too"."""
        if item.quantity is None or item.quantity.part_of is not None:
            return False
        beside = (one.quantity for one in self.items if one.claim is item.claim)
        return any(self._says_others(one.spans[0]) for one in beside if one is not None and one.spans)

    def _says_others(self, figure: Span) -> bool:
        """Say whether "other" or "another" stands in or beside a figure; "shot by another child" tells of who shot."""
        before = self._before(figure).lower().split()[-1:]
        after = self._whole(figure)[figure.end : figure.end + _NEAR].lower().split()[:1]
        told = [*before, *figure.text.lower().split(), *after]
        return before != ["by"] and not _OTHERS.isdisjoint(one.strip(",.") for one in told)

    def _aches(self, item: Item) -> bool:
        """Say whether somebody hurts in the heart: "the family is hurting", "she is hurting for him"."""
        trigger = item.claim.event.trigger
        after = self._whole(trigger)[trigger.end : trigger.end + _NEAR]
        return trigger.text.lower() == "hurting" and _WITHOUT_OBJECT.match(after) is not None

    def _is_limb(self, item: Item) -> bool:
        """Say whether a body is the living's: "hit in the lower body", "the right side of his body"."""
        trigger = item.claim.event.trigger
        return trigger.text.lower() == "body" and _LIMB.search(self._before(trigger)) is not None

    @cached_property
    def _dead(self) -> list[Item]:
        """Give the claims of the report that tell of someone's death."""
        told = [one for one in self.items if not one.claim.factuality.endswith("-") and not self._is_limb(one)]
        return [one for one in told if one.claim.event.outcome == "killed" or self._is_fatal(one)]

    def _whole(self, span: Span) -> str:
        """Give the text or the title, whichever a span lies in."""
        return (self.report.title if span.in_ else self.report.text) or ""

    def _before(self, span: Span) -> str:
        """Give some characters before a span."""
        return self._whole(span)[max(0, span.start - _NEAR) : span.start]

    def _sentence(self, item: Item) -> set[str]:
        """Give the words of the sentence that a claim's trigger stands in, lower-case."""
        return {one.strip(_MARKS) for one in self.book.sentence(item.claim.event.trigger).lower().split()}


_NEAR = 64
"""Characters on either side in which words are looked for."""
_MARKS = ",.;:”\"'"
_OTHERS = frozenset({"other", "others", "another"})
_ALL = frozenset({"all", "both"})
_FATAL = frozenset({"fatal", "fatally", "mortal", "mortally", "deadly"})
_DIED_OF = re.compile(
    r"\b(?:died|dies|die|dying|succumbed)(?:\s[\w-]{1,16}){0,4}\s(?:of|from|to)\s(?:[\w’'-]{1,12}\s){0,2}$",
    re.IGNORECASE,
)
"""What stands before the wounds that somebody died of: "died at a hospital of his"."""
_WOUND = re.compile(r"\b(?:wounds?|injury|injuries)\b", re.IGNORECASE)
_WITHOUT_OBJECT = re.compile(
    r"\W*$|[.,;:!?\n”\"]|\s(?:for|over|because|right|now|too|today|inside|and|but|as|after|from|so|deeply|still)\b",
    re.IGNORECASE,
)
"""What follows "hurting" where it has no object."""


_LIMB = re.compile(
    r"\b(?:upper|lower|(?:side|sides|part|parts|half|rest)\sof\s(?:the|his|her|their|my|its)|(?:in|to)\sthe)\s$",
    re.IGNORECASE,
)
"""What stands before a body of which a part is told."""


@cache
def _words(name: str) -> frozenset[str]:
    """Load one of the lists of words by which it is told what became of people."""
    return frozenset(table("groups")[name]["words"])
