"""Make claims of what the sentences tell: whose they are, how sure, with participants, figures, times and places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportedly.model import (
    Article,
    Attribution,
    Cast,
    Claim,
    ClaimPlace,
    ClaimTime,
    Commitments,
    Entity,
    Event,
    Offsets,
    Origin,
    Parsed,
    Place,
    Quantity,
    SentenceBounds,
    Timex,
)
from reportedly.model.vocabulary import Act, Factuality

from .acts import act_of, finite
from .circumstance import Anchored, anchor, is_of_force, nearest, of_event, place_of, scenes, time_of
from .counted import Figure
from .drafts import Draft, draft, recalls
from .events import word_of
from .extents import extent
from .grids import Values, grids, told_by
from .kinds import is_of_disaster, kind_of
from .mishaps import is_deadly
from .participants import towards
from .plain import counted, plain, told_about
from .saying import Sayings, issuer_of, origin_of, voice_of, weakest
from .shares import own_share
from .standing import is_carried, is_nobody, is_presupposed
from .subclauses import subclauses
from .tables import Frame, event_table, words
from .tellers import before_cue, teller, whose
from .wording import rule_of

FORWARD: frozenset[tuple[Act, ...]] = frozenset({("warn",), ("predict",)})
"""What somebody does who speaks of what is to come."""
WEAKENED = frozenset({"PR+", "PS+"})
ASIDES = frozenset({"relcl", "advcl", "appos", "parataxis"})
"""Dependencies of clauses that tell of something beside what their sentence is about."""


@dataclass(frozen=True)
class Report:
    """Hold what claims are made of: the report's grammar, its people, and its values."""

    article: Article
    parsed: Parsed
    commitments: Commitments
    cast: Cast
    sayings: Sayings
    quantities: tuple[Quantity, ...]
    timexes: tuple[Timex, ...]
    places: tuple[Place, ...]

    @cached_property
    def phrases(self) -> dict[int, Offsets]:
        """The stretch of each base noun phrase, by its head."""
        return {one.root: (one.start, one.end) for one in self.parsed.noun_phrases}

    @cached_property
    def is_of_disaster(self) -> bool:
        """Whether the report tells of a mishap or disaster, and nowhere of force."""
        return is_of_disaster(self.parsed)

    @cached_property
    def is_deadly(self) -> bool:
        """Whether the report tells of force, an accident or a disaster."""
        return is_deadly(self.parsed)

    def by_sentence(self, found: Iterable[Quantity | Timex | Place]) -> dict[int, list[Quantity | Timex | Place]]:
        """Sort values into sentences by where their first span begins; keys are the sentences' first tokens."""
        sorted_: dict[int, list[Quantity | Timex | Place]] = {}
        for one in found:
            sentence = self.parsed.sentence_at(self.article.offsets(one.spans[0])[0]) if one.spans else None
            if sentence is not None:
                sorted_.setdefault(sentence.first, []).append(one)
        return sorted_

    def entity(self, head: int) -> Entity | None:
        """Give the entity that a noun's phrase mentions."""
        token = self.parsed.tokens[head]
        return self.cast.at(*self.phrases.get(head, (token.start, token.end)))


def make(report: Report) -> tuple[list[Claim], dict[str, int], dict[str, Quantity]]:
    """Make the claims of the report in the order of the text; the main token of each, by id; the quantities revised."""
    quantities, timexes, places = (
        report.by_sentence(one) for one in (report.quantities, report.timexes, report.places)
    )
    made: list[tuple[Claim, int]] = []
    revised: dict[str, Quantity] = {}
    known: list[tuple[int, Frame]] = []
    tables = grids(report.article, report.parsed)
    for grid in tables:
        values = Values(report.quantities, report.timexes, report.places)
        found, units = told_by(report.article, report.parsed, grid, values, disaster=report.is_of_disaster)
        made, revised = [*made, *found], revised | units
    for sentence in report.parsed.sentences:
        tabled = any(one.covers(sentence.start, sentence.end) for one in tables)
        if tabled or report.article.is_furniture(sentence.start, sentence.end):
            continue
        at = sentence.first
        counts = [one for one in quantities.get(at, ()) if isinstance(one, Quantity)]
        when = [one for one in timexes.get(at, ()) if isinstance(one, Timex)]
        where = [one for one in places.get(at, ()) if isinstance(one, Place)]
        drafts = draft(report.article, report.parsed, sentence, counts, known)
        known += [
            (at, one.trigger.frame) for one in drafts if one.trigger and one.figures and one.trigger.frame.outcome
        ]
        drafts += plain(report.parsed, report.sayings, sentence, drafts)
        drafts = counted(report.article, report.parsed, sentence, drafts, counts)
        drafts = told_about(report.parsed, report.sayings, drafts)
        told = [
            (claim, one)
            for one in drafts
            if not _only_named(report.parsed, one, (claim := _claim(report, one, when, where)).factuality)
        ]
        told += [
            (claim, one)
            for one, held in _apart(report, sentence, told, besides=[one.main for one in drafts])
            if (claim := _claim(report, one, when, where)).factuality != held
        ]
        for claim, one in told:
            revised |= _counted(report, one)
            made.append((claim, one.main))
    made.sort(key=lambda one: report.article.offsets(one[0].event.trigger))
    claims = [replace(one, id=f"c{n}") for n, (one, _) in enumerate(made, 1)]
    return claims, {one.id: main for one, (_, main) in zip(claims, made, strict=True)}, revised


