"""Judgements as they are made: what may be said of what, and what it comes to in the tables."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from reportedly.errors import BadSetting, NotFound
from reportedly.model.account import Testimony

from . import naming
from .about import anything_named
from .coding import CODED, text_of
from .decided import mark_of
from .packing import storable, testimony_of
from .schema import claim
from .sets import within
from .store import Place
from .views import JudgementKind

OUTCOMES = ("true", "false", "void")
LONGEST_NAME = 300
FEWEST_MERGED = 2


def considered(
    connection: Connection, kind: JudgementKind, subjects: Sequence[str], value: Any, place: Place
) -> tuple[list[str], Any]:
    """Give a judgement's subjects by their full ids, and its value as it's kept. Raises BadSetting, NotFound."""
    if kind not in _KINDS:
        raise BadSetting(f"there's no judgement {kind!r}: it's one of {', '.join(_KINDS)}")
    if not subjects:
        raise BadSetting(f"say what to {kind.replace('_', ' ')}")
    asked = _Asked(connection, place, subjects, value)
    return _KINDS[kind](asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A judgement as it was asked for."""

    connection: Connection
    place: Place
    subjects: Sequence[str]
    value: Any

    def claims(self) -> list[str]:
        """Give the claims that are named."""
        return [naming.claim_named(self.connection, one, self.place) for one in self.subjects]


def _reject(asked: _Asked) -> tuple[list[str], Any]:
    """Let claims answer nothing."""
    keys = asked.claims()
    return keys, _about(asked.connection, [keys])


def _correct(asked: _Asked) -> tuple[list[str], Any]:
    """Set the figure of a claim, or who it traces back to."""
    keys = asked.claims()[:1]
    return keys, {**_about(asked.connection, [keys]), "set": _set(asked.value)}


def _resolve(asked: _Asked) -> tuple[list[str], Any]:
    """Say how forecasts came out."""
    if asked.value not in OUTCOMES:
        raise BadSetting(f"a forecast comes out {', '.join(OUTCOMES[:-1])} or {OUTCOMES[-1]}, not {asked.value!r}")
    return [naming.forecast_named(asked.connection, one, asked.place) for one in asked.subjects], asked.value


def _withdraw(asked: _Asked) -> tuple[list[str], Any]:
    """Take judgements back."""
    return [naming.judgement_named(asked.connection, one, asked.place) for one in asked.subjects], None


def _comment(asked: _Asked) -> tuple[list[str], Any]:
    """Say something of anything."""
    if not (isinstance(asked.value, str) and asked.value.strip()):
        raise BadSetting("a comment has words")
    return [anything_named(asked.connection, one) for one in asked.subjects], storable(asked.value)


def _coded(kind: JudgementKind) -> Callable[[_Asked], tuple[list[str], Any]]:
    """Make what keeps an attribution by hand, or a coder's sheet, of one report."""

    def considered_(asked: _Asked) -> tuple[list[str], Any]:
        if len(asked.subjects) != 1:
            raise BadSetting("attributions by hand and coders' sheets are of one report")
        row = naming.report_named(asked.connection, asked.subjects[0], asked.place)
        kept = CODED[kind](asked.value, text_of(asked.connection, row.reading))
        return [str(row.report)], _storable(kept)

    return considered_


def _storable(value: Any) -> Any:
    """Give a JSON value with no character that a database can't hold."""
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return storable(value) if isinstance(value, str) else value


def _merge(asked: _Asked) -> tuple[list[str], Any]:
    """Put the questions that are named, or that the claims named answer, together."""
    connection = asked.connection
    keys = list(dict.fromkeys(naming.question_named(connection, one, asked.place) for one in asked.subjects))
    if len(keys) < FEWEST_MERGED:
        raise BadSetting("to merge takes two questions; these are one already")
    members = [[one.id for one in _members(connection, key)] for key in keys]
    return keys, _about(connection, members)


def _split(asked: _Asked) -> tuple[list[str], Any]:
    """Take claims out of their question."""
    connection, keys = asked.connection, asked.claims()
    theirs = {naming.question_of(connection, key) for key in keys}
    if len(theirs) != 1 or None in theirs:
        raise BadSetting("to split takes claims of one question: name those that don't belong to it")
    others = [one.id for one in _members(connection, str(theirs.pop())) if one.id not in keys]
    if not others:
        raise BadSetting("these are all the claims of their question: nothing would be left of it")
    return keys, _about(connection, [keys, others])


