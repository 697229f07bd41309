"""Who the sources of the attributions are: their entities, names and kinds, and whom they address."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Article, Attribution, Parsed, Source
from reportedly.model.vocabulary import SourceKind

from .entities import name_of
from .figure import Figure
from .mention import Mention
from .pronouns import SPEAKER, SPEAKERS
from .tables import words
from .walk import Walk

ADDRESSING = frozenset(
    (
        "tell",
        "ask",
        "urge",
        "warn",
        "remind",
        "inform",
        "assure",
        "advise",
        "order",
        "promise",
        "notify",
        "brief",
        "beg",
        "instruct",
        "thank",
    )
)
PREPOSITIONS = frozenset({"to", "with"})


def sources(walk: Walk, attributions: Sequence[Attribution], ids: dict[Figure, str]) -> tuple[Attribution, ...]:
    """Fill in the sources and the addressees of the attributions."""
    return tuple(
        replace(
            one,
            source=_source(walk, index, one, ids),
            addressees=_addressees(walk, index, one, ids),
        )
        for index, one in enumerate(attributions)
    )


def _source(walk: Walk, index: int, attribution: Attribution, ids: dict[Figure, str]) -> Source:
    """Give the source of one attribution with its entities, name and kind."""
    source = attribution.source
    mentions = walk.sources[index]
    figures = tuple(
        dict.fromkeys(figure for one in mentions for figure in walk.gathering.of.get(one, ()) if figure in ids)
    )
    if not source.spans:
        return replace(source, entities=(), name=None, kind="author" if source.kind == "author" else "none")
    kind = _kind(mentions, figures) if source.kind != "author" or figures else source.kind
    name = _name(walk.article, walk.parsed, figures, kind)
    return replace(source, entities=tuple(ids[one] for one in figures), name=name, kind=kind)


def _kind(mentions: list[Mention], figures: tuple[Figure, ...]) -> SourceKind:
    """Say what kind of source this is."""
    if not figures:
        first = mentions[0] if mentions else None
        if first and first.form == "pronoun" and (first.head in SPEAKER or first.head in SPEAKERS):
            return "author"
        if first and first.form == "pronoun" and first.head in ("this", "that", "which", "it", "its"):
            return "document"
        return "collective" if first and first.plural else "anonymous"
    kinds = [figure_kind(figure) for figure in figures]
    return "named" if "named" in kinds else kinds[0]


def figure_kind(figure: Figure) -> SourceKind:
    """Say what kind of source a figure is."""
    heads = [mention.head for mention in figure.mentions if mention.form == "nominal"]
    if figure.kind == "poll" or any(head in words("heads", "poll") for head in heads):
        return "poll"
    if figure.kind == "document":
        return "document"
    if figure.kind == "group" or (figure.kind == "person" and figure.plural):
        return "anonymous" if not figure.named and heads and heads[0] in words("heads", "anonymous") else "collective"
    if figure.named:
        return "named"
    if figure.kind == "person":
        return "anonymous"
    definite = any(mention.determiner == "the" for mention in figure.mentions)
    return "named" if definite and not figure.plural else "collective"


def _name(article: Article, parsed: Parsed, figures: tuple[Figure, ...], kind: SourceKind) -> str | None:
    """Give the name of a source: the fullest of each figure, joined; None where the report leaves it unnamed."""
    if kind in ("anonymous", "author", "none") or not figures:
        return None
    names = [name_of(article, parsed, figure) for figure in figures]
    return " and ".join(
        names[:1] + [_with_article(figure, name) for figure, name in zip(figures[1:], names[1:], strict=True)]
    )


def _with_article(figure: Figure, name: str) -> str:
    """Give a body's name with the article it has in the text, as it stands behind another name."""
    return f"the {name}" if figure.kind == "body" and any(one.determiner == "the" for one in figure.mentions) else name


def _addressees(walk: Walk, index: int, attribution: Attribution, ids: dict[Figure, str]) -> tuple[str, ...]:
    """Give whom the source speaks to: the object of "told", and who follows "to" after other cues."""
    parsed, found = walk.parsed, []
    for span in attribution.cue.spans:
        start, end = walk.article.offsets(span)
        for token in parsed.tokens_in(start, end):
            for child in parsed.children(token.i):
                if child.dep in ("dobj", "dative") and token.lemma in ADDRESSING and token.pos in ("VERB", "AUX"):
                    found.append(child.i)
                elif child.lemma in PREPOSITIONS and child.dep in ("prep", "dative") and token.pos == "VERB":
                    found += [one.i for one in parsed.children(child.i) if one.dep == "pobj"]
    contents = [walk.article.offsets(span) for span in attribution.content.spans]
    own = {figure for one in walk.sources[index] for figure in walk.gathering.of.get(one, ())}
    heads = [walk.roots[i] for i in found if i in walk.roots and not _inside(parsed.tokens[i].start, contents)]
    figures = [
        figure for one in heads for figure in walk.gathering.of.get(one, ()) if figure not in own and _hears(figure)
    ]
    return tuple(dict.fromkeys(ids[figure] for figure in figures if figure in ids))


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)


def _hears(figure: Figure) -> bool:
    """Say whether a figure may be spoken to."""
    return figure.kind not in ("document", "poll")
