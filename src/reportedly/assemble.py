"""Put what the steps gave into one reading; keep only those entities that something refers to."""

from typing import Any

from .model import Article, Entity, Naming, Reader, Reading, Report
from .model.encoded import Encoded
from .parse import grammar_model
from .version import VERSION


def assemble(state: dict[str, Any]) -> Reading:
    """Build the reading from the state after the last step."""
    article: Article = state["article"]
    parts = {
        name: state[name]
        for name in (
            "sentences",
            "attributions",
            "quantities",
            "timexes",
            "places",
            "claims",
            "namings",
            "forecasts",
            "drifts",
            "leftovers",
        )
    }
    return Reading(
        reader=_reader(state["encoded"]),
        report=_report(article),
        furniture=article.furniture,
        entities=_referred_to(state["entities"], parts),
        **parts,
    )


def empty(article: Article) -> Reading:
    """Give the reading of an article in which nothing was read."""
    return Reading(reader=Reader(VERSION, "none"), report=_report(article), furniture=article.furniture)


def _reader(encoded: Encoded) -> Reader:
    """Say what made a reading: the version, and the models that the words went through."""
    return Reader(VERSION, encoded.model if encoded.grammar else f"{encoded.model}, {grammar_model()}")


def _report(article: Article) -> Report:
    """Take the facts about the report over from the article."""
    return Report(
        id=article.id,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        credits=article.credits,
        published=article.published,
        published_basis=article.published_basis,
        retrieved=article.retrieved,
        language=article.language,
        sha256=article.sha256,
        text=article.text,
        notes=article.notes,
        anchors=article.anchors or None,
    )


def _referred_to(entities: tuple[Entity, ...], parts: dict[str, Any]) -> tuple[Entity, ...]:
    """Keep the entities that something refers to, directly or by affiliation."""
    wanted: set[str] = set()
    for one in parts["attributions"]:
        wanted.update(one.source.entities, one.addressees)
    for one in parts["claims"]:
        wanted.update(one.chain, one.actors, one.recipients, filter(None, [one.origin.entity]))
    wanted.update(one.counted for one in parts["quantities"] if one.counted)
    for one in parts["namings"]:
        wanted.update(_ids_of(one))
    by_id = {one.id: one for one in entities}
    waiting = list(wanted)
    while waiting:
        for other in by_id[waiting.pop()].affiliated_with:
            if other not in wanted:
                wanted.add(other)
                waiting.append(other)
    return tuple(one for one in entities if one.id in wanted)


def _ids_of(naming: Naming) -> set[str]:
    """Give the entities a naming speaks of."""
    return {naming.entity} | ({naming.by} if naming.by else set())
