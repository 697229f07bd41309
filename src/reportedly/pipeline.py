"""The map: the way of one report through the rooms, in order, and what each step needs and gives.

A step is a pure function of what it needs. What it gives goes into the state under the names declared, and replaces
what stood there: `resolve` gives the attributions back with their speakers named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportedly import attribute, claim, clean, encode, ground, parse, resolve
from reportedly.model import Article, Page, Parsed, Reading
from reportedly.model.encoded import Encoded
from reportedly.model.vocabulary import ReaderName

from .assemble import assemble


@dataclass(frozen=True, slots=True)
class Step:
    """Declare one step: its name, its function, what it needs by position, and what it gives."""

    name: str
    run: Callable[..., Any]
    needs: tuple[str, ...]
    gives: tuple[str, ...]


STEPS: tuple[Step, ...] = (
    Step("clean", clean.clean, ("page",), ("article",)),
    Step("split", parse.split, ("article",), ("split",)),
    Step("encode", encode.encode, ("article", "split", "reader"), ("encoded",)),
    Step("parse", parse.parse, ("article", "split", "encoded"), ("parsed",)),
    Step("weigh", attribute.weigh, ("article", "parsed"), ("commitments",)),
    Step("attribute", attribute.attribute, ("article", "parsed", "encoded", "commitments"), ("attributions",)),
    Step("resolve", resolve.resolve, ("article", "parsed", "attributions"), ("entities", "attributions")),
    Step("date", ground.date, ("article", "parsed"), ("timexes",)),
    Step("quantify", ground.quantify, ("article", "parsed", "timexes"), ("quantities",)),
    Step("locate", ground.locate, ("article", "parsed"), ("places",)),
    Step(
        "claim",
        claim.claim,
        ("article", "parsed", "commitments", "entities", "attributions", "quantities", "timexes", "places"),
        ("claims", "quantities"),
    ),
    Step(
        "supply",
        claim.supply,
        ("article", "parsed", "quantities", "claims", "places"),
        ("claims", "places"),
    ),
    Step("foresee", claim.foresee, ("article", "parsed", "attributions", "timexes", "claims"), ("forecasts",)),
    Step("call", claim.call, ("article", "parsed", "entities", "attributions"), ("namings",)),
    Step(
        "drift",
        claim.drift,
        ("article", "entities", "attributions", "quantities", "timexes", "places", "claims"),
        ("drifts",),
    ),
    Step("voice", claim.voice, ("article", "parsed", "encoded", "attributions", "claims"), ("sentences",)),
    Step("leave", claim.leave, ("article", "attributions", "quantities", "claims"), ("leftovers",)),
)


def run(page: Page, *, reader: ReaderName = "default") -> Reading:
    """Read one page through all steps. Raises InputError where the page can't be read."""
    return assemble(walk(page, reader=reader))


def run_article(article: Article, *, reader: ReaderName = "default") -> Reading:
    """Read an article that was cleaned before. Raises InputError where it can't be read."""
    return assemble(_through(STEPS[1:], {"article": article, "reader": reader}))


def walk(page: Page, *, reader: ReaderName = "default") -> dict[str, Any]:
    """Give all that is known of a page after the last step, by the names that steps give. Raises as `run` does."""
    return _through(STEPS, {"page": page, "reader": reader})


def _through(steps: tuple[Step, ...], state: dict[str, Any]) -> dict[str, Any]:
    """Walk a state through steps."""
    for step in steps:
        given = step.run(*(state[name] for name in step.needs))
        state.update(zip(step.gives, given if len(step.gives) > 1 else (given,), strict=True))
    return state


def grammar(article: Article, *, reader: ReaderName = "default") -> tuple[Encoded, Parsed]:
    """Encode and parse an article, and no more. Raises ModelMissing where the weights are missing or damaged."""
    split = parse.split(article)
    encoded = encode.encode(article, split, reader)
    return encoded, parse.parse(article, split, encoded)