def _apart(
    report: Report, sentence: SentenceBounds, told: Sequence[tuple[Claim, Draft]], *, besides: Iterable[int]
) -> list[tuple[Draft, Factuality]]:
    """Draft what the sentence speaks of with another certainty than the claims it stands in have, which comes along."""
    stretches = [[report.article.offsets(span) for span in claim.spans] for claim, _ in told]
    cues = report.sayings.cues_between(sentence.start, sentence.end)
    found = subclauses(report.parsed, report.commitments, sentence, told, stretches=stretches, cues=cues)
    return [(one, held) for one, held in found if one.main not in set(besides)]


def _only_named(parsed: Parsed, draft_: Draft, factuality: Factuality) -> bool:
    """Say whether words only name what somebody demands or asks of: nobody commits to "called for his arrest"."""
    trigger = draft_.trigger
    if trigger is None or draft_.figures or factuality != "Uu":
        return False
    if any(_is_asked_for(parsed, head) for head in draft_.patients):
        return True
    if trigger.kind != "noun":
        return False
    return not is_carried(parsed, parsed.tokens[draft_.main])


def _is_asked_for(parsed: Parsed, head: int) -> bool:
    """Say whether the number of those it befalls is what somebody asks: "how many guards were killed"."""
    many = (one for one in parsed.children(head) if one.lemma.lower() in ("many", "much"))
    return any(child.lemma.lower() == "how" for one in many for child in parsed.children(one.i))


def _claim(report: Report, draft_: Draft, when: Sequence[Timex], where: Sequence[Place]) -> Claim:
    """Make one claim of a draft."""
    article, parsed = report.article, report.parsed
    main = parsed.tokens[draft_.main]
    attribution = whose(report.sayings, main, *(parsed.tokens[one.first] for one in draft_.figures[:1]))
    event = _event(report, draft_)
    spans, inside = extent(report.article, report.parsed, report.sayings, draft_, attribution=attribution)
    times, places = _circumstances(report, draft_, when, where, inside)
    quantities = tuple(dict.fromkeys(one.quantity.id for one in draft_.figures))
    origin, chain = origin_of(attribution, report.cast), report.sayings.chain(attribution)
    if chain and origin.entity and origin.entity not in chain and issuer_of(attribution, report.cast):
        chain = (*chain[:-1], origin.entity)  # "the statement said" is its issuer's
    if origin.basis == "none" and draft_.figures:
        origin, chain = _told(report, draft_, attribution) or (origin, chain)
    voice = voice_of(article, main.start, attribution)
    if chain and voice == "author":
        voice = "attributed"  # an empty chain is the author's: who gives a figure speaks, attribution or not
    said = _committed(report, draft_)
    act = act_of(parsed, report.commitments, draft_.main, attribution, opinion=report.sayings.in_first_person)
    factuality = weakest([said, *([_relayed(report, draft_, attribution)] if attribution else [])])
    if draft_.trigger is not None and recalls(parsed, draft_.trigger.first, draft_.trigger.last):
        factuality = said  # an event spoken of as known stands, whatever is made of it: "theories about the lull"
    return Claim(
        id="",
        attribution=attribution.id if attribution else None,
        voice=voice,
        chain=chain,
        origin=origin,
        spans=spans,
        event=event,
        actors=_entities(report, (one for one in draft_.agents if not _is_scene(report, one))),
        recipients=_recipients(report, draft_),
        quantities=quantities,
        times=times,
        places=places,
        act=act,
        factuality="Uu" if act in ("demand", "ask") else factuality,
        confidence=round(draft_.confidence * (attribution.confidence if attribution else 1.0), 3),
        rule=rule_of(parsed, draft_),
    )


