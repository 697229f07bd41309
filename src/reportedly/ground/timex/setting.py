"""Where a report stands in time: its publication, what it last spoke of, and which way its verbs look."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Literal

from reportedly.ground.atoms import word
from reportedly.ground.tables import table, word_set
from reportedly.model import Article, Parsed, Token
from reportedly.model.vocabulary import TimexType

from .around import Place
from .calendar import Interval

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: the TIMEX3 type and value, the widest interval, and how it was found.

    `latest` and `earliest` narrow the interval: the latest start and the earliest end that the words allow. An
    interval's end
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
    zone: str = ""
    """The zone told with a time of day ("-05:00"), where the publication's own isn't known."""

    def over(self, interval: Interval | None) -> "Meaning":
        """Give the same with an interval."""
        start, end = interval or (None, None)
        return replace(self, start=start, end=end)


QUARTER_LASTS = 3
"""For so many sentences "a year ago" means the same quarter a year ago: reports of results name it once a paragraph."""


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
    quarter: Meaning | None = None
    """The quarter reported on, where it was spoken of in this sentence or the few before."""
    named: Meaning | None = None
    """The quarter last spoken of, whichever year it's of."""
    age: int = field(default=0)
    """Sentences since then."""

    def remember(self, meaning: Meaning, key: str) -> None:
        """Keep what was read as the anchor of "the next day", "a year earlier" and the like."""
        if meaning.value and meaning.value[:4].isdigit() and meaning.value[4:6] == "-Q":
            self.named = meaning
            if self._is_reported(meaning, meaning.value):
                self.quarter, self.age = meaning, 0
        if meaning.type in ("DATE", "TIME") and meaning.start is not None:
            self.last, self.last_id = meaning, key

    def _is_reported(self, meaning: Meaning, quarter: str) -> bool:
        """Tell a quarter that a report of results is about: it's over, and none told as a year before another."""
        if meaning.rule.startswith("a year before"):
            return False
        over = not self.published or not meaning.end or meaning.end.date() <= self.published
        if not over and "in the past" not in meaning.rule:
            return False
        told = (self.quarter.value if self.quarter else None) or ""
        return not (quarter[4:] == told[4:] and quarter < told)

    def next_sentence(self) -> None:
        """Pass a sentence's end."""
        self.age += 1
        if self.age > QUARTER_LASTS:
            self.quarter = None


def offset_of(minutes: int) -> str:
    """Write a zone's minutes east of UTC as ISO 8601 has it."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


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


CLIMB = 30
"""How far up a verb is looked for: trees are flatter than that, save those of text without full stops."""
BACK = frozenset({"since", "ended"})
AHEAD = frozenset({"until", "till", "by", "due", "starting", "beginning", "effective"})
PLANS = frozenset(
    [
        "schedule",
        "expect",
        "plan",
        "set",
        "slate",
        "due",
        "intend",
        "propose",
        "want",
        "hope",
        "agree",
        "vow",
        "need",
        "have",
        "ready",
        "ask",
        "urge",
        "go",
        "threaten",
        "promise",
        "decide",
        "prepare",
        "aim",
        "order",
        "wait",
        "likely",
        "tell",
        "call",
        "able",
        "pledge",
        "seek",
        "convene",
        "suppose",
    ]
)
"""What leads to something still to be done: under any other verb an infinitive looks as that verb does."""
CALENDARED = frozenset({"schedule", "plan", "slate"})
"""Verbs whose object is still to come, whatever their own tense: "has scheduled a meeting on Thursday"."""
CALLED = frozenset(
    [
        "strike",
        "walkout",
        "march",
        "rally",
        "protest",
        "protests",
        "demonstration",
        "demonstrations",
        "boycott",
        "shutdown",
        "sit-in",
        "vigil",
        "vote",
        "election",
        "elections",
        "referendum",
        "stoppage",
        "hartal",
        "bandh",
    ]
)
"""What people are called to, on a day to come."""
CALLING = frozenset({"called", "calls", "calling", "call", "appealed"})
CALL_REACH = 8
"""Atoms back within which it's called for."""
LASTING = frozenset(
    [
        "last",
        "go",
        "continue",
        "persist",
        "rage",
        "run",
        "fight",
        "burn",
        "hold",
        "endure",
        "drag",
        "carry",
        "stay",
        "keep",
    ]
)
"""Verbs of what goes on up to an end: "the clashes went on until Monday"."""
STOOD = frozenset(
    [
        "be",
        "stand",
        "reach",
        "rise",
        "climb",
        "total",
        "number",
        "grow",
        "swell",
        "fall",
        "drop",
        "exceed",
        "count",
        "have",
    ]
)
"""Verbs of a count that has come so far: "by Wednesday the toll stood at 31"."""
SPEECH = frozenset(["say", "tell", "report", "show", "quote", "add", "note", "claim", "announce", "write"])
TIMETABLE = frozenset(
    [
        "begin",
        "start",
        "open",
        "close",
        "end",
        "expire",
        "resume",
        "meet",
        "arrive",
        "leave",
        "depart",
        "travel",
        "visit",
        "go",
        "fly",
        "vote",
        "face",
    ]
)
"""Verbs whose present tense tells a plan ("the talks open on Friday")."""
FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "may", "might", "can", "could", "should", "must"})


