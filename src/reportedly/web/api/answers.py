"""How the API answers: the model's own JSON form, pages with cursors, entity tags."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.model import to_plain
from reportedly.web.etags import tagged

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
After = Annotated[str | None, Query(max_length=500, description="The cursor that the page before gave as `next`")]


def plain(request: Request, value: Any, *, status: int = 200, media: str = "application/json") -> Response:
    """Answer with a value of the model."""
    body = json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    response = Response(body, status, media_type=media, headers={"Cache-Control": "private, no-cache"})
    return tagged(request, response) if request.method == "GET" else response


def page(request: Request, items: Sequence[Any], after: str | None) -> Response:
    """Answer with one page of a list, and the cursor of the next."""
    return plain(request, {"items": [to_plain(one) for one in items], "next": after})
