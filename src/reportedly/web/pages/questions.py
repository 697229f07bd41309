"""The list of questions, the page of one, the page of a claim, and why two claims go together."""

from typing import Literal, get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.model.account import EstimateRule
from reportedly.web.etags import tagged
from reportedly.web.questionview import FEW_ANSWERS, QuestionView
from reportedly.web.scopes import Filters
from reportedly.web.sessions import Known
from reportedly.web.state import web_of

router = APIRouter(include_in_schema=False)
A_PAGE = 50
RULES = get_args(EstimateRule)


@router.get("/questions")
def questions(request: Request, viewer: Known, asked: Filters, after: str | None = None) -> Response:
    """List questions, the one answered last first."""
    web = web_of(request)
    rows = web.ledger.questions(asked.scope, limit=A_PAGE, after=after)
    return web.page(
        request,
        "questions.html",
        rows=rows,
        worded=web.ledger.left_open(rows),
        after=after,
        next=rows.next,
        asked=asked.given,
        situation=asked.situation,
    )


@router.get("/questions/{name:path}")
def question(
    request: Request,
    viewer: Known,
    name: str,
    rule: EstimateRule = "latest_by_origin",
    answers: Literal["latest", "all"] = "latest",
) -> Response:
    """Show a question: its answers by origin, how the reports hang together, the estimate with its rule."""
    web = web_of(request)
    found = web.ledger.question(name, rule=rule)
    unknown = {one.report for one in found.answers if not one.publisher}
    view = QuestionView(found, web.ledger.answering(found.id), web.ledger.titles(sorted(unknown)))
    page = web.page(
        request,
        "question.html",
        view=view,
        question=found,
        rule=rule,
        rules=RULES,
        judgements=web.ledger.judgements(found.id),
        every=answers == "all",
        few=FEW_ANSWERS,
    )
    return tagged(request, page, but=viewer.csrf, of=viewer.seed)


@router.get("/claims/{first}/why/{second}")
def why(request: Request, viewer: Known, first: str, second: str) -> Response:
    """Say why two claims do or don't answer the same question."""
    web = web_of(request)
    one, other = web.ledger.testimony(first), web.ledger.testimony(second)
    return web.page(request, "why.html", first=one, second=other, comparison=web.compare(one, other))


@router.get("/claims/{name}")
def claim(request: Request, viewer: Known, name: str, meanwhile: str = "") -> Response:
    """Show one claim: its words, what was made of them, its question, and what people said of it."""
    web = web_of(request)
    told = web.ledger.testimony(name)
    judgements = web.ledger.judgements(told.id)
    return web.page(
        request,
        "claim.html",
        claim=told,
        question=web.ledger.question_of(told.id),
        judgements=judgements,
        other=next((one for one in judgements if one.id == meanwhile), None),
    )
