"""Whom the headline or the lead leaves unnamed and the report names later: "Judge rejects…", "a court ruled"."""

from itertools import pairwise

from reportedly.model import Article, Parsed

from .figure import Figure
from .gather import Gathering
from .mention import Mention
from .pronouns import FEMALE, MALE
from .tables import wider, words

LEAD = 3
"""Sentences after the headline in which somebody may stand unnamed who is named later."""
NEXT = 2
"""Sentences after an unnamed officer's words in which they may be named by speaking on."""
LEVELS = frozenset({"county", "district", "local", "municipal", "provincial", "regional", "tribal", "village"})
"""Words for the level of government below a state's."""
SOON = 12
"""Sentences within which they are named."""


def meet_later(article: Article, parsed: Parsed, gathering: Gathering, mentions: list[Mention]) -> None:
    """Join the unnamed of the headline and the lead to the first one named later who is said to be the same."""
    lead = 0
    while lead < len(parsed.sentences) and article.is_headline(parsed.sentences[lead].start):
        lead += 1
    for mention in mentions:
        if mention.sentence >= lead + LEAD:
            break
        if mention.form == "nominal" and not mention.plural and mention.determiner in ("a", "bare", "poss", "the"):
            figure = gathering.one(mention)
            if figure and not figure.named and figure.kind in ("person", "body") and figure.mentions[0] is mention:
                named = _named_later(gathering, mention, figure)
                if named:
                    _merge(gathering, figure, named)
        elif mention.form == "pronoun" and mention not in gathering.of and mention.head in MALE | FEMALE:
            _pronoun(gathering, mention)


def meet_speaking(gathering: Gathering, spoken: list[Mention]) -> None:
    """Join an officer who speaks unnamed to the bare name that speaks next, as wire copy introduces people.

    "…, the governor of Aba said on Friday. "We have found nine," Sani Bello told reporters": nobody but the officer
    would be named there without a word on who they are. `spoken` has the sources' mentions in the order of the text.
    """
    offices = words("persons", "offices")
    for before, mention in pairwise(spoken):
        officer, named = gathering.one(before), gathering.one(mention)
        if (
            before.form == "nominal"
            and before.determiner in ("the", "bare")
            and before.head in offices
            and 0 < mention.sentence - before.sentence <= NEXT
            and officer is not None
            and _is_unnamed_person(officer)
            and named is not None
            and _is_bare_name(named, mention)
        ):
            _merge(gathering, officer, named)


def _is_unnamed_person(figure: Figure) -> bool:
    return figure.kind == "person" and not figure.named and not figure.plural


def _is_bare_name(figure: Figure, mention: Mention) -> bool:
    """Say whether a mention is the first of somebody with a full name of whom nothing else is said."""
    first = min(figure.mentions, key=lambda one: one.first)
    full = any(name.given and not name.titles for name in figure.persons)
    told = figure.roles or figure.words or figure.affiliated
    return first is mention and mention.form == "name" and figure.kind == "person" and full and not told


def _named_later(gathering: Gathering, mention: Mention, figure: Figure) -> Figure | None:
    """Give the first figure named soon after an unnamed one who is said to be the same; None where nobody fits."""
    table = wider("persons" if figure.kind == "person" else "bodies")
    best: tuple[float, int, Figure | None] = (0.0, 0, None)
    for index, other in enumerate(gathering.figures):
        if not other.named or other.kind != figure.kind or other.plural or not other.mentions:
            continue
        first = min((one for one in other.mentions if one.form == "name"), key=lambda one: one.first, default=mention)
        if first.first <= mention.first or first.sentence - mention.sentence > SOON:
            continue
        called = other.roles | {word for role in other.roles for word in table.get(role, ())}
        if mention.head not in called:
            continue
        local = not LEVELS.isdisjoint(mention.before)
        if local and mention.head not in other.roles and LEVELS.isdisjoint(other.words):
            continue  # "a local official" is no army spokesman
        score = (
            1.0
            + 0.5 * len(set(mention.before) & (other.words | other.roles))
            - 0.03 * (first.sentence - mention.sentence)
        )
        if score > best[0]:
            best = (score, -index, other)
    return best[2]


def _merge(gathering: Gathering, figure: Figure, into: Figure) -> None:
    """Make one figure of two."""
    for mention in figure.mentions:
        gathering.of[mention] = tuple(into if one is figure else one for one in gathering.of[mention])
        into.meet(mention)
    into.roles |= figure.roles
    into.words |= figure.words
    into.genders += figure.genders
    into.mentions.sort(key=lambda one: one.first)
    figure.mentions = []


def _pronoun(gathering: Gathering, mention: Mention) -> None:
    """Take a pronoun that nothing stands before for the next person who agrees with it."""
    gender = "m" if mention.head in MALE else "f"
    after = [
        (min(one.first for one in figure.mentions), index, figure)
        for index, figure in enumerate(gathering.figures)
        if figure.kind == "person" and figure.named and figure.mentions and figure.gender in (gender, None)
    ]
    if after:
        gathering.join((min(after)[2],), mention)
