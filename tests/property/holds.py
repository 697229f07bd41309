"""Read one document and say what doesn't hold of its reading: invariants, schema, round trip, determinism."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from reportedly.model import Page, Reading, from_json, schema_of, to_json
from reportedly.reader import read_page

from .invariants import broken

FIELDS = ("id", "url", "title", "published", "publisher", "author")


@cache
def _validator() -> Draft202012Validator:
    schema = schema_of(Reading)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def read_line(document: dict[str, Any]) -> Reading:
    """Read one line of JSON Lines. Raises as `reportedly.read` does."""
    html = document.get("html")
    return read_page(
        Page(
            content=document["text"] if html is None else html,
            media="text" if html is None else "html",
            **{key: document.get(key) for key in FIELDS},
        )
    )


def faults(document: dict[str, Any], *, twice: bool = False) -> list[str]:
    """List what doesn't hold of a document's reading; `twice` reads it again, too. Raises as `reportedly.read` does."""
    reading = read_line(document)
    written = to_json(reading)
    plain = json.loads(written)
    found = broken(plain, document)
    found += [f"schema: {one.json_path}: {one.message[:200]}" for one in _validator().iter_errors(plain)]
    if from_json(Reading, written) != reading:
        found.append("the JSON form doesn't lead back to the reading")
    if twice and to_json(read_line(document)) != written:
        found.append("reading twice gives two readings")
    return found
