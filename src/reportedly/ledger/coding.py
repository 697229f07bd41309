"""What coders say of a report: attributions by hand, and what one makes of all that the machine read in it.

Where they stand is kept as offsets with a digest of the words, never the words: what is erased leaves none behind. By
the digest they're found again where a later revision moved them.
"""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from typing import Any, get_args

from sqlalchemy import Connection, select

from reportedly.errors import BadSetting
from reportedly.model import Reading, from_json
from reportedly.model.vocabulary import Act, Factuality

from .schema import reading

PARTS = ("source", "cue", "content")
FIELDS = frozenset({"done", "blind", "reader", "attributions", "figures"})
MOST_SPANS, MOST_CODED = 20, 2_000
LONGEST = 300
"""Characters of a name."""
DIGITS = 16
NEAR = 20_000
"""Characters either side within which moved words are looked for."""
Kept = dict[str, Any]


def digest_of(words: str) -> str:
    """Give what words are known by when they're looked for again."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def text_of(connection: Connection, sha256: str) -> str:
    """Load a reading's text."""
    body: bytes = connection.execute(select(reading.c.body).where(reading.c.sha256 == sha256)).scalar_one()
    return from_json(Reading, zlib.decompress(body)).report.text


def attributed(value: Any, text: str) -> Kept:
    """Give an attribution by hand as it's kept. Raises BadSetting where it's none that can stand in the text.

    `value` has `source`, `cue` and `content`, each a list of [start, end]; `name` who speaks, where the words don't say
    it; `act` and `factuality`; `blind` where others may not see it yet.
    """
    _only(value, {*PARTS, "name", "act", "factuality", "blind"})
    parts = {part: _spans(value.get(part) or [], text) for part in PARTS}
    if not parts["content"]:
        raise BadSetting("an attribution by hand says which words are said: give their offsets as content")
    name = _name(value.get("name"))
    if not parts["source"] and not name:
        raise BadSetting("an attribution by hand says who speaks: by their words' offsets, or by name")
    return {**parts, "name": name, **_wording(value), "blind": bool(value.get("blind"))}


def coded(value: Any, text: str) -> Kept:
    """Give a coder's sheet as it's kept. Raises BadSetting where it's none.

    `attributions` has, for each of the machine's that was looked at, where it stands (`at`), whether it is one
    (`right`), and how the coder would have it: `source`, `act`, `factuality`; `figures`, by claim, whether it's
    `right`, and else the `figure`. `done` says that it's handed in, `blind` that the coder hadn't seen another's.
    """
    _only(value, FIELDS)
    if any(not isinstance(value.get(name, []), list) for name in ("attributions", "figures")):
        raise BadSetting("a sheet has lists of attributions and figures")
    attributions, figures = value.get("attributions", []), value.get("figures", [])
    if len(attributions) + len(figures) > MOST_CODED:
        raise BadSetting(f"a sheet has at most {MOST_CODED:,} lines")
    return {
        "done": bool(value.get("done")),
        "blind": bool(value.get("blind")),
        "reader": _name(value.get("reader")),
        "attributions": [_line(one, text) for one in attributions],
        "figures": [_figure(one) for one in figures],
    }


def _line(one: Any, text: str) -> Kept:
    """Give one attribution of a sheet."""
    _only(one, {"at", "right", "source", "act", "factuality"})
    return {
        "at": _spans(one.get("at") or [], text),
        "right": _verdict(one.get("right")),
        "source": _name(one.get("source")),
        **_wording(one),
    }


def _figure(one: Any) -> Kept:
    """Give one figure of a sheet."""
    _only(one, {"claim", "right", "figure"})
    claim = _name(one.get("claim"))
    if not claim:
        raise BadSetting("a sheet's figure says of which claim it is")
    return {"claim": claim, "right": _verdict(one.get("right")), "figure": _name(one.get("figure"))}


def _wording(value: Kept) -> Kept:
    """Give act and certainty, of the closed vocabularies."""
    act, factuality = value.get("act") or "assert", value.get("factuality") or "CT+"
    if act not in get_args(Act) or factuality not in get_args(Factuality):
        raise BadSetting(f"{act!r} and {factuality!r} aren't both an act and a certainty")
    return {"act": act, "factuality": factuality}


def _spans(given: Any, text: str) -> list[list[Any]]:
    """Give spans with a digest of their words. Raises BadSetting where they don't stand in the text."""
    if not isinstance(given, list) or len(given) > MOST_SPANS:
        raise BadSetting(f"words are given as at most {MOST_SPANS} pairs of start and end")
    return [[start, end, digest_of(text[start:end])] for start, end in (_bounds(one, text) for one in given)]


def _bounds(one: Any, text: str) -> tuple[int, int]:
    """Give a span's offsets."""
    if not (isinstance(one, list | tuple) and len(one) == 2 and all(type(at) is int for at in one)):  # noqa: PLR2004 - a pair
        raise BadSetting(f"{one!r} isn't a pair of start and end")
    start, end = one
    if not 0 <= start < end <= len(text):
        raise BadSetting(f"{start} to {end} isn't in the report's text, which has {len(text):,} characters")
    return start, end


def _name(given: Any) -> str | None:
    """Give a name, None where there's none."""
    if given is None:
        return None
    if not isinstance(given, str) or len(given) > LONGEST:
        raise BadSetting(f"a name has at most {LONGEST} characters")
    return given.strip() or None


def _verdict(given: Any) -> bool | None:
    """Give a verdict, None where there's none yet."""
    if given is not None and not isinstance(given, bool):
        raise BadSetting(f"{given!r} is neither right nor wrong")
    return given


def _only(value: Any, names: set[str] | frozenset[str]) -> None:
    """Refuse what has other fields than these."""
    if not isinstance(value, dict) or not names.issuperset(value):
        raise BadSetting(f"give an object with {', '.join(sorted(names))}, and nothing else")


CODED: dict[str, Callable[[Any, str], Kept]] = {"attribute": attributed, "code": coded}


def found_again(spans: Sequence[Sequence[Any]], text: str) -> list[tuple[int, int]] | None:
    """Give where kept spans stand in a text; None where some of their words stand in it no more.

    Words that moved are looked for by their digest, nearest to where they stood.
    """
    found = [_found(start, end - start, digest, text) for start, end, digest in spans]
    return None if None in found else [one for one in found if one is not None]


def _found(start: int, size: int, digest: str, text: str) -> tuple[int, int] | None:
    """Find one span's words."""
    if digest_of(text[start : start + size]) == digest:
        return start, start + size
    near = range(max(0, start - NEAR), min(start + NEAR, len(text) - size) + 1)
    for at in sorted(near, key=lambda at: abs(at - start)):
        if digest_of(text[at : at + size]) == digest:
            return at, at + size
    return None
