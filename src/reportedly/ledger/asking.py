"""What may be asked of a ledger: lists, one thing by its name, and what they add up to."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal

from sqlalchemy import Connection

from reportedly.errors import LedgerError
from reportedly.model import Page
from reportedly.model.account import Answer, EstimateRule, Imprint, Question, Testimony

from . import naming
from .queries import arrivals, captures, claims, forecasts, history, judgements, proofs, questions, reports
from .reconciling import Reconciler
from .settling import imprints
from .store import Place
from .views import Calibration, ForecastRow, Found, JudgementRow, QuestionRow, ReportRow, RevisionRow, Rows, Scope

PAGE = 50
"""Rows of a page."""


class Asking:
    """Answer from a ledger; every list is a page, newest first, whose `next` leads on (`after`)."""

    place: Place
    reconciler: Reconciler | None

    def _asking(self) -> AbstractContextManager[Connection]:
        """Give a connection that reads."""
        raise NotImplementedError

    def _reconciler(self) -> Reconciler:
        """Give what reconciles."""
        if self.reconciler is None:
            raise LedgerError("this ledger was opened without a reconciler: open it by reportedly.keeping.open_ledger")
        return self.reconciler

    def reports(
        self, scope: Scope | None = None, *, limit: int | None = None, after: str | None = None, revised: bool = False
    ) -> Rows[ReportRow]:
        """List the reports, or the `revised` ones alone, newest publication first, those without a date last."""
        with self._asking() as connection:
            return reports.reports(connection, scope, limit=limit, after=after, revised=revised)

    def questions(
        self, scope: Scope | None = None, *, limit: int | None = PAGE, after: str | None = None
    ) -> Rows[QuestionRow]:
        """List the questions, the one answered last first; estimates are by the default rule."""
        with self._asking() as connection:
            return questions.questions(connection, scope, limit=limit, after=after)

    def question(self, name: str, *, rule: EstimateRule = "latest_by_origin") -> Question:
        """Give a question by its id, an earlier id of it, the beginning of its id, or the id of any of its claims.

        Raises NotFound.
        """
        with self._asking() as connection:
            key = naming.question_named(connection, name, self.place)
            return next(questions.whole(connection, [key], self._reconciler(), rule=rule))

    def left_open(self, rows: Sequence[QuestionRow]) -> dict[str, Answer]:
        """Give, by question, an answer whose words say a list's best figure better: "more than 20,000" for 20,001."""
        with self._asking() as connection:
            return questions.left_open(connection, rows, self._reconciler())

    def full_questions(
        self, scope: Scope | None = None, *, rule: EstimateRule = "latest_by_origin", limit: int | None = None
    ) -> Iterator[Question]:
        """Yield questions with all their answers, in the order of `questions`, whatever their number."""
        with self._asking() as connection:
            yield from questions.every(connection, scope, self._reconciler(), rule=rule, limit=limit)

    def search(self, scope: Scope, *, of: str = "claims", limit: int = PAGE, after: str | None = None) -> Rows[Found]:
        """Search claims, or with `of="texts"` the reports' texts, newest first, with passages marked."""
        with self._asking() as connection:
            found = reports.texts if of == "texts" else claims.claims
            return found(connection, scope, limit=limit, after=after)

    def testimony(self, name: str) -> Testimony:
        """Give one claim as reconciling sees it, by its id or the beginning of it. Raises NotFound."""
        with self._asking() as connection:
            return claims.testimony(connection, naming.claim_named(connection, name, self.place))

    def testimonies(self, report: str) -> list[Testimony]:
        """Give the claims of a report, in the order of its text. Raises NotFound."""
        with self._asking() as connection:
            row = naming.report_named(connection, report, self.place)
            return claims.told(connection, report=row.report)

    def answering(self, question: str) -> list[Testimony]:
        """Give the claims that answer a question. Raises NotFound."""
        with self._asking() as connection:
            key = naming.question_named(connection, question, self.place)
            return claims.told(connection, question=key)

    def titles(self, found: Sequence[str]) -> dict[str, str]:
        """Give the titles of those of some reports that have one, by id."""
        with self._asking() as connection:
            return {key: row.title for key, row in reports.reports_of(connection, found).items() if row.title}

    def question_of(self, claim: str) -> str | None:
        """Give the id of the question that a claim answers, None where it was rejected. Raises NotFound."""
        with self._asking() as connection:
            key = naming.claim_named(connection, claim, self.place)
            return naming.question_of(connection, key)

    def imprint(self, report: str) -> Imprint | None:
        """Give the print of a report as a whole. Raises NotFound."""
        with self._asking() as connection:
            row = naming.report_named(connection, report, self.place)
            return imprints(connection, [row.report]).get(row.report)

    def history(self, report: str) -> list[RevisionRow]:
        """Give a report's revisions, the current one last, and which claims came, went or changed with each.

        Raises NotFound.
        """
        from .ledger import read_from

        with self._asking() as connection:
            row = naming.report_named(connection, report, self.place)
            return history.history(connection, row, self.reconciler, read_from)

    def forecasts(
        self,
        scope: Scope | None = None,
        *,
        status: forecasts.Status | None = None,
        by: str | None = None,
        limit: int | None = PAGE,
        after: str | None = None,
        now: str | None = None,
    ) -> Rows[ForecastRow]:
        """List forecasts, newest first: `status` is open, due or resolved, `by` words of who made them."""
        with self._asking() as connection:
            return forecasts.forecasts(
                connection, scope, self.reconciler, status=status, by=by, limit=limit, after=after, now=now
            )

    def forecast(self, name: str) -> str:
        """Give the id of the forecast that is meant by the beginning of it. Raises NotFound."""
        with self._asking() as connection:
            return naming.forecast_named(connection, name, self.place)

    def calibration(self, by: str | None = None, *, now: str | None = None) -> list[Calibration]:
        """Score sources' forecasts, over those past their deadline and resolved."""
        with self._asking() as connection:
            return forecasts.calibration(connection, by, now=now)

    def judgements(
        self, about: str | None = None, *, kind: str | None = None, limit: int | None = PAGE, after: str | None = None
    ) -> Rows[JudgementRow]:
        """List judgements, the latest first: about one thing (its id or name), of one kind, or all."""
        with self._asking() as connection:
            return judgements.judgements(connection, about=about, kind=kind, limit=limit, after=after)

    def looked_at(self, subjects: Sequence[str]) -> set[str]:
        """Give those of some claims, questions or reports that a judgement stands about."""
        with self._asking() as connection:
            return judgements.looked_at(connection, subjects)

    def reports_since(self, number: int, *, limit: int | None = PAGE) -> list[tuple[int, str]]:
        """Give the reports read since an entry of the log, by number, with the entry of each, the latest first."""
        with self._asking() as connection:
            return arrivals.reports_since(connection, number, limit=limit)

    def new_claims(self, scope: Scope, number: int, *, limit: int = PAGE, after: str | None = None) -> Rows[Found]:
        """Search the claims of all reports read since an entry of the log, whenever these were published."""
        with self._asking() as connection:
            keys = [report for _, report in arrivals.reports_since(connection, number, limit=None)]
            return claims.claims(connection, scope, limit=limit, after=after, reports=keys)

    def next_claims(self, scope: Scope, number: int, *, reports: int = PAGE) -> tuple[int, list[Found]]:
        """Give the claims in a scope of the reports read next after an entry, and the entry up to which that goes.

        Asked again with that entry until it stays, it passes over nothing, however much came.
        """
        with self._asking() as connection:
            arrived = arrivals.next_reports(connection, number, limit=reports)
            if not arrived:
                return number, []
            keys = [report for _, report in arrived]
            return arrived[-1][0], claims.claims(connection, scope, limit=None, after=None, reports=keys)

    def proof(self, reports: Sequence[str], about: Sequence[str] = ()) -> proofs.Proof:
        """Give what proves where reports (by their whole ids) come from, with judgements about them and others."""
        with self._asking() as connection:
            return proofs.proof(connection, reports, about)

    def entries(self, first: int = 1) -> Iterator[dict[str, Any]]:
        """Yield the log's entries from a number on, to its head."""
        with self._asking() as connection:
            yield from proofs.entries(connection, first)

    def captures(self, report: str) -> list[Page]:
        """Give all that was retrieved of a report, as it came, the earliest first. Raises NotFound."""
        with self._asking() as connection:
            row = naming.report_named(connection, report, self.place)
            return list(captures.captures(connection, row.report))

    def content(self, table: Literal["capture", "reading"], key: str) -> bytes | None:
        """Give a capture's bytes as they came, or those of a reading's JSON form; None where they were erased."""
        with self._asking() as connection:
            return proofs.content(connection, table, key)
