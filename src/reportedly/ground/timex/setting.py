"""Where a report stands in time: its publication, what it last spoke of, and which way its verbs look."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from reportedly.ground.atoms import word
from reportedly.ground.tables import table, word_set
from reportedly.model import Article, Parsed, Token

from reportedly.model.vocabulary import TimexType

from .calendar import Interval
from .guards import Place

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: the TIMEX3 type and value, the widest interval, and how it was found.

    `latest` and `earliest` narrow the interval: the latest start and the earliest end that the words allow. An interval's end
    may be open (None).
    """

    type: TimexType
    value: str | None
    rule: str
    anchor: str = "published"
    start: datetime | None = None
    end: datetime | None = None
    latest: datetime | None = None
    earliest: datetime | None = None

    def over(self, interval: Interval | None) -> "Meaning":
        """Give the same with an interval."""
        start, end = interval or (None, None)
        return Meaning(self.type, self.value, self.rule, self.anchor, start, end, self.latest, self.earliest)


@dataclass(slots=True)
class Setting:
    """What is known while a report is read from its first expression to its last."""

    published: date | None
    at: datetime | None
    """The publication's date and time, where the time is known; naive, in the publication's own zone."""
    zone: str
    """That zone as "+02:00", or nothing."""
    day_first: bool | None
    """Whether the publisher writes the day before the month in numeric dates; None where that can't be told."""
    last: Meaning | None = None
    last_id: str = ""
    quarter: str | None = None
    """The quarter last spoken of in this sentence or the one before."""
    age: int = field(default=0)
    """Sentences since then."""

    def remember(self, meaning: Meaning, key: str) -> None:
        """Keep what was read as the anchor of "the next day", "a year earlier" and the like."""
        if meaning.value and meaning.value[4:6] == "-Q" and meaning.type == "DATE":
            self.quarter, self.age = meaning.value, 0
        if meaning.type in ("DATE", "TIME") and meaning.start is not None:
            self.last, self.last_id = meaning, key

    def next_sentence(self) -> None:
        """Pass a sentence's end."""
        self.age += 1
        if self.age > 1:
            self.quarter = None


def setting_of(article: Article) -> Setting:
    """Read a report's publication. What isn't ISO 8601 counts as unknown."""
    published, at, zone = None, None, ""
    try:
        moment = datetime.fromisoformat(article.published or "")
    except ValueError:
        moment = None
    if moment is not None:
        offset = moment.isoformat()[19:]
        zone = offset[offset.index("+") :] if "+" in offset else offset[offset.rindex("-") :] if "-" in offset else ""
        published = moment.date()
        at = moment.replace(tzinfo=None) if len(article.published or "") > len("2016-12-10") else None
    return Setting(published, at, zone, _day_first(article.url))


def _day_first(url: str | None) -> bool | None:
    """Tell the order of numeric dates by the country of the publisher's address; None where the address names none."""
    host = (url or "").partition("://")[2].partition("/")[0].partition(":")[0].lower()
    domain = host.rpartition(".")[2]
    if not domain or not domain.isalpha() or domain in word_set("timex", "words", "no_country"):
        return None
    return domain not in table("timex", "words")["month_first"]["words"]


BACK = frozenset({"since"})
AHEAD = frozenset({"until", "till", "by", "due", "starting", "beginning", "effective", "through"})
PLANS = frozenset("schedule expect plan set slate due intend propose".split())
SPEECH = frozenset("say tell report show quote add note claim announce write".split())
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "may", "might", "can", "could", "should", "must"})


def direction(place: Place) -> Direction | None:
    """Tell whether a time lies before or after the publication, by the words before it and the verb it hangs on."""
    before = place.before() if place.before() != "," else place.before(2)
    if before in BACK:
        return "past"
    if before in AHEAD or word(place.line, place.match.end) in AHEAD:
        return "future"
    token = place.token(place.first)
    verb = _verb_above(token, place.parsed) if token else None
    return verb_direction(verb, place.parsed) if verb else None


def _verb_above(token: Token, parsed: Parsed) -> Token | None:
    """Give the nearest verb above a token; an adjective of planning ("due") counts as one."""
    for above in parsed.ancestors(token.i):
        if above.tag.startswith("VB") or above.tag == "MD" or above.lemma == "due":
            return above
    return None


def verb_direction(verb: Token, parsed: Parsed, *, depth: int = 3) -> Direction | None:
    """Tell which way a verb looks by its form and its auxiliaries; a participle without one looks as the verb above it."""
    helpers = {child.text.lower() for child in parsed.children(verb.i) if child.dep in ("aux", "auxpass")}
    if helpers & FUTURE_MODALS and "have" not in helpers:
        return "future"
    if verb.lemma in PLANS and verb.tag == "VBN" and not helpers & {"had"}:
        return "future"
    if helpers & {"was", "were", "had", "did", "has", "have", "been", "'d"}:
        return "past"
    if "would" in helpers or verb.tag == "VBD":
        return "past" if verb.tag == "VBD" else "future"
    if verb.tag == "VB":
        return "future"
    if verb.tag in ("VBZ", "VBP"):
        return "past" if verb.lemma in SPEECH else "future"
    if helpers & {"is", "are", "am", "'s", "'re"}:
        return "future" if verb.tag == "VBG" else "past"
    above = _verb_above(verb, parsed)
    if above is None or not depth:
        return "past" if verb.tag == "VBN" else None
    return verb_direction(above, parsed, depth=depth - 1)
