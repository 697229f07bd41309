"""Lines that are furniture by their form, whatever their words: bylines, dates, credits of authors."""

import re

from . import vocabulary

_WORD = re.compile(r"[^\W_]+(?:[.'’-]+[^\W_]+)*")
_BYLINE = re.compile(r"(?:By|BY|by) (?=[A-Z])")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY_NAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
DATE = (
    rf"(?:{_DAY_NAME},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH_NAME}\.?,? \d{{4}}|"
    rf"{_MONTH_NAME}\.? \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
"""A whole date with its year, as stands over reports."""
_DATE = re.compile(DATE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d ?[ap]\.?m\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE = re.compile(r"\d+|[^\W\d_]+(?:\.[^\W\d_]+)*")

LONGEST_BYLINE = 14
LONGEST_STAMP = 16
_LONGEST_IN_CAPITALS = 7

LONGEST_BYLINE_LINE = 160
LONGEST_STAMP_LINE = 120
LONGEST_DATE_LINE = 40
LONGEST_DATE = 6
LONGEST_AUTHOR_LINE = 400
LONGEST_OUTLET = 5

_AUTHOR = re.compile(
    r"(?:[A-Z][\w.'’-]*,? ){1,5}(?:is|was|are|writes|covers|reports|works) [^.]{0,90}?\b"
    r"(?:reporter|journalist|columnist|correspondent|editor|contributor|writer|commentator|producer|blogger|analyst)s?\b"
    r"[^.]{0,160}\.?"
)


def is_byline(line: str) -> bool:
    """Say whether a line names who wrote the report: “By” and names, with no sentence in it."""
    opening = _BYLINE.match(line)
    if not opening or len(line) > LONGEST_BYLINE_LINE:
        return False
    words = _WORD.findall(line[opening.end() :])
    if not 1 <= len(words) <= LONGEST_BYLINE or words[0].lower() in vocabulary.words("calendar", "not_names"):
        return False
    # In a text all in capitals every “BY …” looks like names.
    if line.isupper() and (len(words) > _LONGEST_IN_CAPITALS or line.endswith(".")):
        return False
    joiners = vocabulary.words("joiners")
    named = [word for word in words if word[0].isupper() or word[0].isdigit()]
    return len(named) >= 1 and all(word in named or word.lower() in joiners for word in words)


def is_stamp(line: str) -> bool:
    """Say whether a line tells when the page was published or changed, or the time of a live blog's entry.

    A bare date doesn't count: it may be a heading of the report.
    """
    if len(line) > LONGEST_STAMP_LINE or not _DIGIT.search(line):
        return False
    pieces = [piece.lower() for piece in _PIECE.findall(line)]
    if not 1 <= len(pieces) <= LONGEST_STAMP or not any(piece.isdigit() for piece in pieces):
        return False
    if not all(piece.isdigit() or piece in vocabulary.words("calendar", "stamps") for piece in pieces):
        by = line.find(" by ")
        return by > 0 and is_stamp(line[:by]) and is_byline(line[by + 1 :])
    return bool(vocabulary.words("says_when").intersection(pieces)) or bool(_CLOCK.search(line))


def is_date(line: str) -> bool:
    """Say whether a line is nothing but a calendar date with its year."""
    if len(line) > LONGEST_DATE_LINE:
        return False
    pieces = [piece.lower() for piece in _PIECE.findall(line)]
    whole = 1 < len(pieces) <= LONGEST_DATE and all(
        piece.isdigit() or piece in vocabulary.words("calendar") for piece in pieces
    )
    return whole and bool(_YEAR.search(line))


def is_about_author(line: str) -> bool:
    """Say whether a line introduces who wrote the report, as the last lines of columns do."""
    return len(line) <= LONGEST_AUTHOR_LINE and bool(_AUTHOR.fullmatch(line))


def is_masthead(line: str) -> bool:
    """Say whether a line gives the outlet, the date and perhaps the author, as stands between headline and report."""
    if len(line) > LONGEST_BYLINE_LINE:
        return False
    date = _DATE.search(line)
    if date is None:
        return False
    before, after = line[: date.start()].rstrip(), line[date.end() :].lstrip()
    if before and not before.endswith(("|", ",", "•", "·", "–", "—", "-", "(", "»", "/")):
        return False
    if after and not after.startswith(("|", ".", "•", "·", "–", "—", "-", ")", "/")):
        return False
    words = [word for word in _WORD.findall(before + " " + after) if not word.isdigit()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) <= LONGEST_BYLINE and capitals >= 0.6 * len(words)


def is_outlet(line: str, words: frozenset[str]) -> bool:
    """Say whether a line is nothing but the name of a newspaper or agency, by one of its usual words."""
    found = _WORD.findall(line)
    return 1 <= len(found) <= LONGEST_OUTLET and found[0][0].isupper() and any(word.lower() in words for word in found)
