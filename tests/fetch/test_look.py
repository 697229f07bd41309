"""Pages looked at before they are read: however they are made, soon."""

import time

from reportedly.fetch.look import look


def test_heads_without_end_take_no_time() -> None:
    """A page of elements that are never closed is looked at in a time that grows with its length only."""
    began = time.process_time()
    look("<head>" * 200_000, url="https://a.example/1", asked="https://a.example/1")
    assert time.process_time() - began < 10
