"""What people say of passages: comments, problems, attributions by hand.

Each is a judgement of the kind `comment` about its report; which passage it's about stands before its words, as
`[kind @start-end “words”] `, so that it can be read in every other list of judgements, too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.ledger.views import JudgementRow

KINDS = {"comment": "comment", "problem": "problem", "attribution": "attribution by hand"}
WRITTEN = ("comment", "problem")
"""Kinds that are written now; attributions by hand are judgements of a kind of their own, earlier ones stay notes."""
LONGEST_QUOTE = 500
_HEAD = re.compile(r"\[(comment|problem|attribution)(?: @(\d{1,8})-(\d{1,8}) “([^”]{0,500})”)?\] ", re.ASCII)


@dataclass(frozen=True, slots=True)
class PassageNote:
    """One thing said, with the words it's about; `moved` where these no longer stand there."""

    judgement: JudgementRow
    kind: str
    said: str
    words: str = ""
    start: int | None = None
    moved: bool = False


def written(kind: str, said: str, *, text: str, start: int | None, end: int | None) -> str:
    """Write a note as the judgement keeps it."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return f"[{kind}] {said}"
    words = text[start:end].replace("”", "’")[:LONGEST_QUOTE]
    return f"[{kind} @{start}-{end} “{words}”] {said}"


def passage_notes(rows: Iterable[JudgementRow], text: str) -> list[PassageNote]:
    """Read the notes among judgements about a report."""
    return [note for row in rows if row.kind == "comment" for note in [_read(row, text)]]


def _read(row: JudgementRow, text: str) -> PassageNote:
    """Read one note."""
    value = str(row.value)
    head = _HEAD.match(value)
    if head is None:
        return PassageNote(row, "comment", value)
    kind, start, end, words = head.groups()
    said = value[head.end() :]
    if start is None:
        return PassageNote(row, KINDS[kind], said)
    there = text[int(start) : int(end)].replace("”", "’")[:LONGEST_QUOTE]
    return PassageNote(row, KINDS[kind], said, words, int(start), moved=there != words)
