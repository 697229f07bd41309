"""Weigh what speaks for a name's being that of a place which the gazetteer doesn't know: its frame and its form.

No size or country speaks for such a name, so that more is asked of the words around it than of a known one's.
"""

from .around import ANY, PLACES, Around
from .runs import Stretch

_ACRONYM = 6
"""Letters up to which a word in capitals is rather a body's than a village's: "UNAMID", "NHRC"."""
_NAMES = frozenset(("NNP", "NNPS"))
_KINDS = frozenset(("admin1", "admin2", "city", "feature", "water"))


def weigh_unknown(around: Around, part: Stretch) -> tuple[str, ...]:
    """Give what speaks for an unknown name's being a place's and what against, beside `weigh`: keys of `WEIGHTS`."""
    return tuple(reason for reason, holds in _TESTS if holds(around, part))


def _is_written_at(around: Around, part: Stretch) -> bool:
    """Say whether it's a dateline: one word and a colon in the middle of a report are a heading, "Cholera: …"."""
    colon = around.after(part.last) == ":"
    return around.is_dateline(part) and (not colon or part.name.isupper() or not around.text[: part.start].strip())


def _is_in(around: Around, part: Stretch) -> bool:
    """Say whether it stands after "in" or the like as places do: not "confidence in", not before a thing's noun."""
    at = around.head(part)
    if around.before(at) not in around.words.within:
        return False
    if around.before(at, 2) in around.words.abstract or around.after(part.last) in ("'s", "’s", "-"):
        return False
    one = around.label(part.first)
    if around.before(at) not in ("in", "into") and one is not None and one.label == "ORG":
        return False  # shops too have something near them
    return _is_name(around, part)


def _is_name(around: Around, part: Stretch) -> bool:
    """Say whether the grammar takes its last word for a name."""
    return around.tokens[part.last - 1].tag in _NAMES and around.label_says_name(part)


def _has_kind(around: Around, part: Stretch) -> bool:
    """Say whether a noun after it, or its own last word, says what kind of place it is: "X village", "X County"."""
    own = part.name.split()[-1].lower() if part.last - part.first > 1 else ""
    after = around.after(part.last)
    if around.is_spot(part):
        return True
    if around.before(part.first) == "the" and around.before(part.first, 2) in around.words.within:
        return around.words.nouns.get(after, ANY) in _KINDS  # "in the X region", "across the X area"
    return any(
        word in around.words.settlements and around.words.nouns.get(word, ANY) in _KINDS for word in (own, after)
    )


def is_framed(around: Around, part: Stretch) -> bool:
    """Say whether the words around leave little but a place: "killed in X", "the town of X", "X district"."""
    return _is_in(around, part) or around.is_settlement(part) or _has_kind(around, part)


def _is_doubted(around: Around, part: Stretch, label: str) -> bool:
    """Say whether the tagger takes it for something else, which hardly ever stands in such a frame."""
    one = around.label(part.first)
    return one is not None and one.label == label and around.is_just(one, part) and is_framed(around, part)


def is_doubted_person(around: Around, part: Stretch) -> bool:
    """Say whether only the tagger takes it for a person: "killed in Djaiba"."""
    return _is_doubted(around, part, "PERSON") and not around.is_someone(part)


def _is_doubted_body(around: Around, part: Stretch) -> bool:
    """Say whether only the tagger takes it for an organisation: "the Holwadaag district"."""
    return _is_doubted(around, part, "ORG") and not _is_acronym(around, part)


def _is_doubted_people(around: Around, part: Stretch) -> bool:
    """Say whether only the tagger takes it for a people: it isn't in the plural, as those would be."""
    return _is_doubted(around, part, "NORP") and not part.name.endswith("s")


def _lies_in(around: Around, part: Stretch) -> bool:
    """Say whether a place is named that it lies in: "from Hajar, in Sudan"."""
    at = part.last + (around.after(part.last) == "," and around.after(part.last + 1) == "in")
    if around.after(at) not in (",", "in") or around.before(part.first) not in around.words.before:
        return False
    beyond = around.label(at + 1)
    return beyond is not None and beyond.label in PLACES


def _is_else(around: Around, part: Stretch) -> bool:
    """Say whether the tagger mostly takes the name for something other than a place, here or elsewhere."""
    return around.mostly_else(part.name)


def _is_acronym(around: Around, part: Stretch) -> bool:
    """Say whether it is a short word in capitals."""
    name = part.name
    return name.isupper() and len(name) <= _ACRONYM and not around.is_dateline(part)


def _is_word(around: Around, part: Stretch) -> bool:
    """Say whether the report has its last word in lower case, too."""
    return around.tokens[part.last - 1].text.lower() in around.lower_case


def _is_owner(around: Around, part: Stretch) -> bool:
    """Say whether it owns something, as people do: "outside Ward's home"."""
    one = around.label(part.first)
    return around.after(part.last) in ("'s", "’s") and (one is None or one.label != "GPE")


def _is_building(around: Around, part: Stretch) -> bool:
    """Say whether its last word is a body's or a building's: "Advance Auto Parts", "City Hall"."""
    last = part.name.split()[-1].lower()
    table = around.words
    return last in table.premises or (part.last - part.first > 1 and last in table.streets | table.press)


def _is_relied_on(around: Around, part: Stretch) -> bool:
    """Say whether what stands before "in" takes no place: "confidence in X"."""
    return around.before(part.first) == "in" and around.before(part.first, 2) in around.words.abstract


def _is_in_headline(around: Around, part: Stretch) -> bool:
    """Say whether it stands in the headline, whose words may all have capitals."""
    return around.in_headline(part) and not around.is_tagged(part)


def _is_armed_group(around: Around, part: Stretch) -> bool:
    """Say whether an armed group is called so, which small taggers take for a place."""
    return part.name.lower().removeprefix("the ") in around.words.armed


_TESTS = (
    ("where it was written", _is_written_at),
    ("in it", _is_in),
    ("among places", Around.goes_with_a_place),
    ("called a place", Around.is_settlement),
    ("its kind beside", _has_kind),
    ("a doubted person", is_doubted_person),
    ("a doubted body", _is_doubted_body),
    ("a doubted people", _is_doubted_people),
    ("lies in it", _lies_in),
    ("else elsewhere", _is_else),
    ("an acronym", _is_acronym),
    ("a word of the report", _is_word),
    ("an owner", _is_owner),
    ("a building's name", _is_building),
    ("relied on", _is_relied_on),
    ("in a headline", _is_in_headline),
    ("an armed group", _is_armed_group),
)