def side_said(way: Direction | None) -> str:
    """Say on which side of the publication the nearest was taken."""
    return f" in the {way}" if way else " to the publication"


def direction(place: Place) -> Direction | None:
    """Tell whether a time lies before or after the publication, by the words before it and the verb it hangs on."""
    lead = place.lead if place.lead >= 0 else place.match.first
    before = word(place.line, lead - 1)
    if before in BACK:
        return "past"
    if before == "through":
        return None  # it tells where a stretch ends, whichever way the verb looks: the nearest is meant
    token = place.token(place.first)
    if before == "on" and word(place.line, lead - 2) in CALLED and _is_called(place, lead):
        return "future"
    verb = _verb_above(token, place.parsed) if token else None
    way = verb_direction(verb, place.parsed) if verb else None
    if before in AHEAD or (before == "as" and word(place.line, lead - 2) in ("soon", "early", "late")):
        done = verb is not None and way == "past" and _is_over(verb, before, place.parsed)
        return "past" if done else "future"
    if _possessive(place):
        return "past"
    return way


def _is_called(place: Place, lead: int) -> bool:
    """Say whether what is on that day was called for shortly before: "called for a general strike on Friday"."""
    before = [atom.lower for atom in place.line[max(0, lead - CALL_REACH) : lead]]
    called = next((i for i in range(len(before) - 1) if before[i] in CALLING and before[i + 1] == "for"), None)
    return called is not None


def _possessive(place: Place) -> bool:
    """Check: "Friday's ruling" has mostly been made."""
    return place.after() in ("'", "’") and place.after(2) == "s"


def _is_over(verb: Token, before: str, parsed: Parsed) -> bool:
    """Say whether what a verb of the past tells was so by then: "23 were freed by Monday"."""
    helpers = {child.text.lower() for child in parsed.children(verb.i) if child.dep in ("aux", "auxpass")}
    freed = before == "by" and verb.tag == "VBN" and verb.lemma not in PLANS and bool(helpers & {"was", "were"})
    return freed or _perfect(verb, parsed) or _lasted(verb, before)


def _perfect(verb: Token, parsed: Parsed) -> bool:
    """Say whether a verb stands in the past perfect: "until Thursday they had not called"."""
    verbs = [verb.i] if verb.tag.startswith("VB") else [verb.i, verb.head]
    return any(
        child.text.lower() == "had" for i in verbs for child in parsed.children(i) if child.dep in ("aux", "auxpass")
    )


def _lasted(verb: Token, before: str) -> bool:
    """Say whether a verb tells that it goes on till then: "it lasted until Monday", "by Monday it stood"."""
    return verb.tag == "VBD" and verb.lemma in (STOOD if before == "by" else LASTING)


