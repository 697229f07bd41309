"""Read cardinal numbers, fractions and ordinals out of atoms: digits, words, and the two mixed."""

from functools import cache
from typing import NamedTuple

from .atoms import Line, word
from .tables import table

HUNDRED = 100
THOUSAND = 1000
GROUP = 3
"""Digits between two separators of thousands."""
LARGEST = 1e24
"""Nothing in news is more; "million million million" without an end would be more than a float can hold."""
MOST_GROUPS = 6
"""Groups of digits parted by spaces in one number; a longer row is a table or a telephone number."""


class Number(NamedTuple):
    """A number read at a place: its value, the index after its last atom, and whether its first atom is digits."""

    value: float
    end: int
    digits: bool


@cache
def _list(name: str) -> dict[str, float]:
    return {key: float(value) for key, value in table("", "numerals")[name].items() if key != "source"}


def cardinal(line: Line, i: int) -> Number | None:
    """Read the longest cardinal number that begins at an atom: "1,217", "20 thousand", "two and a half"."""
    number = _cardinal(line, i)
    if number and tuple(atom.lower for atom in line[number.end : number.end + 3]) == ("and", "a", "half"):
        value, end = _scales(line, number.value + 0.5, number.end + 3)  # "one and a half million"
        return Number(value, end, number.digits)
    return number


def _cardinal(line: Line, i: int) -> Number | None:
    """Read a cardinal number without a half after it."""
    if i >= len(line):
        return None
    atom = line[i]
    if atom.kind == "number":
        return _digits(line, i)
    if atom.kind != "word":
        return None
    if atom.lower == "half":
        return _half(line, i)
    if atom.lower in ("a", "an"):
        return _article(line, i)
    # a scale word alone is a number in headlines only: "Dozen dead in blast"
    return None if i and atom.lower in _list("scales") else _words(line, i)


def _digits(line: Line, i: int) -> Number:
    """Read digits with what follows: groups parted by spaces, a fraction, a suffix, scale words."""
    value, end = _grouped(line, i)
    value, end = _fraction_after(line, value, end)
    value, end = _suffix(line, value, end)
    value, end = _scales(line, value, end)
    return Number(value, end, digits=True)


def _grouped(line: Line, i: int) -> tuple[float, int]:
    """Join "10 000" and "1 234 567"; also a decimal comma before a scale word or a percent sign ("1,5 million")."""
    atom, end = line[i], i + 1
    value = atom.value or 0.0
    scaled = _scale_at(line, end + 2) or word(line, end + 2) in ("%", "percent")
    if word(line, end) == "," and not line[end].spaced and _glued_number(line, end + 1) and scaled:
        decimals = line[end + 1].text
        return value + float(f"0.{decimals}"), end + 2
    if not atom.text.isdigit() or len(atom.text) > GROUP or atom.text.startswith("0"):
        return value, end
    while end < len(line) and end - i <= MOST_GROUPS and _is_group(line, end, joined=end > i + 1):
        end += 1
    if end - i > MOST_GROUPS:
        return value, i + 1
    return float("".join(one.text for one in line[i:end])), end


def _glued_number(line: Line, i: int) -> bool:
    """Say whether digits follow without a space."""
    return i < len(line) and line[i].kind == "number" and not line[i].spaced and line[i].text.isdigit()


def _is_group(line: Line, i: int, *, joined: bool) -> bool:
    """Say whether the atom is three digits, one space after the last, that can only be a group of thousands.

    In running text "12 300" may be two numbers whose comma was lost, so an only group must be round.
    """
    atom = line[i]
    if atom.kind != "number" or not atom.text.isdigit() or len(atom.text) != GROUP or atom.start - line[i - 1].end != 1:
        return False
    further = i + 1 < len(line) and line[i + 1].text.isdigit() and line[i + 1].start - atom.end == 1
    return joined or atom.text.endswith(("00", "50")) or (further and len(line[i + 1].text) == GROUP)


