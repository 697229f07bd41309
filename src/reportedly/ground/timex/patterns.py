"""Match patterns of words over atoms.

A pattern is a row of elements parted by spaces, as `rules.toml` has them. An element is `word`, `two_words`, a `CLASS` of
words, a `@group` of other rules, or several of these parted by `|`; `name:` before it keeps what it matched, `?` after it
makes it optional. Nothing repeats, so a pattern takes a bounded number of steps at each place, and a line takes time in
proportion to its length.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportedly.ground.atoms import Line


class Read(NamedTuple):
    """What a class of words read: its value, and the index after its last atom."""

    value: Any
    end: int


Reader = Callable[[Line, int], Read | None]


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: how one is read at a place, and the words or signs that it can begin with."""

    read: Reader
    starts: frozenset[str]


NUMBER_SIGN = "#number"
CODE_SIGN = "#code"
"""What a class that begins with digits, or with digits and letters in one, has among its `starts`."""


class Element(NamedTuple):
    """One element of a pattern."""

    name: str | None
    choices: tuple[tuple[str, ...], ...]
    """Each a row of literal words; a class or a group is a row of one, told by its capitals or its `@`."""
    optional: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its pattern, what it means (a resolver's name), values that the pattern itself sets, and its guards."""

    group: str
    pattern: str
    means: str
    elements: tuple[Element, ...]
    sets: Mapping[str, Any]
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched from atom `first` up to, not including, `end`, and what it kept."""

    rule: Rule
    first: int
    end: int
    kept: Mapping[str, Any] = field(default_factory=dict)


def compile_rule(entry: Mapping[str, Any]) -> Rule:
    """Make a rule of its entry in the table."""
    elements = tuple(_element(part) for part in entry["pattern"].split())
    guards = tuple(entry.get("guards", ()))
    return Rule(entry["group"], entry["pattern"], entry["means"], elements, entry.get("set", {}), guards)


def _element(part: str) -> Element:
    """Read one element."""
    optional = part.endswith("?") and len(part) > 1
    part = part.removesuffix("?") if optional else part
    name, colon, rest = part.partition(":")
    if not colon or not name or not rest:
        name, rest = "", part
    choices = [tuple(choice.split("_")) for choice in rest.split("|")]
    return Element(name or None, tuple(sorted(choices, key=len, reverse=True)), optional)


@dataclass(frozen=True, slots=True)
class Scan:
    """One line being read: what was found at each place, so that none is read twice, and whether a match may stand."""

    line: Line
    accept: Callable[[Match], bool]
    seen: dict[tuple[str, int], Match | None] = field(default_factory=dict)


class Matcher:
    """All rules, looked up by the words that they can begin with."""

    def __init__(self, rules: tuple[Rule, ...], classes: Mapping[str, WordClass]) -> None:
        """Index the rules. `classes` are the words in capitals that patterns use."""
        self.classes = classes
        self.groups: dict[str, list[Rule]] = {}
        for rule in rules:
            self.groups.setdefault(rule.group, []).append(rule)
        self._by_start: dict[str, dict[str, list[Rule]]] = {}
        for group, members in self.groups.items():
            index: dict[str, list[Rule]] = {}
            for rule in members:
                for start in self._starts(rule):
                    index.setdefault(start, []).append(rule)
            self._by_start[group] = index

    def _starts(self, rule: Rule) -> frozenset[str]:
        """Give the words that a rule can begin with."""
        found: set[str] = set()
        for element in rule.elements:
            for choice in element.choices:
                head = choice[0]
                if head.startswith("@"):
                    found.update(start for member in self.groups[head[1:]] for start in self._starts(member))
                elif head in self.classes:
                    found.update(self.classes[head].starts)
                else:
                    found.add(head)
            if not element.optional:
                break
        return frozenset(found)

    def longest(self, group: str, scan: Scan, i: int) -> Match | None:
        """Give the longest match of a group's rules at a place that may stand; of two as long the rule that comes first."""
        key = (group, i)
        if key not in scan.seen:
            scan.seen[key] = self._longest(group, scan, i)
        return scan.seen[key]

    def _longest(self, group: str, scan: Scan, i: int) -> Match | None:
        atom = scan.line[i]
        sign = NUMBER_SIGN if atom.kind == "number" else CODE_SIGN if atom.kind == "code" else atom.lower
        best: Match | None = None
        for rule in self._by_start[group].get(sign, ()):
            kept: dict[str, Any] = dict(rule.sets)
            end = self._follow(rule.elements, scan, i, kept)
            if end is None or end <= i or (best is not None and end <= best.end):
                continue
            match = Match(rule, i, end, kept)
            if scan.accept(match):
                best = match
        return best

    def _follow(self, elements: tuple[Element, ...], scan: Scan, i: int, kept: dict[str, Any]) -> int | None:
        """Match the elements one after another; give the index after the match. An optional one is taken where it can be."""
        if not elements:
            return i
        element, rest = elements[0], elements[1:]
        for choice in element.choices:
            read = self._choose(choice, scan, i)
            if read is None:
                continue
            end = self._follow(rest, scan, read.end, kept)
            if end is not None:
                if element.name:
                    kept[element.name] = read.value
                return end
        return self._follow(rest, scan, i, kept) if element.optional else None

    def _choose(self, choice: tuple[str, ...], scan: Scan, i: int) -> Read | None:
        """Read one choice of an element."""
        if i >= len(scan.line):
            return None
        head = choice[0]
        if head.startswith("@"):
            match = self.longest(head[1:], scan, i)
            return Read(match, match.end) if match else None
        if head in self.classes:
            return self.classes[head].read(scan.line, i)
        for offset, literal in enumerate(choice):
            if i + offset >= len(scan.line) or scan.line[i + offset].lower != literal:
                return None
        return Read(" ".join(choice), i + len(choice))
