"""Find the time expressions of a report and put them on the calendar."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from functools import cache
from typing import Any

from reportedly.ground.atoms import Line, lines
from reportedly.ground.tables import table
from reportedly.model import Article, Parsed, Timex

from . import clocks, days, fiscal, lengths, spans
from .around import Place
from .calendar import DAY
from .classes import classes
from .fuzz import is_since, until_told
from .guards import GUARDS
from .patterns import Match, Matcher, compile_rule, scan_of
from .ranges import in_order, makes_range, stretched
from .setting import Meaning, Setting, setting_of

ABBREVIATIONS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "fri",
        "sat",
        "sun",
        "d",
        "c",
        "h",
        "e",
    ]
)
Resolver = Callable[[Mapping[str, Any], Place, Setting], Meaning | None]

MEANINGS: Mapping[str, Resolver] = {
    "date": days.date_of, "dotted": days.dotted,
    "numeric": days.numeric, "weekday": days.weekday, "weekday_of_week": days.weekday_of_week,
    "holiday": days.holiday, "holiday_week": spans.holiday_week, "unknown_holiday": days.unknown_holiday,
    "other_calendar": days.other_calendar,
    "clock": clocks.clock, "day_part": days.day_part, "overnight": days.overnight,
    "part_from_last": days.part_from_last,
    "the_part": days.the_part, "night_before": days.night_before, "from_day": days.from_day,
    "deictic": spans.deictic, "past_unit": spans.past_unit, "from_last": spans.from_last, "the_unit": spans.the_unit,
    "week_of": spans.week_of_day, "weekend": spans.weekend, "month": spans.month, "month_of": spans.month_of,
    "week_of_month": spans.week_of_month,
    "quarter": fiscal.quarter, "year_ago_quarter": fiscal.year_ago_quarter, "latest_quarter": fiscal.latest_quarter,
    "quarter_of_year": fiscal.quarter_of_year, "period_of_year": fiscal.period_of_year, "half": fiscal.half,
    "season": spans.season, "year": spans.year,
    "era_year": spans.era_year, "before_era": spans.before_era, "fiscal": fiscal.fiscal,
    "fiscal_deictic": fiscal.fiscal_deictic, "the_fiscal_year": fiscal.the_fiscal_year, "decade": spans.decade,
    "century": spans.century, "year_end": spans.year_end, "month_end": spans.month_end,
    "end_of_year": spans.end_of_year, "period_code": fiscal.period_code,
    "duration": lengths.duration, "long": lengths.long, "vague_duration": lengths.vague_duration,
    "stretch": lengths.stretch, "ago": lengths.ago, "set_unit": lengths.set_unit, "set_adverb": lengths.set_adverb,
    "set_weekday": lengths.set_weekday, "set_month": lengths.set_month, "set_season": lengths.set_season,
    "set_part": lengths.set_part, "reference": lengths.reference, "same": lengths.same, "then": lengths.then,
    "modified": lengths.modified,
}  # fmt: skip


@cache
def matcher() -> Matcher:
    """Compile the rules, once a process."""
    return Matcher(tuple(compile_rule(entry) for entry in table("timex", "rules")["rule"]), classes())


def date(article: Article, parsed: Parsed) -> tuple[Timex, ...]:
    """Find every time expression of a report and say what it means.

    Spans are code points of `text` or of the title, in order; nothing is read out of furniture. `start` and `end`
    are ISO 8601
    and end-exclusive, dates where whole days are meant. What needs a publication date stays unresolved where none
    is known.
    Values are TIMEX3's (TimeML 1.2.1).
    """
    setting = setting_of(article)
    found: list[Timex] = []
    for line in lines(article, parsed):
        since, before = 0, None
        for match, meaning in _read_line(line, parsed, setting):
            start, end = line[match.first].start, line[_last(line, match)].end
            if start < article.shift < end:
                continue
            key = f"t{len(found) + 1}"
            told = meaning
            if before is not None and makes_range(line, before[0], match):
                one, told = in_order((before[0], match), before[1], meaning, setting.published)
                one = stretched(one, told)
                found[-1] = _timex(found[-1].id, article, before[2], one, one.zone or setting.zone)
            meant = until_told(told, setting) if is_since(line, since, match.first) else told
            before, since = (match, meant, (start, end)), match.end
            found.append(_timex(key, article, (start, end), meant, told.zone or setting.zone))
            setting.remember(told, key)
        setting.next_sentence()
    return tuple(found)


def _read_line(line: Line, parsed: Parsed, setting: Setting) -> Iterator[tuple[Match, Meaning]]:
    """Read one sentence from left to right, the longest expression at each place."""
    rules, i, held = matcher(), 0, _Held(line)
    scan = scan_of(line, lambda match: all(GUARDS[name](Place(line, match, parsed)) for name in match.rule.guards))
    while i < len(line):
        match = rules.longest("time", scan, i) if rules.begins("time", scan.signs[i]) else None
        meaning = resolve(match, line, parsed, setting) if match else None
        begin, i = i, i + 1 if match is None or meaning is None else match.end
        scan.forget(begin, i)
        if match is not None and meaning is not None:
            yield from held.until(match, meaning)
    yield from held.out()


class _Held:
    """Keep times of day back until it's seen whether a day follows them: "4 p.m. (1500 GMT) on Monday"."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._clocks: list[tuple[Match, Meaning]] = []

    def until(self, match: Match, meaning: Meaning) -> Iterator[tuple[Match, Meaning]]:
        """Give what is held, if this decides of it, and this, if it needn't be held itself."""
        if self._clocks and not self._goes_on(match):
            yield from self.out()
        if match.rule.means == "clock" and "day" not in match.kept:
            self._clocks.append((match, meaning))
            return
        one_day = meaning.type == "DATE" and meaning.start and meaning.end and meaning.end - meaning.start == DAY
        if one_day and len(self._clocks) > 1:
            self._clocks = [(one, clocks.on_day(told, meaning)) for one, told in self._clocks]
        if match.rule.means == "clock" and len(self._clocks) == 1:
            (one, told), zoned = self._clocks[0], match.kept["clock"].zone
            if makes_range(self._line, one, match):
                told = clocks.on_day(told, meaning)
            self._clocks = [(one, clocks.beside(told, meaning) if zoned == 0 else told)]
        yield from self.out()
        yield match, meaning

    def out(self) -> Iterator[tuple[Match, Meaning]]:
        """Give what is held."""
        yield from self._clocks
        self._clocks = []

    def _goes_on(self, match: Match) -> bool:
        """Say whether nothing but brackets and "on" stands between the last time of day and this."""
        between = [atom.lower for atom in self._line[self._clocks[-1][0].end : match.first]]
        near = {"(", ")", ",", "on", "local", "time", "/"}
        return set(between) <= near or makes_range(self._line, self._clocks[-1][0], match)


