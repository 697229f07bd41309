"""Say whether two figures may be the same figure, worded otherwise."""

from reportedly.model import Quantity

VAGUE = {
    "several": (2, 12),
    "handful": (2, 10),
    "few": (2, 10),
    "dozen": (12, 99),
    "dozens": (20, 150),
    "scores": (20, 250),
    "score": (20, 250),
    "hundreds": (100, 3000),
    "thousands": (1000, 50000),
    "tens": (20, 100000),
    "many": (2, 100000),
    "some": (2, 100000),
    "number": (2, 100000),
}
"""Between what a vague word may lie, wide on purpose: it only says which figures don't exclude one another."""
TELLING = frozenset({"dozens", "scores", "hundreds", "thousands", "tens"})
STRETCH = 1.25
"""How far above "more than n" the figure meant may lie: a writer who knew of many more would say so."""
APPROXIMATE = 0.2
SMALLEST_ROUNDED = 20


def compatible(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures may stand for one count: equal, within each other's bounds, or one rounded."""
    if one.scale != other.scale:
        return False
    if one.value is None or other.value is None:
        return _vaguely(one, other)
    if one.value == other.value:
        return True
    low, high = sorted((one, other), key=lambda figure: figure.value or 0)
    return _reaches(low, high) or _around(one, other) or _rounded(low, high) or _rounded(high, low)


def retold(one: Quantity, other: Quantity) -> bool:
    """Say whether one source's two figures may be one figure told twice: equal, or one the other's rounding."""
    if one.value is None or other.value is None:
        return compatible(one, other)
    low, high = sorted((one, other), key=lambda figure: figure.value or 0)
    return one.value == other.value or _rounded(low, high) or _rounded(high, low) or _around(one, other)


def tells(figure: Quantity) -> bool:
    """Say whether a figure tells enough to be followed: "several" and "some" of anything may be anybody."""
    return figure.value is not None or figure.bound != "vague" or _word(figure) in TELLING


def closeness(one: Quantity, other: Quantity) -> int:
    """Order compatible figures: 0 the same number, 1 the same vague word, 2 one admits the other, 3 the rest."""
    if one.value is None or other.value is None:
        return 1 if one.value == other.value and _word(one) == _word(other) else 3
    return 0 if one.value == other.value else 2


def _reaches(low: Quantity, high: Quantity) -> bool:
    """Say whether "at least 20" may be the 26 that another states."""
    open_above = low.bound in ("at_least", "more_than")
    return open_above and (high.value or 0) <= STRETCH * (low.value or 0)


def _around(one: Quantity, other: Quantity) -> bool:
    """Say whether an approximate figure lies near the other."""
    if "approx" not in (one.bound, other.bound):
        return False
    return abs((one.value or 0) - (other.value or 0)) <= APPROXIMATE * max(one.value or 0, other.value or 0)


def _rounded(round_: Quantity, precise: Quantity) -> bool:
    """Say whether a figure is another one to its first one or two digits, cut or rounded: "one thousand" for 1,217."""
    value, other = int(round_.value or 0), int(precise.value or 0)
    if min(value, other) < SMALLEST_ROUNDED or other % 10 ** max(len(str(other)) - 2, 1) == 0:
        return False
    steps = [10 ** (len(str(other)) - kept) for kept in (1, 2) if len(str(other)) > kept]
    return any(value in (other // step * step, (other + step // 2) // step * step) for step in steps if step > 1)


def _word(quantity: Quantity) -> str:
    """Give the word that makes a figure vague."""
    words = quantity.spans[0].text.lower().split() if quantity.spans else []
    return next((word for word in words if word in VAGUE), "")


def _vaguely(one: Quantity, other: Quantity) -> bool:
    """Say whether a vague figure admits another."""
    (low, high), (from_, to) = _range(one), _range(other)
    return low <= to and from_ <= high


def _range(quantity: Quantity) -> tuple[float, float]:
    """Give what a figure may be as a range."""
    if quantity.value is not None:
        return quantity.value, quantity.value
    if quantity.low is not None or quantity.high is not None:
        return quantity.low or 0.0, quantity.high or float("inf")
    return VAGUE.get(_word(quantity), (1, 100000))
