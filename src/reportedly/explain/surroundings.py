"""What stands at an offset before anything is claimed: page or report, sentence, word, and whom it mentions."""

from collections.abc import Iterator

from reportedly.attribute.certainty import NAMES, certainty
from reportedly.model import Offsets, Sentence
from reportedly.resolve import reasons

from .finding import Finding, Known, reason_of, text_of

VOICES = {
    "headline": "it is the headline, or its copy at the text's beginning",
    "author": "next to none of it is a source's words",
    "attributed": "nearly all of it is a source, a cue and what that source says",
    "mixed": "part of it is what a source says, and part the author's",
}


def furniture(known: Known) -> Iterator[Finding]:
    """Explain what belongs to the page."""
    for one in known.reading.furniture:
        if known.holds(one.spans):
            why = (
                f"set aside as {one.kind.replace('_', ' ')}: by its words, its place and what stands around it",
                "no figure, claim or attribution is read out of it",
            )
            yield Finding("furniture", None, text_of(one.spans), one.spans, None, why)


def credited(known: Known) -> Iterator[Finding]:
    """Explain who is credited."""
    for one in known.reading.report.credits:
        if known.holds(one.spans):
            why = (f"credits the report as its {one.kind}" + (f": {one.name}" if one.name else ""),)
            yield Finding("credit", None, text_of(one.spans), one.spans, None, why)


def words(known: Known) -> Iterator[Finding]:
    """Say how the grammar was read at the offset."""
    token = known.token
    if token is None or known.article.is_furniture(known.at, known.at + 1) or not token.text.strip():
        return
    above = known.parsed.tokens[token.head]
    under = "the head of its sentence" if above.i == token.i else f"{token.dep} under “{above.text}”"
    why = [f"{token.pos} ({token.tag}), {under}"]
    name = known.parsed.name_at(token.i)
    if name is not None:
        why.append(f"part of a name, {name.label}")
    signature = certainty().clauses.get(token.lemma.lower()) if token.pos == "ADJ" else None
    if signature is not None:
        why.append(f"a word of certainty: what it is said of counts as {NAMES[signature.affirmed]}")
    elif token.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        why.append(f"as worded: {reason_of(known, token)}")
    spans = (known.article.span(token.start, token.end),)
    yield Finding("word", None, token.text, spans, None, tuple(why))


def sentences(known: Known) -> Iterator[Finding]:
    """Explain who speaks in the sentence at the offset, and what it does."""
    for one in known.reading.sentences:
        start, end = _offsets(known, one)
        if start <= known.at < end:
            span = known.article.span(start, end)
            why = (f"voice {one.voice}: {VOICES[one.voice]}", _function(known, one, (start, end)))
            yield Finding("sentence", None, text_of((span,)), (span,), None, why)


def _offsets(known: Known, one: Sentence) -> Offsets:
    """Give where a sentence stands in `full_text`."""
    shift = 0 if one.in_ else known.article.shift
    return one.start + shift, one.end + shift


def _function(known: Known, one: Sentence, offsets: Offsets) -> str:
    """Say why a sentence was taken to do what it does."""
    made = [
        claim
        for claim in known.reading.claims
        if offsets[0] <= known.article.offsets(claim.event.trigger)[0] < offsets[1]
    ]
    acts = sorted({claim.act for claim in made})
    if one.function == "inference" and "infer" in acts:
        return "function inference: a claim in it draws a conclusion"
    if one.voice == "headline":
        return f"function {one.function}: a headline tells what happened, unless its claims say otherwise"
    told = f"; its claims {', '.join(acts)}" if acts else ""
    return (
        f"function {one.function}: the likeliest by its clues (words, tense, place in the report, quotation; weights "
        f"learnt from labelled news){told}"
    )


def entities(known: Known) -> Iterator[Finding]:
    """Explain whom the words at the offset mention, and by which rule that was told."""
    mentioned = [one for one in known.reading.entities if known.holds(one.mentions)]
    if not mentioned:
        return
    why = reasons(known.article, known.parsed, known.reading.attributions)
    names = {one.id: one.name for one in known.reading.entities}
    for one in mentioned:
        here = [span for span in one.mentions if known.holds([span])]
        shortest = min(here, key=lambda span: span.end - span.start)
        lines = [f"“{shortest.text}” is {why.get(known.article.offsets(shortest), 'a mention')}"]
        lines.append(f"it means {one.name}, {one.kind.replace('_', ' ')}; {_mentions(len(one.mentions))}")
        if one.affiliated_with:
            lines.append(f"affiliated with {', '.join(names.get(id_, '?') for id_ in one.affiliated_with)}")
        yield Finding("entity", one.id, one.name, tuple(here), None, tuple(lines))


def _mentions(number: int) -> str:
    """Count mentions in words."""
    return "mentioned only here" if number == 1 else f"mentioned {number} times"
