"""Whatever is asked of the API, as its own description allows or not, it answers without a fault of ours."""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from reportedly.web import create_app
from reportedly.web.serving import Serving

EXAMPLES = int(os.environ.get("REPORTEDLY_API_EXAMPLES", "5"))


@pytest.fixture
def described(path):
    """The API's description, as the app over a copy of the examples' ledger gives it."""
    return schemathesis.openapi.from_asgi(
        "/openapi.json", create_app(Serving(path, names=("testserver",))), headers={"accept": "application/json"}
    )


def test_nothing_that_is_asked_ends_in_a_fault(described):
    """No answer to any operation, reading or writing, with what its description allows, is a 5xx."""
    asked = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def ask(case):
            answer = case.call()
            assert answer.status_code < 500, (case.path, answer.status_code)

        ask()
        asked.add(operation.method.upper())
    assert asked == {"GET", "POST"}
