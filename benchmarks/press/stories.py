"""How one writer puts a report together: sentences out of tolls and templates, paragraphs out of sentences."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from .grammar import Mark, Piece, fill, marked, tidy
from .told import Happening, Notes, Paragraph, Said, Told
from .wording import choose, day_of, last_day, month_of, person_of, place_of, said_on, show, source_of
from .world import Actor, Announcement, Body, Incident, table

NEEDS_NOUN = "vague"
"""A figure so worded stands only before the noun it counts."""
LATE = 10
"""Days after which a toll is told in retrospect."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How an outlet treats figures and sources: chances from 0 to 1."""

    rounds: float = 0.0
    vague: float = 0.0
    drops: float = 0.0
    mistakes: float = 0.0
    """To give a figure to somebody else than who said it."""
    floor: float = 0.35
    """To say "at least"."""


@dataclass(slots=True)
class Writer:
    """Write one report about one incident, as an outlet would at one moment."""

    incident: Incident
    published: datetime
    rng: random.Random
    habits: Habits
    notes: Notes = field(default_factory=Notes)
    names: dict[str, str] = field(default_factory=dict)
    vague_place: bool = False
    noun: str = ""
    way: list[str] = field(default_factory=list)
    spot: str = ""

    def __post_init__(self) -> None:
        """Settle on the words that stay the same through one report."""
        same = random.Random(f"{self.incident.number} {self.incident.start}")  # what happened is the same for all
        self.way, self.spot = same.choice(self.kind["happened"]), same.choice(self.kind["spots"])
        self.noun = self.rng.choice(self.kind["nouns"])
        self.names = {one.key: self.rng.choice(one.names) for one in self.incident.bodies}
        self.vague_place = self.rng.random() < 0.06  # few know the province alone

    @property
    def kind(self) -> dict[str, Any]:
        """The words for what happened."""
        words: dict[str, Any] = table("clauses")["kind"][self.incident.kind]
        return words

    def chance(self, of: float) -> bool:
        """Throw a dice."""
        return self.rng.random() < of

    # --- figures ---

    def told(self, one: Announcement, apparent: Body | None, said: Said | None, **more: Any) -> Told:
        """Word an announcement's figure as this outlet would, with whom it gives for it."""
        style = "exact"
        if one.day is None and "role" not in more:
            wish = self.rng.random()
            for name, share in (
                ("vague", self.habits.vague),
                ("round", self.habits.rounds),
                ("floor", self.habits.floor),
            ):
                if wish < share:
                    style = name
                    break
                wish -= share
        who = more.pop("who", None) or self.rng.choice(one.facet.who)
        shown = show(more.pop("value", one.value), style, self.rng)
        late = self.published - one.at > timedelta(days=LATE)
        return Told(self.incident, one, shown, who=who, apparent=apparent, said=said, retrospect=late, **more)

    def clause(self, told: Told, form: str, when: datetime | None = None, others: str | None = None) -> Piece:
        """Word a toll: `finite`, `participle`, `quote`, `noun`, `headline` and so on."""
        options = table("clauses")["outcome"][told.outcome][form]
        if told.shown.bound == NEEDS_NOUN:
            options = [one for one in options if "{n} {who}" in one or "{n} {others}" in one] or options
        figure = marked(told.shown.words, "figure", told)
        figure = figure + " of" if told.shown.bound == NEEDS_NOUN else figure
        slots: dict[str, Any] = {
            "n": figure,
            "who": told.who,
            "others": others or told.who,
            "was": "were",
            "has": "have",
            "city": marked(self.incident.city.name, "place", self.incident.city),
            "event": self.noun,
            "when": day_of(when, self.published, self.rng) if when else "",
            "[trigger]": told,
        }
        if told.corrects:
            slots["old"] = marked(told.corrects.shown.words, "figure", told.corrects)
        piece = choose(options, slots, self.rng)
        return Piece(piece.text, (Mark("clause", told, 0, len(piece.text)), *piece.marks))

    def part(self, told: Told) -> Piece:
        """Add a part to a toll: ", including five children"."""
        template, unit = self.rng.choice(table("clauses")["outcome"]["killed"]["part"])
        value = max(2, round(told.announcement.value * self.rng.uniform(0.08, 0.4)))
        part = Told(
            told.incident,
            told.announcement,
            show(value, "exact", self.rng),
            who=unit,
            role="part",
            apparent=told.apparent,
            said=told.said,
            part_of=told,
        )
        return Piece(", including ") + fill(template, {"n": marked(part.shown.words, "figure", part)}, self.rng)

    # --- sentences ---

    def slots(self, **more: Any) -> dict[str, Any]:
        """Give the slots that every template may use."""
        incident = self.incident
        return {
            "event": self.noun,
            "city": marked(incident.city.name, "place", incident.city),
            "country": incident.country.name,
            "country_bare": incident.country.name.removeprefix("the "),
            "division": incident.city.division,
            "scene": self.rng.choice(self.kind["scene"]),
            "spot": self.spot,
            "where": place_of(
                incident.city, incident.country, Notes({""}, {incident.city.name}), self.rng, vague=self.vague_place
            ),
            "said_on": "",
            "body": "",
            **more,
        }

    def happened(self, said: Said | None) -> Piece:
        """Tell what happened, where and when."""
        incident, rng = self.incident, self.rng
        where = place_of(incident.city, incident.country, self.notes, rng, vague=self.vague_place)
        slots = self.slots(
            where=where,
            where_bare=Piece(where.text, where.marks) if not where.text.startswith(("in ", "near ")) else _bare(where),
            when=day_of(incident.start, self.published, rng, part=True),
            since=month_of(incident.start, self.published),
        )
        slots["[trigger]"] = Happening(incident, said)
        return choose(self.way, slots, rng)

    def source(self, body: Body) -> tuple[Piece, Actor]:
        """Word who speaks."""
        name = self.names.setdefault(body.key, body.names[0])
        return source_of(body, self.incident.country, name, self.notes, self.rng)

    def lead(self, tolls: Sequence[Announcement], *, bare: bool) -> Piece:
        """Write the first sentence: what happened, and what came of it, with or without who says so."""
        frames = table("genres")["frames"]
        speaker, actor = (Piece("officials"), None) if bare else self.source(tolls[0].body)
        said = None if bare else Said(actor)
        figures = [self.told(one, None if bare else tolls[0].body, said) for one in tolls]
        piece = self.clause(figures[0], "participle")
        for other in figures[1:]:
            second = self.clause(other, "participle", others="others")
            alike = all(one.text.split(" ", 1)[0].endswith("ing") for one in (piece, second))
            piece += (" and " if alike else ", ") + second
        happened = self.happened(said)
        source = marked_as(speaker, "source", said)
        slots = self.slots(happened=happened, tolls=piece, source=source, said_on=self.spoken(tolls[0].at))
        slots |= {"[cue]": said, "[content]": said}
        return sentence(choose(frames["bare_lead" if bare else "lead"], slots, self.rng))

    def spoken(self, moment: datetime) -> Piece:
        """Tell when something was said; as often as not it isn't told."""
        on = said_on(moment, self.published, self.rng)
        return Piece(
            on.text,
            tuple(Mark("as_of", one.what, one.start, one.end) if one.role == "time" else one for one in on.marks),
        )

    def statement(self, tolls: Sequence[Announcement], frame: str, **how: Any) -> Piece:
        """Write a sentence in which one body tells one toll or two."""
        body = how.get("apparent") or tolls[0].body
        speaker, actor = self.source(body)
        said = Said(actor, kind="direct" if frame == "direct" else "indirect", parent=how.get("parent"))
        form = {"direct": "quote", "noun": "noun"}.get(frame, "finite")
        figures = [self.told(one, body, said) for one in tolls]
        pieces = [self.clause(one, form) for one in figures]
        if (
            frame != "noun"
            and figures[0].outcome == "killed"
            and figures[0].announcement.value > 8
            and self.chance(0.25)
        ):
            pieces[0] += self.part(figures[0])
        clause = pieces[0]
        for one in pieces[1:]:
            clause += Piece(" and ") + one
        options = table("genres")["frames"].get(frame) or how["options"]
        slots = self.slots(
            clause=clause,
            quote=clause,
            noun=clause,
            source=marked_as(speaker, "source", said),
            said_on=self.spoken(tolls[0].at),
        )
        slots |= {"[cue]": said, "[content]": said, **how.get("slots", {})}
        return sentence(choose(options, slots, self.rng))

    def revision(self, one: Announcement) -> Piece | None:
        """Write that a body's figure rose or fell; None where it said none before."""
        if one.before is None or one.before.value == one.value:
            return None
        speaker, actor = self.source(one.body)
        said = Said(actor)
        old = Told(
            self.incident,
            one.before,
            show(one.before.value, "exact", self.rng),
            apparent=one.body,
            said=said,
            outdated=True,
        )
        told = Told(
            self.incident,
            one,
            show(one.value, "exact", self.rng),
            apparent=one.body,
            said=said,
            corrects=old,
            who=one.facet.who[0],
        )
        clause = self.clause(told, "revise" if one.value > one.before.value else "fall")
        slots = self.slots(clause=clause, source=marked_as(speaker, "source", said), said_on=self.spoken(one.at))
        slots |= {"[cue]": said, "[content]": said}
        return sentence(choose(table("genres")["frames"]["indirect"], slots, self.rng))

    def increment(self, one: Announcement) -> Piece | None:
        """Write that more dead were found, without the sum."""
        if one.before is None or one.value - one.before.value < 2 or one.facet.outcome != "killed":
            return None
        speaker, actor = self.source(one.body)
        said = Said(actor)
        told = self.told(one, one.body, said, role="increment", value=one.value - one.before.value, who="people")
        clause = self.clause(told, "more", one.at - timedelta(hours=one.body.lag / 2))
        slots = self.slots(clause=clause, source=marked_as(speaker, "source", said), said_on="")
        slots |= {"[cue]": said, "[content]": said}
        return sentence(choose(table("genres")["frames"]["indirect"], slots, self.rng))

    def day(self, one: Announcement, day: date) -> Piece:
        """Write what one day alone cost."""
        speaker, actor = self.source(one.body)
        said = Said(actor)
        told = self.told(one, one.body, said, who="people")
        clause = self.clause(told, "day")
        moment = datetime(day.year, day.month, day.day, tzinfo=self.published.tzinfo)
        near = (self.published - moment).days <= 6
        clause = clause + (last_day(moment) if near else day_of(moment, self.published, self.rng))
        slots = self.slots(clause=clause, source=marked_as(speaker, "source", said)) | {
            "[cue]": said,
            "[content]": said,
        }
        return sentence(choose(table("genres")["frames"]["indirect"], slots, self.rng))

    def bare(self, one: Announcement, frame: str = "bare") -> Piece:
        """Write a figure with nobody's name to it."""
        factuality = "PR+" if frame == "seeming" else "CT+"
        told = self.told(one, None, None, factuality=factuality)
        on = self.spoken(self.published)
        slots = self.slots(clause=self.clause(told, "finite"), as_of=Piece("late ") + _without(on, "on "))
        return sentence(choose(table("genres")["frames"][frame], slots, self.rng))

    def anonymous(self, one: Announcement) -> Piece:
        """Write a figure that somebody without a name gave."""
        actor = Actor(self.rng.choice(("an official", "a security source", "a doctor", "a local official")), "unnamed")
        said = Said(actor, named="anonymous")
        told = self.told(one, None, said)
        source = marked_as(marked(actor.name, "mention", actor), "source", said)
        slots = self.slots(clause=self.clause(told, "finite"), source=source) | {"[cue]": said, "[content]": said}
        return sentence(choose(table("genres")["frames"]["anonymous"], slots, self.rng))

    def relayed(self, one: Announcement, outlet: Actor) -> Piece:
        """Write what another outlet reported, with the body that it quoted, or without."""
        relay = Said(outlet)
        words = marked_as(Piece("the ") + marked(outlet.name, "mention", outlet), "source", relay)
        if self.chance(self.habits.drops):
            told = self.told(one, None, relay)
            slots = self.slots(clause=self.clause(told, "finite"), relay=words) | {"[cue]": relay, "[content]": relay}
            return sentence(choose(table("genres")["frames"]["agency"], slots, self.rng))
        return self.statement([one], "relayed", parent=relay, slots={"relay": words, "[outer]": relay})

    # --- what stands around them ---

    def colour(self, kind: str = "colour") -> Piece:
        """Write a sentence without a figure."""
        options = self.kind["colour"] if kind == "colour" else table("genres")["colour"][kind]
        words, actor = person_of(self.incident.country, self.rng)
        said = Said(actor)
        fresh = [one for one in options if one not in self.notes.introduced] or options
        options = [self.rng.choice(fresh)]
        self.notes.introduced.add(options[0])
        soon = day_of(self.published + timedelta(days=2), self.published + timedelta(days=2), self.rng)
        slots = self.slots(person=words, soon=_without(soon, "on "))
        slots |= {"[witness]": said, "[cue]": said, "[content]": said, "[mine]": Said(None, named="author")}
        return sentence(choose(options, slots, self.rng))

    def past(self, other: Incident) -> Piece:
        """Recall another incident with its last toll, as one outlet remembers it."""
        last = [one for one in other.announcements if one.day is None and one.facet is other.facets[0]][-1]
        told = Told(other, last, show(last.value, "exact", self.rng), who=last.facet.who[0], retrospect=True)
        noun = table("clauses")["kind"][other.kind]["nouns"][0]
        words = table("clauses")["outcome"][told.outcome]["past"]
        figure = {"n": marked(told.shown.words, "figure", told), "who": told.who, "[trigger]": told}
        slots = self.slots(
            past_event=noun,
            past_city=marked(other.city.name, "place", other.city),
            past_when=month_of(other.start, self.published),
            past_toll=choose(words, figure, self.rng),
            division=other.city.division,
        )
        piece = choose(table("genres")["colour"]["retrospect"], slots, self.rng)
        return sentence(Piece(piece.text, (*piece.marks, Mark("clause", told, 0, len(piece.text)))))

    def headline(self, one: Announcement) -> Piece:
        """Write a headline with the figure, and nobody's name to it."""
        clause = self.clause(self.told(one, None, None), "headline")
        return sentence(clause.capital())


def marked_as(piece: Piece, role: str, what: Any) -> Piece:
    """Mark all of a piece; a comma at its end stays outside."""
    return Piece(piece.text, (Mark(role, what, 0, len(piece.text.rstrip(","))), *piece.marks))


def sentence(piece: Piece) -> Piece:
    """Tidy a sentence up and mark it as one, so that times and places in it are known to be its figures'."""
    piece = tidy(piece)
    return Piece(piece.text, (Mark("sentence", None, 0, len(piece.text)), *piece.marks))


def paragraph(*pieces: Piece | None) -> Paragraph:
    """Put sentences into one paragraph."""
    there = [one for one in pieces if one is not None]
    whole = there[0]
    for one in there[1:]:
        whole = whole + " " + one
    return Paragraph(whole)


def _without(piece: Piece, words: str) -> Piece:
    """Take a preposition off the beginning of a piece."""
    if not piece.text.startswith(words):
        return piece
    shift = len(words)
    return Piece(piece.text[shift:], tuple(one.moved(-shift) for one in piece.marks))


def _bare(piece: Piece) -> Piece:
    return _without(_without(piece, "in "), "near ")
