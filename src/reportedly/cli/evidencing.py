"""`reportedly evidence`: a question's bundle, written or checked."""

import sys
from pathlib import Path

from reportedly.errors import BadSetting
from reportedly.model.account import EstimateRule

from .keeping import SHOWN_PROBLEMS, head_from, opened
from .plain import on_line


def write(place: str | None, name: str, out: Path, *, rule: EstimateRule) -> None:
    """Write a bundle, and say what it holds."""
    from reportedly.evidence import bundle

    with opened(place) as ledger:
        question = bundle(ledger, name, out, rule=rule)
        head = ledger.head()
    told = f"{len(question.answers)} answers in {len(question.reports)} reports"
    print(f"{on_line(question.text)} · {told} · log up to entry {head.number} · {out}", file=sys.stderr)  # noqa: T201


def check(path: Path, *, against: Path | None) -> int:
    """Print what is wrong with a bundle, or that nothing is; give the exit status."""
    from reportedly.evidence import check as checked

    head, problems = checked(path, against=head_from(against) if against else None)
    for one in problems[:SHOWN_PROBLEMS]:
        print(f"{one.kind} {on_line(one.subject)}: {on_line(one.message)}")  # noqa: T201
    if problems or head is None:
        print(f"{len(problems)} problems", file=sys.stderr)  # noqa: T201
        return 1
    kept = "the head that was kept elsewhere is in it" if against else "hold it against one that was kept elsewhere"
    print(f"clean: its log ends at entry {head.number}, {head.hash}; {kept}")  # noqa: T201
    return 0


def chosen(question: str | None, out: Path | None, bundle: Path | None) -> None:
    """Refuse what is neither a question with a place to write to, nor a bundle to check."""
    if (bundle is None) == (question is None) or (question is not None) != (out is not None):
        raise BadSetting("give a question and --out, or --check with a bundle")
