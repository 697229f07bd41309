"""What is neither list nor thing: help, the theme, health."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from reportedly.errors import ReportedlyError
from reportedly.web.reportview import VOICES
from reportedly.web.sessions import Admin, Form, Known, field_of
from reportedly.web.state import THEME_COOKIE, THEMES, web_of

router = APIRouter(include_in_schema=False)


@router.get("/help")
def help_(request: Request, viewer: Known) -> Response:
    """Say what the marks mean, and which keys do what."""
    return web_of(request).page(request, "help.html", voices=VOICES)


@router.post("/theme")
def theme(request: Request, viewer: Known, form: Form) -> Response:
    """Choose light or dark, or leave it to the system."""
    response = RedirectResponse(own_path(field_of(form, "back")), HTTPStatus.SEE_OTHER)
    chosen = field_of(form, "theme")
    if chosen in THEMES:
        web_of(request).keep(response, THEME_COOKIE, chosen)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def own_path(address: str) -> str:
    """Give an address to lead back to: a path of ours, else the first page; never another site's."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe and "\\" not in address else "/"


@router.get("/health")
async def health() -> Response:
    """Say that the server runs, also while all threads are at work."""
    return JSONResponse({"status": "ok"})


@router.get("/ready")
def ready(request: Request) -> Response:
    """Say whether the ledger can be read."""
    try:
        web_of(request).ledger.reports(limit=1)
    except ReportedlyError as error:
        return JSONResponse({"status": "unavailable", "why": error.kind}, HTTPStatus.SERVICE_UNAVAILABLE)
    return JSONResponse({"status": "ok"})


@router.get("/metrics")
def metrics(request: Request, viewer: Admin) -> Response:
    """Give counts and times for Prometheus; an API token of an admin reads them elsewhere."""
    return PlainTextResponse(web_of(request).metrics.text(), media_type=CONTENT_TYPE_LATEST)
