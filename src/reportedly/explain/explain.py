"""Say why everything at one offset was read as it was."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reportedly.errors import BadSetting

from .finding import Explanation, Finding, Known
from .happening import claims, drifts, forecasts, leftovers, namings
from .saying import attributions, candidates
from .surroundings import credited, entities, furniture, sentences, words
from .values import places, quantities, timexes

AROUND = 60
"""Characters shown before and after the offset."""
KINDS: tuple[Callable[[Known], Iterator[Finding]], ...] = (
    furniture,
    credited,
    words,
    sentences,
    entities,
    attributions,
    candidates,
    quantities,
    timexes,
    places,
    claims,
    forecasts,
    drifts,
    namings,
    leftovers,
)


def explain(state: Mapping[str, Any], offset: int, *, title: bool = False) -> Explanation:
    """Give why everything at one code point of the report's text was read as it was; with `title`, of its title.

    `state` is what `pipeline.walk` gave. Raises BadSetting where the offset lies outside, or the title is asked for
    and doesn't stand apart from the text.
    """
    article = state["article"]
    if title and not (article.title_apart and article.title):
        raise BadSetting("this report has no title apart from its text: leave out --in title")
    text = article.title if title else article.text
    if not 0 <= offset < len(text):
        raise BadSetting(f"--at {offset} is outside: the {'title' if title else 'text'} has {len(text)} characters")
    known = Known.of(state, offset if title else offset + article.shift)
    return Explanation(
        report=article.id,
        offset=offset,
        in_="title" if title else "text",
        before=text[max(0, offset - AROUND) : offset],
        after=text[offset : offset + AROUND],
        findings=tuple(finding for find in KINDS for finding in find(known)),
    )
