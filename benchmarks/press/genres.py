"""Reports of each genre: a wire story, a relay, a brief, a live blog, a situation report, a statement, a column."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from .grammar import Piece, marked
from .stories import Writer, paragraph, sentence
from .told import Paragraph
from .wording import choose
from .world import Actor, Announcement, Body, Incident, table

Content = tuple[Piece, tuple[Paragraph, ...]]
"""A headline and paragraphs."""

MANY = 8
"""A live blog has no more entries with figures than this."""


def by_body(known: Iterable[Announcement], order: Sequence[Body]) -> list[list[Announcement]]:
    """Sort announcements by who made them; who speaks of the dead comes first, and the dead come first."""
    found: dict[str, list[Announcement]] = {one.key: [] for one in order}
    for one in known:
        found[one.body.key].append(one)
    groups = [sorted(tolls, key=lambda one: one.facet.outcome != "killed") for tolls in found.values() if tolls]
    return sorted(groups, key=lambda tolls: tolls[0].facet.outcome != "killed")


def days_told(writer: Writer) -> list[Announcement]:
    """Give the last two days' own figures that are known by the time of writing."""
    return [one for one in writer.incident.announcements if one.day and one.at <= writer.published][-2:]


def wire(writer: Writer, known: Sequence[Announcement], past: Incident | None, tag: str | None) -> Content:
    """Write a story from what bodies told this outlet itself."""
    rng, groups = writer.rng, by_body(known, writer.incident.bodies)
    first, others = groups[0], groups[1:]
    title = writer.headline(first[0])
    lead = writer.lead(first[:2], bare=writer.chance(writer.habits.drops))
    body = [paragraph(writer.statement(first[2:3] or first[:1], "direct" if writer.chance(0.5) else "indirect"))]
    if writer.chance(0.5):
        more = writer.increment(first[0]) if writer.chance(0.4) else None
        body.append(paragraph(more or writer.revision(first[0]) or writer.colour()))
    for tolls in others:
        frame = rng.choice(("indirect", "indirect", "direct", "noun"))
        two = tolls[:2] if frame != "noun" and writer.chance(0.5) else tolls[:1]
        said = writer.statement(two, frame)
        body.append(paragraph(said, writer.colour("unverified") if writer.chance(0.15) else None))
        if writer.chance(0.25):
            body.append(paragraph(writer.revision(tolls[0]) or writer.colour()))
    body += [paragraph(writer.day(one, one.day)) for one in days_told(writer)[-1:] if one.day]
    if writer.chance(0.12):
        body.append(paragraph(writer.anonymous(rng.choice(known))))
    body += [
        paragraph(writer.colour(kind))
        for kind in rng.sample(["colour", "witness", "reaction", "background", "outlook"], rng.randint(1, 4))
    ]
    if past:
        body.append(paragraph(writer.past(past), writer.colour("background")))
    country, city, day = writer.incident.country, writer.incident.city, writer.published
    dateline = f"{city.name.upper()}, {country.name.removeprefix('the ')}, {day:%B} {day.day}"
    opening = dateline + (f" ({tag}) - " if tag else " – ")
    return title, (_with_dateline(writer, opening, lead), *body)


def _with_dateline(writer: Writer, opening: str, lead: Piece) -> Paragraph:
    """Put a dateline before the first sentence; its city and country are mentions, too."""
    city, country = writer.incident.city, writer.incident.country
    name = country.name.removeprefix("the ")
    before = marked(city.name.upper(), "place", city) + ", " + marked(name, "country", country)
    return Paragraph(marked_dateline(before, opening) + lead)


def marked_dateline(before: Piece, opening: str) -> Piece:
    """Mark the place and day of a dateline, and the agency in it."""
    whole = before + opening[len(before.text) :]
    stop = opening.rfind(" (") if " (" in opening else opening.rfind(" –")
    piece = marked(whole.text[:stop], "dateline", whole.text[:stop])
    marks = [*piece.marks, *before.marks]
    if " (" in opening:
        tag = opening[opening.rfind("(") + 1 : opening.rfind(")")]
        start = opening.rfind("(") + 1
        marks += [one.moved(start) for one in marked(tag, "agency", tag).marks]
    return Piece(whole.text, tuple(marks))


def relay(writer: Writer, known: Sequence[Announcement], agency: Actor, past: Incident | None) -> Content:
    """Retell an agency's story in one's own words, with less care."""
    groups = by_body(known, writer.incident.bodies)
    first = groups[0]
    title = writer.headline(first[0])
    paragraphs = [paragraph(writer.lead(first[:2], bare=True)), paragraph(writer.relayed(first[0], agency))]
    for tolls in groups[1:]:
        one = tolls[0]
        if writer.chance(writer.habits.mistakes):
            # the right number with the wrong name to it: what readers see is the wrong name
            paragraphs.append(paragraph(writer.statement([one], "indirect", apparent=first[0].body)))
        elif writer.chance(writer.habits.drops):
            paragraphs.append(paragraph(writer.bare(one, writer.rng.choice(("bare", "seeming", "bare")))))
        else:
            paragraphs.append(paragraph(writer.relayed(one, agency)))
    paragraphs.append(paragraph(writer.colour(writer.rng.choice(("colour", "background", "reaction")))))
    if past:
        paragraphs.append(paragraph(writer.past(past)))
    return title, tuple(paragraphs)


