"""MessagePack, as the grammar model's files have it."""

import numpy as np
import pytest

from reportedly.parse.packed import unpacked


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b"\x07", 7),
        (b"\xff", -1),
        (b"\xcc\xc8", 200),
        (b"\xd1\xff\x00", -256),
        (b"\xcb\x3f\xf8" + bytes(6), 1.5),
        (b"\xcf" + b"\xff" * 8, 2**64 - 1),
        (b"\x93\xc0\xc2\xc3", [None, False, True]),
        (b"\x82\xa1a\x01\xc4\x01b\x02", {"a": 1, "b": 2}),
        (b"\xd9\x03caf", "caf"),
        (b"\xc5\x00\x02\x00\x01", b"\x00\x01"),
        (b"\xdc\x00\x02\x01\x02", [1, 2]),
        (b"\xde\x00\x01\x05\xa0", {5: ""}),
    ],
)
def test_values_are_read_as_the_format_has_them(content: bytes, value: object) -> None:
    """Each kind of first byte gives its value."""
    assert unpacked(content) == value


def test_arrays_are_numpy_s() -> None:
    """A map that describes an array is the array."""
    content = b"\x84\xa2nd\xc3\xa4type\xa3<f4\xa5shape\x92\x01\x02\xa4data\xc4\x08" + np.float32([1.5, -2]).tobytes()
    found = unpacked(content)
    assert found.tolist() == [[1.5, -2.0]]
    assert found.dtype == np.float32


@pytest.mark.parametrize("content", [b"", b"\xd9\x05abc", b"\x92\x01", b"\xc1", b"\xcb\x00"])
def test_what_is_cut_short_or_unknown_is_refused(content: bytes) -> None:
    """A file that ends too soon, or begins with no known byte, is a ValueError and nothing else."""
    with pytest.raises(ValueError, match="no such file"):
        unpacked(content)
