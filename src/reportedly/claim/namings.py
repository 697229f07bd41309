"""Find who calls whom what, where the name takes a side, or where somebody is said to call them so."""

import re
from collections.abc import Mapping
from functools import cache

from reportedly.model import Article, Attribution, Cast, Entity, Naming, NounPhrase, Parsed

from .callings import QUOTES, called
from .events import singular, word_of
from .saying import Sayings
from .tables import event_table, read_table

_LONGEST = 60
"""Letters from a noun phrase's end to the mark that closes a label in quotation marks, at most."""
CLOSING = re.compile(f"[{QUOTES}]")
DROPPED = ("det", "nummod", "poss", "predet", "quantmod", "case")


@cache
def labels() -> Mapping[str, str]:
    """Read the labels, each with its family."""
    return {label: family["name"] for family in read_table("namings.toml")["family"] for label in family["labels"]}


@cache
def _marks() -> tuple[str, ...]:
    return tuple(read_table("namings.toml")["marks"]["words"])


@cache
def _distance() -> re.Pattern[str]:
    """Give the pattern of a word of distance and of the mark behind it: 'so-called “'."""
    words = "|".join(map(re.escape, _marks()))
    return re.compile(rf"\b(?:{words})\s{{1,3}}(?P<open>[{QUOTES}]?)", re.IGNORECASE)


def call(
    article: Article, parsed: Parsed, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...]
) -> tuple[Naming, ...]:
    """Give the namings of a report in the order of the text.

    Inside a direct quotation the label is its source's; in the relayer's own words, also when they retell a source's,
    it's the relayer's.
    """
    cast, sayings = Cast(article, entities), Sayings(article, attributions)
    told = list(called(article, parsed, cast))
    found, complements = [naming for naming, _ in told], {head for _, head in told}
    for phrase in parsed.noun_phrases:
        if article.is_furniture(phrase.start, phrase.end) or phrase.root in complements:
            continue
        labels_ = [label for label in (_label(article, parsed, phrase), _counted_among(parsed, cast, phrase)) if label]
        for label in labels_:
            by, quoted = _namer(article, sayings, phrase, label)
            start = article.full_text.find(label, phrase.start, phrase.end + _LONGEST)
            entity = cast.at(phrase.start, phrase.end) or cast.at(start, start + len(label))
            if entity is not None and start >= 0:
                found.append(Naming(entity.id, label, by, quoted, (article.span(start, start + len(label)),)))
    return tuple(sorted(found, key=lambda one: article.offsets(one.spans[0])))


def _counted_among(parsed: Parsed, cast: Cast, phrase: NounPhrase) -> str | None:
    """Give the armed group that people are said to be of, which others may call otherwise: "Al-Shabaab commanders"."""
    head = parsed.tokens[phrase.root]
    if head.pos != "NOUN" or word_of(head) not in event_table().persons:
        return None
    names = (parsed.name_at(i) for i in range(phrase.first, phrase.root))
    for name in dict.fromkeys(one for one in names if one is not None and one.last <= phrase.root):
        group = cast.at(name.start, name.end)
        if group is not None and group.kind == "armed_group" and cast.at(phrase.start, phrase.end) != group:
            return cast.article.full_text[name.start : name.end]
    return None


def _label(article: Article, parsed: Parsed, phrase: NounPhrase) -> str | None:
    """Give the words of a noun phrase that name people with a stance: without articles, numbers and owners."""
    head = parsed.tokens[phrase.root]
    if head.pos == "PRON":
        return None
    counted = [one.i for one in parsed.tokens[phrase.first : phrase.root] if one.pos == "NUM"]
    words = parsed.tokens[max(counted) + 1 if counted else phrase.first : phrase.last]
    lemmas = [word_of(one) for one in words]
    lemmas = [one if one in labels() else singular(one) for one in lemmas]
    known = any(
        " ".join(lemmas[at : at + size]) in labels()
        for size in (1, 2)
        for at in range(len(lemmas))
        if at + size >= phrase.root - words[0].i + 1
    )
    distanced = _distanced(article, phrase, head.end)
    if distanced is not None or not known:
        return distanced
    kept = [
        one for one in words if (one.dep not in DROPPED and one.pos not in ("DET", "NUM", "PUNCT")) or one.text == "-"
    ]
    opened = max((one.i for one in words if one.text and one.text in QUOTES and one.i < phrase.root), default=-1)
    kept = [one for one in kept if one.i > opened]  # "all of them “looters": what isn't quoted is no label
    if not kept:
        return None
    return article.full_text[kept[0].start : head.end].strip(QUOTES + " ") or None


def _distanced(article: Article, phrase: NounPhrase, end: int) -> str | None:
    """Give what stands behind a word of distance: the “Rights Office” of "the so-called “Rights Office” in Tarn"."""
    marked = _distance().search(article.full_text, phrase.start, end)
    if marked is None or marked.end() >= end:
        return None
    closes = None
    if marked["open"]:
        closes = CLOSING.search(article.full_text, end, min(end + _LONGEST, len(article.full_text)))
    label = article.full_text[marked.end() : closes.start() if closes else end].strip(QUOTES + " ,.")
    return label if label and "\n" not in label else None


def _namer(article: Article, sayings: Sayings, phrase: NounPhrase, label: str) -> tuple[str | None, bool]:
    """Say whose word it is: the source's where it's quoted directly or the label stands in marks, else no one's."""
    attribution = sayings.around(phrase.start, phrase.end)
    at = article.full_text.find(label, phrase.start, phrase.end + _LONGEST)
    before, after = article.full_text[max(0, at - 1) : at], article.full_text[at + len(label) : at + len(label) + 1]
    marked = before in QUOTES and after in QUOTES and bool(before) and bool(after)
    if attribution is None or not attribution.source.entities:
        return None, marked
    quoted = (
        marked
        or attribution.kind == "direct"
        or (attribution.kind == "mixed" and _in_marks(article, max(at, phrase.start)))
    )
    return (attribution.source.entities[0], True) if quoted else (None, False)


def _in_marks(article: Article, start: int) -> bool:
    """Say whether more quotation marks open than close between the paragraph's beginning and a place."""
    begin = article.full_text.rfind("\n", 0, start) + 1
    before = article.full_text[begin:start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
