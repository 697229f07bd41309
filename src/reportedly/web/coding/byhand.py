"""Attributions that people mark: put beside the machine's, so that a page shows both alike and tells them apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.ledger.coding import found_again
from reportedly.ledger.views import JudgementRow
from reportedly.model import Attribution, Reading, Span
from reportedly.model.attribution import Content, Cue, Source

PREFIX = "hand-"


@dataclass(frozen=True, slots=True)
class ByHand:
    """One attribution by hand, as it was judged; `attribution` is None where its words stand in the text no more."""

    judgement: JudgementRow
    attribution: Attribution | None


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
        rule="by hand",
    )
