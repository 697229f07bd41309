"""Which outlet reports what, when: agencies first, then all those who copy, cut, retell, comment and look back."""

import heapq
import random
import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from . import genres
from .grammar import Piece, marked
from .stories import Habits, Writer
from .told import Draft, Paragraph
from .world import Actor, Incident, incidents, table

REMEMBERED = 60
"""Incidents that a writer may look back at."""
TYPICAL = 20
"""Reports of an incident, as its median; a few get ten times as many."""
UNCREDITED = 0.25
"""Share of copies that don't say whose they are."""
SIGNED = 0.5
"""Share of wire stories with a byline or a credit line."""

LASTING = {"flood", "earthquake", "cholera", "offensive"}
"""What lasts long enough for a coordinator."""
WAYS = {"copy": 30, "cut": 17, "relay": 22, "own": 13, "brief": 11, "column": 4, "retrospect": 3}
"""What papers make of an agency's story, and how often."""
COORDINATOR = "Relief Coordination Desk"
FEW = 8
"""Reports up to which an incident is a small one, with no coordinator and no live blog."""


@cache
def habits_of(outlet: str) -> Habits:
    """Give an outlet its ways, the same in every world."""
    rng = random.Random(f"habits {outlet}")
    return Habits(
        rounds=rng.choice((0, 0, 0.05, 0.15, 0.35)),
        vague=rng.choice((0, 0, 0, 0.05, 0.12)),
        drops=rng.choice((0, 0.1, 0.2, 0.4)),
        mistakes=rng.choice((0, 0, 0.03, 0.1)),
        floor=rng.uniform(0, 0.5),
    )


AGENCY = Habits(drops=0.04)
"""Agencies are careful."""


