"""Takes captures, readings and judgements. Gives back what they add up to, with a log that proves nothing was altered.

It may never change or remove what it keeps (save an erasure, which leaves a tombstone), nor read or reconcile itself.
"""

from .ledger import Added, Ledger
from .log import Head
from .queries.proofs import Proof
from .reconciling import Decided, Link, Reconciler
from .verify import Problem
from .views import (
    Calibration,
    ForecastRow,
    Found,
    JudgementRow,
    Passage,
    QuestionRow,
    ReportRow,
    RevisionRow,
    Rows,
    Scope,
    Situation,
)

__all__ = [
    "Added",
    "Calibration",
    "Decided",
    "ForecastRow",
    "Found",
    "Head",
    "JudgementRow",
    "Ledger",
    "Link",
    "Passage",
    "Problem",
    "Proof",
    "QuestionRow",
    "Reconciler",
    "ReportRow",
    "RevisionRow",
    "Rows",
    "Scope",
    "Situation",
]
