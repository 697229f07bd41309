"""Datelines, as agencies, ministries and relief organisations write them before a report's first words."""

import re
from typing import NamedTuple

from reportedly.model import Offsets

from . import vocabulary

_AGENCY = r"[A-Z][\w&. -]{0,30}?(?:[/,] ?[A-Z][\w. -]{1,30}?)?"
_CREDIT = rf"(?: ?\((?P<agency>{_AGENCY})\)| ?(?P<slash>[/|]) ?(?P<named>[A-Z][\w&. -]{{1,30}}?) ?(?P=slash))"
_DASH = r"(?:-{1,3}|[–—―_])"
_SHORT_DATE = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:(?:[A-Z][a-z]{2,8}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.? \d{1,2}|"
    r"\d{1,2} (?:[A-Z][a-z]{2,8}|[A-Z]{3,4})\.?)(?:,? (?:\d{4}|\d\d))?"
)
_CAPITALS = r"[A-Z][A-Z.'’/-]{1,30}(?: [A-Z][A-Z.'’/-]{0,30}){0,4}"
_SMALL = r"(?:(?:of|and|the|de|du|des|del|da|do|la|le|al|el) ){0,2}"
_NAMES = rf"[A-Z][\w.'’/-]{{1,30}}(?: {_SMALL}[A-Z][\w.'’/-]{{1,30}}){{0,4}}"
_PLACE = rf"(?P<place>(?:{_CAPITALS}|{_NAMES})(?:, {_NAMES}){{0,2}}?(?: \([A-Z][\w ]{{2,30}}\)(?=,))?)"
_END = rf"(?P<end>\.? ?{_DASH}{{1,2}} ?|[.:] )(?=\S|$)"
_FORMS = (
    # DORN, Valland, May 16 (CNS) - · DORN (AP) _ · DORN, 5 JAN 90 -- · DORN, 8 February 2024. · Dorn (AFP) -
    re.compile(rf"{_PLACE}(?:,? (?P<date>{_SHORT_DATE}))?\.?{_CREDIT}?{_END}"),
    # DORN (8 February 2024) – · DORN – 8 February 2024 –
    re.compile(rf"{_PLACE} (?:\((?P<date>{_SHORT_DATE})\)|{_DASH} (?P<later>{_SHORT_DATE})){_CREDIT}?{_END}"),
    # 8 February 2024, Dorn – · February 8, 2024 (DORN) –
    re.compile(rf"(?P<date>{_SHORT_DATE})(?:, | \(){_PLACE}\)?{_CREDIT}?{_END}"),
    # (Dorn, 8 February 2024) – · [Dorn, 8 February 2024]
    re.compile(rf"[(\[]{_PLACE}[,:]? (?P<date>{_SHORT_DATE})[)\]]{_CREDIT}?(?P<end> ?{_DASH}{{1,2}} ?|[.:]? )(?=\S)"),
    # New Dorn, May 16 (VTI) Two men … · Dorn, Valland | AFP | Two men …
    re.compile(rf"{_PLACE},? (?P<date>{_SHORT_DATE}){_CREDIT}(?P<end> )(?=\S)"),
    re.compile(rf"{_PLACE} (?P<slash>\|) (?P<agency>[A-Z][\w&. -]{{1,30}}?) \|(?P<end> )(?=\S)"),
)
# May 16 - · 16 May 2024 (CNS) –
_MONTH = r"(?=[\w,]{0,10} ?(?:\d{1,2} )?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DATE_ONLY = re.compile(
    rf"{_MONTH}(?P<date>{_SHORT_DATE})(?: ?\((?P<agency>{_AGENCY})\))? ?{_DASH}{{1,2}} (?=[A-Z“\"])"
)
_AGENCY_ONLY = re.compile(rf"\((?P<agency>{_AGENCY})\) ?{_DASH} ?")

_PLACE_ONLY = re.compile(rf"(?P<place>{_CAPITALS}(?:, {_NAMES})?)[.:]?\s{{0,3}}")

# A shorter name in capitals is an abbreviation.
_SHORTEST_PLACE = 3
_YEAR = re.compile(r"(?:19|20)\d\d$")


class Dateline(NamedTuple):
    """Where a report was written, when, and by which agency: code points of the text, end-exclusive.

    `end` is where the report's own words begin; `place` spans place and date, None where only the agency is told.
    """

    end: int
    place: Offsets | None
    agency: Offsets | None


def match_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Match the dateline that a paragraph begins with, its agency and the dash after it included."""
    only = _AGENCY_ONLY.match(text, start, end)
    if only:
        return Dateline(only.end(), None, only.span("agency"))
    found = [match for form in _FORMS if (match := form.match(text, start, end)) and _is_dateline(match)]
    if not found:
        return None
    match = max(found, key=lambda one: one.end())
    spans = [span for name in ("place", "date", "later") if (span := _span(match, name))]
    place = (min(a for a, _ in spans), max(b for _, b in spans))
    if "(" in text[slice(*place)] and text[place[1]] == ")":
        place = (place[0], place[1] + 1)
    return Dateline(match.end(), place, _span(match, "agency") or _span(match, "named"))


def match_date(text: str, start: int, end: int) -> Dateline | None:
    """Match a date and a dash that a paragraph begins with: a dateline without a place, or an entry of a chronology."""
    match = _DATE_ONLY.match(text, start, end)
    return Dateline(match.end(), match.span("date"), _span(match, "agency")) if match else None


def match_place(text: str, start: int, end: int) -> Dateline | None:
    """Match a line that holds a place in capitals and nothing else, as some agencies set it above their first words."""
    match = _PLACE_ONLY.fullmatch(text, start, end)
    named = set(match["place"].split()) if match is not None else set()
    if match is None or named & (vocabulary.words("labels") | vocabulary.words("headings")):
        return None  # "HIGHLIGHTS", "SITUATION OVERVIEW": where a part begins, not where it was written
    return Dateline(end, match.span("place"), None) if len(match["place"]) >= _SHORTEST_PLACE else None


def _is_dateline(match: re.Match[str]) -> bool:
    """Say whether what looks like a dateline is one: no label, no name before a thought in dashes."""
    if match["place"] in vocabulary.words("labels"):
        return False
    agency = _span(match, "agency") or _span(match, "named")
    date = _span(match, "date") or _span(match, "later")
    capitals = match["place"].split(",")[0].isupper() and len(match["place"]) >= _SHORTEST_PLACE
    if match["end"].startswith((".", ":")) and not match["end"].strip(". :"):
        return date is not None and (capitals or bool(agency) or bool(_YEAR.search(match.string, 0, date[1])))
    # A hyphen inside a word is no dash: “TEHRAN-backed”.
    dashed = match["end"] != "-" or bool(agency)
    return dashed and bool(agency or date or capitals or "," in match["place"] or "/" in match["place"])


def _span(match: re.Match[str], name: str) -> Offsets | None:
    """Give where a group stands that a form may have."""
    return match.span(name) if match.groupdict().get(name) else None
