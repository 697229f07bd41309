"""What the teacher says of a text's grammar, on the words of the encoder: targets of the grammar heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reportedly.encode.tokens import aligned
from reportedly.model.tagset import DEPS, NAME_TAGS, TAGS

if TYPE_CHECKING:
    from reportedly.encode.words import Words

NONE = -1
"""A head that stands outside the window, and so can't be learnt."""
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Hold the tokens of some words, in order.

    `first` and `last` (inclusive) are a token's words, `kind` says whether it begins, or ends, within one. `tag`, `dep`
    and `name` are indices of the tables in `reportedly.model.tagset`; `head` is the index of a token, the token's own
    for a root; `begins` is 1 where a sentence begins.
    """

    first: Ints
    last: Ints
    kind: Ints
    tag: Ints
    dep: Ints
    name: Ints
    head: Ints
    begins: Ints

    def __len__(self) -> int:
        return len(self.first)

    def cut(self, begin: int, end: int) -> Grammar:
        """Take the tokens that stand wholly in the words from `begin` to `end`."""
        low = int(np.searchsorted(self.first, begin))
        high = max(low, int(np.searchsorted(self.last, end)))
        head = np.where((self.head >= low) & (self.head < high), self.head - low, NONE).astype(np.int32)
        rest = {name: getattr(self, name)[low:high] for name in ("kind", "tag", "dep", "name", "begins")}
        return Grammar(
            first=self.first[low:high] - begin, last=self.last[low:high] - begin, head=head[low:high], **rest
        )

    def without(self, gone: NDArray[np.bool_]) -> Grammar:
        """Leave words out: tokens that keep a word stay, and hang on what their lost heads hung on."""
        there = np.append(0, np.cumsum(~gone)).astype(np.int32)
        kept = there[self.last + 1] > there[self.first]
        number = np.where(kept, np.cumsum(kept) - 1, NONE).astype(np.int32)
        head = self.head.copy()
        for i in np.flatnonzero(kept & (head != NONE)):
            above, steps = int(head[i]), 0
            while above != NONE and not kept[above] and head[above] != above and steps < 9:  # noqa: PLR2004
                above, steps = int(head[above]), steps + 1
            head[i] = number[above] if above != NONE else NONE
        begins = self.begins.copy()
        for i in np.flatnonzero(~kept & (begins == 1)):
            if i + 1 < len(self):
                begins[i + 1] = 1
        rest = {name: getattr(self, name)[kept] for name in ("kind", "tag", "dep", "name")}
        first, last = there[self.first[kept]], there[self.last[kept] + 1] - 1
        return Grammar(first=first, last=last, head=head[kept], begins=begins[kept], **rest)


_NOTHING = np.zeros(0, np.int32)
UNKNOWN = Grammar(*(_NOTHING,) * 8)
"""The grammar of a window whose words were changed."""


def grammar_of(words: Words, labelled: dict[str, Any]) -> Grammar:
    """Lay the teacher's tokens, `[start, end, tag, dep, head, sentence]`, over a text's words."""
    tokens = labelled["tokens"]
    starts = np.array([token[0] for token in tokens], np.int32)
    ends = np.array([token[1] for token in tokens], np.int32)
    first, last, kind = aligned(words, starts, ends)
    kept = last >= first
    number = np.where(kept, np.cumsum(kept) - 1, NONE)
    sentence = np.array([token[5] for token in tokens], np.int32)
    whole = Grammar(
        first=first,
        last=last,
        kind=kind,
        tag=np.array([TAGS.index(token[2]) for token in tokens], np.int32),
        dep=np.array([DEPS.index(token[3]) for token in tokens], np.int32),
        name=_names(len(tokens), labelled["names"]),
        head=np.array([number[token[4]] for token in tokens], np.int32),
        begins=(np.diff(sentence, prepend=-1) > 0).astype(np.int32),
    )
    columns = {name: getattr(whole, name)[kept] for name in Grammar.__slots__}
    return Grammar(**columns)


def _names(count: int, names: list[tuple[int, int, str]]) -> Ints:
    """Tag names by beginning, inside, end and single; 0 outside."""
    tags = np.zeros(count, np.int32)
    for first, last, label in names:
        begin, inside, end, single = (NAME_TAGS.index(f"{part}-{label}") for part in "BIES")
        tags[first:last] = inside
        tags[last - 1] = end
        tags[first] = begin if last - first > 1 else single
    return tags


__all__ = ["NONE", "UNKNOWN", "Grammar", "grammar_of"]
