"""Who speaks in an interview's turns: behind "A" the only person whom its beginning names, behind "HO:" Hana Orr."""

from collections.abc import Sequence

from reportedly.model import Offsets, Parsed

from .bodies import is_acronym
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


def initialled(parsed: Parsed, gathering: Gathering) -> None:
    """Lead the initials that stand before a colon to the only person of the report whose name they begin."""
    for figure in [one for one in gathering.figures if _is_label(parsed, one)]:
        letters = "".join(figure.mentions[0].name).lower()
        whose = [one for one in gathering.figures if one is not figure and letters in _initials(one)]
        if len(whose) == 1:
            gathering.figures.remove(figure)
            for mention in figure.mentions:
                gathering.add(whose[0], mention)


def _is_label(parsed: Parsed, figure: Figure) -> bool:
    """Say whether a figure is only known by initials, and they open a turn."""
    opens = any(
        mention.opens and mention.last < len(parsed.tokens) and parsed.tokens[mention.last].text == ":"
        for mention in figure.mentions
    )
    return opens and all(is_acronym(mention.name) for mention in figure.mentions if mention.name)


def _initials(figure: Figure) -> set[str]:
    """Give the initials of a person's full names, in lower case."""
    full = [(*name.given, *name.surname) for name in figure.persons if name.given]
    return {"".join(word[0] for word in name).lower() for name in full}
