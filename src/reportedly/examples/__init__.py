"""Takes a name. Gives one of the project's own example reports, and what is known about it.

The reports are invented, as are all persons, companies and outlets in them. They may be copied freely.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Example:
    """Hold one example: a plain text, or a whole HTML page where `file` ends in `.html`.

    `published` is ISO 8601, None where the page itself says it. `about` says in a sentence what the example shows.
    """

    name: str
    file: str
    about: str
    published: str | None = None
    url: str | None = None
    publisher: str | None = None

    @property
    def media(self) -> str:
        """`html` or `text`."""
        return "html" if self.file.endswith(".html") else "text"

    def content(self) -> str:
        """Read the report's text or page as it is shipped, line ends included."""
        return files(__name__).joinpath(self.file).read_bytes().decode("utf-8")


@cache
def examples() -> tuple[Example, ...]:
    """List the examples, the one for a first look first."""
    table = tomllib.loads(files(__name__).joinpath("index.toml").read_text(encoding="utf-8"))
    return tuple(Example(**one) for one in table["example"])


def example(name: str) -> Example:
    """Give the example of that name. Raises KeyError where there is none."""
    return {one.name: one for one in examples()}[name]
