"""Values are put into words as a person would write them."""

import pytest

from reportedly.export.account import number_words


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (None, "?"),
        (0, "0"),
        (-3, "-3"),
        (4500, "4,500"),
        (612.0, "612"),
        (2.5, "2.5"),
        (1234567.25, "1,234,567.25"),
        (0.1 + 0.2, "0.3"),
        (3e9, "3,000,000,000"),
    ],
)
def test_a_number_has_its_thousands_parted_and_no_decimals_that_are_not_there(number, told):
    """Whatever its size, it's written out, without an exponent and without what a float adds."""
    assert number_words(number) == told
