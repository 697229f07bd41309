"""Spoilt quotation marks."""

from reportedly.parse.mending import mend


def test_spoilt_marks_are_mended_and_lead_back() -> None:
    """Each mended character knows where it began in the text as it came."""
    text = "he said â€œgoâ€\x9d and itâ€™s â€\u201c done"
    mended, offsets = mend(text)
    assert mended == "he said “go” and it’s – done"
    assert [text[offsets[i]] for i, mark in enumerate(mended) if mark in "“”’–"] == ["â"] * 4
    assert text[offsets[mended.index("go")] : offsets[mended.index("go") + 2]] == "go"
    assert offsets[len(mended)] == len(text)


def test_sound_text_is_left_alone() -> None:
    """Text without spoilt marks comes back as it is."""
    assert mend("“No,” she said.").text == "“No,” she said."
