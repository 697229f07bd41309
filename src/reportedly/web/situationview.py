"""One situation laid out: what's new, when, where, how many, who says what, who calls whom what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportedly.export import account
from reportedly.ledger.views import Found, QuestionRow, Rows, Situation
from reportedly.model import Answer

from .state import Web
from .words import path

QUESTIONS = 60
CLAIMS = 60
NAMED_IN = 6
"""Reports whose namings are shown: the newest of the scope."""
NEW = 40


@dataclass(frozen=True, slots=True)
class SituationView:
    """A situation as its page shows it."""

    situation: Situation
    questions: list[QuestionRow]
    worded: dict[str, Answer]
    """By question, an answer whose words say better than the best figure what it is."""
    timeline: list[tuple[str, list[QuestionRow]]]
    claims: list[Found]
    speakers: list[tuple[str, int]]
    namings: list[tuple[str, list[str]]]
    new: Rows[Found]
    points: list[dict[str, Any]]


def view_of(web: Web, situation: Situation, *, since: int | None) -> SituationView:
    """Lay a situation out; `since` is the log's entry at the last visit, None at the first."""
    ledger = web.ledger
    questions = list(ledger.questions(situation.scope, limit=QUESTIONS))
    claims = list(ledger.search(situation.scope, limit=CLAIMS))
    heard = Counter(one.claim.origin for one in claims if one.claim is not None and one.claim.origin)
    new = ledger.new_claims(situation.scope, since, limit=NEW) if since is not None else Rows[Found]()
    return SituationView(
        situation=situation,
        questions=[one for one in questions if one.estimate is not None],
        worded=ledger.left_open(questions),
        timeline=_timeline(questions),
        claims=claims,
        speakers=heard.most_common(20),
        namings=_namings(web, claims),
        new=new,
        points=_points(questions),
    )


def _timeline(questions: Iterable[QuestionRow]) -> list[tuple[str, list[QuestionRow]]]:
    """Group questions by the day on which what they ask about began, the latest day first."""
    days: dict[str, list[QuestionRow]] = {}
    for one in questions:
        if one.period and one.period.start:
            days.setdefault(one.period.start[:10], []).append(one)
    return sorted(days.items(), reverse=True)


def _namings(web: Web, claims: Iterable[Found]) -> list[tuple[str, list[str]]]:
    """Put together who calls whom what in the newest reports."""
    labels: dict[str, dict[str, None]] = {}
    for report in list(dict.fromkeys(one.report for one in claims))[:NAMED_IN]:
        for namer, found in account(web.ledger.reading(report)).namings:
            labels.setdefault(namer, {}).update(dict.fromkeys(found))
    return [(namer, list(found)) for namer, found in labels.items()]


def _points(questions: Iterable[QuestionRow]) -> list[dict[str, Any]]:
    """Give the places of questions, for the map."""
    points: dict[tuple[float, float], dict[str, Any]] = {}
    for one in questions:
        place = one.place
        if place is not None and place.latitude is not None and place.longitude is not None:
            point = points.setdefault(
                (place.latitude, place.longitude),
                {
                    "name": place.name,
                    "latitude": place.latitude,
                    "longitude": place.longitude,
                    "precision": "as the questions name it",
                    "modifier": "",
                    "claims": 0,
                    "link": f"/questions/{path(one.id)}",
                },
            )
            point["claims"] += one.answers
    return list(points.values())
