"""Find the numbers of a sentence with their bounds: exact, at least, between, vague… before asking what they count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from reportedly.ground.atoms import Line, word
from reportedly.ground.numerals import Number, cardinal, fraction
from reportedly.ground.tables import phrases, table, word_set
from reportedly.model.vocabulary import Bound

SCALED = frozenset({"million", "billion", "thousand", "hundred", "dozen", "an", "way", "time", "point"})
"""What follows a fraction that counts something else: "by half a million", "by half an hour"."""
SPAN = 6
"""The most words of a bounding phrase."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with its bound: atoms from `first` up to `end`, the number itself from `number` up to `number_end`.

    `value` is None where the words give none. `upper` is a range's second number. `form` is `cardinal`, `fraction`,
    `vague` (dozens), `quantifier` (several) or `single` ("a man").
    """

    first: int
    end: int
    number: int
    number_end: int
    value: float | None
    upper: float | None = None
    bound: Bound = "exact"
    form: str = "cardinal"
    increment: bool = False
    cues: tuple[str, ...] = ()


@cache
def _cues(side: str) -> Mapping[tuple[str, ...], Bound]:
    """Give a table's cues by their words."""
    entries = table("quantity", "bounds")[side]
    return {
        tuple(phrase.split()): cast("Bound", bound)
        for bound, listed in entries.items() if bound != "source" for phrase in listed
    }  # fmt: skip


def mentions(line: Line, taken: frozenset[int] = frozenset()) -> list[Mention]:
    """Find every number of a sentence, from left to right; ranges are one mention.

    `taken` are the atoms that belong to times: no mention begins or ends in them.
    """
    found: list[Mention] = []
    i = 0
    while i < len(line):
        mention = None if i in taken else _at(line, i, taken)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        i = mention.end
    return found


def _at(line: Line, i: int, taken: frozenset[int]) -> Mention | None:
    """Read the mention whose number begins at an atom."""
    if line[i].kind in ("mark", "code") or (line[i].kind == "word" and line[i].lower not in _openers()):
        return None
    core = _vague(line, i) or _fraction(line, i) or _range(line, i)
    if core is None or core.number_end - 1 in taken:
        core = _plain(line, i)
    return _bounded(line, core) if core else None


@cache
def _openers() -> frozenset[str]:
    """Give the words that a number can begin with."""
    names = ("units", "tens", "scales", "plurals", "fractions")
    listed = {key for name in names for key in table("", "numerals")[name] if key != "source"}
    return frozenset(listed | set(_vague_phrases()) | {"a", "an", "half"})


def _plain(line: Line, i: int) -> Mention | None:
    """Read a cardinal."""
    number = cardinal(line, i)
    if number is None:
        return None
    value = number.value
    if (
        word(line, i - 1) == "minus"
        or (word(line, i - 1) == "-" and word(line, i - 2) == "minus")
        or (
            word(line, i - 1) in ("-", "−")
            and line[i - 1].spaced
            and not line[i].spaced
            and word(line, i - 2) in ("was", "to", "at", "of", "by")
        )
    ):
        value = -value
    return Mention(i, number.end, i, number.end, value)


@cache
def _vague_phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Give the phrases of vague numbers by their first word, longer ones first, each with its form."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    strong, weak = phrases("", "numerals", "vague_strong"), phrases("", "numerals", "vague")
    for phrase in sorted(strong | weak, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, "vague" if phrase in strong else "quantifier"))
    return found


def _vague(line: Line, i: int) -> Mention | None:
    """Read "dozens", "tens of thousands", "several hundred" and, weaker, "several", "a number of"."""
    plurals = table("", "numerals")["plurals"]
    first = line[i].lower
    if first in plurals:
        end = i + 1
        if word(line, end) == "of" and word(line, end + 1) in plurals:
            end += 2
        elif first == "tens":
            return None
        return Mention(i, end, i, end, None, bound="vague", form="vague")
    for phrase, form in _vague_phrases().get(first, ()):
        end = i + len(phrase)
        if tuple(atom.lower for atom in line[i:end]) != phrase:
            continue
        # "some 200" and "many hundreds" are numbers of their own
        if form == "vague" or cardinal(line, end) is None:
            return Mention(i, end, i, end, None, bound="vague", form=form)
    return None


