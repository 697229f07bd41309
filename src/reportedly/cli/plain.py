"""Text from outside, made fit for a terminal: no report may move its cursor, colour it, or set its title."""

import unicodedata

STANDS_FOR = "\ufffd"
"""What is shown in place of a character that would act."""
_KEPT = "\n\t"
# Cc: controls, among them ESC; Cs: half characters. The rest turn the direction of what follows on its line.
_ACTING = ("Cc", "Cs")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """Give a text with each character that would act on a terminal replaced; line ends and tabs stay."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(STANDS_FOR if _acts(char) else char for char in text)


def on_line(text: str) -> str:
    """Give a text on one line, white space as single blanks, and nothing in it that would act on a terminal."""
    return harmless(" ".join(text.split()))


def _acts(char: str) -> bool:
    """Say whether a terminal would do something other than show a character."""
    return char not in _KEPT and (char in _TURNING or unicodedata.category(char) in _ACTING)
