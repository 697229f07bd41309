"""Why somebody was read as saying something: what found it, how likely it is, and how far they commit to it."""

from collections.abc import Iterator

from reportedly.attribute.cues import read_cue
from reportedly.attribute.stance import stance
from reportedly.attribute.tagger import Candidate
from reportedly.model import Attribution, Offsets, Span
from reportedly.model.encoded import Encoded

from .finding import Finding, Known, reason_of, text_of

RULES = {
    "tagger": "found by the encoder: for each likely cue it tags the source and the content that belong to it",
    "block quotation": "found by layout: what introduces a quotation that stands by itself names its speaker",
    "signature": "found by layout: a name after a dash signs the quotation before it",
    "transcript": "found by layout: a name and a colon open each turn",
    "dialogue": "found by layout: dashes part what is said from who says it",
    "letter": "found by layout: the text is headed by who it is from",
    "clause": "found by grammar: a verb of saying, its subject, and the clause that is its object",
    "according to": "found by grammar: “according to” and its like name the source",
    "passive": "found by grammar: a passive of saying, its teller after “by” or not told",
    "hearsay": "found by grammar: words that pass on what is said, with no teller",
    "blame": "found by grammar: a verb of praise or blame and what it is for",
    "first person": "found by grammar: the author speaks of their own opinion",
    "headline": "found in the headline: a name beside a colon or a dash",
    "signed line": "found by layout: who stands behind a dash at the end of a line signs it",
    "quoted as saying": "found by grammar: one source quotes another as saying it",
    "citing": "found by grammar: one source cites another for it",
    "told inside": "found by grammar: a telling within what another source says",
    "cited source": "found by layout: a source cited behind the sentence, in brackets or after “Source:”",
    "contested": "found by grammar: a verb of saying and its clause, which somebody contests in an apposition",
    "contradicted": "found by grammar: a figure named only to be contradicted, and who gives it",
    "run on": "found by grammar: a verb of saying with its subject, the comma before it lost",
    "as reported": "found by grammar: “as reported by” and its like name the source",
    "poll": "found by grammar: what a poll puts somebody or something at",
    "put at": "found by grammar: somebody puts a number at a figure",
    "heard": "found by grammar: said before a court or a committee, whoever said it",
    "denial": "found by grammar: a verb of denying or admitting, and the deed",
    "nominal": "found by grammar: a noun of saying, whose it is, and its clause",
    "beside": "found by grammar: the inverted clause right behind an utterance names its speaker",
}
KINDS = {
    "direct": "all of it, marks apart, stands in quotation marks, or the layout gives it as the speaker's own words",
    "mixed": "part of it stands in quotation marks",
    "indirect": "none of it stands in quotation marks of its own",
}
SHOWN = 2
"""Candidates not taken that are shown, the likeliest."""
SLIGHT = 0.02
"""Probability under which a candidate isn't worth a word."""


def attributions(known: Known) -> Iterator[Finding]:
    """Explain the attributions of which a part stands at the offset."""
    for one in known.reading.attributions:
        part = _part(known, one)
        if part:
            why = (*_found(known, one), *_committed(known, one), *_speaker(known, one))
            spans = (*one.source.spans, *one.cue.spans, *one.content.spans)
            yield Finding("attribution", one.id, text_of(one.content.spans), spans, part, why, one.confidence)


def _part(known: Known, one: Attribution) -> str | None:
    """Name the part of an attribution that stands at the offset; of content and what stands in it, the smaller."""
    for name, spans in (("source", one.source.spans), ("cue", one.cue.spans), ("content", one.content.spans)):
        if known.holds(spans):
            return name
    return None


def _found(known: Known, one: Attribution) -> Iterator[str]:
    """Say what found an attribution, and with which scores."""
    yield RULES.get(one.rule, f"found by the rule “{one.rule}”")
    if one.rule == "tagger" and known.encoded is not None:
        threshold = known.encoded.decoding.threshold
        yield f"probability {one.confidence:.2f}, calibrated on development reports; kept from {threshold:.2f} on"
    else:
        yield f"confidence {one.confidence:.2f}, the rule's own"
    cues = [known.article.offsets(span) for span in one.cue.spans]
    for candidate in known.weighed:
        if known.encoded is not None and any(_meets(cue, _cue(known.encoded, candidate)) for cue in cues):
            yield _scores(candidate)
            break
    yield f"{one.kind}: {KINDS[one.kind]}"


