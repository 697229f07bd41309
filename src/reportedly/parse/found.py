"""What either way of parsing finds, before it's put together: the encoder's heads', or a pipeline's of its own."""

from typing import NamedTuple


class Found(NamedTuple):
    """The grammar of a report's tokens, by index.

    `tags`, `deps` and `heads` have an entry for each token, a root its own index and `ROOT`; `bounds` are the first
    tokens of sentences, and the last, excluded; `names` the same of names, with their kinds.
    """

    tags: list[str]
    deps: list[str]
    heads: list[int]
    bounds: list[tuple[int, int]]
    names: list[tuple[int, int, str]]
