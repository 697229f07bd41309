"""The JSON API: lists with cursors, entity tags, problems, and a description that fits."""

import jsonschema
import pytest

from reportedly.model import Reading, schema_of

LISTS = ("reports", "questions", "claims", "texts?q=mine", "forecasts", "situations", "judgements")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_items_and_next(local, name):
    """All lists have one form."""
    answer = local.get(f"/api/v1/{name}")
    assert answer.status_code == 200
    assert set(answer.json()) == {"items", "next"}


@pytest.mark.parametrize("name", ["reports", "questions", "claims"])
def test_cursors_walk_without_gap_or_double(local, name):
    """Two by two shows what all at once shows."""
    whole = local.get(f"/api/v1/{name}?limit=200").json()["items"]
    walked, after = [], ""
    while after is not None:
        part = local.get(f"/api/v1/{name}?limit=2{f'&after={after}' if after else ''}").json()
        walked += part["items"]
        after = part["next"]
    assert walked == whole


def test_a_report_is_its_reading(local, read):
    """What the API gives for a report is the contract's form, under its schema."""
    reading = read[0][1]
    given = local.get(f"/api/v1/reports/{reading.report.id}").json()
    jsonschema.validate(given, schema_of(Reading))
    assert given == reading.to_dict()


def test_annotations_quote_the_text(local, read):
    """Each annotation's two selectors select the same words."""
    report = read[1][1].report
    answer = local.get(f"/api/v1/reports/{report.id}/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json")
    found = answer.json()
    assert found["type"] == "AnnotationPage"
    assert found["items"]
    for item in found["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = report.title if target["source"].endswith("#title") else report.text
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_an_answer_that_did_not_change_is_not_sent_again(local):
    """Entity tags hold for lists, too, until something is added."""
    tag = local.get("/api/v1/questions").headers["etag"]
    assert local.get("/api/v1/questions", headers={"if-none-match": tag}).status_code == 304
    local.post(
        "/api/v1/reports",
        json={"text": "Nine people were killed in Gao on Friday, police said.", "published": "2026-03-14"},
    )
    assert local.get("/api/v1/questions", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/reports/none", 404),
        ("/api/v1/questions/none", 404),
        ("/api/v1/claims/none", 404),
        ("/api/v1/reports?limit=0", 422),
        ("/api/v1/reports?after=nowhere", 400),
        ("/api/v1/claims?since=yesterday", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_problems_are_problem_details(local, address, status):
    """What goes wrong is told as RFC 9457 has it."""
    answer = local.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_the_description_is_whole(local):
    """Every reference of the OpenAPI description leads somewhere, and every list names its type."""
    found = local.get("/openapi.json").json()
    known = found["components"]["schemas"]

    def refs(part):
        if isinstance(part, dict):
            for key, value in part.items():
                if key == "$ref":
                    yield value
                else:
                    yield from refs(value)
        elif isinstance(part, list):
            for one in part:
                yield from refs(one)

    names = {one.removeprefix("#/components/schemas/") for one in refs(found)}
    assert names <= set(known)
    assert {"Reading", "Question", "Testimony", "Problem"} <= names


def test_a_judgement_is_kept_and_can_be_withdrawn(local):
    """What a program decides stands beside the machine's, and can be taken back."""
    claim = local.get("/api/v1/claims?limit=1").json()["items"][0]["claim"]["id"]
    made = local.post("/api/v1/judgements", json={"kind": "comment", "subjects": [claim], "value": "seen"})
    assert made.status_code == 201
    listed = local.get(f"/api/v1/judgements?about={claim}").json()["items"]
    assert [one["value"] for one in listed] == ["seen"]
    local.post("/api/v1/judgements", json={"kind": "withdraw", "subjects": [made.json()["id"]]})
    assert local.get(f"/api/v1/judgements?about={claim}").json()["items"][0]["withdrawn"]


@pytest.mark.parametrize(
    "more",
    [
        '"kind": "correct", "value": NaN',
        '"kind": "correct", "value": 1e999',
        '"kind": "correct", "value": {"low": 1, "high": Infinity}',
        '"kind": "comment", "value": "\\ud800"',
        '"kind": "comment", "value": "a\\u0000"',
        '"kind": "comment", "value": "a", "why": "\\udfff"',
        '"kind": "correct", "value": {"\\ud800": "x"}',
    ],
)
def test_what_no_judgement_can_hold_is_told(local, more):
    """Endless numbers and half characters end in a problem that says so, not in a fault of ours."""
    claim = local.get("/api/v1/claims?limit=1").json()["items"][0]["claim"]["id"]
    body = f'{{"subjects": ["{claim}"], {more}}}'
    answer = local.post("/api/v1/judgements", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert local.get("/api/v1/judgements").json()["items"] == []


@pytest.mark.parametrize(
    "address", ["/", "/api/v1/reports", "/follow/search.atom?q=killed", "/nowhere", "/static/app.css"]
)
def test_the_head_of_every_answer_can_be_asked_for_alone(local, address):
    """It has the status and headers of the whole answer, and no body."""
    whole, head = local.get(address), local.head(address)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_method_that_is_not_taken_is_told_which_are(local):
    """The answer names all methods of the address, whichever route takes each."""
    answer = local.patch("/api/v1/reports")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "HEAD, GET, POST"
    assert answer.headers["content-type"] == "application/problem+json"
    assert local.get("/judgements").headers["allow"] == "POST"


def test_too_large_a_document_is_a_problem_with_details(local):
    """What the door refuses is told to programs as everything else is."""
    answer = local.post("/api/v1/reports", content=b" " * 12_000_001)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 413
