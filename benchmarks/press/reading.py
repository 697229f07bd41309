"""Turn a draft into the reading that a careful analyst would write of it: valid, and with every span in its place."""

import hashlib
from collections.abc import Iterator
from typing import Any

from reportedly.model import (
    Article,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Content,
    Credit,
    Cue,
    Entity,
    Event,
    Furniture,
    Origin,
    Place,
    Quantity,
    Reader,
    Reading,
    Report,
    Sentence,
    Source,
    Span,
    Timex,
)

from .grammar import Mark
from .told import Draft, Happening, Said, Told, When
from .world import Actor, City, Country, Incident

READER = Reader("0.0.0", "synthetic press")
UNITS = {
    "people": "person",
    "civilians": "civilian",
    "men": "man",
    "families": "family",
    "children": "child",
    "women": "woman",
    "schoolgirls": "schoolgirl",
    "diggers": "digger",
}
EVENTS: dict[str, tuple[str | None, str | None]] = {
    "killed": (None, None),
    "injured": (None, None),
    "missing": (None, None),
    "destroyed": (None, None),
    "displaced": ("DISPLACE", "displaced"),
    "arrested": ("COERCE", "arrest"),
    "abducted": ("ASSAULT", "abduct"),
    "surrendered": ("RETREAT", "disarm"),
}
PRECISION = {"place": "exact", "near": "near", "division": "region", "country": "country"}


