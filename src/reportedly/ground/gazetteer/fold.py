"""Fold a place's name to the key under which the gazetteer keeps it."""

import unicodedata

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ð": "d",
        "þ": "th", "Þ": "th", "œ": "oe", "Œ": "oe", "ə": "a", "Ə": "a",
        "'": "", "’": "", "‘": "", "`": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "´": "", "′": "",
        "“": "", "”": "", '"': "", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
        "-": " ", "–": " ", "‑": " ", "/": " ", ",": " ", "(": " ", ")": " ", ".": ". ", "&": " and ",
    }
)  # fmt: skip
_WORDS = {
    "st.": "saint",
    "st": "saint",
    "ste.": "sainte",
    "mt.": "mount",
    "ft.": "fort",
    "twp.": "township",
    "co.": "county",
}
"""Short forms within names; only "st" goes without its stop, as British place names are written."""


def fold(name: str) -> str:
    """Give the key of a name: no marks, case, hyphens or apostrophes, nothing unseen, short forms spelt, no "the"."""
    bare = name.translate(_LETTERS)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    words = bare.casefold().split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    last = len(words) - 1
    spelt = [_WORDS.get(word, word) if last else word for word in words]
    return " ".join(spelt).replace(". ", "").replace(".", "")
