"""When a report was published, by its own words or its address. A year that isn't written is never made up."""

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(
    rf"\b(?P<d>{_DAY})[ -](?P<m>{_MONTH})\.?,?[ -]?(?P<y>(?:19|20)\d\d|\d\d(?![\d:]))\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b(?P<m>{_MONTH})\.? ?(?P<d>{_DAY}),? ?(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)[-./](?P<m>0[1-9]|1[0-2])[-./](?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBERS = re.compile(r"\b(?P<d>0?[1-9]|[12]\d|3[01])[-./](?P<m>0?[1-9]|[12]\d|3[01])[-./](?P<y>(?:19|20)\d\d)\b")
# Addresses of news pages: /2016/12/10/, /2016-12-10-, /20161210/, /2016/dec/10/.
_URL = re.compile(r"[/=_-](?P<y>(?:19|20)\d\d)(?P<s>[/-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_URL_WORD = re.compile(rf"/(?P<y>(?:19|20)\d\d)/(?P<m>{_MONTH})/(?P<d>0[1-9]|[12]\d|3[01]|[1-9])(?!\d)", re.IGNORECASE)

# POSIX (strptime, %y): 69 to 99 are of the twentieth century.
_PIVOT = 69
_DECEMBER = 12


def date_in(text: str) -> str | None:
    """Give the first date with a year written in a text as ISO 8601; None where there is none, or it may be two."""
    found = [match for form in (_ISO, _DAY_FIRST, _MONTH_FIRST, _NUMBERS) if (match := form.search(text))]
    return _iso(min(found, key=re.Match.start)) if found else None


def date_of_url(url: str | None) -> str | None:
    """Give the date that stands in an address as ISO 8601."""
    for form in (_URL, _URL_WORD):
        match = form.search(url) if url else None
        if match:
            return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, day = int(match["y"]), int(re.sub(r"\D", "", match["d"]))
    if len(match["y"]) < len("2016"):
        year += 1900 if year >= _PIVOT else 2000
    month = int(match["m"]) if match["m"].isdigit() else _MONTHS.index(match["m"][:3].lower()) + 1
    if match.re is _NUMBERS and month != day:
        # 04/05/2017 is a day in April or in May; 19/05/2017 is one in May whichever order is meant.
        if max(day, month) <= _DECEMBER:
            return None
        day, month = max(day, month), min(day, month)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def first_date(texts: Iterable[str]) -> str | None:
    """Give the first date with a year in any of the texts, in order."""
    return next((found for text in texts if (found := date_in(text))), None)
