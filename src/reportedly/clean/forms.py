"""Lines that are furniture by their form, whatever their words: bylines, dates, credits of authors."""

import re

_WORD = re.compile(r"[^\W_]+(?:[.'’-]+[^\W_]+)*")
_BYLINE = re.compile(r"(?:By|BY|by) (?=[A-Z])")
# What joins names in a byline, and what follows them.
_JOINERS = frozenset(
    "and in of for at the with from de la le al el bin ibn von van der den di da dos du y e ben abu on to by a an staff writer "
    "writers reporter reporters correspondent correspondents editor editors special contributor columnist chief news bureau".split()
)
_MONTHS = (
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october "
    "november december"
)
_DAYS = "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)"
)
_DAY_NAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
DATE = (
    rf"(?:{_DAY_NAME},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH_NAME}\.?,? \d{{4}}|"
    rf"{_MONTH_NAME}\.? \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
"""A whole date with its year, as stands over reports."""
_DATE = re.compile(DATE)
# What else a line consists of that says when a page was published or changed.
_STAMPS = (
    "published updated update last modified posted first created issued date of publication on at time am pm a.m p.m noon gmt "
    "utc est edt cst cdt mst mdt pst pdt bst cet cest ist et ct pt min mins minute minutes read hour hours hr hrs ago day days "
    "days week weeks month months year years st nd rd th the yesterday today by uk local"
)
_NOT_NAMES = frozenset(f"{_MONTHS} {_DAYS} this that then now the a an its his her their all noon midnight".split())
_CALENDAR = frozenset(f"{_MONTHS} {_DAYS}".split())
_TIME_WORDS = _CALENDAR | frozenset(_STAMPS.split())
_SAYS_WHEN = frozenset("published updated update posted modified ago read publication issued created last".split())
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d ?[ap]\.?m\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE = re.compile(r"\d+|[^\W\d_]+(?:\.[^\W\d_]+)*")

LONGEST_BYLINE = 14
LONGEST_STAMP = 16
_LONGEST_IN_CAPITALS = 7

_AUTHOR = re.compile(
    r"(?:[A-Z][\w.'’-]*,? ){1,5}(?:is|was|are|writes|covers|reports|works) [^.]{0,90}?\b"
    r"(?:reporter|journalist|columnist|correspondent|editor|contributor|writer|commentator|producer|blogger|analyst)s?\b[^.]{0,160}\.?"
)


def is_byline(line: str) -> bool:
    """Say whether a line names who wrote the report: “By” and names, with no sentence in it."""
    opening = _BYLINE.match(line)
    if not opening or len(line) > 160:
        return False
    words = _WORD.findall(line[opening.end() :])
    if not 1 <= len(words) <= LONGEST_BYLINE or words[0].lower() in _NOT_NAMES:
        return False
    # In a text all in capitals every “BY …” looks like names.
    if line.isupper() and (len(words) > _LONGEST_IN_CAPITALS or line.endswith(".")):
        return False
    named = [word for word in words if word[0].isupper() or word[0].isdigit()]
    return len(named) >= 1 and all(word in named or word.lower() in _JOINERS for word in words)


def is_stamp(line: str) -> bool:
    """Say whether a line tells when the page was published or changed, or the time of a live blog's entry.

    A bare date doesn't count: it may be a heading of the report.
    """
    if len(line) > 120 or not _DIGIT.search(line):
        return False
    pieces = [piece.lower() for piece in _PIECE.findall(line)]
    if not 1 <= len(pieces) <= LONGEST_STAMP or not any(piece.isdigit() for piece in pieces):
        return False
    if not all(piece.isdigit() or piece in _TIME_WORDS for piece in pieces):
        by = line.find(" by ")
        return by > 0 and is_stamp(line[:by]) and is_byline(line[by + 1 :])
    return bool(_SAYS_WHEN.intersection(pieces)) or bool(_CLOCK.search(line))


def is_date(line: str) -> bool:
    """Say whether a line is nothing but a calendar date with its year."""
    if len(line) > 40:
        return False
    pieces = [piece.lower() for piece in _PIECE.findall(line)]
    whole = 2 <= len(pieces) <= 6 and all(piece.isdigit() or piece in _CALENDAR for piece in pieces)
    return whole and bool(_YEAR.search(line))


def is_about_author(line: str) -> bool:
    """Say whether a line introduces who wrote the report, as the last lines of columns do."""
    return len(line) <= 400 and bool(_AUTHOR.fullmatch(line))


def is_masthead(line: str) -> bool:
    """Say whether a line gives the outlet, the date and perhaps the author, as stands between headline and report."""
    if len(line) > 160:
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
    return 1 <= len(found) <= 5 and found[0][0].isupper() and any(word.lower() in words for word in found)