class Maker:
    """Make one reading: marks are sorted by what they stand for, and each becomes what the contract calls it."""

    def __init__(self, draft: Draft, incident: Incident) -> None:
        title, text, in_title, in_text = draft.laid_out()
        self.draft, self.incident, self.title, self.text = draft, incident, title, text
        shift = len(title) + 2 if title is not None else 0
        self.article = Article(
            id=draft.id, text=text, sha256=_hash(text), title=title or draft.title.text, title_apart=title is not None
        )
        moved = [one.moved(shift) for one in in_text]
        self.head = (0, len(title)) if title is not None else (0, len(draft.title.text))
        self.marks = sorted([*in_title, *moved], key=lambda one: (one.start, -one.end))
        self.sentences = [one for one in self.marks if one.role == "sentence"]
        self.entities: dict[Actor, str] = {}
        self.mentions: dict[str, list[Mark]] = {}
        self.attributions: dict[Said, str] = {}
        self.places: dict[int, Place] = {}
        self.timexes: dict[int, Timex] = {}
        self.quantities: dict[Told, str] = {}

    def span(self, mark: Mark) -> Span:
        """Give the span of a mark."""
        return self.article.span(mark.start, mark.end)

    def of(self, *roles: str) -> list[Mark]:
        """Give the marks of some roles, in order."""
        return [one for one in self.marks if one.role in roles]

    def sentence_of(self, mark: Mark) -> Mark | None:
        """Give the sentence that a mark stands in."""
        return next((one for one in self.sentences if one.start <= mark.start and mark.end <= one.end), None)

    def entity(self, actor: Actor) -> str:
        """Give an actor's id, and make the entity known, with those it belongs to."""
        if actor not in self.entities:
            self.entities[actor] = f"e{len(self.entities) + 1}"
        return self.entities[actor]

    def reading(self) -> Reading:
        """Make the reading."""
        self._meet()
        self._ground()
        attributions = tuple(self._attributions())
        quantities = tuple(self._quantities())
        claims = tuple(self._claims())
        return Reading(
            reader=READER,
            report=self._report(),
            furniture=tuple(self._furniture()),
            sentences=tuple(self._sentences()),
            entities=tuple(self._entities()),
            attributions=attributions,
            quantities=quantities,
            timexes=tuple(self.timexes.values()),
            places=tuple(self.places.values()),
            claims=claims,
        )

    def _report(self) -> Report:
        draft = self.draft
        return Report(
            id=draft.id,
            url=draft.url,
            title=self.article.title,
            publisher=draft.publisher,
            author=None,
            credits=tuple(self._credits()),
            published=draft.published.isoformat(),
            published_basis="given",
            retrieved=None,
            language="en",
            sha256=self.article.sha256,
            text=self.text,
        )

    def _credits(self) -> Iterator[Credit]:
        kinds: dict[str, Any] = {"dateline": "dateline", "agency": "agency", "credit": "byline"}
        for one in self.of("dateline", "agency", "credit"):
            yield Credit(kinds[one.role], one.what, (self.span(one),))

    def _furniture(self) -> Iterator[Furniture]:
        for one in self.of("credit"):
            yield Furniture("byline", (self.span(one),))

    def _sentences(self) -> Iterator[Sentence]:
        said = [(one.start, one.end) for one in self.of("content")]
        for one in self.sentences:
            span = self.span(one)
            headline = self.head[0] <= one.start < self.head[1]
            attributed = any(start < one.end and one.start < end for start, end in said)
            voice: Any = "headline" if headline else "attributed" if attributed else "author"
            yield Sentence(span.start, span.end, voice, "event", span.in_)

    # --- who ---

    def _meet(self) -> None:
        """Make everybody known who is mentioned: speakers, places' countries and cities."""
        for one in self.of("mention", "witness"):
            if isinstance(one.what, Actor):
                self.mentions.setdefault(self.entity(one.what), []).append(one)
                for whole in _wholes(one.what):
                    self.entity(whole)
        for one in self.of("country"):
            country = Actor(one.what.name.removeprefix("the "), "place")
            self.mentions.setdefault(self.entity(country), []).append(one)

    def _entities(self) -> Iterator[Entity]:
        """Yield the entities; one that stands nowhere in the text is none, and nobody belongs to it."""
        for actor, key in self.entities.items():
            kind: Any = actor.kind
            there = [self.entities[one] for one in (actor.of,) if one and self.entities[one] in self.mentions]
            if key in self.mentions:
                spans = tuple(dict.fromkeys(self.span(one) for one in self.mentions[key]))
                yield Entity(key, actor.name, kind, spans, tuple(there))

    # --- when and where ---

    def _ground(self) -> None:
        for number, one in enumerate(self.of("time", "as_of"), 1):
            when: When = one.what
            rule = "told by its day" if when.anchored else "told in full"
            anchor = "published" if when.anchored else "explicit"
            kind: Any = when.kind
            self.timexes[one.start] = Timex(
                f"t{number}", (self.span(one),), kind, when.value, when.start, when.end, anchor, rule
            )
        for number, one in enumerate(self.of(*PRECISION), 1):
            self.places[one.start] = self._place(f"p{number}", one)

    def _place(self, key: str, one: Mark) -> Place:
        precision: Any = PRECISION[one.role]
        span = (self.span(one),)
        if isinstance(one.what, Country):
            return Place(
                key, span, one.what.name.removeprefix("the "), None, *_centre(one.what), one.what.code, None, "country"
            )
        city: City = one.what
        if one.role == "division":
            return Place(
                key, span, city.division, None, city.latitude, city.longitude, city.country, city.division, "region"
            )
        modifier = "near" if precision == "near" else None
        return Place(
            key,
            span,
            city.name,
            city.geonames_id,
            city.latitude,
            city.longitude,
            city.country,
            city.division,
            precision,
            modifier,
        )

    # --- what is said ---

    def _attributions(self) -> Iterator[Attribution]:
        """Yield an attribution for each that has words for what is said in it; a relay comes before whom it relays."""
        marks: dict[Said, dict[str, list[Mark]]] = {}
        for one in self.of("source", "witness", "mine", "cue", "outer", "content"):
            if isinstance(one.what, Said):
                role = {"witness": "source", "mine": "source", "outer": "cue"}.get(one.role, one.role)
                marks.setdefault(one.what, {}).setdefault(role, []).append(one)
        for said in list(marks):
            if said.parent is not None:
                marks[said.parent].setdefault("content", []).extend(marks[said].get("content", ()))
        there = sorted(
            (said for said in marks if marks[said].get("content")),
            key=lambda said: (said.parent is not None, _start(marks[said])),
        )
        for number, said in enumerate(there, 1):
            self.attributions[said] = f"a{number}"
            yield self._attribution(f"a{number}", said, marks[said])

    def _attribution(self, key: str, said: Said, marks: dict[str, list[Mark]]) -> Attribution:
        actor = said.by
        if actor is not None and self.entity(actor) not in self.mentions:
            self.mentions[self.entity(actor)] = list(marks.get("source", marks["content"]))
        entities = (self.entity(actor),) if actor else ()
        name = actor.name if actor and said.named == "named" else None
        named: Any = said.named
        quoted = any("“" in self.span(one).text for one in marks["content"])
        kind: Any = "direct" if quoted else "indirect"
        cues = tuple(self.span(one) for one in marks.get("cue", ()))
        return Attribution(
            id=key,
            kind=kind,
            source=Source(tuple(self.span(one) for one in marks.get("source", ())), entities, name, named),
            cue=Cue(cues, cues[0].text.lower() if cues else None),
            content=Content(tuple(self.span(one) for one in marks["content"])),
            parent=self.attributions.get(said.parent) if said.parent else None,
        )

    # --- how many, and what of it ---

    def _quantities(self) -> Iterator[Quantity]:
        figures = self.of("figure")
        for number, one in enumerate(figures, 1):
            self.quantities.setdefault(one.what, f"q{number}")
        for one in figures:
            told: Told = one.what
            shown = told.shown
            bound: Any = shown.bound
            role: Any = told.role
            yield Quantity(
                id=self.quantities[told],
                spans=(self.span(one),),
                value=shown.value,
                low=shown.low,
                high=shown.high,
                bound=bound,
                unit=UNITS.get(told.who, told.who.removesuffix("s")),
                role=role,
                part_of=self.quantities.get(told.part_of) if told.part_of else None,
                supersedes=self.quantities.get(told.corrects) if told.corrects else None,
                rule="as made",
            )

    def _claims(self) -> Iterator[Claim]:
        """Yield a claim for each figure that is no part of another, and for each happening told."""
        triggers = {one.what: one for one in self.of("trigger")}
        clauses = {one.what: one for one in self.of("clause")}
        stated = {one.what.announcement: one.what for one in self.of("figure") if one.what.said and one.what.apparent}
        number = 0
        for mark in self.marks:
            figure = mark.role == "figure" and mark.what.part_of is None
            if figure or (mark.role == "trigger" and isinstance(mark.what, Happening)):
                number += 1
                what = mark.what
                shared = next((one for one in clauses if figure and one.corrects is what), what)
                trigger = triggers.get(shared, mark)
                clause = clauses.get(shared) or self._around(mark)
                yield self._claim(f"c{number}", mark, trigger, clause, stated)

    def _around(self, mark: Mark) -> Mark:
        """Give the content that a mark stands in, else its sentence."""
        within = [one for one in self.of("content") if one.start <= mark.start and mark.end <= one.end]
        return within[0] if within else self.sentence_of(mark) or mark

    def _claim(self, key: str, mark: Mark, trigger: Mark, clause: Mark, stated: dict[Any, Told]) -> Claim:
        what = mark.what
        headline = self.head[0] <= mark.start < self.head[1]
        said: Said | None = what.said if what.said in self.attributions else None
        chain = tuple(self.entity(one.by) for one in _chain(said) if one.by)
        voice: Any = "attributed" if said and chain else "headline" if headline else "author"
        toll = isinstance(what, Told)
        happened = what.incident.event
        type_, mode = EVENTS[what.outcome] if toll else (happened["type"] or None, happened["mode"] or None)
        if toll and what.outcome in {"killed", "injured"} and happened["type"] == "ASSAULT":
            type_, mode = happened["type"], happened["mode"] or None
        outcome: Any = what.outcome if toll else None
        factuality: Any = what.factuality if toll else "CT+"
        return Claim(
            id=key,
            attribution=self.attributions[said] if said else None,
            voice=voice,
            chain=chain,
            origin=self._origin(what, said, stated),
            spans=(self.span(clause),),
            event=Event(type_, mode, outcome, self.span(trigger)),
            quantities=tuple(self.quantities[one] for one in self.quantities if one is what or one.part_of is what)
            if toll
            else (),
            times=tuple(self._times(what, mark)),
            places=tuple(self._at(what, mark)),
            factuality=factuality,
        )

    def _origin(self, what: Any, said: Said | None, stated: dict[Any, Told]) -> Origin:
        if said and said.by:
            return Origin(self.entity(said.by), said.by.name, "stated")
        other = stated.get(what.announcement) if isinstance(what, Told) else None
        if other and other.said and other.said.by and other.said in self.attributions:
            return Origin(self.entity(other.said.by), other.said.by.name, "inferred_in_report")
        return Origin(None, None, "none")

    def _times(self, what: Any, mark: Mark) -> Iterator[ClaimTime]:
        """Lead to the times told in the same sentence: when it happened, and as of when it was counted."""
        around = self.sentence_of(mark)
        for one in self.of("time", "as_of"):
            if around and around.start <= one.start < around.end and not (isinstance(what, Told) and what.outdated):
                yield ClaimTime(self.timexes[one.start].id, "event" if one.role == "time" else "as_of")

    def _at(self, what: Any, mark: Mark) -> Iterator[ClaimPlace]:
        """Lead to the place told in the same sentence, else to the first one told for the incident, as the scene."""
        around, retrospect = self.sentence_of(mark), isinstance(what, Told) and what.retrospect
        all_ = [one for one in self.of("place", "near", "division") if (one.what is what.incident.city)]
        here = [one for one in all_ if around and around.start <= one.start < around.end]
        for one in (here or ([] if retrospect else all_))[:1]:
            yield ClaimPlace(self.places[one.start].id)


def _wholes(actor: Actor) -> Iterator[Actor]:
    whole = actor.of
    while whole is not None:
        yield whole
        whole = whole.of


def _chain(said: Said | None) -> list[Said]:
    """Give the attributions from the outermost relay to the innermost source."""
    found: list[Said] = []
    while said is not None:
        found.insert(0, said)
        said = said.parent
    return found


def _start(marks: dict[str, list[Mark]]) -> int:
    return min(one.start for several in marks.values() for one in several)


def _centre(country: Country) -> tuple[float, float]:
    """Give the middle of the cities we know there."""
    many = len(country.cities)
    return sum(one.latitude for one in country.cities) / many, sum(one.longitude for one in country.cities) / many


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def reading_of(draft: Draft, incident: Incident) -> Reading:
    """Make a draft's reading."""
    return Maker(draft, incident).reading()


def document_of(draft: Draft) -> dict[str, str]:
    """Give a draft as a line for `reportedly add --input jsonl`."""
    title, text, _, _ = draft.laid_out()
    document = {
        "id": draft.id,
        "url": draft.url,
        "published": draft.published.isoformat(),
        "publisher": draft.publisher,
        "text": text,
    }
    return document | ({"title": title} if title is not None else {})
