"""Who answers in an interview whose turns are but "Q" and "A": the only person whom its beginning names."""

from collections.abc import Sequence

from reportedly.model import Offsets, Parsed

from .figure import Figure
from .gather import Gathering
from .mention import Mention

ANSWERS = frozenset({"a", "answer"})
QUESTIONS = frozenset({"q", "question"})


def answered(
    parsed: Parsed, gathering: Gathering, sources: Sequence[list[Mention]], spans: Sequence[tuple[Offsets, ...]]
) -> list[list[Mention]]:
    """Give the sources' mentions with "A" led to who answers, and "Q" to nobody; as they are where that isn't told."""
    labels = [_label(parsed, one) for one in spans]
    if not {"answer", "question"} <= {label for label in labels if label}:
        return list(sources)
    begins = min(one[0][0] for one, label in zip(spans, labels, strict=True) if label)
    named = [one for one in gathering.figures if _is_introduced(parsed, one, begins)]
    who = named[0].mentions[:1] if len(named) == 1 else []
    return [
        found if label is None else who if label == "answer" else []
        for found, label in zip(sources, labels, strict=True)
    ]


def _label(parsed: Parsed, spans: tuple[Offsets, ...]) -> str | None:
    """Say whether a source is the label of a question or of an answer."""
    words = [token.text.lower() for span in spans for token in parsed.tokens_in(*span) if token.text.isalpha()]
    if len(words) != 1:
        return None
    return "answer" if words[0] in ANSWERS else "question" if words[0] in QUESTIONS else None


def _is_introduced(parsed: Parsed, figure: Figure, begins: int) -> bool:
    """Say whether a figure is a person who is named before the first turn; "The Beacon" is none."""
    if figure.kind != "person" or not figure.persons or figure.mentions[0].determiner == "the":
        return False
    return parsed.tokens[figure.mentions[0].first].start < begins