def _fraction_after(line: Line, value: float, end: int) -> tuple[float, int]:
    """Read "1/2" after a whole number, or as the whole of it, and "½"."""
    if end < len(line) and line[end].kind == "number" and (line[end].value or 0) < 1 and not line[end].text.isdigit():
        if "." not in line[end].text and value.is_integer():
            return value + (line[end].value or 0.0), end + 1
        return value, end
    slash = word(line, end)
    if slash in ("/", "⁄") and not line[end].spaced and _glued_number(line, end + 1) and line[end + 1].value:
        below = line[end + 1].value or 1.0
        return (value / below, end + 2) if value < below else (value, end)
    if end + 2 < len(line) and line[end].spaced and line[end].text.isdigit() and line[end + 1].text in ("/", "⁄"):
        above, below = line[end].value or 0.0, line[end + 2].value or 0.0
        if not line[end + 1].spaced and _glued_number(line, end + 2) and above < below:
            return value + above / below, end + 3
    return value, end


def _suffix(line: Line, value: float, end: int) -> tuple[float, int]:
    """Read a glued suffix: "1.2m", "5bn", "20K". A bare m may be metres: see `metres`."""
    if end < len(line) and not line[end].spaced and line[end].lower in _list("suffixes"):
        if line[end].lower in ("m", "mm", "b") and not _counts_millions(line, end):
            return value, end
        if line[end].text == "K" or line[end].lower != "k" or value < THOUSAND:
            return round(value * _list("suffixes")[line[end].lower], 6), end + 1
    return value, end


def _counts_millions(line: Line, i: int) -> bool:
    """Say whether a glued m is millions: after money, or before a plural that is counted, and not metres or bits."""
    if i >= 2 and (line[i - 2].text in "$€£¥₹₽" or line[i - 2].text.isupper()) and not line[i - 1].spaced:  # noqa: PLR2004
        return True
    follows = word(line, i + 1)
    return line[i].lower == "m" and len(follows) > GROUP and follows.endswith(("s", "people", "children", "women"))


def _scale_at(line: Line, i: int) -> float | None:
    """Give the scale word at a place."""
    return _list("scales").get(word(line, i))


def _scales(line: Line, value: float, end: int) -> tuple[float, int]:
    """Multiply by the scale words that follow, also over a hyphen: "4 hundred million", "1.8 billion-mile"."""
    while True:
        at = end + 1 if word(line, end) in ("-", "‑") and not line[end].spaced else end
        scale = _scale_at(line, at)
        if scale is None or value * scale > LARGEST:
            return value, end
        value, end = round(value * scale, 6), at + 1  # 4.1 million, not 4099999.9999999995


def _half(line: Line, i: int) -> Number | None:
    """Read "half a million", "half a dozen", "half-dozen"; "half" alone is a fraction."""
    at = i + 1
    if word(line, at) in ("a", "an", "-"):
        at += 1
    scale = _scale_at(line, at)
    return Number(scale / 2, at + 1, digits=False) if scale else None


def _article(line: Line, i: int) -> Number | None:
    """Read "a hundred", "a million", "a dozen", "a half-dozen", "a thousand two hundred"."""
    if word(line, i + 1) == "half":
        return _half(line, i + 1)
    if _scale_at(line, i + 1) is None:
        return None
    return _words(line, i + 1)


class _Sum:
    """Add up a number in words as it's read."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current = 0.0
        self.scale = float("inf")
        self.last = ""
        """What was read last: `unit`, `ten`, `scale`, or nothing yet."""

    def unit(self, value: float) -> bool:
        """Add a number below twenty; refuse it after another one."""
        if self.last == "unit" or (self.last == "ten" and not 0 < value < 10):  # noqa: PLR2004  "twenty eleven" is two
            return False
        self.current, self.last = self.current + value, "unit"
        return True

    def ten(self, value: float) -> bool:
        """Add a multiple of ten; refuse it after a smaller number."""
        if self.last in ("unit", "ten"):
            return False
        self.current, self.last = self.current + value, "ten"
        return True

    def times(self, scale: float) -> bool:
        """Multiply by a scale word; one that doesn't fall multiplies all so far: "two thousand million"."""
        if max(self.value, 1.0) * scale > LARGEST:
            return False
        if scale == HUNDRED or scale < HUNDRED:
            self.current = max(self.current, 1.0) * scale
        elif scale >= self.scale:
            self.total *= scale
        else:
            self.total, self.current, self.scale = self.total + max(self.current, 1.0) * scale, 0.0, scale
        self.last = "scale"
        return True

    @property
    def value(self) -> float:
        """The number so far."""
        return self.total + self.current