def brief(writer: Writer, known: Sequence[Announcement]) -> Content:
    """Tell it in a sentence or two."""
    first = by_body(known, writer.incident.bodies)[0]
    lead = writer.lead(first[:2], bare=writer.chance(writer.habits.drops))
    return writer.headline(first[0]), (paragraph(lead, writer.colour() if writer.chance(0.6) else None),)


def blog(writer: Writer, until: Sequence[Announcement]) -> Content:
    """Follow it entry by entry, each with the hour at which it was written."""
    words, rng = table("genres")["genre"]["blog"], writer.rng
    today = [one for one in until if one.at.date() == writer.published.date() and one.day is None][-MANY:] or list(
        until[-2:]
    )
    title = sentence(choose(words["title"], writer.slots(), rng))
    entries = [
        paragraph(choose(words["opening"], writer.slots(), rng), sentence(writer.happened(None).capital() + "."))
    ]
    clock = today[0].at
    for one in today:
        clock = max(clock, one.at) + timedelta(minutes=rng.randint(4, 30))
        said = writer.statement([one], rng.choice(("indirect", "direct")))
        entries.append(paragraph(choose(words["entry"], {"clock": f"{clock:%H:%M}", "said": said}, rng)))
        if writer.chance(0.4):
            clock += timedelta(minutes=rng.randint(4, 30))
            entries.append(paragraph(choose(words["filler"], writer.slots(clock=f"{clock:%H:%M}"), rng)))
    return title, tuple(entries)


def sitrep(writer: Writer, known: Sequence[Announcement], publisher: str, number: int) -> Content:
    """List what is known, as of a day, with who says so."""
    words, rng = table("genres")["genre"]["sitrep"], writer.rng
    day = f"{writer.published.day} {writer.published:%B} {writer.published.year}"
    title = sentence(choose(words["title"], writer.slots(number=str(number), day=day), rng))
    as_of = writer.spoken(writer.published)
    shift = 3 if as_of.text.startswith("on ") else 0
    plain = Piece(as_of.text[shift:], tuple(one.moved(-shift) for one in as_of.marks))
    opening = sentence(choose(words["opening"], {"publisher": publisher, "as_of": plain}, rng))
    items = []
    for tolls in by_body(known, writer.incident.bodies):
        how = {"options": words["item"], "slots": {"as_of": plain}}
        items += [paragraph(writer.statement([one], "item", **how)) for one in tolls[:3]]
    items += [paragraph(sentence(Piece(one))) for one in rng.sample(words["needs"], 2)]
    return title, (paragraph(opening, sentence(writer.happened(None).capital() + ".")), *items)


def statement(writer: Writer, known: Sequence[Announcement], body: Body) -> Content:
    """Speak as a body: everything is on its own word."""
    words, rng = table("genres")["genre"]["statement"], writer.rng
    title = sentence(choose(words["title"], writer.slots(), rng))
    own = [one for one in known if one.body is body]
    happened = writer.happened(None)
    opening = sentence(choose(words["opening"], writer.slots(body=body.short, happened=happened), rng))
    said = [paragraph(writer.statement([one], "say", options=words["say"])) for one in own[:3]]
    closing = sentence(choose(words["closing"], writer.slots(body=body.short), rng))
    return title, (paragraph(opening), *said, paragraph(closing))


def column(writer: Writer, known: Sequence[Announcement], past: Incident | None) -> Content:
    """Turn reports into opinion: what somebody said becomes a fact, and the fact an argument."""
    words, rng = table("genres")["genre"]["column"], writer.rng
    first = by_body(known, writer.incident.bodies)[0]
    opening = sentence(choose(words["opening"], writer.slots(), rng))
    middle = [
        paragraph(writer.statement(first[:1], "indirect"), writer.bare(first[0], rng.choice(("fact", "seeming"))))
    ]
    middle += [paragraph(writer.bare(one, "bare"), writer.colour("reaction")) for one in first[1:2]]
    if past:
        middle.append(paragraph(writer.past(past)))
    closing = writer.colour("background")
    own = writer.slots() | {"[mine]": None, "[cue]": None, "[content]": None}
    last = choose(words["closing"], own, rng)
    return writer.headline(first[0]), (
        paragraph(opening, sentence(writer.happened(None).capital() + ".")),
        *middle,
        paragraph(closing, Piece(last.text)),
    )
