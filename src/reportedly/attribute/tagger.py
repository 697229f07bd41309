"""Turn the encoder's links into attributions: decode, weigh, and keep those that are likely enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .chain import Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Article, Offsets
    from reportedly.model.encoded import Encoded, Link

Floats = NDArray[np.float32]
FIRST_SOURCE, FIRST_CONTENT = 1, 5
"""The lowest tag of the source, and of the content; each has four."""
SOURCE_LIKELY = 0.3
"""Share of being the source's from which a word is taken for it where the best chain has no source."""
SOURCE_BESIDE = 0.5
"""Words beside that one belong to it if their share is at least this part of its own."""
JUDGED_NEVER = -6.0
"""Log odds of being a cue under which a candidate isn't decoded: 1 in 400, never kept whatever else speaks for it."""
SAME = 0.7
"""Contents that share this part of their words, under one source, are one attribution found twice."""


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """One attribution as the network reads it.

    Spans are (start, end) code points of `Article.full_text`, one for each stretch within a paragraph. `confidence` is
    calibrated: of those at 0.8, about eight in ten are right (PolNeAR's development set: content overlapping by half,
    source met).
    `cue_share` is the probability of the cue's best word by itself, `cue_judged` that with its source and content seen;
    `source_share` and `content_share` are the mean probabilities of their words, 0 where there is none.
    """

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]
    confidence: float
    cue_share: float
    cue_judged: float
    source_share: float
    content_share: float


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One link decoded: its words by index, and what its confidence is computed from."""

    link: Link
    source: NDArray[np.int32]
    content: NDArray[np.int32]
    source_share: float
    content_share: float
    features: dict[str, float]
    confidence: float


def tag(article: Article, encoded: Encoded) -> tuple[TaggedAttribution, ...]:
    """Give the attributions that the network finds likely enough, in the order of their cues."""
    found = kept(decoded(encoded), threshold=encoded.decoding.threshold)
    return tuple(_tagged(article, encoded, one) for one in found)


def decoded(encoded: Encoded) -> list[Candidate]:
    """Decode every link that may be a cue."""
    links = [link for link in encoded.links if link.judged > JUDGED_NEVER]
    chains = decode(links, encoded.decoding)
    return [_candidate(link, chain, encoded) for link, chain in zip(links, chains, strict=True)]


def _candidate(link: Link, chain: Decoded, encoded: Encoded) -> Candidate:
    tags = chain.tags
    source = _source(np.flatnonzero((tags >= FIRST_SOURCE) & (tags < FIRST_CONTENT)), chain.source)
    content = np.flatnonzero(tags >= FIRST_CONTENT)
    source_share = float(chain.source[source].mean()) if len(source) else 0.0
    content_share = float(chain.content[content].mean())
    features = {
        "judged": float(np.clip(link.judged, -8.0, 8.0)),
        "share": _log_odds(link.share),
        "content": _log_odds(content_share),
        "content_least": _log_odds(float(chain.content[content].min())),
        "content_beyond": float(np.log1p(chain.content.sum() - chain.content[content].sum())),
        "source": _log_odds(source_share) if len(source) else 0.0,
        "no_source": float(not len(source)),
        "no_source_share": _log_odds(float(chain.source.max())) if not len(source) else 0.0,
        "length": float(np.log(len(content))),
        "chain": max(-8.0, chain.log_share),
    }
    return Candidate(
        link=link,
        source=(source + link.low).astype(np.int32),
        content=(content + link.low).astype(np.int32),
        source_share=source_share,
        content_share=content_share,
        features=features,
        confidence=confidence_of(features, encoded.decoding.weights),
    )


def confidence_of(features: dict[str, float], weights: dict[str, float]) -> float:
    """Give the probability of being right that a candidate's features speak for (logistic regression)."""
    score = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return float(1.0 / (1.0 + np.exp(-score)))


def _log_odds(share: float) -> float:
    bounded = min(max(share, 0.002), 0.998)
    return float(np.log(bounded / (1.0 - bounded)))


def _source(words: NDArray[np.intp], shares: Floats) -> NDArray[np.intp]:
    """Keep one run of a source's words, the likeliest: a speaker stands in one place.

    Where the best chain has none, though some word is likely one (its chains differ about where the source ends), take
    the words about it.
    """
    if len(words):
        runs = np.split(words, np.flatnonzero(np.diff(words) > 1) + 1)
        return max(runs, key=lambda run: shares[run].sum())
    best = int(shares.argmax())
    if shares[best] < SOURCE_LIKELY:
        return words
    doubtful = np.flatnonzero(shares < SOURCE_BESIDE * shares[best])
    low = doubtful[doubtful < best].max(initial=-1) + 1
    high = doubtful[doubtful > best].min(initial=len(shares))
    return np.arange(low, high)


def kept(candidates: Sequence[Candidate], *, threshold: float) -> list[Candidate]:
    """Keep the likely ones; of two that are one attribution under two words for a cue, the likelier."""
    found: list[Candidate] = []
    for one in sorted(candidates, key=lambda one: -one.confidence):
        if one.confidence < threshold:
            break
        if not any(_same(one, other) for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.link.begin)


def _same(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates have about the same content, and the same source, or none of them one."""
    if one.content[-1] < other.content[0] or other.content[-1] < one.content[0]:
        return False
    shared = len(np.intersect1d(one.content, other.content, assume_unique=True))
    if shared < SAME * max(len(one.content), len(other.content)):
        return False
    if not len(one.source) or not len(other.source):
        return True
    return bool(np.isin(one.source, other.source).any())


def _tagged(article: Article, encoded: Encoded, one: Candidate) -> TaggedAttribution:
    cue = np.arange(one.link.begin, one.link.end, dtype=np.int32)
    return TaggedAttribution(
        source=_spans(article, encoded, one.source),
        cue=_spans(article, encoded, cue),
        content=_spans(article, encoded, one.content),
        confidence=one.confidence,
        cue_share=one.link.share,
        cue_judged=float(1.0 / (1.0 + np.exp(-np.clip(one.link.judged, -30.0, 30.0)))),
        source_share=one.source_share,
        content_share=one.content_share,
    )


def _spans(article: Article, encoded: Encoded, words: NDArray[np.int32]) -> tuple[Offsets, ...]:
    """Join words that follow one another in a paragraph into stretches."""
    if not len(words):
        return ()
    paragraph = encoded.paragraph[words]
    parts = np.flatnonzero((words[1:] - words[:-1] > 1) | (paragraph[1:] != paragraph[:-1]))
    starts = encoded.starts[words[np.append(0, parts + 1)]].tolist()
    ends = encoded.ends[words[np.append(parts, -1)]].tolist()
    bound = len(article.full_text)
    return tuple((start, min(end, bound)) for start, end in zip(starts, ends, strict=True))
