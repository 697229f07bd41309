"""What there is to code in a report: the machine's attributions, and the figures of its claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportedly.export import account
from reportedly.ledger.coding import found_again
from reportedly.model import Attribution, Reading
from reportedly.model.account import Testimony
from reportedly.model.rows import words
from reportedly.web.questionview import figure_of

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One thing to code: where it stands, its words, and how the machine has it, by field."""

    key: str
    words: str
    machine: Mapping[str, str]
    at: Spans = ()


def attributions_of(reading: Reading) -> dict[str, Coded]:
    """Give the attributions to code, by the machine's id: those whose words stand in the text."""
    told = account(reading)
    found = {}
    for one in reading.attributions:
        at = _where(one)
        if at:
            machine = {"source": told.speaker(one), "act": one.acts[0], "factuality": one.factuality}
            found[one.id] = Coded(key_of(at), words(one.content.spans or one.cue.spans), machine, at)
    return found


def figures_of(testimonies: Iterable[Testimony]) -> dict[str, Coded]:
    """Give the figures to code, by the claim's id in the reading; a claim with several comes once."""
    return {
        one.claim: Coded(one.id, one.text, {"figure": figure_of(one)}) for one in testimonies if one.figure is not None
    }


def key_of(at: Iterable[tuple[int, int]]) -> str:
    """Name what stands somewhere."""
    return ".".join(f"{start}-{end}" for start, end in at)


def _where(one: Attribution) -> Spans:
    """Give where an attribution's content stands, its cue's words where it has none; nothing where that's the title."""
    spans = one.content.spans or one.cue.spans
    return () if any(span.in_ for span in spans) else tuple((span.start, span.end) for span in spans)


def lines_by_key(sheet: Mapping[str, Any], text: str) -> dict[str, dict[str, Any]]:
    """Give a sheet's lines by what they're about, attributions where they stand in the text as it is now."""
    found: dict[str, dict[str, Any]] = {one["claim"]: one for one in sheet["figures"]}
    for one in sheet["attributions"]:
        at = found_again(one["at"], text)
        if at:
            found[key_of(at)] = one
    return found