def _grade_source(asked: _Asked) -> tuple[list[str], Any]:
    """Grade sources, by name."""
    return list(asked.subjects), _grade("ABCDEF", asked.value)


def _grade_item(asked: _Asked) -> tuple[list[str], Any]:
    """Grade claims or reports."""
    grade = _grade("123456", asked.value)
    return [_item(asked.connection, one, asked.place) for one in asked.subjects], grade


def _grade(scale: str, value: Any) -> str:
    """Give a grade of the Admiralty's scale (NATO AJP-2.1): reliability of a source A–F, credibility of an item 1–6."""
    grade = str(value).upper()
    if len(grade) != 1 or grade not in scale:
        raise BadSetting(f"a grade is one of {', '.join(scale)} (Admiralty), not {value!r}")
    return grade


def _item(connection: Connection, name: str, place: Place) -> str:
    """Give the id of a claim, or else of a report."""
    try:
        return naming.claim_named(connection, name, place)
    except NotFound:
        return str(naming.report_named(connection, name, place).report)


def _members(connection: Connection, question: str) -> list[Testimony]:
    """Load the claims of a question."""
    chosen = select(claim.c.body).where(claim.c.question == question).order_by(claim.c.id)
    return [testimony_of(body) for body in connection.execute(chosen).scalars()]


def _about(connection: Connection, groups: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Give groups of claims, with what leads to each when it's read anew."""
    keys = sorted({key for group in groups for key in group})
    bodies = connection.execute(select(claim.c.body).where(within(connection, claim.c.id, keys))).scalars()
    marks = {one.id: mark_of(one) for one in map(testimony_of, bodies)}
    return {"groups": [list(group) for group in groups], "marks": dict(sorted(marks.items()))}


def _set(value: Any) -> dict[str, Any]:
    """Give the fields that a correction sets: of a figure by a number, or low and high; of an origin by its name."""
    if isinstance(value, dict) and value.keys() == {"origin"}:
        return _traced(value["origin"])
    figure = value if isinstance(value, dict) else {"value": value}
    try:
        numbers = {name: None if one is None else _count(one) for name, one in figure.items()}
    except (TypeError, ValueError, OverflowError) as error:
        raise BadSetting(f"{value!r} is no figure: give a number, or low and high") from error
    if numbers.keys() == {"value"} and numbers["value"] is not None:
        return {"value": numbers["value"], "low": numbers["value"], "high": numbers["value"], "bound": "exact"}
    if numbers.keys() == {"low", "high"} and any(one is not None for one in numbers.values()):
        low, high = numbers["low"], numbers["high"]
        if low is not None and high is not None and low > high:
            raise BadSetting(f"{value!r} is no range: low comes before high")
        bound = "between" if low is not None and high is not None else "at_least" if high is None else "at_most"
        return {"value": low if low is not None else high, "low": low, "high": high, "bound": bound}
    raise BadSetting(f"{value!r} is no figure: give a number, or low and high")


def _traced(name: Any) -> dict[str, Any]:
    """Give the fields that a corrected origin sets, or one taken away; relays were the machine's reading, too."""
    if name is None:
        return {"origin": None, "origin_kind": None, "origin_of": [], "origin_basis": "none", "chain": []}
    if not isinstance(name, str) or not 0 < len(name.strip()) <= LONGEST_NAME:
        raise BadSetting(f"an origin is a name of at most {LONGEST_NAME} characters")
    named = name.strip()
    return {"origin": named, "origin_kind": None, "origin_of": [], "origin_basis": "stated", "chain": [named]}


def _count(given: Any) -> float:
    """Give a number that can be a count. Raises ValueError where it's below zero, endless, or none."""
    number = float(given)
    if not math.isfinite(number) or number < 0:
        raise ValueError(given)
    return number


def claims_of(value: Any) -> list[str]:
    """Give the claims that a judgement's value is about."""
    groups = json.loads(value).get("groups", []) if isinstance(value, str) and value.startswith("{") else []
    return [key for group in groups for key in group]


_KINDS: dict[JudgementKind, Callable[[_Asked], tuple[list[str], Any]]] = {
    "merge": _merge,
    "split": _split,
    "reject": _reject,
    "correct": _correct,
    "grade_source": _grade_source,
    "grade_item": _grade_item,
    "comment": _comment,
    "resolve": _resolve,
    "withdraw": _withdraw,
    "attribute": _coded("attribute"),
    "code": _coded("code"),
}