def _fraction(line: Line, i: int) -> Mention | None:
    """Read a fraction of something: "half of", "a third of the", "one in four"."""
    number = fraction(line, i)
    if number is None or (word(line, number.end) == "-" and word(line, number.end + 1) != "of"):
        return None
    follows = word(line, number.end)
    middle = {atom.lower for atom in line[i : number.end]}
    scaled = {follows, word(line, number.end + 1)} & SCALED if follows in ("a", "an", *SCALED) else follows == "-"
    led = word(line, i - 1) in ("by", "than", "to") and number.value < 1 and not scaled
    if not (middle & {"in", "out"}) and not led and follows not in ("of", "the", "its", "their", "his", "all"):
        return None
    if follows == "of" and word(line, number.end + 1) in ("january", "february", "day", "year"):
        return None
    if middle & {"in", "out"} and not _is_share(line, i, number):
        return None
    before = {"first", "second", "last", "latter", "other", "this", "that", "every", "and"}
    if (word(line, i - 1) in before and not middle & {"in", "out"}) or (
        follows == "the" and word(line, number.end + 1) in ("time", "battle", "year", "season", "way")
    ):
        return None
    return Mention(i, number.end, i, number.end, number.value, form="fraction")


def _is_share(line: Line, i: int, number: Number) -> bool:
    """Tell "one in four Syrians" from "one in 10 days" and "two in three years"."""
    units = table("quantity", "units")["durations"]
    return word(line, number.end).removesuffix("s") not in units and line[i].lower not in ("a", "an")


def _range(line: Line, i: int) -> Mention | None:
    """Read "3-5", "3 to 5", "three or four", "between 3 and 5", "four to five thousand", "$62 and $68"."""
    low = cardinal(line, i)
    if low is None:
        return None
    joint = _joint(line, low, i)
    if joint is None:
        return None
    high = cardinal(line, joint)
    if high is None or not _makes_range(line, i, low, high, joint) or not _same_unit(line, low, high):
        return None
    low_value = _raised(line, low, high)
    between = word(line, _before_sign(line, i) - 1) == "between"
    falling = word(line, _before_sign(line, i) - 1) == "from"
    if low_value >= high.value and not falling:
        return None
    first = _before_sign(line, i) - 1 if between or falling else i
    return Mention(first, high.end, i, high.end, low_value, upper=high.value, bound="between")


def _before_sign(line: Line, i: int) -> int:
    """Step back over a currency sign, with letters before or behind it ("US$", "$US")."""
    signs = table("quantity", "units")["currency_signs"]
    if word(line, i - 2) in signs and word(line, i - 1) in table("quantity", "units")["currency_prefixes"]:
        return i - 2
    i = i - 1 if word(line, i - 1) in signs else i
    return i - 1 if word(line, i - 1) in ("us", "au", "hk", "c", "a", "nz") and word(line, i) in signs else i


def _joint(line: Line, low: Number, i: int) -> int | None:
    """Give the index of a range's second number: after the joint, and after a sign or the unit repeated."""
    at = low.end
    unit = word(line, at)
    if unit in ("%", "percent", "million", "billion") or _is_unit(unit):
        at += 1
    joint = word(line, at)
    opened = word(line, _before_sign(line, i) - 1)
    if joint not in table("quantity", "bounds")["between"]["words"] or (
        joint in ("and", "through") and opened != "between"
    ):
        return None
    at += 1
    if joint == "or" and word(line, at) == "even":
        at += 1
    while word(line, at) in table("quantity", "units")["currency_signs"] or word(line, at) in ("us", "perhaps", "as"):
        at += 1
    return at if at < len(line) and (line[at].kind == "number" or line[at].kind == "word") else None


def _same_unit(line: Line, low: Number, high: Number) -> bool:
    """Check: a unit after the first number stands after the second too; "8.1 percent to 99.20 yuan" is no range."""
    unit = word(line, low.end)
    if unit not in ("%", "percent") and not _is_unit(unit):
        return True
    return word(line, high.end).removesuffix("s") == unit.removesuffix("s") or word(line, high.end) not in (
        "%",
        "percent",
        "yuan",
        "dollars",
        "points",
        "euros",
        "pounds",
        "rupees",
        "cents",
        "yen",
    )


def _is_unit(text: str) -> bool:
    units = table("quantity", "units")
    return text in units["measures"] or text.removesuffix("s") in units["measures"]


def _makes_range(line: Line, i: int, low: Number, high: Number, joint: int) -> bool:
    """Tell a range from two numbers that only stand side by side: "2-1", "20 to 30 people", "from 17 to 19"."""
    opened = word(line, _before_sign(line, i) - 1)
    mark = line[joint - 1]
    if mark.lower == "to" and opened != "from" and low.value > high.value:
        return False
    if mark.lower in ("-", "–", "—", "‑"):
        spaced = mark.spaced or line[joint].spaced
        return not spaced and line[i].kind == line[joint].kind and not _scored(line, i, high.end)
    if mark.lower == "or":
        return high.value > low.value and high.value - low.value <= max(5.0, low.value)
    return not (high.digits and not low.digits and high.value > 1000 * max(low.value, 1.0))


def _scored(line: Line, i: int, end: int) -> bool:
    """Say whether a verb or noun of contests stands near: "beat them 1-2"."""
    near = {atom.lower for atom in (*line[max(0, i - 4) : i], *line[end : end + 2])}
    return bool(near & word_set("quantity", "exclusions", "scores") - {"up", "down", "record"})


