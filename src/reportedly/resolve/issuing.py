"""Whose texts are: "the statement" is that of whoever spoke "in a statement" just before."""

from collections.abc import Sequence

from reportedly.model import Parsed

from .figure import Figure
from .mention import Mention
from .tables import words
from .walk import Walk

NEAR = 5
"""Sentences within which a text is spoken of again."""


def issue(walk: Walk) -> None:
    """Link each text that is spoken of again with who issued it, as their attributions' cues tell."""
    texts = words("heads", "issued")
    cues = [(cue[-1][1], n) for n, cue in enumerate(walk.speech.cues) if cue and _names_text(walk.parsed, cue, texts)]
    for mention in walk.mentions:
        again = mention.form == "nominal" and mention.head in texts and mention.determiner in ("the", "this")
        text = walk.gathering.one(mention) if again else None
        if text is None or text.kind != "document" or text.affiliated:
            continue
        owner = _issuer(walk, mention, cues)
        if owner is not None and owner.kind != "document":
            text.affiliate(owner)


def _names_text(parsed: Parsed, cue: Sequence[tuple[int, int]], texts: frozenset[str]) -> bool:
    """Say whether a cue tells of a text: "said in a statement", "posted a message"."""
    tokens = (token for span in cue for token in parsed.tokens_in(*span))
    return any(token.pos == "NOUN" and token.lemma.lower() in texts for token in tokens)


def _issuer(walk: Walk, mention: Mention, cues: Sequence[tuple[int, int]]) -> Figure | None:
    """Give the only source of the latest such cue before a mention, None where there is none near or several."""
    tokens = walk.parsed.tokens
    start = tokens[mention.first].start
    before = [(end, n) for end, n in cues if end <= start]
    if not before:
        return None
    end, n = max(before)
    sentence = walk.parsed.sentence_at(end - 1)
    here = walk.parsed.sentences[mention.sentence]
    if sentence is None or sum(sentence.start < one.start <= here.start for one in walk.parsed.sentences) > NEAR:
        return None
    found = list(dict.fromkeys(walk.figures(walk.sources[n])))
    return found[0] if len(found) == 1 else None
