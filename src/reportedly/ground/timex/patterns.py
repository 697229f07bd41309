"""Match patterns of words over atoms.

A pattern is a row of elements parted by spaces, as `rules.toml` has them. An element is `word`, `two_words`, a
`CLASS` of
words, a `@group` of other rules, or several of these parted by `|`; `name:` before it keeps what it matched, `?`
after it
makes it optional. Nothing repeats, so a pattern takes a bounded number of steps at each place, and a line takes time in
proportion to its length.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportedly.ground.atoms import Atom, Line


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
    single: bool = False
    """Whether it always reads one atom."""
    seconds: Mapping[str, frozenset[str] | None] | None = None
    """What can follow each of `starts` inside it, where that's known; None where anything can."""


NUMBER_SIGN = "#number"
CODE_SIGN = "#code"
"""What a class that begins with digits, or with digits and letters in one, has among its `starts`."""


class Element(NamedTuple):
    """One element of a pattern."""

    name: str | None
    choices: tuple[tuple[str, ...], ...]
    """Each a row of literal words; a class or a group is a row of one, told by its capitals or its `@`."""
    optional: bool


class Step(NamedTuple):
    """An element made ready: several words in a row, single words, and what reads classes and groups by name."""

    name: str | None
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    named: tuple[str, ...]
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
    signs: tuple[str, ...]
    """What rules are looked up by at each place, and nothing after the last."""
    seen: dict[int, dict[str, Match | None]] = field(default_factory=dict)
    read: dict[int, dict[str, Read | None]] = field(default_factory=dict)

    def forget(self, begin: int, end: int) -> None:
        """Drop what was found from `begin` up to `end`: it lies behind, and a long line would keep it all."""
        if self.seen or self.read:
            for i in range(begin, end):
                self.seen.pop(i, None)
                self.read.pop(i, None)


class Entry(NamedTuple):
    """A rule in the index: made ready, with the signs that can follow its first; None where any can."""

    order: int
    """Its place among the rules: of two matches as long the first rule's is taken."""
    rule: Rule
    steps: tuple[Step, ...]
    """From the first that can begin with the sign the rule is looked up by."""
    seconds: frozenset[str] | None
    opening: str | None
    """The class or group that must be read first, where there's one only: it's read before anything else is tried."""
    after: frozenset[str] | None
    """The signs that can follow that; None where any can, or nothing."""


class Family(NamedTuple):
    """The rules that can begin with a sign and must read the same first (None: each reads its own), by what follows."""

    opening: str | None
    by_next: Mapping[str, tuple[Entry, ...]]
    """By the sign after what is read first, or by the second sign where each reads its own."""
    others: tuple[Entry, ...]
    """Those that any other sign can follow."""


def _families(entries: list[Entry]) -> tuple[Family, ...]:
    """Sort the rules of one sign."""
    members: dict[str | None, list[Entry]] = {}
    for entry in entries:
        members.setdefault(entry.opening, []).append(entry)
    return tuple(_family(opening, listed) for opening, listed in members.items())


def _family(opening: str | None, listed: list[Entry]) -> Family:
    """Index rules by the sign that follows."""
    told = [(one, one.seconds if opening is None else one.after) for one in listed]
    signs = {sign for _, follows in told if follows is not None for sign in follows}
    by_next = {sign: tuple(one for one, follows in told if follows is None or sign in follows) for sign in signs}
    return Family(opening, by_next, tuple(one for one, follows in told if follows is None))


def _order(entry: Entry) -> int:
    """Give a rule's place among the rules."""
    return entry.order


def sign_of(atom: Atom) -> str:
    """Give what rules are looked up by: the word, or that digits stand there."""
    return NUMBER_SIGN if atom.kind == "number" else CODE_SIGN if atom.kind == "code" else atom.lower


SHORT = 2
"""So many digits are neither a year nor a group of thousands."""


