"""Figures of prose, sentence by sentence: what a coder would copy out, and nothing else."""

from collections import Counter

import pytest

import reportedly
from tests.golden.lists import items, lines_of, parted

LINES = lines_of("figures.txt")


def wanted(told: str) -> Counter[str]:
    """Parse what a line says of its sentence."""
    rows = [one.split() for one in items(told)]
    return Counter(" ".join([*row, "CT+"][:4]) for row in rows)


def found(sentence: str) -> Counter[str]:
    """Read a sentence and give the figures of its outcomes."""
    reading = reportedly.read(sentence, published="2024-05-06")
    by_id = {one.id: one for one in reading.quantities}
    rows: Counter[str] = Counter()
    for claim in reading.claims:
        for quantity in (by_id[one] for one in claim.quantities if claim.event.outcome):
            if quantity.bound == "between":
                value = f"between{quantity.low:.0f}-{quantity.high:.0f}"
            elif quantity.value is None:
                value = quantity.spans[0].text.split()[0].lower()
            else:
                value = f"{quantity.value:.0f}"
            rows[f"{claim.event.outcome} {value} {quantity.bound} {claim.factuality}"] += 1
    return rows


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:50])
def test_figures_of_a_sentence(line, request):
    """A sentence gives the figures that a coder would copy out of it, with outcome, bound and certainty."""
    said, told = parted(line, request)
    assert found(said) == wanted(told)