def _committed(report: Report, draft_: Draft) -> Factuality:
    """Say how far the words commit to the event, where "no" or a light verb denies it apart from its own word."""
    reached_by = next((one.reached_by for one in draft_.figures), None)
    parsed, said = report.parsed, report.commitments.at(reached_by or draft_.main).factuality
    if reached_by is not None:
        return said
    token = parsed.tokens[draft_.main]
    if draft_.trigger is None or (said.endswith("-") and not is_presupposed(parsed, token)):
        return said
    if said.endswith("-"):
        return "CT+"
    if is_carried(parsed, token) and (said == "Uu" or is_nobody(parsed, token.i)):
        carrier = report.commitments.at(token.head).factuality
        return carrier if carrier.endswith("-") else said
    nobody = [i for i in draft_.patients if is_nobody(parsed, i)]
    denied: dict[Factuality, Factuality] = {"CT+": "CT-", "PR+": "PR-", "PS+": "PS-"}
    return denied.get(said, said) if nobody and len(nobody) == len(draft_.patients) else said


def _relayed(report: Report, draft_: Draft, attribution: Attribution) -> Factuality:
    """Give how far a source commits to one clause: what is open or denied is the content's own head, and no aside."""
    if _is_aside(report, draft_, attribution):
        return "CT+"
    begins = min((report.article.offsets(span)[0] for span in attribution.content.spans), default=0)
    elsewhere = begins < draft_.sentence.start and "deny" not in attribution.acts
    if elsewhere and attribution.kind == "direct":
        return "CT+"  # an attribution is weighed by its first clause: "It is possible. The army has killed 12."
    if attribution.acts[:1] in FORWARD and attribution.factuality in WEAKENED and _is_past(report, draft_):
        return "CT+"  # "the storm killed 257 and the toll may rise, they warned": a warning is of what is to come
    if not attribution.factuality.endswith("-"):
        return attribution.factuality
    stands = draft_.trigger is not None and is_presupposed(report.parsed, report.parsed.tokens[draft_.main])
    return "CT+" if elsewhere or stands else attribution.factuality


def _is_past(report: Report, draft_: Draft) -> bool:
    """Say whether a clause tells of what has happened."""
    return report.parsed.tokens[finite(report.parsed, draft_.main)].tag == "VBD"


def _is_aside(report: Report, draft_: Draft, attribution: Attribution) -> bool:
    """Say whether a clause only stands beside what a source promises, asks or denies: "the men who fled"."""
    parsed, main = report.parsed, report.parsed.tokens[draft_.main]
    said = [report.article.offsets(span) for span in attribution.content.spans]
    for step in (main, *parsed.ancestors(main.i)):
        above = parsed.tokens[step.head]
        if step.head == step.i or not any(start <= above.start < end for start, end in said):
            return False  # the head of what is said
        if step.dep in ASIDES and step.pos in ("VERB", "AUX"):
            return True
    return False


def _told(report: Report, draft_: Draft, attribution: Attribution | None) -> tuple[Origin, tuple[str, ...]] | None:
    """Give the origin of a figure that someone is said to give, though no attribution names them."""
    head = teller(report.parsed, draft_.figures[0].head)
    if head is None and attribution is not None and not attribution.source.spans:
        cues = report.sayings.stretches(attribution)
        head = before_cue(report.parsed, cues[0]) if len(cues) == 1 else None
    if head is None:
        return None
    entity = report.entity(head)
    start, end = report.phrases.get(head, (report.parsed.tokens[head].start, report.parsed.tokens[head].end))
    name = entity.name if entity else report.article.full_text[start:end]
    return Origin(entity.id if entity else None, name, "stated"), ((entity.id,) if entity else ())


def _event(report: Report, draft_: Draft) -> Event:
    """Say what happened; a plain statement has its main predicate for a trigger and no type."""
    if draft_.trigger is None:
        main = report.parsed.tokens[draft_.main]
        return Event(None, None, None, report.article.span(main.start, main.end))
    units = [one.unit for one in draft_.figures[:1] if one.unit]
    return kind_of(
        report.article,
        report.parsed,
        draft_.sentence,
        draft_.trigger,
        done_to=draft_.patients,
        units=units,
        counted=bool(draft_.figures),
        single=all(one.is_single(report.parsed) for one in draft_.figures),
        disaster=report.is_of_disaster,
        deadly=report.is_deadly,
    )


def _entities(report: Report, heads: Iterable[int]) -> tuple[str, ...]:
    """Give the ids of the entities that stand at some nouns, each once."""
    found = (report.entity(head) for head in heads)
    return tuple(dict.fromkeys(one.id for one in found if one is not None))