@dataclass(slots=True)
class Desk:
    """Plan and write all reports about one incident."""

    seed: int
    incident: Incident
    past: tuple[Incident, ...]
    rng: random.Random = field(init=False)
    count: int = 0

    def __post_init__(self) -> None:
        """Take the incident's own dice."""
        self.rng = random.Random(f"{self.seed} desk {self.incident.number}")

    def drafts(self, number: int | None = None) -> list[Draft]:
        """Write everything that will be reported about the incident, in no order: as many reports as chance has it."""
        rng = self.rng
        wanted = number or max(3, min(240, round(TYPICAL * rng.lognormvariate(-0.15, 0.7))))
        agencies = rng.sample(table("world")["agency"], min(1 + wanted // 15, 3))
        stories = [draft for one in agencies for draft in self._wires(one, wanted)]
        stories += self._bodies_own(wanted)
        if self.incident.kind in LASTING and wanted > FEW:
            stories += self._sitreps()
        if wanted > FEW * 2:
            stories.append(self._blog())
        while len(stories) < wanted:
            stories.append(self._follow(rng.choice([one for one in stories if one.agency] or stories)))
        return stories

    def _wires(self, agency: dict[str, str], wanted: int) -> list[Draft]:
        """Let an agency write a first story and, for larger events, later leads with newer tolls."""
        rng, said = self.rng, [one for one in self.incident.announcements if one.day is None]
        leads = rng.randint(1, max(1, min(4, wanted // 8)))
        drafts: list[Draft] = []
        bodies = rng.sample(self.incident.bodies, rng.randint(1, len(self.incident.bodies)))
        for number in range(leads):
            after = said[min(len(said) - 1, number * len(said) // leads + rng.randint(0, 1))]
            at = after.at + timedelta(hours=rng.uniform(0.2, 2.5))
            known = [one for one in self.incident.known(at).values() if one.body in bodies] or [after]
            writer = self._writer(at, AGENCY)
            title, paragraphs = genres.wire(writer, known, self._look_back(0.2), agency["tag"])
            drafts.append(
                self._draft("wire", agency["name"], at, title, self._signed(paragraphs), agency=agency["tag"])
            )
        return drafts

    def _bodies_own(self, wanted: int) -> list[Draft]:
        """Let bodies publish statements of their own."""
        drafts = []
        for body in self.incident.bodies:
            own = [one for one in self.incident.announcements if one.body is body and one.day is None]
            if own and self.rng.random() < 0.2 + wanted / 200:
                at = own[-1].at + timedelta(minutes=self.rng.randint(1, 50))
                known = list({one.facet.outcome: one for one in own}.values())
                content = genres.statement(self._writer(at, Habits(floor=0)), known, body)
                drafts.append(self._draft("statement", _title_case(body.names[0]), at, *content))
        return drafts

    def _sitreps(self) -> list[Draft]:
        """Let a coordinator list, every few days, what is known."""
        drafts = []
        for number in range(1, self.rng.randint(2, 4)):
            at = self.incident.start + timedelta(days=2.5 * number, hours=self.rng.uniform(0, 9))
            known = list(self.incident.known(at).values())
            if known:
                content = genres.sitrep(self._writer(at, Habits(floor=0)), known, COORDINATOR, number)
                drafts.append(self._draft("sitrep", COORDINATOR, at, *content))
        return drafts

    def _blog(self) -> Draft:
        """Let a paper follow it live, on some day."""
        tolls = [one for one in self.incident.announcements if one.day is None]
        last, paper = self.rng.choice(tolls).at, self._paper()
        at = last + timedelta(hours=1)
        content = genres.blog(self._writer(at, habits_of(paper)), [one for one in tolls if one.at <= last])
        return self._draft("blog", paper, at, *content)

    def _follow(self, source: Draft) -> Draft:
        """Let a paper make something of an agency's story, or go and see for itself."""
        way = self.rng.choices(tuple(WAYS), tuple(WAYS.values()))[0]
        if way in {"copy", "cut"} and source.agency:
            return self._copy(source, cut=way == "cut")
        paper = self._paper()
        delay = {"column": (20, 90), "retrospect": (24 * 20, 24 * 150)}.get(way, (0.3, 30))
        at = source.published + timedelta(hours=self.rng.uniform(*delay))
        return self._written(way, paper, source, at)

    def _written(self, way: str, paper: str, source: Draft, at: datetime) -> Draft:
        """Write a paper's own words: with what the agency knew then, or what bodies say by now."""
        fresh = way in {"own", "retrospect"}
        known = list(self.incident.known(at if fresh else source.published).values())
        known = known or [self.incident.announcements[0]]
        writer = self._writer(at, habits_of(paper))
        back = self._look_back(0.3 if way in {"column", "retrospect"} else 0.1)
        if way == "own":
            content = genres.wire(writer, known, back, None)
        elif way in {"column", "retrospect"}:
            content = genres.column(writer, known, back)
        elif way == "brief":
            content = genres.brief(writer, known)
        else:
            content = genres.relay(writer, known, Actor(source.publisher, "outlet"), back)
        return self._draft(way, paper, at, *content)

    def _copy(self, source: Draft, *, cut: bool) -> Draft:
        """Print an agency's story: whole or its beginning, under its own headline or another, credited or not."""
        rng, paper = self.rng, self._paper()
        at = source.published + timedelta(hours=rng.expovariate(0.2) + 0.1)
        paragraphs = source.paragraphs
        if cut:
            paragraphs = paragraphs[: rng.randint(2, max(2, len(paragraphs) - 2))]
        agency = source.agency
        if rng.random() < UNCREDITED:
            agency = None
            paragraphs = tuple(_without_tag(one) for one in paragraphs if not one.furniture)
        title = source.title
        if rng.random() < 0.35:  # a third write their own headline
            known = [
                one for one in self.incident.known(source.published).values() if one.facet is self.incident.facets[0]
            ]
            if known:
                title = self._writer(at, habits_of(paper)).headline(known[0])
        return self._draft("cut" if cut else "copy", paper, at, title, paragraphs, agency=agency, copies=source.id)

    def _writer(self, at: datetime, habits: Habits) -> Writer:
        return Writer(self.incident, at, random.Random(self.rng.random()), habits)

    def _look_back(self, chance: float) -> Incident | None:
        """Now and then, think of something alike that happened in the same country before."""
        alike = [
            one
            for one in self.past
            if one.country.code == self.incident.country.code and one.start < self.incident.start - timedelta(days=20)
        ]
        return self.rng.choice(alike) if alike and self.rng.random() < chance else None

    def _paper(self) -> str:
        papers: dict[str, list[str]] = table("world")["papers"]
        country, city = self.incident.country, self.incident.city
        form = self.rng.choice(papers["world"] + papers["local"] * 2)
        return form.format(
            country=country.name.removeprefix("the "), demonym=country.demonym, division=city.division, city=city.name
        )

    def _signed(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        """Put a byline before or a credit line behind a wire story, as furniture."""
        if self.rng.random() > SIGNED:
            return paragraphs
        words: dict[str, list[str]] = table("genres")["genre"]["wire"]
        person = self.incident.country.person
        names = {"reporter": person(self.rng), "editor": person(self.rng)}
        line = self.rng.choice(words["credit"]).format(**names)
        return (*paragraphs, Paragraph(marked(line, "credit", names["reporter"]), furniture="byline"))

    def _draft(
        self, genre: str, publisher: str, at: datetime, title: Piece, paragraphs: tuple[Paragraph, ...], **more: Any
    ) -> Draft:
        self.count += 1
        slug = _slug(publisher)
        key = f"{self.seed}-{self.incident.number}-{self.count}"
        url = f"https://{slug}.example/{at:%Y/%m/%d}/{key}"
        apart = self.rng.random() < 0.8  # one in five has its headline as the text's first line
        return Draft(
            key,
            genre,
            publisher,
            url,
            at.replace(microsecond=0),
            self.incident.number,
            title,
            paragraphs,
            apart,
            **more,
        )


def _without_tag(one: Paragraph) -> Paragraph:
    """Take the dateline and the agency's tag off a paragraph."""
    ends = [mark.end for mark in one.piece.marks if mark.role in {"dateline", "agency"}]
    if not ends:
        return one
    start = next((mark.start for mark in one.piece.marks if mark.role == "sentence"), 0)
    kept = (mark.moved(-start) for mark in one.piece.marks if mark.start >= start)
    return Paragraph(Piece(one.piece.text[start:], tuple(kept)))


@cache
def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _title_case(name: str) -> str:
    """Write a body's name as its own letterhead does."""
    return " ".join(word[:1].upper() + word[1:] for word in name.removeprefix("the ").split())


def reports(seed: int) -> Iterator[tuple[Draft, Incident]]:
    """Yield reports in the order in which they are published, without end; what is held doesn't grow with them."""
    waiting: list[tuple[datetime, str, Draft, Incident]] = []
    past: deque[Incident] = deque(maxlen=REMEMBERED)
    for incident in incidents(seed):
        while waiting and waiting[0][0] < incident.start:
            _, _, draft, about = heapq.heappop(waiting)
            yield draft, about
        for draft in Desk(seed, incident, tuple(past)).drafts():
            heapq.heappush(waiting, (draft.published, draft.id, draft, incident))
        past.append(incident)
