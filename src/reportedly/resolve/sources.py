"""Who the sources of the attributions are: their entities, names and kinds, and whom they address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.model import Attribution, Entity, Offsets, Source
from reportedly.model.vocabulary import SourceKind

from .figure import Figure
from .mention import Mention
from .pronouns import SPEAKER, SPEAKERS
from .tables import words
from .walk import Walk

ADDRESSING = frozenset(
    {"tell", "ask", "urge", "warn", "remind", "inform", "assure", "advise", "order", "promise", "notify", "brief"}
    | {"beg", "instruct", "thank"}
)
"""Verbs whose object is who is spoken to."""
PREPOSITIONS = frozenset({"to", "with"})
NOT_PERSONS = frozenset({"this", "that", "which", "it", "its"})
UNNAMED: frozenset[SourceKind] = frozenset({"anonymous", "author", "none"})


def sources(walk: Walk, attributions: Sequence[Attribution], cast: Mapping[Figure, Entity]) -> tuple[Attribution, ...]:
    """Fill in the sources and the addressees of the attributions; `cast` has the entity of each figure."""
    kinds = {figure: kind_of_source(figure) for figure in cast}
    return tuple(
        replace(
            one, source=_source(walk, index, one.source, cast, kinds), addressees=_addressees(walk, index, one, cast)
        )
        for index, one in enumerate(attributions)
    )


def _source(
    walk: Walk, index: int, source: Source, cast: Mapping[Figure, Entity], kinds: Mapping[Figure, SourceKind]
) -> Source:
    """Give the source of one attribution with its entities, name and kind."""
    if not source.spans:
        return replace(source, entities=(), name=None, kind="author" if source.kind == "author" else "none")
    mentions = walk.sources[index]
    figures = [one for one in dict.fromkeys(walk.figures(mentions)) if one in cast]
    if not figures:
        return replace(source, entities=(), name=None, kind=_unresolved(source, mentions))
    found = [kinds[figure] for figure in figures]
    kind: SourceKind = "named" if "named" in found else found[0]
    name = None if kind in UNNAMED else _joined([(figure, cast[figure].name) for figure in figures])
    return replace(source, entities=tuple(cast[one].id for one in figures), name=name, kind=kind)


def _unresolved(source: Source, mentions: Sequence[Mention]) -> SourceKind:
    """Say what kind of source one is that nobody was found for: the author, for an "I" that nobody is quoted with."""
    if source.kind == "author" or not mentions:
        return "author" if source.kind == "author" else "anonymous"
    first = mentions[0]
    if first.form == "pronoun" and first.head in SPEAKER | SPEAKERS:
        return "author"
    if first.form == "pronoun" and first.head in NOT_PERSONS:
        return "document"
    return "collective" if first.plural else "anonymous"


def kind_of_source(figure: Figure) -> SourceKind:
    """Say what kind of source a figure is."""
    heads = [mention.head for mention in figure.mentions if mention.form == "nominal"]
    if figure.kind in ("poll", "document"):
        return "poll" if figure.kind == "poll" or not words("heads", "poll").isdisjoint(heads) else "document"
    if figure.kind == "group" or (figure.kind == "person" and figure.plural):
        told = {mention.determiner for mention in figure.mentions if mention.form == "nominal"}
        counted = "number" in told <= {"number", "the"} and set(heads) == {"people"}  # "two people close to him"
        withheld = not figure.named and heads and (counted or heads[0] in words("heads", "anonymous"))
        return "anonymous" if withheld else "collective"
    if figure.named or figure.kind == "person":
        return "named" if figure.named else "anonymous"
    definite = any(mention.determiner in ("the", "poss") for mention in figure.mentions)
    return "named" if definite and not figure.plural else "collective"


def _joined(named: Sequence[tuple[Figure, str]]) -> str:
    """Join the names of a source's figures; a body that isn't the first keeps the article it has in the text."""
    names = [name for _, name in named]
    for i, (figure, name) in enumerate(named[1:], 1):
        if figure.kind == "body" and any(one.determiner == "the" for one in figure.mentions):
            names[i] = f"the {name}"
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _addressees(walk: Walk, index: int, attribution: Attribution, cast: Mapping[Figure, Entity]) -> tuple[str, ...]:
    """Give whom the source speaks to: the object of "told", and who follows "to" after other cues."""
    contents = [walk.article.offsets(span) for span in attribution.content.spans]
    own = set(walk.figures(walk.sources[index]))
    heads = [
        walk.roots[i]
        for span in attribution.cue.spans
        for i in _addressed(walk, walk.article.offsets(span))
        if i in walk.roots and not _inside(walk.parsed.tokens[i].start, contents)
    ]
    figures = [
        one for one in walk.figures(heads) if one in cast and one not in own and one.kind not in ("document", "poll")
    ]
    return tuple(dict.fromkeys(cast[one].id for one in figures))


def _addressed(walk: Walk, cue: Offsets) -> list[int]:
    """Give the tokens that a cue's verbs have as those spoken to."""
    parsed, found = walk.parsed, []
    for token in parsed.tokens_in(*cue):
        if token.pos not in ("VERB", "AUX"):
            continue
        for child in parsed.children(token.i):
            if child.dep in ("dobj", "dative") and token.lemma in ADDRESSING and child.lemma not in PREPOSITIONS:
                found.append(child.i)
            elif child.lemma in PREPOSITIONS and child.dep in ("prep", "dative"):
                found += [one.i for one in parsed.children(child.i) if one.dep == "pobj"]
    return found


def _inside(offset: int, spans: Sequence[Offsets]) -> bool:
    """Say whether an offset lies in one of the spans."""
    return any(start <= offset < end for start, end in spans)
