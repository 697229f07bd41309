"""One question laid out as a page: a row for each origin, what gave way to what, and how the reports hang together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from reportedly.export.account import BOUNDS, number_words
from reportedly.model.account import Answer, CountedOrigin, Question, Testimony
from reportedly.model.number import counted

NOBODY = "nobody named"
MOST_REPORTS = 24
"""Reports that the graph shows one by one; more are put together by outlet."""
FEW_ANSWERS, LATEST = 100, 5
"""Answers up to which a page lists all; of more, the latest of each origin, and all on demand."""
BASIS = {
    "stated": "stated",
    "inferred_in_report": "inferred from the same report",
    "inferred_across": "inferred from another report",
    "none": "not known",
}
YES_OR_NO = {"asserted": "yes", "denied": "no", "unverified": "unverified"}
"""Answers to whether something happened."""
STATUS = {"asserted": "asserted", "denied": "denied", "unverified": "given as unverified"}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer in words: its figure, whether another took its place, and how it stands."""

    answer: Answer
    figure: str
    superseded: bool
    status: str
    basis: str
    via: tuple[str, ...]
    outlet: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    """All that one origin said."""

    name: str
    lines: tuple[AnswerLine, ...]
    reports: int


class QuestionView:
    """Lay a question out. `testimonies` are its claims, for the precision of their places and their words.

    `titles` are those of reports of whose publisher nothing is known.
    """

    def __init__(self, question: Question, testimonies: list[Testimony], titles: Mapping[str, str]) -> None:
        self.question = question
        self.titles = titles
        self.told = {one.id: one for one in testimonies}

    @property
    def best(self) -> str:
        """The estimate's best figure, with its bound where words leave it open."""
        as_worded, estimate = self.question.left_open(), self.question.estimate
        if as_worded is not None:
            return figure_of(as_worded)
        return "open" if estimate is None or estimate.best is None else number_words(estimate.best)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The answers that a later one of the same origin took the place of."""
        return frozenset(one.supersedes for one in self.question.answers if one.supersedes)

    @cached_property
    def rows(self) -> list[OriginRow]:
        """The answers by origin, the origin with most reports first, each in order of time."""
        groups: dict[str, list[AnswerLine]] = {}
        for one in sorted(self.question.answers, key=_when):
            groups.setdefault(one.origin.name or NOBODY, []).append(self._line(one))
        rows = [
            OriginRow(name, tuple(lines), len({one.answer.report for one in lines})) for name, lines in groups.items()
        ]
        return sorted(rows, key=lambda row: (row.name == NOBODY, -row.reports, row.name))

    @cached_property
    def standings(self) -> Counter[str]:
        """How many answers assert, deny, or come as unverified: three things, kept apart."""
        return Counter(one.status for one in self.question.answers)

    @cached_property
    def counted(self) -> list[tuple[CountedOrigin, ...]]:
        """The origins: each group that counts as one, and at last all those that stand alone."""
        groups: dict[str | None, list[CountedOrigin]] = {}
        for one in self.question.origins:
            groups.setdefault(one.affiliation, []).append(one)
        alone = groups.pop(None, [])
        alone += [one for group in groups.values() if len(group) == 1 for one in group]
        return [*(tuple(group) for group in groups.values() if len(group) > 1), tuple(alone)]

    @cached_property
    def chart(self) -> dict[str, Any]:
        """The figures as the chart's island takes them."""
        estimate = self.question.estimate
        return {
            "rows": [row.name for row in self.rows],
            "points": [
                {
                    "row": row.name,
                    "claim": line.answer.claim,
                    "published": line.answer.published,
                    "event": line.answer.event_time,
                    "asOf": line.answer.as_of,
                    "value": line.answer.value,
                    "low": line.answer.low,
                    "high": line.answer.high,
                    "words": line.figure,
                    "old": line.superseded,
                    "status": line.answer.status,
                    "outlet": line.outlet,
                }
                for row in self.rows
                for line in row.lines
            ],
            "estimate": {"low": estimate.low, "high": estimate.high, "best": estimate.best} if estimate else None,
        }

    @cached_property
    def graph(self) -> dict[str, Any]:
        """Reports, relays and origins as the graph's island takes them: nodes by layer, edges with how many claims."""
        edges: Counter[tuple[str, str]] = Counter()
        nodes: dict[str, dict[str, Any]] = {}
        outlets = {line.outlet for row in self.rows for line in row.lines}
        reports = len(self.question.reports)
        grouped = reports > MOST_REPORTS and len(outlets) < reports
        for row in self.rows:
            for line in row.lines:
                first = ("outlet", line.outlet) if grouped else ("report", line.answer.report)
                path = [(*first, line.outlet), *(("relay", one, one) for one in line.via)]
                path.append(("origin", row.name, row.name))
                for kind, key, label in path:
                    layer = "report" if kind == "outlet" else kind
                    nodes.setdefault(f"{kind}:{key}", {"id": f"{kind}:{key}", "layer": layer, "label": label})
                keys = [f"{kind}:{key}" for kind, key, _ in path]
                edges.update(pairwise(keys))
        told = many(reports, "report") + (f" of {many(len(outlets), 'outlet')}" if grouped else "")
        return {
            "reports": told,
            "nodes": list(nodes.values()),
            "edges": [{"from": one, "to": other, "claims": number} for (one, other), number in edges.items()],
        }

    @cached_property
    def points(self) -> list[dict[str, Any]]:
        """Where the claims place it, with how precisely, for the map."""
        seen: dict[tuple[Any, ...], dict[str, Any]] = {}
        for one in self.told.values():
            if one.latitude is not None and one.longitude is not None:
                key = (one.geonames_id, one.latitude, one.longitude, one.precision)
                point = seen.setdefault(
                    key,
                    {
                        "name": one.place or "",
                        "latitude": one.latitude,
                        "longitude": one.longitude,
                        "precision": one.precision.replace("_", " "),
                        "modifier": one.modifier or "",
                        "claims": 0,
                    },
                )
                point["claims"] += 1
        return list(seen.values())

    def ways(self, row: OriginRow, *, every: bool) -> list[tuple[AnswerLine, int]]:
        """Give the ways by which the listed answers of an origin came, each once, with how many came by it."""
        found: dict[tuple[str, ...], tuple[AnswerLine, int]] = {}
        for line in self.shown(row, every=every):
            way = (*line.via, line.outlet, line.answer.report)
            found[way] = (line, found[way][1] + 1 if way in found else 1)
        return list(found.values())

    def shown(self, row: OriginRow, *, every: bool) -> list[AnswerLine]:
        """Give the answers of an origin that the page lists: the latest, unless all are asked for."""
        if every or len(self.question.answers) <= FEW_ANSWERS:
            return list(row.lines)
        return list(row.lines[-LATEST:])

    @property
    def traced(self) -> str:
        """How many reports, and how many origins: in one line."""
        question = self.question
        low, high = question.independent.low, question.independent.high
        reports = many(len(question.reports), "report")
        origins = many(low, "origin") if low == high else f"{low} to {many(high, 'origin')}"
        return f"{reports}, {origins}"

    def _line(self, one: Answer) -> AnswerLine:
        """Put an answer into words."""
        chain = one.chain[:-1] if one.chain and one.chain[-1] == one.origin.name else one.chain
        return AnswerLine(
            answer=one,
            figure=YES_OR_NO[one.status] if self.question.kind == "whether" else self._figure(one),
            superseded=one.claim in self.superseded,
            status=STATUS[one.status],
            basis=BASIS[one.origin.basis],
            via=tuple(chain),
            outlet=one.publisher or self.titles.get(one.report) or one.report,
        )

    def _figure(self, one: Answer) -> str:
        """Give an answer's figure; a vague one in the claim's own words: "dozens"."""
        figure = figure_of(one)
        return figure_of(self.told[one.claim]) if figure == "–" and one.claim in self.told else figure


def figure_of(one: Answer | Testimony) -> str:
    """Give the figure of an answer with its bound."""
    if one.value is None and one.low is None and one.high is None:
        if isinstance(one, Answer):
            return ", ".join(one.who) or "–"
        return one.figure.text if one.figure else "–"
    if one.bound == "between":
        return f"{number_words(one.low)}–{number_words(one.high)}"
    if one.value is None:
        return f"{number_words(one.low)} or more" if one.low is not None else f"up to {number_words(one.high)}"
    return BOUNDS[one.bound] + number_words(one.value)


def _when(one: Answer) -> tuple[str, str]:
    """Sort answers by what they're as of, else by publication."""
    return (one.as_of or one.published or "", one.claim)


def many(number: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{number:,} {counted(noun, number)}"
