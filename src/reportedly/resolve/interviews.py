"""Who speaks in the turns of an interview or a briefing.

Behind "A" the only person whom its beginning names, behind "HO:" Hana Orr, behind "FOREIGN MINISTER ORR:" Orr.
"""

from collections.abc import Sequence

from reportedly.model import Offsets, Parsed

from .bodies import is_acronym
from .figure import Figure
from .gather import Gathering
from .mention import Mention
from .tables import class_of, mapping, words

ANSWERS = frozenset({"a", "answer"})
QUESTIONS = frozenset({"q", "question"})
LONGEST_LABEL = 10
"""Tokens of a speaker's label at most."""


def answered(
    parsed: Parsed, gathering: Gathering, sources: Sequence[list[Mention]], spans: Sequence[tuple[Offsets, ...]]
) -> list[list[Mention]]:
    """Give the sources' mentions with "A" led to who answers, and "Q" to nobody; as they are where that isn't told."""
    labels = [_label(parsed, one) for one in spans]
    if not {"answer", "question"} <= {label for label in labels if label}:
        return [
            [] if label == "question" and _stands_before_colon(parsed, one) else found
            for found, label, one in zip(sources, labels, spans, strict=True)
        ]
    begins = min(one[0][0] for one, label in zip(spans, labels, strict=True) if label)
    named = [one for one in gathering.figures if _is_introduced(parsed, one, begins)]
    named = [one for one in named if not _asks(parsed, one)] if len(named) > 1 else named
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


def _stands_before_colon(parsed: Parsed, spans: tuple[Offsets, ...]) -> bool:
    """Say whether a source is followed by a colon."""
    last = parsed.tokens_in(*spans[-1])[-1].i + 1
    return last < len(parsed.tokens) and parsed.tokens[last].text == ":"


def titled(parsed: Parsed, start: int, end: int) -> Mention | None:
    """Make the name of a label in capitals that opens a turn with somebody's office: "FOREIGN MINISTER ORR:"."""
    tokens = parsed.tokens_in(start, end)
    if not 1 < len(tokens) <= LONGEST_LABEL or not all(one.text.isupper() or not one.text.isalpha() for one in tokens):
        return None
    if not _stands_before_colon(parsed, ((start, end),)):
        return None
    offices = [i for i, one in enumerate(tokens) if class_of(one.text.lower()) == "person" or _is_title(one.text)]
    name = tokens[offices[-1] + 1 :] if offices else []
    if not name or name[0].text in ("OF", "FOR", "-", ","):
        return None
    root, before = name[-1], tokens[: -len(name)]
    return Mention(
        tokens[0].i, root.i + 1, root.i, "name", root.text.lower(), plural=False, label="PERSON",
        name=tuple(one.text.capitalize() for one in name), before=tuple(one.text.lower() for one in before),
        sentence=root.sentence, opens=True,
    )  # fmt: skip


def _is_title(word: str) -> bool:
    """Say whether a word is a title, with or without its stop."""
    return word.lower().rstrip(".") in mapping("persons", "titles", "roles")


def _is_introduced(parsed: Parsed, figure: Figure, begins: int) -> bool:
    """Say whether a figure is a person who is named before the first turn; "The Beacon" is none."""
    if figure.kind != "person" or not figure.persons or figure.mentions[0].determiner == "the":
        return False
    return parsed.tokens[figure.mentions[0].first].start < begins


def _asks(parsed: Parsed, figure: Figure) -> bool:
    """Say whether somebody is introduced as who was spoken to: "She spoke to Karim Nasser by phone"."""
    name = parsed.tokens[figure.mentions[0].root]
    led = parsed.tokens[name.head]
    by = name.dep == "pobj" and led.lemma in ("to", "with", "by")
    return by and parsed.tokens[led.head].lemma in words("heads", "interviewing")


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
