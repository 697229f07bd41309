"""The app: routers, guards and error pages put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from . import problems
from .api import ledger as api_ledger
from .api import reports as api_reports
from .api.described import describe
from .assets import STATIC
from .guard import Guard
from .pages import account, add, coding, finding, follow, judging, plain, questions, reports, situations
from .serving import Serving
from .state import Web

PAGES = (
    plain.router,
    account.router,
    add.router,
    coding.router,
    reports.router,
    questions.router,
    finding.router,
    judging.router,
    situations.router,
    follow.router,
)
API = (api_reports.router, api_ledger.router)
SMALL = 800
"""Bytes below which packing isn't worth it."""
LEVEL = 6
"""Of packing: 9 takes more than twice as long, for a page that is 3% smaller."""


def build(serving: Serving) -> FastAPI:
    """Make the app over a ledger."""
    web = Web(serving)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if web.caller:
            web.caller.start()
        yield
        web.close()

    app = FastAPI(
        title="Reportedly",
        version=version("reportedly"),
        summary="Who said what, on whose word, and what became of it on the way.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.web = web
    problems.install(app)
    describe(app)
    for router in (*PAGES, *API):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=LEVEL)
    app.add_middleware(Guard, serving=serving, metrics=web.metrics)
    return app
