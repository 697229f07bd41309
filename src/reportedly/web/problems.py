"""Errors as the web shows them: problem details (RFC 9457) to programs, a page with a way on to people."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from reportedly.errors import (
    InputError,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerReadOnly,
    NotFound,
    ReportedlyError,
    TooLarge,
)

MEDIA = "application/problem+json"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
STATUS: tuple[tuple[type[ReportedlyError], int], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LedgerLocked, HTTPStatus.SERVICE_UNAVAILABLE),
    (LedgerFull, HTTPStatus.INSUFFICIENT_STORAGE),
    (LedgerReadOnly, HTTPStatus.CONFLICT),
    (LedgerError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (ReportedlyError, HTTPStatus.BAD_REQUEST),
)
"""The first kind that fits gives the status."""


class Refused(HTTPException):
    """Refuse a request, with what to do about it; on a page and as a problem alike."""

    def __init__(self, status: int, detail: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, detail, headers)


def status_of(error: ReportedlyError) -> int:
    """Give the HTTP status of one of our errors."""
    return int(next(status for kind, status in STATUS if isinstance(error, kind)))


def problem(request: Request, status: int, detail: str, **more: Any) -> Response:
    """Answer with problem details, or with a page where a person asked."""
    headers = more.pop("headers", None)
    if wants_page(request):
        response: Response = request.app.state.web.page(
            request, "problem.html", status=status, title=HTTPStatus(status).phrase, detail=detail
        )
        response.headers.update(headers or {})
        return response
    body = {**details(status, detail), **more}
    return JSONResponse(body, status_code=status, media_type=MEDIA, headers=headers)


def details(status: int, detail: str) -> dict[str, Any]:
    """Give problem details in the form of RFC 9457."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def _allowed(request: Request) -> str:
    """Name the methods that an address takes, whichever of our routes takes each."""

    def taken(method: str) -> bool:
        asked = {**request.scope, "method": method}
        return any(one.matches(asked)[0] is Match.FULL for one in request.app.routes)

    found = [one for one in METHODS if taken(one)]
    return ", ".join(["HEAD", *found] if "GET" in found else found)


def _told(text: str) -> str:
    """Give a text as it can be sent: half characters (lone surrogates) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def wants_page(request: Request) -> bool:
    """Say whether a person's browser asks: not the API, and HTML among what it takes."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def install(app: FastAPI) -> None:
    """Have every error answered so."""

    @app.exception_handler(ReportedlyError)
    async def ours(request: Request, error: ReportedlyError) -> Response:
        return problem(request, status_of(error), str(error), kind=error.kind)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.SEE_OTHER and error.headers:
            return Response(status_code=error.status_code, headers=error.headers)
        headers = error.headers
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED and headers and "Allow" in headers:
            headers = {**headers, "Allow": _allowed(request)}  # the router's names one route's alone
        return problem(request, error.status_code, str(error.detail), headers=headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        # half a character in a field's name can't be told back
        wrong = [{"where": _told(".".join(map(str, one["loc"]))), "what": _told(one["msg"])} for one in error.errors()]
        told = "; ".join(f"{one['where']}: {one['what']}" for one in wrong)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, told, errors=wrong)

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:  # noqa: ARG001 - logged by the server with its trace
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "a fault of ours: the server's log says more")