def _raised(line: Line, low: Number, high: Number) -> float:
    """Give the lower number the scale of the higher one where it has none: "1 to 2 thousand", "$3-5 million"."""
    scales = table("", "numerals")["scales"]
    suffixes = table("", "numerals")["suffixes"]
    last = line[high.end - 1].lower
    bare = line[low.end - 1].lower
    scale = scales.get(last) or (suffixes.get(last) if not line[high.end - 1].spaced else None)
    if not scale or bare in scales or bare in suffixes or low.value >= scale:
        return low.value
    raised = low.value * float(scale)
    return raised if raised < high.value or (raised == high.value) else low.value


def _bounded(line: Line, core: Mention) -> Mention:
    """Add the words that bound a number before and after it."""
    mention = _after(line, core)
    at, increment, cues = _before_sign(line, mention.first), mention.increment, list(mention.cues)
    first = at
    for _ in range(3):
        stepped = _transparent(line, at)
        if stepped is not None:
            increment = increment or bool(
                {atom.lower for atom in line[stepped:at]} & {"another", "additional", "further", "extra"}
            )
            cues.append(" ".join(atom.lower for atom in line[stepped:at]))
            at = stepped
            continue
        break
    for start, end in ((first, first), (at, at)):
        cue = _cue_before(line, end)
        if cue is not None:
            length, bound = cue
            cues.append(" ".join(atom.lower for atom in line[start - length : start]))
            chosen = _combined(mention.bound, bound)
            return replace(
                mention, first=min(mention.first, end - length), bound=chosen, increment=increment, cues=tuple(cues)
            )
    if increment:
        return replace(mention, first=at, increment=True, cues=tuple(cues))
    return replace(mention, increment=increment, cues=tuple(cues))


def _combined(own: Bound, cue: Bound) -> Bound:
    """A range or a vague number stays one whatever stands before it; else the words before it bound it."""
    return own if own in ("between", "vague") else cue


def _cue_before(line: Line, i: int) -> tuple[int, Bound] | None:
    """Give the longest bounding phrase that ends at a place: its length and bound."""
    cues = _cues("before")
    for size in range(min(SPAN, i), 0, -1):
        bound = cues.get(tuple(atom.lower for atom in line[i - size : i]))
        if bound is not None and not _other_use(line, i - size, i):
            return size, bound
    return None


def _other_use(line: Line, start: int, i: int) -> bool:
    """Say whether words that could bound a number do something else: "the some 200", "passed over 3", "A.C. 12"."""
    phrase = " ".join(atom.lower for atom in line[start:i])
    before = word(line, start - 1)
    if phrase == "some" and before in ("the", "for"):
        return before == "the"
    if before in table("quantity", "bounds")["particles"].get(phrase.replace(" ", "_"), ()):
        return True  # "handing over nine men", "drones over four cities", "is to go up to 920 euros"
    if phrase in ("under", "below", "above", "over", "beyond", "within", "near", "sub", "c .", "short of"):
        return before in ("way", "took", "taken", "passed", "handed") or (
            phrase == "c ." and line[start].text.isupper()
        )
    return phrase == "-"


def _transparent(line: Line, i: int) -> int | None:
    """Step back over words that bound nothing: "a total of", "another", "only"."""
    listed = phrases("quantity", "bounds", "transparent")
    for size in range(min(SPAN, i), 0, -1):
        if tuple(atom.lower for atom in line[i - size : i]) in listed:
            return i - size
    return None


def _after(line: Line, core: Mention) -> Mention:
    """Read what bounds a number from behind: "17 or more", "20+", "200-odd", "three more"."""
    cues, end = _cues("after"), core.end
    increment = word(line, end) in ("more", "additional", "further") and word(line, end + 1) != "than"
    for at in (end, end + 1):
        for size in range(4, 0, -1):
            bound = cues.get(tuple(atom.lower for atom in line[at : at + size]))
            if bound is None or len(line) < at + size:
                continue
            if (at > end and (word(line, at) != "or" or not _after_unit(line, end))) or _plus_sum(line, at):
                continue
            said = " ".join(atom.lower for atom in line[at : at + size])
            stop = at + size if at == end else end
            return replace(core, end=stop, bound=_combined(core.bound, bound), increment=increment, cues=(said,))
    return replace(core, increment=increment)


def _after_unit(line: Line, i: int) -> bool:
    """Say whether one word stands between number and bound: "17 people or more"."""
    return i < len(line) and line[i].kind == "word" and word(line, i) not in ("and", "or", "to")


def _plus_sum(line: Line, at: int) -> bool:
    """Check: "20 plus 5" is a sum, and "20, maximum of 30" says of what."""
    if word(line, at) in ("plus", "+"):
        return at + 1 < len(line) and line[at + 1].kind == "number"
    return word(line, at) == "maximum" and at + 1 < len(line) and word(line, at + 1) == "of"
