"""Tell which countries a report is about, before any place in it is read."""

from collections import defaultdict
from urllib.parse import urlsplit

from reportedly.model import Article, Parsed

from .words import words

Weights = defaultdict[str, float]
"""Of countries, by ISO 3166-1 alpha-2."""
_DEMONYM = 0.7
"""What a people's name counts for as evidence of a country, beside a country's own 1."""
_NATIONAL = 0.25
"""What a word of one country's institutions counts for, ..."""
_NATIONAL_MOST = 1.5
"""... and all of one country's together."""
_HOST = 2.0
"""What the publisher's country counts for."""


def countries_of(article: Article, parsed: Parsed) -> Weights:
    """Weigh what speaks for countries beside places' names: peoples' and national words, the publisher."""
    table = words()
    evidence: Weights = defaultdict(float)
    national: Weights = defaultdict(float)
    previous = ""
    for token in parsed.tokens:
        country = table.demonyms.get(f"{previous} {token.text}") or table.demonyms.get(token.text)
        if country:
            evidence[country] += _DEMONYM
        word = token.text.lower()
        for one in table.institutions_of.get(f"{previous.lower()} {word}", ()) or table.institutions_of.get(word, ()):
            national[one] += _NATIONAL
        previous = token.text
    for country, weight in national.items():
        evidence[country] += min(weight, _NATIONAL_MOST)
    ending = ((urlsplit(article.url).hostname or "") if article.url else "").rsplit(".", 1)[-1].upper()
    if len(ending) == 2:  # noqa: PLR2004 - a country's top-level domain
        evidence[{"UK": "GB", "SU": "RU"}.get(ending, ending)] += _HOST
    return evidence