def _last(line: Line, match: Match) -> int:
    """Give the last atom of an expression: marks at its end are the sentence's, but for the stop of an abbreviation."""
    last = match.end - 1
    while last > match.first and line[last].lower in (",", "."):
        if (
            line[last].lower == "."
            and len(line[last - 1].lower) <= len("sept")
            and line[last - 1].lower in ABBREVIATIONS
        ):
            break
        last -= 1
    return last


def resolve(match: Match, line: Line, parsed: Parsed, setting: Setting, lead: int = -1) -> Meaning | None:
    """Say what a match means, what it's built of first. `lead` is where the whole expression begins."""
    lead = match.first if lead < 0 else lead
    kept = {
        name: resolve(value, line, parsed, setting, lead) if isinstance(value, Match) else value
        for name, value in match.kept.items()
    }
    if any(isinstance(match.kept[name], Match) and value is None for name, value in kept.items()):
        return None
    return MEANINGS[match.rule.means](kept, Place(line, match, parsed, lead), setting)


def _timex(key: str, article: Article, place: tuple[int, int], meaning: Meaning, zone: str) -> Timex:
    """Write a meaning as the contract has it."""
    return Timex(
        id=key,
        spans=(article.span(*place),),
        type=meaning.type,
        value=meaning.value,
        start=_written(meaning.start, zone),
        end=_written(meaning.end, zone),
        anchor=meaning.anchor,
        rule=meaning.rule,
        start_latest=_written(meaning.latest, zone),
        end_earliest=_written(meaning.earliest, zone),
    )


def _written(moment: datetime | None, zone: str) -> str | None:
    """Write a moment in ISO 8601: a date at midnight, else date and time in the publication's zone.

    Where that's known.
    """
    if moment is None:
        return None
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat() + zone
