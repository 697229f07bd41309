"""Find the figures of a report: how many of what, how bounded, and how they stand to one another."""

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from reportedly.ground.atoms import Line, lines, word
from reportedly.ground.tables import table, word_set
from reportedly.model import Article, Parsed, Quantity, Timex

from .exclude import counts_nothing, title_case
from .heads import STATES, Counted, counted, status_of
from .mention import Mention, mentions
from .roles import Figure, assign, measure_of
from .singular import BOTH, single_persons

Block = tuple[int, int]
CONVERSION = 4
"""How many words before a converted figure its bracket may stand."""
LONG = 100
"""Atoms of a line that may be a mass of digits: a table that lost its lines, a code, a flood of numbers."""
FAR = 12
"""Atoms within which a word must stand of a number in such a line: a table's rows have their names nearer."""
NONE: frozenset[int] = frozenset()
SENTENCE = 40
"""How many words before a number its sentence is looked over: longer ones have lost their full stops."""


def quantify(article: Article, parsed: Parsed, timexes: tuple[Timex, ...]) -> tuple[Quantity, ...]:
    """Find every figure of a report that counts or measures something.

    Spans are code points of `text` or of the title, in order: the number with the words that bound it. Numbers of
    dates and times of day, ages, names, scores and lists are none; nothing is read out of furniture. `counted` is left
    to whoever knows the entities. `low` and `high` are inclusive, as the contract says of each bound.
    """
    blocks = _blocks(article, timexes)
    figures: list[Figure] = []
    for index, line in enumerate(lines(article, parsed)):
        figures.extend(_figures(line, index, parsed, blocks))
        figures.extend(_singles(line, index, parsed))
    figures = _ordered(figures, article)
    assign(figures, parsed)
    stretches = sorted(
        (article.offsets(one.spans[0])[0], one.id)
        for one in timexes
        if one.type == "DURATION" and one.start is not None
    )
    return tuple(_quantity(figure, article, parsed, stretches) for figure in figures)


def _blocks(article: Article, timexes: tuple[Timex, ...]) -> list[Block]:
    """Give the stretches of dates, times of day and sets, in order: their numbers count nothing."""
    dated = (one for one in timexes if one.type != "DURATION" and " times " not in one.spans[0].text)
    return sorted(article.offsets(span) for one in dated for span in one.spans)


def _blocked(blocks: list[Block], start: int, end: int) -> bool:
    """Say whether a stretch lies in a time."""
    place = bisect_left(blocks, (end,))
    return place > 0 and blocks[place - 1][1] > start


def _lonely(line: Line) -> frozenset[int]:
    """Give the atoms of a long line that no word stands near: in a mass of digits a number counts nothing."""
    numerals = table("", "numerals")["units"]
    words = [i for i, one in enumerate(line) if one.kind == "word" and len(one.text) > 1 and one.lower not in numerals]
    edges = [-LONG, *words, len(line) + LONG]
    return frozenset(
        i for before, after in pairwise(edges) for i in range(max(0, before + FAR + 1), min(len(line), after - FAR))
    )


def _figures(line: Line, index: int, parsed: Parsed, blocks: list[Block]) -> list[Figure]:
    """Read one sentence's figures."""
    found: list[Figure] = []
    titled = title_case(line)
    taken = frozenset(i for i, atom in enumerate(line) if _blocked(blocks, atom.start, atom.end)) if blocks else NONE
    if len(line) > LONG:
        taken |= _lonely(line)
    for mention in mentions(line, taken):
        if counts_nothing(line, mention, parsed, titled=titled):
            continue
        what = counted(line, mention, parsed)
        if mention.form == "quantifier" and not _vague_people(line, mention, what):
            continue
        bounded = _converted(line, mention, what, found[-1]) if found else mention
        found.extend(_split(line, bounded, what, index, parsed))
    return found


def _converted(line: Line, mention: Mention, what: Counted, before: Figure) -> Mention:
    """Give a conversion the bound of what it converts: "more than 7 miles (11 km)", "just under 300 hp (224 kW)"."""
    between = [atom.lower for atom in line[before.mention.end : mention.number]][-CONVERSION:]
    measured = what.scale not in ("count", "percent") and before.counted.scale not in ("count", "percent")
    if mention.bound != "exact" or before.mention.bound == "between" or not measured or not {"(", "/"} & set(between):
        return mention
    return replace(mention, bound=before.mention.bound, cues=before.mention.cues)


def _vague_people(line: Line, mention: Mention, what: Counted) -> bool:
    """Check: "Several", "many", "some" are figures where people are counted, not "how many" or "some of the time"."""
    if word(line, mention.first - 1) in ("how", "so", "too", "as", "not", "very") or what.scale != "count":
        return False
    people = what.unit in word_set("quantity", "status", "people") and what.head >= 0
    return people and (line[mention.number].lower != "some" or word(line, mention.end) != "other")


def _split(line: Line, mention: Mention, what: Counted, index: int, parsed: Parsed) -> list[Figure]:
    """Make a figure; of "from 17 to 19", where a toll is corrected, two."""
    if mention.upper is None or word(line, mention.first) != "from" or what.scale != "count":
        return [Figure(mention, what, line, index)]
    joint = next((k for k in range(mention.number, mention.end) if line[k].lower == "to"), None)
    if joint is None or not _toll(line, mention, parsed):
        return [Figure(mention, what, line, index)]
    low = Mention(mention.number, joint, mention.number, joint, mention.value)
    high = Mention(joint + 1, mention.end, joint + 1, mention.number_end, mention.upper)
    return [Figure(low, what, line, index), Figure(high, what, line, index)]


