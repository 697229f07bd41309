"""MessagePack, as far as the grammar model's files use it: what they need, without the library that writes them.

Format: https://github.com/msgpack/msgpack/blob/master/spec.md. Arrays are maps with `nd`, `type`, `shape` and `data`,
as msgpack-numpy has them.
"""

import struct
from typing import Any

import numpy as np

NUMBERS = {
    0xCA: ">f",
    0xCB: ">d",
    0xCC: ">B",
    0xCD: ">H",
    0xCE: ">I",
    0xCF: ">Q",
    0xD0: ">b",
    0xD1: ">h",
    0xD2: ">i",
    0xD3: ">q",
}
SIZED = {
    **dict.fromkeys((0xC4, 0xD9), ">B"),
    **dict.fromkeys((0xC5, 0xDA, 0xDC, 0xDE), ">H"),
    **dict.fromkeys((0xC6, 0xDB, 0xDD, 0xDF), ">I"),
}
"""How many bytes, items or pairs follow is said by a number of its own."""
KINDS = {
    0xC4: "bin",
    0xC5: "bin",
    0xC6: "bin",
    0xD9: "str",
    0xDA: "str",
    0xDB: "str",
    0xDC: "list",
    0xDD: "list",
    0xDE: "map",
    0xDF: "map",
}
SHORT = ((0xA0, 0xE0, "str", 0x1F), (0x90, 0xF0, "list", 0x0F), (0x80, 0xF0, "map", 0x0F))
"""First bytes that say a kind and a small number at once: fixed bits, the mask of these, and that of the number."""
CONSTANTS = {0xC0: None, 0xC2: False, 0xC3: True}
LAST_POSITIVE, FIRST_NEGATIVE = 0x7F, 0xE0


def unpacked(content: bytes) -> Any:
    """Give what a file holds; arrays as NumPy's. Raises ValueError where it's none of the format, or cut short."""
    try:
        return _Reader(content).value()
    except (IndexError, struct.error, KeyError, TypeError, StopIteration) as error:
        raise ValueError(f"no such file: {error!r}") from error


class _Reader:
    """Read one value after another."""

    def __init__(self, content: bytes) -> None:
        self.content = memoryview(content)
        self.at = 0

    def value(self) -> Any:
        """Give the next value."""
        first = self.content[self.at]
        self.at += 1
        if first <= LAST_POSITIVE:
            return first
        if first >= FIRST_NEGATIVE:
            return first - 0x100
        if first in CONSTANTS:
            return CONSTANTS[first]
        if first in NUMBERS:
            return self._number(NUMBERS[first])
        if first in SIZED:
            return self._several(KINDS[first], self._number(SIZED[first]))
        kind, count = next((kind, first & part) for bits, mask, kind, part in SHORT if first & mask == bits)
        return self._several(kind, count)

    def _number(self, form: str) -> Any:
        (number,) = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return number

    def _several(self, kind: str, count: int) -> Any:
        if kind == "list":
            return [self.value() for _ in range(count)]
        if kind == "map":
            return _array({_text(self.value()): self.value() for _ in range(count)})
        taken = self.content[self.at : self.at + count]
        if len(taken) < count:
            raise IndexError(self.at)
        self.at += count
        return str(taken, "utf-8") if kind == "str" else bytes(taken)


def _text(key: Any) -> Any:
    return key.decode("utf-8") if isinstance(key, bytes) else key


def _array(found: dict[Any, Any]) -> Any:
    """Give a map that describes an array as the array."""
    if found.get("nd") is not True:
        return found
    return np.frombuffer(found["data"], np.dtype(_text(found["type"]))).reshape(found["shape"])
