"""Trace what a body's own statement tells in its own voice to that body: a release is written by whom it speaks for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.model import Article, Attribution, Cast, Claim, Entity, Origin

from .tables import words

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
_WORD = re.compile(r"\w+")
_HEADED = re.compile(
    r"^(?:[A-Z][\w-]{0,20} ){0,2}"
    r"(?i:briefing|communiqué|communique|bulletin|summary|operational update|press release|statement) "
    r"(?:by|from|of|issued by) (?P<body>(?:the )?[A-Z][^\n(,:–—]{2,80}?)(?: on [^\n]{1,80}| ?[(,:–—][^\n]{0,80})?$",
    re.MULTILINE,
)
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "to", "s"})
_HEAD = 400
"""Letters from the beginning in which a release says that it's one, and whose."""
_HEADING = 14
"""Words of a heading at most."""
_FIRST = 3
"""Attributions from the beginning among which the body itself speaks."""
_BODIES = frozenset({"organisation", "government", "armed_group"})
_MOST = 2
"""Words of its name by which a heading tells a body, small ones left out."""


def released(article: Article, cast: Cast, attributions: Sequence[Attribution], claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims that a release makes in its own voice the body that issues it for their origin, as inferred."""
    issuer = _issuer(article, cast, attributions)
    if issuer is None:
        return list(claims)
    own = {one.id for one in attributions if _is_own(one)}
    origin = Origin(issuer.id, issuer.name, "inferred_in_report")
    return [
        replace(one, origin=origin)
        if one.origin.basis == "none" and (one.attribution is None or one.attribution in own)
        else one
        for one in claims
    ]


def _issuer(article: Article, cast: Cast, attributions: Sequence[Attribution]) -> Entity | None:
    """Give the body whose release a report is: headed so, it says "we", and that body speaks first, in the present."""
    text = article.full_text
    headed = _headed_by(article, cast)
    if headed is not None:
        return headed
    head = {word.casefold() for word in _WORD.findall(text[:_HEAD])}
    if not _is_headed(text[:_HEAD]) or not _says_we(article, attributions):
        return None
    for one in attributions[:_FIRST]:
        entity = cast.by_id(one.source.entities[0]) if len(one.source.entities) == 1 else None
        if entity is not None and entity.kind in _BODIES and _in_present(one) and _is_named(entity, head):
            return entity
    return None


def _headed_by(article: Article, cast: Cast) -> Entity | None:
    """Give the body whose briefing or bulletin a heading says the text is: "Briefing by the Ministry of Defence"."""
    match = _HEADED.search(article.full_text, 0, _HEAD)
    if match is None or len(match.group().split()) > _HEADING or not _is_name(match["body"]):
        return None
    named = (one for one in cast.within(*match.span("body")) if one.kind in _BODIES)
    return next(named, None)


def _is_name(words_: str) -> bool:
    """Say whether words are but a name, as those of "Statement by the Army draws fire" are not."""
    return all(word[0].isupper() or word in _SMALL for word in _WORD.findall(words_))


def _is_headed(head: str) -> bool:
    """Say whether a line of the beginning, short as headings are, calls the text a release."""
    lines = (line.casefold() for line in head.split("\n") if len(line.split()) <= _HEADING)
    return any(f" {label} " in f" {' '.join(_WORD.findall(line))} " for line in lines for label in words("releases"))


def _says_we(article: Article, attributions: Sequence[Attribution]) -> bool:
    """Say whether "we" stands outside what others are quoted as saying."""
    told = [article.offsets(span) for one in attributions if not _is_own(one) for span in one.content.spans]
    marked = [found.span() for found in _QUOTED.finditer(article.full_text)]
    return any(
        not any(a <= found.start() < b for a, b in (*told, *marked)) for found in _WE.finditer(article.full_text)
    )


def _is_own(one: Attribution) -> bool:
    """Say whether "we" or "I" is who speaks."""
    return bool(one.source.spans) and all(span.text.lower() in ("we", "i") for span in one.source.spans)


def _in_present(one: Attribution) -> bool:
    """Say whether a cue is in the present: "announces", where a newspaper has "announced"."""
    first = " ".join(span.text for span in one.cue.spans).split()[:1]
    return bool(first) and one.cue.lemma is not None and first[0] in (f"{one.cue.lemma}s", f"{one.cue.lemma}es")


def _is_named(entity: Entity, head: set[str]) -> bool:
    """Say whether the beginning names a body."""
    parts = [word.casefold() for word in _WORD.findall(entity.name) if word[0].isupper()]
    return bool(parts) and all(word in head for word in parts[:_MOST])
