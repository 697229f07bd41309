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
_ANYBODYS = frozenset(("AC", "AI", "CC", "CO", "EU", "FM", "GG", "IO", "ME", "ST", "TK", "TO", "TV", "VC", "WS"))
"""Countries' top-level domains under which anybody publishes: "tv" tells nothing of Tuvalu; ".com.co" is Colombia."""
_SECOND = frozenset(("com", "gov", "gob", "net", "org", "edu"))
"""Labels before a country's own that its registry hands out."""


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
    host = _country_of_host(article.url)
    if host:
        evidence[host] += _HOST
    return evidence


def _country_of_host(url: str | None) -> str | None:
    """Give the country that an address's host is registered in; None where its ending tells none."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:  # a bracket that doesn't close
        return None
    ending = labels[-1].upper()
    if len(ending) != 2 or (ending in _ANYBODYS and not _SECOND.intersection(labels[-2:-1])):  # noqa: PLR2004 - a country's
        return None
    return {"UK": "GB", "SU": "RU"}.get(ending, ending)