def _toll(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Say whether a toll is spoken of before the numbers."""
    lemmas = {
        parsed.tokens[atom.token].lemma.lower()
        for atom in line[max(0, mention.first - SENTENCE) : mention.first]
        if atom.token >= 0
    }
    return bool(lemmas & {"toll", "tally", "count", "figure", "number", "total", "death", "fatality", "casualty"})


def _singles(line: Line, index: int, parsed: Parsed) -> list[Figure]:
    """Read "a man was killed" as one man; its span is the article."""
    if not line:
        return []
    found = []
    places = {atom.token: i for i, atom in enumerate(line) if atom.token >= 0}
    for article, noun in single_persons(parsed, parsed.sentences[index]):
        if article.i in places and noun.i in places:
            at = places[article.i]
            value = 2.0 if article.text.lower() == BOTH else 1.0
            mention = Mention(at, at + 1, at, at + 1, value, increment=article.text.lower() == "another", form="single")
            bare = noun.text.lower() in (*STATES, "old") or noun.i == article.i
            unit = "person" if bare else noun.lemma.lower()
            found.append(Figure(mention, Counted(unit, "count", noun.i, at + 1), line, index))
    return found


def _ordered(figures: list[Figure], article: Article) -> list[Figure]:
    """Order figures by where they stand and number them; leave out what runs from the title into the text."""
    figures.sort(key=lambda one: (one.line[one.mention.number].start, one.mention.form == "single"))
    kept: list[Figure] = []
    for figure in figures:
        start, end = _extent(figure)
        if start < article.shift < end:
            continue
        if kept and _extent(kept[-1])[1] > figure.line[figure.mention.number].start:
            continue
        kept.append(figure)
        figure.id = f"q{len(kept)}"
    return kept


def _extent(figure: Figure) -> tuple[int, int]:
    """Give where a figure stands: its bound, its number, and a sign or unit glued to it."""
    line, mention = figure.line, figure.mention
    end = line[mention.end - 1].end
    unit = figure.counted.end
    if figure.counted.scale != "count" and mention.end < unit <= len(line) and not line[mention.end].spaced:
        end = line[unit - 1].end
    first = mention.first
    if first == mention.number and first and figure.counted.scale.startswith("currency") and not line[first].spaced:
        first -= 1
    return line[first].start, end


def _quantity(figure: Figure, article: Article, parsed: Parsed, stretches: list[tuple[int, str]]) -> Quantity:
    """Write a figure as the contract has it."""
    mention, what = figure.mention, figure.counted
    low, high = _limits(mention, whole=what.scale == "count")
    return Quantity(
        id=figure.id,
        spans=(article.span(*_extent(figure)),),
        value=None if mention.form in ("vague", "quantifier") else mention.value,
        low=low,
        high=high,
        bound=mention.bound,
        unit=what.unit,
        scale=what.scale,
        measure=measure_of(figure, parsed) if what.scale == "count" else "flow",
        role=figure.role,
        status=status_of(what, parsed),
        period=_period(figure, stretches),
        part_of=figure.part_of,
        supersedes=figure.supersedes,
        rule=_rule(figure),
    )


def _limits(mention: Mention, *, whole: bool) -> tuple[float | None, float | None]:
    """Give the inclusive limits that a bound sets; "more than n" of what is counted begins at n + 1."""
    value = mention.value
    if value is None or mention.bound in ("approx", "vague"):
        return None, None
    if mention.bound == "between":
        upper = mention.upper if mention.upper is not None else value
        return min(value, upper), max(value, upper)
    step = 1.0 if whole and value.is_integer() else 0.0
    return {
        "exact": (value, value),
        "at_least": (value, None),
        "more_than": (value + step, None),
        "at_most": (None, value),
        "less_than": (None, value - step),
    }[mention.bound]


def _period(figure: Figure, stretches: list[tuple[int, str]]) -> str | None:
    """Give the stretch of time told in the same sentence, the nearest one after the number, else before it."""
    line, start = figure.line, figure.line[figure.mention.number].start
    place = bisect_left(stretches, (start,))
    if place < len(stretches) and stretches[place][0] < line[-1].end:
        return stretches[place][1]
    return stretches[place - 1][1] if place and stretches[place - 1][0] >= line[0].start else None


def _rule(figure: Figure) -> str:
    """Say in words how a figure was read."""
    mention = figure.mention
    said = {
        "cardinal": "a number", "fraction": "a share", "vague": "an order of magnitude",
        "quantifier": "a number not told",
        "single": "one, by the article before a person to whom it happened",
    }[mention.form]  # fmt: skip
    bound = f", {mention.bound} by “{mention.cues[-1]}”" if mention.cues and mention.bound != "exact" else ""
    role = f"; {figure.role}: {figure.reason}" if figure.reason and figure.role != "total" else ""
    corrected = f"; supersedes another: {figure.reason}" if figure.supersedes else ""
    return f"{said}{bound}{role}{corrected}"
