"""Takes an article, its grammar and its attributions. Gives entities, and the attributions with their speakers named.

It may never invent a name, merge two bodies because they are related, nor alter where anything stands.
"""

from collections.abc import Sequence

from reportedly.model import Article, Attribution, Entity, Offsets, Parsed

from .entities import build
from .issuing import issue
from .sources import sources
from .walk import Walk

__all__ = ["reasons", "resolve"]

NAMED = "a name: names that are alike, a name and its acronym, a name and what stands in apposition are one"


def resolve(
    article: Article, parsed: Parsed, attributions: Sequence[Attribution]
) -> tuple[tuple[Entity, ...], tuple[Attribution, ...]]:
    """Resolve who is meant by every mention in a report, and name the sources of its attributions.

    Entities have ids `e1`… in the order of their first mention. Sources get `entities`, `name` and `kind`, and
    attributions their `addressees`; a source whom the report leaves unnamed keeps a null name.
    """
    walk = Walk(article, parsed, attributions)
    gathering = walk.run()
    issue(walk)
    speaking = {figure for found in walk.sources for figure in walk.figures(found)}
    cast = build(article, parsed, gathering.figures, speaking)
    return tuple(cast.values()), sources(walk, attributions, cast)


def reasons(article: Article, parsed: Parsed, attributions: Sequence[Attribution]) -> dict[Offsets, str]:
    """Say of every mention by which rule it was resolved, in words, by its code points of `full_text`.

    The walk is done anew, and comes to the same: it needs of the attributions only where their words stand.
    """
    walk = Walk(article, parsed, attributions)
    return {
        (parsed.tokens[one.first].start, parsed.tokens[one.last - 1].end): walk.why.get(one, NAMED)
        for one in walk.run().of
    }
