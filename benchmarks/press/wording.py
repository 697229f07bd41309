"""How figures, times, places and speakers are worded."""

import random
from datetime import datetime, timedelta

from .grammar import Piece, fill, marked
from .told import Notes, Shown, When
from .world import Actor, Body, City, Country

_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = ((5, 12, "morning", "MO"), (12, 18, "afternoon", "AF"), (18, 23, "evening", "EV"))
_VAGUE = (((24, 100), "dozens of"), ((100, 1000), "hundreds of"), ((2000, 10**9), "thousands of"))
NEAR = 6
"""Days for which a weekday's name is enough."""


def number(value: int) -> str:
    """Write a number as newspapers do: small ones in letters, large ones with commas."""
    return _SMALL[value] if value < len(_SMALL) else f"{value:,}"


def show(value: int, style: str, rng: random.Random) -> Shown:
    """Word a figure in a style: `exact`, `floor` (at least), `round` (coarser, with a word that says so) or `vague`."""
    if style == "floor":
        return Shown(f"{rng.choice(('at least', 'no fewer than'))} {number(value)}", value, value, None, "at_least")
    if style == "round" and value >= len(_SMALL):
        return _round(value, rng)
    vague = next((words for (low, high), words in _VAGUE if low <= value < high), None)
    if style == "vague" and vague:
        return Shown(vague.removesuffix(" of"), None, None, None, "vague")
    return Shown(number(value), value, value, value, "exact")


def _round(value: int, rng: random.Random) -> Shown:
    """Round to the half of a power of ten, down or to the nearest."""
    step = max(5, 10 ** (len(str(value)) - 1) // 2)
    if rng.random() < 0.5 and value // step * step < value and value >= step:  # one half each
        low = value // step * step
        return Shown(f"{rng.choice(('more than', 'over'))} {number(low)}", low, low + 1, None, "more_than")
    near = max(step, round(value / step) * step)
    return Shown(f"{rng.choice(('about', 'around', 'some'))} {number(near)}", near, None, None, "approx")


def day_of(moment: datetime, published: datetime, rng: random.Random, *, part: bool = False) -> Piece:
    """Tell a day as seen from the publication: "on Tuesday morning", "on 14 March", "in March 2016"."""
    day, age = moment.date(), (published.date() - moment.date()).days
    if 0 <= age <= NEAR:
        return _weekday(moment, rng, part=part)
    until = day + timedelta(days=1)
    if age < 300:  # within the year the year goes without saying
        words = rng.choice((f"{day.day} {_MONTHS[day.month - 1]}", f"{_MONTHS[day.month - 1]} {day.day}"))
        return Piece("on ") + marked(words, "time", When(day.isoformat(), until.isoformat(), day.isoformat()))
    return Piece("in ") + month_of(moment, published)


def _weekday(moment: datetime, rng: random.Random, *, part: bool) -> Piece:
    """Name the weekday, with the part of the day where it's wanted and has a name."""
    day = moment.date()
    name = _DAYS[day.weekday()]
    found = next((one for one in _PARTS if one[0] <= moment.hour < one[1]), None)
    if part and found and rng.random() < 0.6:  # most first accounts tell it
        low, high, words, code = found
        interval = (f"{day.isoformat()}T{low:02}:00:00", f"{day.isoformat()}T{high:02}:00:00")
        return Piece("on ") + marked(f"{name} {words}", "time", When(*interval, f"{day.isoformat()}T{code}", "TIME"))
    until = (day + timedelta(days=1)).isoformat()
    return Piece("on ") + marked(name, "time", When(day.isoformat(), until, day.isoformat()))


def month_of(moment: datetime, published: datetime) -> Piece:
    """Name a month, with its year where it isn't the publication's."""
    month = moment.strftime("%Y-%m")
    until = (moment.replace(day=28) + timedelta(days=4)).strftime("%Y-%m")
    same = moment.year == published.year
    words = _MONTHS[moment.month - 1] + ("" if same else f" {moment.year}")
    return marked(words, "time", When(f"{month}-01", f"{until}-01", month, anchored=same))


def last_day(day: datetime) -> Piece:
    """Say the 24 hours of one day."""
    one = day.date()
    words = rf"on {_DAYS[one.weekday()]}"
    until = (one + timedelta(days=1)).isoformat()
    return Piece("on ") + marked(words[3:], "time", When(one.isoformat(), until, one.isoformat()))


def place_of(city: City, country: Country, notes: Notes, rng: random.Random, *, vague: bool = False) -> Piece:
    """Say where: with the country at the first mention, now and then only the province, or somewhere near."""
    if vague:
        whole = any(word in city.division for word in ("Region", "Province", "State"))
        return Piece("in ") + marked(city.division + ("" if whole else " province"), "division", city)
    if city.name in notes.places:
        return Piece("in ") + marked(city.name, "place", city)
    notes.places.add(city.name)
    before = "near " if rng.random() < 0.12 else "in "  # one in eight happens out of town
    role = "near" if before == "near " else "place"
    return Piece(before) + marked(city.name, role, city) + ", " + marked(country.name, "country", country) + ","


def person_of(country: Country, rng: random.Random) -> tuple[Piece, Actor]:
    """Make a bystander up, and word them."""
    actor = Actor(country.person(rng), "person")
    return marked(actor.name, "mention", actor), actor


def actor_of(body: Body, country: Country, name: str) -> Actor:
    """Give the body as an entity; a body of the state belongs to its country."""
    state = Actor(country.name.removeprefix("the "), "place") if body.affiliation == country.code else None
    return Actor(name.removeprefix("the "), body.kind, state)


def source_of(body: Body, country: Country, name: str, notes: Notes, rng: random.Random) -> tuple[Piece, Actor]:
    """Word who speaks: the body in full, its spokesman, and later the short name or the surname. Gives the speaker."""
    whole = actor_of(body, country, name)
    speaker = Actor(body.speaker, "person", whole)
    if body.speaker in notes.introduced and rng.random() < 0.7:  # mostly by surname
        surname = body.speaker.split(" ", 1)[1]
        return marked(surname, "mention", speaker), speaker
    if body.key in notes.introduced and rng.random() < 0.5:  # half and half
        return marked(f"the {body.short}", "mention", whole), whole
    notes.introduced.add(body.key)
    if rng.random() < 0.45:  # a good half goes without a person
        notes.introduced.add(body.speaker)
        return marked(body.speaker, "mention", speaker) + f", {body.post} " + marked(
            name, "mention", whole
        ) + ",", speaker
    return marked(name, "mention", whole), whole


def said_on(moment: datetime, published: datetime, rng: random.Random) -> Piece:
    """Tell the day on which something was said; said long ago, it isn't told."""
    return day_of(moment, published, rng) if (published - moment).days <= NEAR else Piece("at the time")


def choose(options: list[str], slots: dict[str, object], rng: random.Random) -> Piece:
    """Fill in one of several templates."""
    return fill(rng.choice(options), slots, rng)
