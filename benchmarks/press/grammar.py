"""Words with a memory: pieces of text whose stretches know what they stand for, put together by templates.

A template has `{slot}`, `{one/another}` (a choice) and `[role:…]`, which marks what stands inside; they nest. `{Slot}`
is the slot with a capital. What a role stands for is looked up in the slots under `[role]`.
"""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Say what a stretch of a piece is: its role, and the thing in the world that it stands for."""

    role: str
    what: Any
    start: int
    end: int

    def moved(self, by: int) -> "Mark":
        """Give the mark where it stands after so many more characters."""
        return Mark(self.role, self.what, self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of text and its marks; offsets are code points."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: "Piece | str") -> "Piece":
        """Put another piece behind this one."""
        other = Piece(other) if isinstance(other, str) else other
        return joined((self, other))

    def __radd__(self, other: str) -> "Piece":
        """Put plain text before this one."""
        return Piece(other) + self

    def capital(self) -> "Piece":
        """Write the first letter large, where that changes no length; a figure in front leaves it small."""
        at = next((i for i, letter in enumerate(self.text) if letter.isalnum()), 0)
        large = self.text[at : at + 1].upper()
        return Piece(self.text[:at] + large + self.text[at + 1 :], self.marks) if len(large) == 1 else self


def joined(pieces: Iterable[Piece]) -> Piece:
    """Put pieces behind one another."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for one in pieces:
        texts.append(one.text)
        marks += [mark.moved(at) for mark in one.marks] if at else one.marks
        at += len(one.text)
    return Piece("".join(texts), tuple(marks))


def marked(text: str, role: str, what: Any) -> Piece:
    """Give a piece that is one mark."""
    return Piece(text, (Mark(role, what, 0, len(text)),))


Slots = Mapping[str, Any]
_TOKEN = re.compile(r"[\[\]{}/]|[^\[\]{}/]+")
_SLOT = re.compile(r"[A-Za-z_]+")
_BRACE_ENDS, _MARK_ENDS = frozenset("/}"), frozenset("]")


@dataclass(frozen=True, slots=True)
class _Node:
    """One part of a parsed template: words, a slot, a choice of sequences, or a mark around a sequence."""

    kind: str
    value: str = ""
    parts: tuple[Any, ...] = ()


@cache
def _parsed(template: str) -> tuple[_Node, ...]:
    """Read a template once. Raises ValueError where brackets don't match."""
    tokens = _TOKEN.findall(template)
    nodes, _ = _sequence(tokens, 0, frozenset())
    if any(node.kind == "words" and node.value in "}]" for node in nodes):
        raise ValueError(f"unmatched bracket in template: {template}")
    return nodes


def _sequence(tokens: Sequence[str], at: int, ends: frozenset[str]) -> tuple[tuple[_Node, ...], int]:
    """Read nodes until one of `ends`; give them and where it stands."""
    nodes: list[_Node] = []
    while at < len(tokens) and (part := tokens[at]) not in ends:
        if part == "{":
            node, at = _braces(tokens, at + 1)
        elif part == "[":
            node, at = _mark(tokens, at + 1)
        else:
            node, at = _Node("words", part), at + 1
        nodes.append(node)
    return tuple(nodes), at


def _braces(tokens: Sequence[str], at: int) -> tuple[_Node, int]:
    """Read a slot or a choice, up to its closing brace."""
    choices: list[tuple[_Node, ...]] = []
    while True:
        nodes, at = _sequence(tokens, at, _BRACE_ENDS)
        choices.append(nodes)
        if at >= len(tokens):
            raise ValueError("a brace isn't closed")
        at += 1
        if tokens[at - 1] == "}":
            break
    only = choices[0]
    if len(choices) == 1 and len(only) == 1 and only[0].kind == "words" and _SLOT.fullmatch(only[0].value):
        return _Node("slot", only[0].value), at
    return _Node("choice", parts=tuple(choices)), at


def _mark(tokens: Sequence[str], at: int) -> tuple[_Node, int]:
    """Read a mark, up to its closing bracket; the role stands before the first colon."""
    role, _, rest = tokens[at].partition(":")
    nodes, end = _sequence([rest, *tokens[at + 1 :]], 0, _MARK_ENDS)
    at = at + end
    if at >= len(tokens):
        raise ValueError("a bracket isn't closed")
    return _Node("mark", role, tuple(node for node in nodes if node.kind != "words" or node.value)), at + 1


def fill(template: str, slots: Slots, rng: random.Random) -> Piece:
    """Fill a template in. Raises KeyError for a slot or role that isn't there."""
    return _join(_parsed(template), slots, rng)


def _join(nodes: Sequence[_Node], slots: Slots, rng: random.Random) -> Piece:
    return joined([_filled(node, slots, rng) for node in nodes])


def _filled(node: _Node, slots: Slots, rng: random.Random) -> Piece:
    if node.kind == "words":
        return Piece(node.value)
    if node.kind == "choice":
        return _join(rng.choice(node.parts), slots, rng)
    if node.kind == "mark":
        inner = _join(node.parts, slots, rng)
        return Piece(inner.text, (Mark(node.value, slots[f"[{node.value}]"], 0, len(inner.text)), *inner.marks))
    large = node.value[0].isupper()
    value = slots[node.value[0].lower() + node.value[1:] if large else node.value]
    piece = value if isinstance(value, Piece) else Piece(str(value))
    return piece.capital() if large else piece


_DOUBLED = re.compile(r",(?=[,.;:)])| (?=[ ,.;:])|(?<=[.?!]),")


def tidy(piece: Piece) -> Piece:
    """Take out what filling in leaves behind: a comma before a comma or stop, blanks before them, blanks twice."""
    for _ in range(3):
        gone = [i for match in _DOUBLED.finditer(piece.text) for i in range(*match.span())]
        if not gone:
            return piece
        taken = set(gone)
        before = [0]
        for i in range(len(piece.text)):
            before.append(before[-1] + (i in taken))
        keep = "".join(letter for i, letter in enumerate(piece.text) if before[i + 1] == before[i])
        marks = (
            Mark(one.role, one.what, one.start - before[one.start], one.end - before[one.end]) for one in piece.marks
        )
        piece = Piece(keep, tuple(one for one in marks if one.start < one.end))
    return piece
