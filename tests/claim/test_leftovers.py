"""What ended in no claim is listed; what was told otherwise isn't."""

from reportedly import read


def test_a_length_of_time_is_not_left_over():
    """The "three" of "three days" belongs to the time, which the reading has; a figure nobody claims is left over."""
    reading = read(
        "Police set up 14 road blocks over three days. Nobody was hurt, the mayor said.", published="2026-03-14"
    )
    left = [span.text for span in reading.leftovers]
    assert "three" not in left
    assert any(timex.value == "P3D" for timex in reading.timexes)
    assert [one.spans[0].text for one in reading.quantities if one.spans[0].text == "14"]