def _verb_above(token: Token, parsed: Parsed) -> Token | None:
    """Give the nearest verb above a token; an adjective of planning ("due") counts as one."""
    if token.tag.startswith("VB"):
        return token
    for above in islice(parsed.ancestors(token.i), CLIMB):
        if above.i > token.i and _opened_between(token, above, parsed):
            continue
        if above.tag.startswith("VB") or above.tag == "MD" or above.lemma in ("due", "ready", "likely", "able"):
            return above
    return None


def _opened_between(token: Token, verb: Token, parsed: Parsed) -> bool:
    """Say whether a clause opens between a time and a verb after it: "warned on Friday that strikes could follow"."""
    return any(
        token.i < child.i < verb.i and child.lemma == "that" and child.dep in ("mark", "complm")
        for child in parsed.children(verb.i)
    )


def verb_direction(verb: Token, parsed: Parsed, *, depth: int = 4) -> Direction | None:  # noqa: PLR0911  a list of tests, read in order
    """Tell which way a verb looks: by its auxiliaries, else its form, else the verb above it."""
    helpers = {child.text.lower() for child in parsed.children(verb.i) if child.dep in ("aux", "auxpass")}
    if "could" in helpers and _denied(verb, parsed):
        return "past"
    if helpers & FUTURE_MODALS and "have" not in helpers:
        return "future"
    if verb.tag.startswith("JJ") and verb.lemma in PLANS:
        return None if parsed.tokens[verb.head].tag == "VBD" else "future"
    if verb.lemma in CALENDARED and (verb.tag in ("VBD", "VBZ", "VBP") or helpers & {"has", "have"}):
        return "future"
    if helpers & {"was", "were", "had", "did", "has", "have", "been", "'d"} and "to" not in helpers:
        return "past"
    if verb.lemma in PLANS and helpers & {"is", "are", "'s", "'re", "am", "be"}:
        return "future"
    if "would" in helpers:
        return "future"
    return _by_form(verb, helpers, parsed, depth)


def _denied(verb: Token, parsed: Parsed) -> bool:
    """Say whether a verb is denied: "could not be reached on Sunday" tells what was tried."""
    words = {child.text.lower() for child in parsed.children(verb.i)}
    subject = {one.text.lower() for child in parsed.children(verb.i) if child.dep.startswith("nsubj")
               for one in parsed.children(child.i)}  # fmt: skip
    return bool((words | subject) & {"not", "n't", "n’t", "neither", "nobody", "none", "no"})


def _by_form(verb: Token, helpers: set[str], parsed: Parsed, depth: int) -> Direction | None:  # noqa: PLR0911  a list of tests, read in order
    """Tell which way a verb looks by its form."""
    if verb.tag == "VBD":
        return "past"
    if verb.tag in ("VBZ", "VBP") and not helpers:
        return "past" if verb.lemma in SPEECH else "future" if verb.lemma in TIMETABLE else None
    if helpers & {"is", "are", "am", "'s", "'re"}:
        return "future" if verb.tag == "VBG" else None
    if verb.tag == "VBN" and verb.lemma not in PLANS:
        return "past"
    above = next(
        (one for one in islice(parsed.ancestors(verb.i), CLIMB) if one.tag.startswith("VB") or one.lemma in PLANS), None
    )
    if above is None or not depth:
        return "future" if verb.tag == "VB" else None
    if verb.tag == "VB" and above.lemma in PLANS:
        return _planned(above, parsed)
    if verb.tag == "VB" and above.lemma == "be" and above.tag in ("VBZ", "VBP"):
        return "future"
    return verb_direction(above, parsed, depth=depth - 1)


def _planned(plan: Token, parsed: Parsed) -> Direction:
    """A plan looks ahead, unless it was one before something in the past: "had been due to expire"."""
    return "past" if plan.tag != "VBD" and _perfect(plan, parsed) else "future"