def _soup(scan: Scan, i: int) -> bool:
    """Say whether a short number stands before another, with nothing that could make one number or date of them.

    No time begins so, and tables and lists of figures hold thousands of them: looking up every rule would be slow.
    """
    signs = scan.signs
    if signs[i] != NUMBER_SIGN or len(scan.line[i].text) > SHORT:
        return False
    after = i + 2 if signs[i + 1] == "," else i + 1
    if signs[after : after + 1] != (NUMBER_SIGN,) or len(scan.line[after].text) > SHORT:
        return False
    return signs[after + 1] in (NUMBER_SIGN, ",", "", ".", ";", "(", ")", "|")


def scan_of(line: Line, accept: Callable[[Match], bool]) -> Scan:
    """Begin to read a line."""
    return Scan(line, accept, (*(sign_of(atom) for atom in line), ""))


class Matcher:
    """All rules, looked up by the words that they can begin with."""

    def __init__(self, rules: tuple[Rule, ...], classes: Mapping[str, WordClass]) -> None:
        """Index the rules. `classes` are the words in capitals that patterns use."""
        self.classes = classes
        self.groups: dict[str, list[Rule]] = {}
        for rule in rules:
            self.groups.setdefault(rule.group, []).append(rule)
        self._listed: dict[str, dict[str, list[tuple[int, Rule, frozenset[str] | None]]]] = {}
        self._ready: dict[str, dict[str, tuple[Family, ...]]] = {group: {} for group in self.groups}
        for group, members in self.groups.items():
            index: dict[str, list[tuple[int, Rule, frozenset[str] | None]]] = {}
            for order, rule in enumerate(members):
                for start, seconds in self._openings(rule).items():
                    index.setdefault(start, []).append((order, rule, seconds))
            self._listed[group] = index

    def _families_of(self, group: str, start: str) -> tuple[Family, ...]:
        """Give the rules that can begin with a sign, made ready where it's first met: a report meets few signs."""
        ready = self._ready[group]
        if start in ready:
            return ready[start]
        listed = self._listed[group].get(start)
        if listed is None:
            return ()
        families = _families([self._entry(order, rule, start, seconds) for order, rule, seconds in listed])
        ready[start] = families
        return families

    def _entry(self, order: int, rule: Rule, start: str, seconds: frozenset[str] | None) -> Entry:
        """Make a rule ready for one of the signs that it can begin with."""
        elements = rule.elements
        while elements[0].optional and start not in (self._starts_of(elements[:1], whole=True) or ()):
            elements = elements[1:]
        steps = tuple(self._step(element) for element in elements)
        first = steps[0]
        only = len(first.named) == 1 and not (first.words or first.rows or first.optional)
        return Entry(order, rule, steps, seconds, first.named[0] if only else None, self._starts_of(elements[1:]))

    def _openings(self, rule: Rule) -> dict[str, frozenset[str] | None]:
        """Give each sign that a rule can begin with, and the signs that can then follow: None where any can."""
        found: dict[str, frozenset[str] | None] = {}
        for at, element in enumerate(rule.elements):
            rest = self._starts_of(rule.elements[at + 1 :])
            for row in element.choices:
                for start, seconds in self._row_openings(row, rest).items():
                    both = found.get(start, frozenset())
                    found[start] = None if seconds is None or both is None else both | seconds
            if not element.optional:
                break
        return found

    def _row_openings(self, row: tuple[str, ...], rest: frozenset[str] | None) -> dict[str, frozenset[str] | None]:
        """Give the signs that one choice can begin with, and what can follow; `rest` is what can follow the choice."""
        head = row[0]
        if head.startswith("@"):
            merged: dict[str, frozenset[str] | None] = {}
            for member in self.groups[head[1:]]:
                for start, seconds in self._openings(member).items():
                    both = merged.get(start, frozenset())
                    merged[start] = None if seconds is None or both is None else both | seconds
            return merged
        if head not in self.classes:
            return {head: frozenset({row[1]}) if len(row) > 1 else rest}
        told = self.classes[head]
        if told.seconds is not None:
            return dict(told.seconds)
        return dict.fromkeys(told.starts, rest if told.single else None)

    def _starts_of(self, elements: tuple[Element, ...], *, whole: bool = False) -> frozenset[str] | None:
        """Give the signs that a row of elements can begin with; None where it can be nothing at all.

        `whole` where it may not be nothing.
        """
        found: set[str] = set()
        for element in elements:
            for row in element.choices:
                if row[0].startswith("@"):
                    for member in self.groups[row[0][1:]]:
                        found |= self._starts_of(member.elements) or frozenset()
                elif row[0] in self.classes:
                    found |= self.classes[row[0]].starts
                else:
                    found.add(row[0])
            if not element.optional:
                return frozenset(found)
        if whole:
            return frozenset(found)
        return None if not elements or all(element.optional for element in elements) else frozenset(found)

    def _step(self, element: Element) -> Step:
        """Make an element ready."""
        names = tuple(row[0] for row in element.choices if row[0].startswith("@") or row[0] in self.classes)
        words = frozenset(row[0] for row in element.choices if len(row) == 1 and row[0] not in names)
        return Step(element.name, tuple(row for row in element.choices if len(row) > 1), words, names, element.optional)

    def begins(self, group: str, sign: str) -> bool:
        """Say whether any of a group's rules can begin with a sign."""
        return sign in self._listed[group]

    def longest(self, group: str, scan: Scan, i: int) -> Match | None:
        """Give the longest match of a group's rules at a place that may stand.

        Of two as long the rule that comes first.
        """
        seen = scan.seen.setdefault(i, {})
        if group not in seen:
            seen[group] = self._longest(group, scan, i)
        return seen[group]

    def _longest(self, group: str, scan: Scan, i: int) -> Match | None:
        families = self._families_of(group, scan.signs[i])
        if not families or _soup(scan, i):
            return None
        best: Match | None = None
        for _, rule, steps, _, _, _ in self._candidates(families, scan, i):
            kept: dict[str, Any] = dict(rule.sets)
            end = self._follow(steps, 0, scan, i, kept)
            if end is None or end <= i or (best is not None and end <= best.end):
                continue
            match = Match(rule, i, end, kept)
            if scan.accept(match):
                best = match
        return best

    def _candidates(self, families: Sequence[Family], scan: Scan, i: int) -> list[Entry]:
        """Give those of a sign's rules that may match at a place, by what is read first there, and what follows."""
        signs, found = scan.signs, list[Entry]()
        second = signs[i + 1]
        for opening, by_next, others in families:
            if opening is None:
                found += by_next.get(second, others)
                continue
            read = self._named(opening, scan, i)
            if read is not None:
                found += by_next.get(signs[read.end], others)
        if len(families) > 1:
            found.sort(key=_order)
        return [entry for entry in found if entry.seconds is None or second in entry.seconds]

    def _follow(self, steps: tuple[Step, ...], at: int, scan: Scan, i: int, kept: dict[str, Any]) -> int | None:
        """Match the steps from `at` on; give the index after the match. An optional one is taken where it can be."""
        if at == len(steps):
            return i
        step = steps[at]
        if i < len(scan.line):
            for read in self._readings(step, scan, i):
                end = self._follow(steps, at + 1, scan, read.end, kept)
                if end is not None:
                    if step.name:
                        kept[step.name] = read.value
                    return end
        return self._follow(steps, at + 1, scan, i, kept) if step.optional else None

    def _readings(self, step: Step, scan: Scan, i: int) -> Iterator[Read]:
        """Yield the ways in which a step can be read at a place: rows of words, a word, then classes and groups."""
        lower = scan.line[i].lower
        for row in step.rows:
            if row[0] == lower and all(
                i + k < len(scan.line) and scan.line[i + k].lower == row[k] for k in range(1, len(row))
            ):
                yield Read(" ".join(row), i + len(row))
        if lower in step.words:
            yield Read(lower, i + 1)
        for name in step.named:
            read = self._named(name, scan, i)
            if read is not None:
                yield read

    def _named(self, name: str, scan: Scan, i: int) -> Read | None:
        """Read a class or a group, once at each place."""
        read = scan.read.setdefault(i, {})
        if name not in read:
            if name[0] == "@":
                match = self.longest(name[1:], scan, i)
                read[name] = Read(match, match.end) if match else None
            else:
                read[name] = self.classes[name].read(scan.line, i)
        return read[name]
