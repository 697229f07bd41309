"""What fuzzing found once is tried with every test run: inputs that reached something new, and those that crashed."""

import pytest

from tests.fuzz.corpus import kept
from tests.fuzz.harnesses import HARNESSES


@pytest.mark.parametrize("name", HARNESSES)
def test_kept_inputs_are_withstood(name):
    """No input that is kept for a harness makes it fail."""
    inputs = kept(name)
    assert inputs, f"tests/fuzz/corpus/{name}.jsonl is missing or empty"
    for one in inputs:
        HARNESSES[name](one)


def test_a_harness_can_fail():
    """A reading that breaks the contract is told from one that keeps it: else fuzzing would find nothing."""
    from reportedly.model import to_plain
    from reportedly.reader import read
    from tests.property.invariants import broken

    document = {"id": "x", "text": "Two men were held, police said.", "published": None}
    plain = to_plain(read(document["text"], id="x", media="text", reader="fast"))
    assert broken(plain, document) == []
    plain["attributions"][0]["source"]["spans"][0]["start"] += 1
    assert broken(plain, document)
