"""Spoilt quotation marks and words."""

from reportedly.parse.mending import mend


def test_spoilt_marks_are_mended_and_lead_back() -> None:
    """Each mended character knows where it began in the text as it came."""
    text = "he said â€œgoâ€\x9d and itâ€™s â€\u201c done"
    mended, offsets = mend(text)
    assert mended == "he said “go” and it’s – done"
    assert [text[offsets[i]] for i, mark in enumerate(mended) if mark in "“”’–"] == ["â"] * 4
    assert text[offsets[mended.index("go")] : offsets[mended.index("go") + 2]] == "go"
    assert offsets[len(mended)] == len(text)


def test_soft_hyphens_are_dropped_inside_words_only() -> None:
    """What has no width is dropped between letters, and the offsets lead past it; elsewhere it stays."""
    text = "the mili\u00adtants left \ufeffHarra\u200b (10\u200b000)"
    mended, offsets = mend(text)
    assert mended == "the militants left \ufeffHarra\u200b (10\u200b000)"
    start = mended.index("militants")
    assert text[offsets[start] : offsets[start + len("militants")]] == "mili\u00adtants"


def test_sound_text_is_left_alone() -> None:
    """Text without spoilt marks comes back as it is."""
    assert mend("“No,” she said.").text == "“No,” she said."
