"""The API's description (OpenAPI 3.1): routes from FastAPI, types from the model's own classes."""

from collections.abc import Iterable
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from reportedly.ledger.views import ForecastRow, Found, JudgementRow, QuestionRow, ReportRow, Situation
from reportedly.model import Reading, schema_of
from reportedly.model.account import Question, Testimony
from reportedly.web.sessions import viewer_of

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
TYPES: tuple[type, ...] = (
    Reading,
    Question,
    Testimony,
    ReportRow,
    QuestionRow,
    Found,
    ForecastRow,
    JudgementRow,
    Situation,
)
"""Types of the model that the API answers with, by their own names."""


def ref(name: str) -> dict[str, Any]:
    """Point at a type of the description."""
    return {"$ref": f"#/components/schemas/{name}"}


def answers(schema: dict[str, Any], *, media: str = "application/json", also: Iterable[int] = (404,)) -> dict[Any, Any]:
    """Describe what a route answers: its own type, and problems."""
    found: dict[Any, Any] = {200: {"description": "As asked", "content": {media: {"schema": schema}}}}
    for status in (*also, 401, 403, 421, 422, 429):
        found[status] = {
            "description": "A problem",
            "content": {"application/problem+json": {"schema": ref("Problem")}, "text/plain": {}},
        }
    found[304] = {"description": "As the asker has it"}
    return found


def listed(name: str) -> dict[str, Any]:
    """Describe a page of a list."""
    return {
        "type": "object",
        "required": ["items", "next"],
        "properties": {"items": {"type": "array", "items": ref(name)}, "next": {"type": ["string", "null"]}},
    }


def described(app: FastAPI) -> dict[str, Any]:
    """Give the whole description, made once."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        schemas = found.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = PROBLEM
        for kind in TYPES:
            schemas.update(_components(kind))
        app.openapi_schema = found
    return app.openapi_schema


def _components(kind: type) -> dict[str, Any]:
    """Give a type's schema and those it leads to, as components."""
    schema = schema_of(kind)
    schema.pop("$schema", None)
    parts = schema.pop("$defs", {})
    return {name: _relinked(part) for name, part in {**parts, kind.__name__: schema}.items()}


def _relinked(part: Any) -> Any:
    """Have references point at components."""
    if isinstance(part, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _relinked(value)
            for key, value in part.items()
        }
    return [_relinked(one) for one in part] if isinstance(part, list) else part


def describe(app: FastAPI) -> None:
    """Serve the description at /openapi.json."""

    @app.get("/openapi.json", include_in_schema=False, dependencies=[Depends(viewer_of)])
    def openapi() -> Response:
        return JSONResponse(described(app))
