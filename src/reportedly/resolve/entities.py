"""From figures to the entities of the contract: names, kinds, links."""

from collections import Counter
from collections.abc import Sequence

from reportedly.model import Article, Entity, Offsets, Parsed, Span

from .bodies import body_key, is_acronym
from .figure import Figure
from .kinds import kind_of
from .mention import Mention
from .names import FINITE_TAGS
from .tables import mapping

LONGEST_DESCRIPTION = 14
"""Tokens of a description that may name a group or a document."""
COMPLEMENTS = frozenset({"of", "in", "for", "from", "at", "on", "to", "with"})
STOPS = frozenset({",", ".", ":", "-LRB-", "-RRB-", "``", "''"})
OPEN = frozenset({"ADP", "DET", "CCONJ", "PART"})
"""What ends no description: it leads on to what is cut off."""
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def name_of(article: Article, parsed: Parsed, figure: Figure) -> str:
    """Give the fullest name the report gives a figure; where it gives none, its fullest description."""
    if figure.persons:
        return _person(figure)
    if figure.names:
        return _body(figure)
    return description(article, parsed, figure)


def _person(figure: Figure) -> str:
    """Give a person's fullest name, without titles; a surname alone keeps its office, as in "President Orr"."""
    full = Counter(name.text for name in figure.persons if name.given)
    if full:
        most = max(len(text.split()) for text in full)
        return _cased(max(full, key=lambda text: (len(text.split()) == most, not text.isupper(), full[text])))
    offices = set(mapping("persons", "titles", "roles").values())
    titled = [name for name in figure.persons if name.titles and name.titles[-1] in offices]  # "Sen." is none by itself
    if titled:
        return f"{titled[0].titles[-1].capitalize()} {_cased(titled[0].text)}"
    return _cased(figure.persons[0].text)


def _cased(text: str) -> str:
    """Give a name that is all in capitals as names are written."""
    return " ".join(word.capitalize() if len(word) > 2 else word for word in text.split()) if text.isupper() else text  # noqa: PLR2004


def _body(figure: Figure) -> str:
    """Give a body's or place's longest name that is no acronym, the one used most of equals."""
    counts = Counter(" ".join(name) for name in figure.names)
    spelt = {name: index for index, name in enumerate(counts)}
    whole = [name for name in figure.names if not is_acronym(name)] or figure.names
    texts = [" ".join(name) for name in whole]
    best = max(texts, key=lambda text: (len(body_key(text.split()).split()), counts[text], -spelt[text]))
    return _written(best)


def _written(name: str) -> str:
    """Give a name with its marks where they're written: no space before a comma or a possessive."""
    for mark in (",", ")", "'s", "’s", "'", "’", "."):
        name = name.replace(f" {mark}", mark)
    return name.replace("( ", "(")


def description(article: Article, parsed: Parsed, figure: Figure) -> str:
    """Give the longest description of an unnamed figure, without an article, in the case of running text."""
    nominal = [one for one in figure.mentions if one.form == "nominal"] or figure.mentions
    extents = [extent(parsed, one) for one in nominal]
    titles = [article.is_headline(parsed.tokens[first].start) for first, _ in extents]
    named = [
        figure.kind == "poll" and any(one.pos == "PROPN" for one in parsed.tokens[first:last])
        for first, last in extents
    ]  # "a Harra Research poll" says more than "the survey of 1,012 adults"
    # "Mayor contradicts ministry": a heading, whose verb the parser took into the noun phrase
    acting = [any(one.tag in FINITE_TAGS for one in parsed.tokens[first:last]) for first, last in extents]
    best = max(
        range(len(nominal)), key=lambda i: (not titles[i], not acting[i], named[i], extents[i][1] - extents[i][0], -i)
    )
    first, last = extents[best]
    tokens = parsed.tokens[first:last]
    if len(tokens) > 1 and tokens[0].text.lower() in ARTICLES:
        tokens = tokens[1:]
    text = " ".join(article.full_text[tokens[0].start : tokens[-1].end].split())
    within = parsed.name_at(tokens[0].i)
    known = within is not None and within.label not in ("DATE", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY")
    proper = known or tokens[0].tag in ("NNP", "NNPS", "PRP") or tokens[0].text.isupper()
    return text if proper and tokens[0].text != "A" else text[0].lower() + text[1:]


def extent(parsed: Parsed, mention: Mention) -> tuple[int, int]:
    """Give the tokens of a description with what completes it: "critics of the plan", up to a comma."""
    last = mention.last
    for child in parsed.children(mention.root):
        by = child.lemma == "by" and mention.kind in ("document", "poll")
        if child.i == last and child.dep in ("prep", "agent") and (by or child.lemma in COMPLEMENTS):
            _, high = parsed.edges(child.i)
            for i in range(last, min(high + 1, mention.first + LONGEST_DESCRIPTION)):
                if parsed.tokens[i].tag in STOPS or parsed.tokens[i].dep == "relcl":
                    while parsed.tokens[i - 1].pos in OPEN:
                        i -= 1  # noqa: PLW2901  the authorities of "stunning indifference"
                    return mention.first, max(i, mention.last)
                dated = parsed.name_at(i)
                if i == last + 1 and dated is not None and dated.label in ("DATE", "TIME"):
                    break  # "the ministry on Friday denied": no ministry of that day
            else:
                if high < mention.first + LONGEST_DESCRIPTION:
                    return mention.first, high + 1
    return mention.first, last


def spans_of(article: Article, parsed: Parsed, figure: Figure) -> tuple[Span, ...]:
    """Give the spans of a figure's mentions in order, each once; none that runs from the title into the text."""
    found: set[Offsets] = set()
    for mention in figure.mentions:
        start, end = parsed.tokens[mention.first].start, parsed.tokens[mention.last - 1].end
        if not start < article.shift < end:
            found.add((start, end))
    return tuple(article.span(start, end) for start, end in sorted(found))


def build(article: Article, parsed: Parsed, figures: Sequence[Figure], speaking: set[Figure]) -> dict[Figure, Entity]:
    """Make the entity of each figure, `e1`… in the order of first mention; `speaking` are sources of something."""
    spans = {figure: spans_of(article, parsed, figure) for figure in figures if figure.mentions}
    order = sorted((one for one in spans if spans[one]), key=_first_mention)
    ids = {figure: f"e{number}" for number, figure in enumerate(order, 1)}
    return {
        figure: Entity(
            ids[figure],
            name_of(article, parsed, figure),
            kind_of(figure, speaks=figure in speaking),
            spans[figure],
            tuple(sorted({ids[one] for one in figure.affiliated if one in ids}, key=lambda one: int(one[1:]))),
        )
        for figure in order
    }


def _first_mention(figure: Figure) -> tuple[int, int]:
    """Give where a figure is first mentioned; of two that begin together, the longer mention goes first."""
    return min((one.first, -one.last) for one in figure.mentions)
