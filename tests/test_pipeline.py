"""The map holds: each step's needs are given before it, and are what its function takes."""

import inspect

import pytest

from reportedly.pipeline import STEPS


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_needs_are_the_parameters_of_the_step(step):
    """A step declares just what its function takes by position, in that order."""
    parameters = inspect.signature(step.run).parameters.values()
    required = [one.name for one in parameters if one.default is one.empty and one.kind is not one.KEYWORD_ONLY]
    assert required == list(step.needs)


def test_every_need_is_given_before():
    """No step asks for what no earlier step, nor the caller, gave."""
    given = {"page", "reader"}
    for step in STEPS:
        assert set(step.needs) <= given, step.name
        given |= set(step.gives)


def test_every_gift_is_used():
    """What a step gives is needed by a later one, or is part of the reading."""
    from dataclasses import fields

    from reportedly.model import Reading

    parts = {one.name for one in fields(Reading)}
    needed = {name for step in STEPS for name in step.needs}
    assert {name for step in STEPS for name in step.gives} <= needed | parts