def _words(line: Line, i: int) -> Number | None:
    """Read a number in words; digits before a scale word are read elsewhere."""
    units, tens, scales = _list("units"), _list("tens"), _list("scales")
    total, at, end = _Sum(), i, i
    while at < len(line):
        name = line[at].lower
        if name in units:
            taken = total.unit(units[name])
        elif name in tens:
            taken = total.ten(tens[name])
        elif name in scales:
            taken = total.times(scales[name])
        else:
            taken = False
        if not taken:
            break
        at = end = at + 1
        at = _over_joint(line, at, total)
    return Number(total.value, end, digits=False) if end > i else None


def _over_joint(line: Line, at: int, total: _Sum) -> int:
    """Step over the hyphen of "twenty-five" and the "and" of "two hundred and five"."""
    joint, follows = word(line, at), word(line, at + 1)
    small = follows in _list("units") or follows in _list("tens")
    if joint in ("-", "‑") and not line[at].spaced and (small or follows in _list("scales")):
        return at + 1
    if joint == "and" and total.last == "scale" and small and not _scale_at(line, at + 2):
        return at + 1
    return at


def fraction(line: Line, i: int) -> Number | None:
    """Read a fraction in words: "half", "a third", "two-thirds", "three quarters", "one in four", "2 out of 3"."""
    first = word(line, i)
    if first == "half":
        return Number(0.5, i + 1, digits=False)
    above = 1.0 if first in ("a", "an") else None
    end = i + 1
    if above is None:
        number = cardinal(line, i)
        if number is None:
            return None
        above, end = number.value, number.end
        ratio = _one_in(line, above, end)
        if ratio:
            return ratio
    at = end + 1 if word(line, end) == "-" else end
    below = _list("fractions").get(word(line, at))
    if below is None or above >= below or (above > 1) != word(line, at).endswith(("s", "halves")):
        return None
    return Number(above / below, at + 1, digits=False)


def _one_in(line: Line, above: float, end: int) -> Number | None:
    """Read the rest of "one in four", "3 out of 5"; both numbers are small."""
    at = end
    if word(line, at) == "in":
        at += 1
    elif word(line, at) == "out" and word(line, at + 1) == "of":
        at += 2
    else:
        return None
    if word(line, at) in ("every", "each"):
        at += 1
    below = cardinal(line, at)
    # "17 in 2015" and "one in 1990" are no ratios
    if below is None or not above < below.value <= THOUSAND or above > HUNDRED:
        return None
    return Number(above / below.value, below.end, digits=line[at].kind == "number")


def ordinal(line: Line, i: int) -> Number | None:
    """Read an ordinal: "first", "twenty-first", "3rd"."""
    if i >= len(line):
        return None
    atom = line[i]
    if atom.kind == "number":
        glued = i + 1 < len(line) and not line[i + 1].spaced and line[i + 1].lower in ("st", "nd", "rd", "th")
        return Number(atom.value or 0.0, i + 2, digits=True) if glued and atom.text.isdigit() else None
    ordinals = _list("ordinals")
    if atom.lower in ordinals:
        return Number(ordinals[atom.lower], i + 1, digits=False)
    ten = _list("tens").get(atom.lower)
    at = i + 2 if word(line, i + 1) == "-" else i + 1
    below = ordinals.get(word(line, at))
    if ten is None or below is None or below >= 10:  # noqa: PLR2004  "twenty-tenth" isn't a number
        return None
    return Number(ten + below, at + 1, digits=False)
