"""Entity tags: what hasn't changed isn't sent again."""

import hashlib

from fastapi import Request
from fastapi.responses import Response

DIGITS = 32


def tag_of(body: bytes) -> str:
    """Give a body's strong entity tag."""
    return f'"{hashlib.sha256(body).hexdigest()[:DIGITS]}"'


def tagged(request: Request, response: Response, *, but: str = "", of: str = "") -> Response:
    """Put the entity tag on an answer, made without the words of `but`; answer 304 where the asker has it already.

    `of` is the session whose form token `but` is: another session's page is another page, since its forms are dead.
    """
    body = bytes(response.body)
    tag = tag_of(hashlib.sha256(of.encode()).digest() + body.replace(but.encode(), b"") if but else body)
    response.headers["ETag"] = tag
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag not in known and "*" not in known:
        return response
    kept = {
        name: value
        for name, value in response.headers.items()
        if name.lower() in ("etag", "cache-control", "vary", "set-cookie")
    }
    return Response(status_code=304, headers=kept)
