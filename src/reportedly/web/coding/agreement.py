"""How far two coders agree: raw, and beyond chance by Cohen's kappa (Cohen 1960), field by field.

Kappa is (observed − expected) / (1 − expected), what is expected following from how often each coder gives each answer.
Where both give one and the same answer throughout there's nothing to tell chance by, and no kappa.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.ledger.byhand import ByHand
from reportedly.ledger.sheets import Sheet
from reportedly.model import Reading

from .items import Coded, lines_by_key

FIELDS = {
    "right": "is it an attribution",
    "source": "who speaks",
    "act": "the act",
    "factuality": "the certainty",
    "figure right": "is the figure right",
    "figure": "the figure",
    "sentence": "is the sentence attributed to anybody",
}
"""What is compared, in the order in which it's shown."""
ANOTHER = "another"
"""The figure of who holds the machine's wrong and gives none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two coders see differently, beside how the machine has it."""

    words: str
    field: str
    first: str
    second: str
    machine: str


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Over how many things two coders were compared in one field, on how many they agree, and kappa."""

    field: str
    compared: int
    agreed: int
    kappa: float | None

    @property
    def raw(self) -> float | None:
        """The share of things on which they agree."""
        return self.agreed / self.compared if self.compared else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Give Cohen's kappa of pairs of answers, None where it isn't defined."""
    if not pairs:
        return None
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(firsts[answer] * seconds[answer] for answer in firsts) / len(pairs) ** 2
    observed = sum(one == other for one, other in pairs) / len(pairs)
    return None if expected == 1 else (observed - expected) / (1 - expected)


class Compared:
    """Two coders' sheets of one report, held against each other."""

    def __init__(
        self,
        reading: Reading,
        things: Sequence[Coded],
        sheets: tuple[Sheet, Sheet],
        marked: Sequence[ByHand],
    ) -> None:
        self.coders = (sheets[0].by, sheets[1].by)
        self._reading = reading
        self._things = things
        self._lines = [lines_by_key(one.value, reading.report.text) for one in sheets]
        self._marked = marked
        self._told = list(self._all())

    @property
    def fields(self) -> list[FieldAgreement]:
        """How far they agree, field by field."""
        found = []
        for field, shown in FIELDS.items():
            pairs = [(one.first, one.second) for one in self._told if one.field == field]
            agreed = sum(one == other for one, other in pairs)
            found.append(FieldAgreement(shown, len(pairs), agreed, kappa(pairs)))
        return found

    @property
    def differences(self) -> list[Difference]:
        """What they see differently, in the order of the text."""
        return [one for one in self._told if one.first != one.second]

    def marked_by(self, coder: str) -> list[ByHand]:
        """Give what one of them marked by hand."""
        return [one for one in self._marked if one.judgement.by == coder and one.attribution is not None]

    def _all(self) -> Iterator[Difference]:
        """Yield each thing that both answered, with both answers, whether they differ or not."""
        for thing in self._things:
            first, second = (lines.get(thing.key) for lines in self._lines)
            if first and second and first["right"] is not None and second["right"] is not None:
                verdict = "right" if thing.at else "figure right"
                answers = _verdict(first["right"]), _verdict(second["right"])
                yield Difference(thing.words, verdict, *answers, "yes")
                for field, machine in thing.machine.items():
                    # how it's to be read is asked only of what both hold to be there; a wrong figure has a right one
                    if not thing.at or (first["right"] and second["right"]):
                        answered = _answer(first, field, machine), _answer(second, field, machine)
                        yield Difference(thing.words, field, *answered, machine)
        yield from self._sentences()

    def _sentences(self) -> Iterator[Difference]:
        """Yield each sentence of the text, with whether each coder attributes words of it to anybody."""
        covered = [self._covered(lines, coder) for lines, coder in zip(self._lines, self.coders, strict=True)]
        machine = [at for thing in self._things for at in thing.at]
        for one in self._reading.sentences:
            if one.in_ is None:
                answers = [_verdict(_touches(spans, one.start, one.end)) for spans in (*covered, machine)]
                words = self._reading.report.text[one.start : one.end]
                yield Difference(words, "sentence", *answers)

    def _covered(self, lines: Mapping[str, Mapping[str, object]], coder: str) -> list[tuple[int, int]]:
        """Give the words that one coder attributes: the machine's that they accept, and their own."""
        accepted = [at for thing in self._things for at in thing.at if lines.get(thing.key, {}).get("right")]
        own = [one.attribution for one in self.marked_by(coder)]
        return accepted + [(span.start, span.end) for one in own if one for span in one.content.spans]


def _verdict(right: object) -> str:
    """Put a verdict into words."""
    return "yes" if right else "no"


def _answer(line: Mapping[str, object], field: str, machine: str) -> str:
    """Give a coder's answer, the machine's where they let it stand; case and outer spaces of names don't count."""
    if field == "figure":
        return machine if line["right"] else str(line["figure"] or ANOTHER).strip()
    answer = str(line[field] or machine)
    return answer.strip().casefold() if field == "source" else answer


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether any span shares a character with a stretch."""
    return any(first < end and start < last for first, last in spans)
