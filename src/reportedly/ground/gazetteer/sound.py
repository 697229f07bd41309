"""Fold a romanised name to its consonants: Deir Ezzor, Dayr az Zawr and Deir al-Zour come to the same."""

from .fold import fold

ROMANISED = frozenset(
    (
        "SY",
        "IQ",
        "LB",
        "JO",
        "YE",
        "LY",
        "EG",
        "SD",
        "SA",
        "PS",
        "AF",
        "PK",
        "IR",
        "OM",
        "AE",
        "KW",
        "QA",
        "BH",
        "DZ",
        "TN",
        "MA",
        "SO",
    )
)
"""Countries whose names English reports spell by ear; GeoNames follows scholars' romanisation."""
_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "at", "az", "ad", "an", "ash", "ez", "es", "er", "ed", "et", "en", "ul", "ol")
)
_SOUNDS = (
    ("sh", "$"),
    ("ch", "$"),
    ("kh", "x"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("q", "k"),
    ("c", "k"),
    ("z", "z"),
)
_SILENT = str.maketrans("", "", "aeiouyw")
_SHORTEST = 3
"""Sounds a key needs: "zr" would be too many places'."""


def sound(name: str) -> str | None:
    """Give a name's key by sound, None where too little is left to tell it by. A first vowel is kept, as "a"."""
    words = [word for word in fold(name).split() if word not in _ARTICLES]
    parts = []
    for word in words:
        for spelt, heard in _SOUNDS:
            word = word.replace(spelt, heard)  # noqa: PLW2901 - folded step by step
        word = word.removeprefix("ez") if word.startswith("ezz") else word  # noqa: PLW2901 - "Ezzor" is "ez Zor"
        bare = word[1:].translate(_SILENT)
        bare = bare.removesuffix("h")
        first = "a" if word[:1] in ("a", "e", "i", "o", "u") else word[:1]
        parts.append(first + "".join(c for i, c in enumerate(bare) if i == 0 or bare[i - 1] != c))
    key = " ".join(part for part in parts if part)
    if len(key) < _SHORTEST:
        # too few consonants: the vowels count, too, and only doubled letters don't: "Raqa" is Raqqa
        key = "".join(c for i, c in enumerate(words[0]) if words[0][i - 1 : i] != c) if len(words) == 1 else ""
        key = key.removesuffix("h")
        return f"~{key}" if len(key) > _SHORTEST else None
    return f"~{key}"