def _scores(one: Candidate) -> str:
    """Write the encoder's scores of a link."""
    judged = f"{one.link.judged:+.1f} log odds as a cue, its source and content seen"
    shares = f"words of the source {one.source_share:.2f}" if len(one.source) else "no source"
    return (
        f"the encoder's scores: the cue's best word {one.link.share:.2f} by itself; {judged}; {shares}; "
        f"words of the content {one.content_share:.2f}"
    )


def _cue(encoded: Encoded, one: Candidate) -> Offsets:
    """Give where a candidate's cue stands."""
    return int(encoded.starts[one.link.begin]), int(encoded.ends[one.link.end - 1])


def _meets(one: Offsets, other: Offsets) -> bool:
    """Say whether two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _committed(known: Known, one: Attribution) -> Iterator[str]:
    """Say what the source does by speaking, and how far the words commit them."""
    lemma = f" (its cue is “{one.cue.lemma}”)" if one.cue.lemma else ""
    yield f"acts {', '.join(one.acts)}: by the cue and the words said{lemma}"
    yield f"factuality {one.factuality}: {weighed(known, one)}"


def weighed(known: Known, one: Attribution) -> str:
    """Say why a source commits to what it says as far as it does."""
    cue, content = ([known.article.offsets(span) for span in spans] for spans in (one.cue.spans, one.content.spans))
    reasons = [f"in the cue {reason_of(known, known.head(cue[0]))}"] if cue else []
    if content:
        read = read_cue(known.parsed, cue, known.head(content[0]))
        found = stance(known.parsed, known.commitments, read, content, one.acts, direct=one.kind == "direct")
        reasons.append(f"in the content {reason_of(known, found.head)}")
        # what was decided otherwise afterwards isn't explained by the words
        reasons += [found.why] if found.why and found.factuality == one.factuality else []
    return "; ".join(reasons)


def _speaker(known: Known, one: Attribution) -> Iterator[str]:
    """Say who the source is, and who relays it."""
    names = {entity.id: entity.name for entity in known.reading.entities}
    if one.source.entities:
        who = ", ".join(f"{names.get(id_, '?')} ({id_})" for id_ in one.source.entities)
        yield f"the source “{text_of(one.source.spans)}” is {who}, {one.source.kind}"
    else:
        yield f"source {one.source.kind}: " + ("nobody is named" if one.source.kind == "none" else "unnamed")
    if one.parent:
        yield f"relayed by {one.parent}: it stands in what that one says"


def candidates(known: Known) -> Iterator[Finding]:
    """Explain the encoder's candidates at the offset that were not taken, the likeliest first."""
    if known.encoded is None:
        return
    taken = [known.article.offsets(span) for one in known.reading.attributions for span in one.cue.spans]
    found = [
        one
        for one in known.weighed
        if one.confidence >= SLIGHT and not any(_meets(cue, _cue(known.encoded, one)) for cue in taken)
    ]
    at = [one for one in found if _covers(known, known.encoded, one)]
    for one in sorted(at, key=lambda one: -one.confidence)[:SHOWN]:
        spans = _spans(known, _cue(known.encoded, one))
        least = known.encoded.decoding.threshold
        low = f"probability {one.confidence:.2f}: it would be kept from {least:.2f} on"
        why = "a rule of the contract, of grammar or of layout set it aside" if one.confidence >= least else low
        yield Finding("candidate", None, text_of(spans), spans, "cue", ("not taken", why, _scores(one)), one.confidence)


def _covers(known: Known, encoded: Encoded, one: Candidate) -> bool:
    """Say whether a candidate's cue, source or content has a word at the offset."""
    words = [*range(one.link.begin, one.link.end), *map(int, one.source), *map(int, one.content)]
    return any(encoded.starts[word] <= known.at < encoded.ends[word] for word in words)


def _spans(known: Known, offsets: Offsets) -> tuple[Span, ...]:
    """Make the span of a stretch; none where it runs from the title into the text."""
    try:
        return (known.article.span(*offsets),)
    except ValueError:
        return ()
