"""Drafts of schema.org ClaimReview, one for each claim that somebody is said to make.

A draft has everything that was read (who claims it, in which words, where it appeared) and no verdict: the rating and
the reviewer's words are a person's to add.
"""

from collections.abc import Iterator
from typing import Any

from reportedly.model import Claim, Reading
from reportedly.model.rows import words

from .annotations import iri


def to_claimreviews(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield a draft per attributed claim, in the order of the text.

    `itemReviewed` is a schema.org Claim: its author is the innermost source, its first appearance is unknown, and the
    report stands under `appearance`. `reviewRating` and `author` (the reviewer) are missing on purpose.
    """
    entities = {one.id: one for one in reading.entities}
    for claim in reading.claims:
        if claim.voice != "attributed" or not claim.chain:
            continue
        source = entities[claim.chain[-1]]
        yield {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "identifier": f"{iri(reading)}#{claim.id}",
            "claimReviewed": words(claim.spans),
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person" if source.kind == "person" else "Organization", "name": source.name},
                "appearance": _article(reading),
            },
            "reviewAspect": _aspect(claim),
        }


def _article(reading: Reading) -> dict[str, Any]:
    """Describe the report as schema.org's NewsArticle, leaving out what isn't known."""
    report = reading.report
    publisher = {"@type": "Organization", "name": report.publisher} if report.publisher else None
    facts = {
        "@type": "NewsArticle",
        "url": report.url,
        "headline": report.title,
        "datePublished": report.published,
        "publisher": publisher,
        "inLanguage": report.language,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _aspect(claim: Claim) -> str:
    """Say what is claimed of which kind of event, and how firmly by the source's own words."""
    event = "/".join(part for part in (claim.event.type, claim.event.mode, claim.event.outcome) if part)
    return f"{event or 'statement'}; {claim.act}; source's certainty {claim.factuality}"
