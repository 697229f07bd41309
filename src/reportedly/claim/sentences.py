"""Say who speaks in each sentence, and what the sentence does in the report."""

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from reportedly.model import Article, Attribution, Claim, Offsets, Parsed, Sentence, SentenceBounds
from reportedly.model.encoded import Encoded, Floats
from reportedly.model.vocabulary import Function, Voice

from .clues import Place, clues
from .functions import weights
from .tables import words

WHOLLY = 0.75
"""The share of a sentence that source, cue and content must cover for the sentence to be the source's."""
BARELY = 5
"""Fewer characters of a content in a sentence are an overlap by accident."""
TELLING: dict[Function, frozenset[str]] = {
    "evaluation": frozenset({"judge", "accuse", "demand"}),
    "expectation": frozenset({"predict"}),
}
"""Acts that speak for a function, beside what the clues say."""
LEANING = 0.6
"""How much they count, on the scale of the clues: 0.6 did best of 0.3, 0.6 and 1 on NewsDiscourse's validation part."""
OPEN_TO_SPEECH = frozenset({"background", "other"})
REMINDING = re.compile(
    r"\W{0,12}(?:we (?:will |would |should )?(?:remind|recall)|let us (?:recall|remind)|recall(?:,| that\b)"
    r"|as a reminder\b|it (?:should|must|will|may) be (?:recalled|reminded|remembered)\b)",
    re.IGNORECASE,
)
"""How a report opens what it told before; most of all what is translated from Russian, as "Напомним, …" is."""


def voice(
    article: Article,
    parsed: Parsed,
    encoded: Encoded | None,
    attributions: tuple[Attribution, ...],
    claims: tuple[Claim, ...],
) -> tuple[Sentence, ...]:
    """Give every sentence of the report that isn't furniture, in order; unencoded, functions are told by clues."""
    sentences = [one for one in parsed.sentences if not article.is_furniture(one.start, one.end)]
    said = _covered(article, sentences, attributions, content_only=True)
    told = _covered(article, sentences, attributions, content_only=False)
    direct = _covered(article, sentences, [one for one in attributions if one.kind != "indirect"], content_only=True)
    spoken = [one for one in attributions if (one.cue.lemma or "") in words("spoken")]
    heard = _covered(article, sentences, spoken, content_only=True)
    made = _claims_by_sentence(article, sentences, claims)
    found = []
    for at, sentence in enumerate(sentences):
        place = Place(at, len(sentences), heard[at] > BARELY, at > 0 and heard[at - 1] > BARELY)
        speaks = _voice(article, sentence, said[at], told[at])
        if speaks in ("attributed", "mixed") and any(
            one.act == "infer" and one.attribution is None for one in made[at]
        ):
            # what looked like a source is what the author reasons from
            speaks = "author"
        function = _certain(article, sentence, made[at]) or _likely(
            clues(article, parsed, sentence, place), _seen(encoded, sentence), made[at]
        )
        quoted = direct[at] >= WHOLLY * (sentence.end - sentence.start)
        if (function in OPEN_TO_SPEECH and direct[at] > BARELY) or (function == "event" and quoted):
            function = "speech"  # an event in somebody's own words is what they say of it
        found.append(_sentence(article, sentence, speaks, function))
    return tuple(one for one in found if one is not None)


def _sentence(article: Article, sentence: SentenceBounds, speaks: Voice, function: Function) -> Sentence | None:
    """Make the sentence of the contract; None where its bounds run from the title into the text."""
    try:
        span = article.span(sentence.start, sentence.end)
    except ValueError:
        return None
    return Sentence(span.start, span.end, speaks, function, in_=span.in_)


def _voice(article: Article, sentence: SentenceBounds, said: int, told: int) -> Voice:
    """Say who speaks, by how much of the sentence is a source's words and how much tells that it is."""
    if article.is_headline(sentence.start):
        return "headline"
    if said <= BARELY:
        return "author"
    return "attributed" if told >= WHOLLY * (sentence.end - sentence.start) else "mixed"


def _seen(encoded: Encoded | None, sentence: SentenceBounds) -> Floats | None:
    """Give what the encoder's words say of a sentence's function; None where none of them stands in it."""
    if encoded is None:
        return None
    first, last = np.searchsorted(encoded.starts, (sentence.start, sentence.end))
    return encoded.functions[first:last].mean(axis=0) if first < last else None


def _certain(article: Article, sentence: SentenceBounds, claims: Sequence[Claim]) -> Function | None:
    """Say what a sentence does where its claims make that certain, or its place."""
    if any(claim.act == "infer" and not claim.chain for claim in claims):
        return "inference"
    if len(claims) == 1 and (claims[0].act, claims[0].voice, claims[0].event.type) == ("predict", "author", None):
        return "expectation"
    if REMINDING.match(article.full_text, sentence.start, sentence.end):
        return "background"
    return "event" if article.is_headline(sentence.start) else None


def _likely(clues: Sequence[str], seen: Floats | None, claims: Sequence[Claim]) -> Function:
    """Say what a sentence does by what its clues, its words and its claims speak for."""
    acts = {claim.act for claim in claims}
    leaning = {function: LEANING for function, told in TELLING.items() if acts & told}
    return weights().best(clues, seen=seen, leaning=leaning)


def _covered(
    article: Article, sentences: Sequence[SentenceBounds], attributions: Sequence[Attribution], *, content_only: bool
) -> list[int]:
    """Count the characters of each sentence that attributions cover, none twice."""
    stretches: list[Offsets] = []
    for one in attributions:
        if one.source.kind == "author":
            continue
        spans = one.content.spans if content_only else (*one.source.spans, *one.cue.spans, *one.content.spans)
        stretches += [article.offsets(span) for span in spans]
    covered = [0] * len(sentences)
    ends = [one.end for one in sentences]
    for start, end in _united(stretches):
        at = bisect_left(ends, start + 1)
        while at < len(sentences) and sentences[at].start < end:
            covered[at] += min(end, sentences[at].end) - max(start, sentences[at].start)
            at += 1
    return covered


def _united(stretches: Sequence[Offsets]) -> list[Offsets]:
    """Unite stretches that overlap."""
    united: list[Offsets] = []
    for start, end in sorted(stretches):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _claims_by_sentence(
    article: Article, sentences: Sequence[SentenceBounds], claims: Sequence[Claim]
) -> list[list[Claim]]:
    """Sort claims into sentences by their triggers."""
    made: list[list[Claim]] = [[] for _ in sentences]
    ends = [one.end for one in sentences]
    for claim in claims:
        start = article.offsets(claim.event.trigger)[0]
        at = bisect_left(ends, start + 1)
        if at < len(sentences) and sentences[at].start <= start:
            made[at].append(claim)
    return made