def _is_scene(report: Report, head: int) -> bool:
    """Say whether a word before one for force is the town where it fell: "the Kabul blast", not "Moscow's strikes"."""
    token = report.parsed.tokens[head]
    spans = (report.article.offsets(span) for one in report.places if one.precision != "country" for span in one.spans)
    return token.dep == "compound" and any(start <= token.start < end for start, end in spans)


def _recipients(report: Report, draft_: Draft) -> tuple[str, ...]:
    """Give those it's done to; of a surrender or a talk, those it's made to or held with."""
    if draft_.trigger is None or (draft_.trigger.frame.patient == "subject" and not draft_.trigger.frame.undergone):
        heads = [i for i in towards(report.parsed, draft_.trigger) if i not in draft_.agents]
    else:
        heads = list(draft_.patients) or towards(report.parsed, draft_.trigger)
    return tuple(one for one in _entities(report, heads) if one not in _entities(report, draft_.agents))


def _circumstances(
    report: Report, draft_: Draft, when: Sequence[Timex], where: Sequence[Place], inside: tuple[Offsets, ...]
) -> tuple[tuple[ClaimTime, ...], tuple[ClaimPlace, ...]]:
    """Give the times and places of a claim that its own sentence has."""
    main = draft_.trigger.i if draft_.trigger else draft_.main
    parsed, by_id = report.parsed, {one.id: one for one in when}
    anchored = _own_times(draft_, anchor(report.article, parsed, draft_.sentence, when))
    near = _shared(parsed, draft_, anchored)
    if near is None:
        near = nearest(parsed, main, of_event(parsed, main, anchored), trigger=draft_.trigger, inside=inside)
    dated = [time_of(parsed, one, by_id[one.id]) for one in near]
    located = anchor(report.article, parsed, draft_.sentence, where)
    there = _shared(parsed, draft_, located)
    if there is None:
        there = nearest(parsed, main, located, trigger=draft_.trigger, inside=inside)
    placed = {one.id: one for one in where}
    there = scenes(report.article, parsed, there, located, placed)
    found = [place_of(parsed, one, trigger=draft_.trigger) for one in there if not is_of_force(parsed, one, main)]
    return tuple(dict.fromkeys(one for one in dated if one)), tuple(dict.fromkeys(found))


def _shared(parsed: Parsed, draft_: Draft, anchored: Sequence[Anchored]) -> list[Anchored] | None:
    """Give the times or places told for a draft's own figure alone, None where none are."""
    return own_share(parsed, draft_.figures[0], draft_.beside, anchored) if draft_.figures else None


def _own_times(draft_: Draft, anchored: Sequence[Anchored]) -> list[Anchored]:
    """Leave out the times of another figure of the same sentence that this one is set against."""
    figure = next(iter(draft_.figures), None)
    if figure is None:
        return list(anchored)
    return [
        one for one in anchored if one.head.i >= figure.since and (figure.until is None or one.head.i < figure.until)
    ]


def _counted(report: Report, draft_: Draft) -> dict[str, Quantity]:
    """Fill in whom the figures of a draft count, and the unit where the figure stands alone: "dead" counts persons."""
    revised = {}
    for figure in draft_.figures:
        quantity = figure.quantity
        entity = report.entity(figure.head)
        if entity is not None and quantity.counted is None and not _is_trigger(figure):
            quantity = replace(quantity, counted=entity.id)
        if quantity.unit is None or quantity.unit in words("no_units"):
            quantity = replace(quantity, unit=_unit(report.parsed, draft_, figure))
        if quantity != figure.quantity:
            revised[quantity.id] = quantity
    return revised


def _is_trigger(figure: Figure) -> bool:
    """Say whether the figure hangs on the event's own word, which is no group of people: "432 arrests"."""
    return figure.trigger is not None and figure.trigger.i == figure.head


def _unit(parsed: Parsed, draft_: Draft, figure: Figure) -> str | None:
    """Name what a bare figure counts: what the whole counts, or persons where the event befalls people."""
    whole = figure.whole.unit if figure.whole else None
    if whole:
        return whole
    head = parsed.tokens[figure.head]
    if head.pos == "NOUN" and word_of(head) in (event_table().persons | event_table().housing) - words("magnitudes"):
        return word_of(head)
    if figure.unit and figure.unit not in words("no_units"):
        return figure.unit
    outcome = draft_.trigger.frame.outcome if draft_.trigger else None
    if outcome not in ("destroyed", None):
        return "person"
    named = head.pos in ("NOUN", "PROPN") and word_of(head) not in words("magnitudes")
    return figure.quantity.unit or (word_of(head) if named else None)
