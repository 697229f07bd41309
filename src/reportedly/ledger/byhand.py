"""Attributions that people mark: put beside the machine's, so that pages and exports have both and tell them apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.model import Attribution, Reading, Span
from reportedly.model.attribution import Content, Cue, Source

from .coding import found_again
from .sheets import Judged, shown_to
from .views import JudgementRow

PREFIX = "hand-"
RULE = "by hand"
"""The rule that such an attribution gives instead of one by which it was read."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """One attribution by hand, as it was judged; `attribution` is None where its words stand in the text no more."""

    judgement: JudgementRow
    attribution: Attribution | None


def with_hands(ledger: Judged, reading: Reading, *, to: str | None = None) -> Reading:
    """Give a reading with the attributions by hand that somebody may see; `to` nobody: those that everybody may."""
    rows = ledger.judgements(reading.report.id, kind="attribute", limit=None)
    return beside(reading, by_hand(shown_to(to, rows, ledger), reading)) if rows else reading


def by_hand(rows: Iterable[JudgementRow], reading: Reading) -> list[ByHand]:
    """Read the attributions by hand that stand among judgements about a report, the earliest first."""
    found = [ByHand(row, _placed(row, reading)) for row in rows if row.kind == "attribute" and not row.withdrawn]
    return found[::-1]


def beside(reading: Reading, found: Iterable[ByHand]) -> Reading:
    """Give a reading with attributions by hand among the machine's."""
    placed = [one.attribution for one in found if one.attribution is not None]
    return replace(reading, attributions=(*reading.attributions, *placed)) if placed else reading


def _placed(row: JudgementRow, reading: Reading) -> Attribution | None:
    """Lay an attribution by hand onto the text as it is now."""
    value, text = row.value, reading.report.text
    parts = {part: found_again(value[part], text) for part in ("source", "cue", "content")}
    if None in parts.values():
        return None
    source, cue, content = (
        tuple(Span(start, end, text[start:end]) for start, end in parts[part] or ()) for part in parts
    )
    named = bool(source) or bool(value["name"])
    return Attribution(
        id=f"{PREFIX}{row.id[:12]}",
        kind="direct" if content[0].text.startswith(("“", '"', "«", "„", "‘")) else "indirect",
        source=Source(spans=source, name=value["name"], kind="named" if named else "none"),
        cue=Cue(spans=cue),
        content=Content(spans=content),
        acts=(value["act"],),
        factuality=value["factuality"],
        rule=RULE,
    )
