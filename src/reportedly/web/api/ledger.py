"""Questions, claims, searches, forecasts, situations and judgements over the API."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from reportedly.ledger.sheets import shown_to
from reportedly.model.account import EstimateRule
from reportedly.web.scopes import Filters
from reportedly.web.sessions import Known, Writer
from reportedly.web.state import address_of, web_of

from .answers import After, Limit, page, plain
from .described import answers, listed, ref

router = APIRouter(prefix="/api/v1")
Name = Annotated[str, Path(max_length=500)]
BAD = (400, 404)


def _whole(text: str) -> str:
    """Give a text that a database takes. Raises ValueError at NUL and at half characters (lone surrogates)."""
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise ValueError("has NUL or half a character in it")
    return text


Words = Annotated[str, AfterValidator(_whole)]


class Decision(BaseModel):
    """What a person decides."""

    model_config = ConfigDict(allow_inf_nan=False)
    kind: Literal["merge", "split", "reject", "correct", "grade_source", "grade_item", "comment", "resolve", "withdraw"]
    subjects: list[Annotated[Words, Field(max_length=500)]] = Field(min_length=1, max_length=200)
    value: Words | float | dict[Words, float | Words | None] | None = None
    why: Annotated[Words, Field(max_length=2000)] | None = None


@router.get("", tags=["about"], responses=answers({"type": "object"}, also=()))
def about(request: Request, viewer: Known) -> Response:
    """Say what there is."""
    names = ("reports", "questions", "claims", "texts", "forecasts", "situations", "judgements")
    return plain(request, {**{name: f"/api/v1/{name}" for name in names}, "openapi": "/openapi.json"})


@router.get("/questions", tags=["questions"], responses=answers(listed("QuestionRow"), also=BAD))
def questions(request: Request, viewer: Known, asked: Filters, limit: Limit = 50, after: After = None) -> Response:
    """List questions, the one answered last first."""
    rows = web_of(request).ledger.questions(asked.scope, limit=limit, after=after)
    return page(request, rows, rows.next)


@router.get("/questions/{name}", tags=["questions"], responses=answers(ref("Question")))
def question(request: Request, viewer: Known, name: Name, rule: EstimateRule = "latest_by_origin") -> Response:
    """Give a question with all its answers, origins and estimate."""
    return plain(request, web_of(request).ledger.question(name, rule=rule))


@router.get("/claims", tags=["claims"], responses=answers(listed("Found"), also=BAD))
def claims(request: Request, viewer: Known, asked: Filters, limit: Limit = 50, after: After = None) -> Response:
    """Search claims, newest first."""
    rows = web_of(request).ledger.search(asked.scope, limit=limit, after=after)
    return page(request, rows, rows.next)


@router.get("/texts", tags=["claims"], responses=answers(listed("Found"), also=BAD))
def texts(request: Request, viewer: Known, asked: Filters, limit: Limit = 50, after: After = None) -> Response:
    """Search the reports' texts, newest first."""
    rows = web_of(request).ledger.search(asked.scope, of="texts", limit=limit, after=after)
    return page(request, rows, rows.next)


@router.get("/claims/{name}", tags=["claims"], responses=answers(ref("Testimony")))
def claim(request: Request, viewer: Known, name: Name) -> Response:
    """Give one claim as reconciling sees it."""
    return plain(request, web_of(request).ledger.testimony(name))


@router.get("/forecasts", tags=["forecasts"], responses=answers(listed("ForecastRow"), also=BAD))
def forecasts(
    request: Request,
    viewer: Known,
    asked: Filters,
    *,
    status: Literal["open", "due", "resolved"] | None = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """List forecasts, newest first."""
    rows = web_of(request).ledger.forecasts(asked.scope, status=status, limit=limit, after=after)
    return page(request, rows, rows.next)


@router.get("/situations", tags=["situations"], responses=answers(listed("Situation"), also=()))
def situations(request: Request, viewer: Known) -> Response:
    """List the situations."""
    return page(request, web_of(request).ledger.situations(), None)


@router.get("/judgements", tags=["judgements"], responses=answers(listed("JudgementRow"), also=BAD))
def judgements(
    request: Request, viewer: Known, about: str | None = None, limit: Limit = 50, after: After = None
) -> Response:
    """List what people decided, the latest first."""
    ledger = web_of(request).ledger
    rows = ledger.judgements(about, limit=limit, after=after)
    return page(request, shown_to(viewer.name, rows, ledger), rows.next)


@router.post(
    "/judgements",
    tags=["judgements"],
    status_code=201,
    responses={201: {"description": "Kept"}, **answers({}, also=BAD)},
)
def judge(request: Request, viewer: Writer, decision: Decision) -> Response:
    """Record a judgement; questions follow it."""
    web = web_of(request)
    value: Any = decision.value
    made = web.ledger.judge(decision.kind, decision.subjects, value=value, by=viewer.name, why=decision.why)
    if web.accounts is not None:
        web.accounts.note(viewer.name, f"judged: {decision.kind}", made.id, address_of(request))
    return plain(request, made, status=HTTPStatus.CREATED)
