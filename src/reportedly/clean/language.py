"""Which language a report is in: English, too short to tell, or another, which is named.

A test of function words, not a trained guesser: it costs nothing at start-up, its verdict can be explained, and what it
must never do, to refuse English that is short, in capitals or full of names, is what it is weighted against: without
many function words of another language and few English ones, a text in Latin script is English or left open.
"""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

from reportedly.errors import UnknownLanguage

READ = "en"
# So many characters tell the language of any report.
SAMPLE = 20_000
# Fewer words than these can't tell.
FEWEST_WORDS = 10
FEWEST_ENGLISH = 3
# Of the words of English reports 0.20 to 0.55 are in its list, in 999 of 1,000 reports of 50 words or more.
ENGLISH = 0.15
# A language is told where so many of the words are its function words, …
FOREIGN = 0.15
# … and so many times more than English ones.
TIMES = 2.5
# More than half of the letters in another script: not English, whatever names it has.
SCRIPT = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]+")


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, re.Pattern[str]]]:
    """Give the languages of each function word, the names of languages, and the letters of scripts."""
    read = tomllib.loads(files(__package__).joinpath("tables", "languages.toml").read_text(encoding="utf-8"))
    of_word: dict[str, set[str]] = {}
    for one in read["languages"]:
        for word in one["words"].split():
            if len(word) == 1 and word.isascii():
                # Initials and section letters in English, whatever they are elsewhere.
                continue
            of_word.setdefault(word, set()).add(one["code"])
    names = {one["code"]: one["name"] for one in read["languages"]}
    scripts = {name: re.compile(f"[{letters}]") for name, letters in read["scripts"].items()}
    return {word: tuple(sorted(codes)) for word, codes in of_word.items()}, names, scripts


def tell(text: str) -> str | None:
    """Give the language as ISO 639-1, None where the text is too short to tell.

    Raises UnknownLanguage where it is clearly another than English.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    of_word, names, scripts = _table()
    counts: Counter[str] = Counter()
    for word, often in Counter(words).items():
        for code in of_word.get(word, ()):
            counts[code] += often
    english = counts.pop(READ, 0)
    other, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if _is_in_other_script(sample, words):
        named = count >= FOREIGN * len(words)
        raise _unknown(names[other], other) if named else _unknown(_script(sample, scripts))
    if len(words) < FEWEST_WORDS:
        return READ if english >= FEWEST_ENGLISH else None
    if count >= FOREIGN * len(words) and count >= TIMES * english:
        raise _unknown(names[other], other)
    return READ if english >= ENGLISH * len(words) else None


def _is_in_other_script(sample: str, words: list[str]) -> bool:
    letters = sum(map(len, words))
    return letters >= FEWEST_WORDS and sum(map(len, _NOT_LATIN.findall(sample))) > SCRIPT * letters


def _script(sample: str, scripts: dict[str, re.Pattern[str]]) -> str:
    """Name the language, or what is known of it, by the letters."""
    found = Counter({name: len(letters.findall(sample)) for name, letters in scripts.items()})
    name, count = found.most_common(1)[0]
    # Japanese is written with more Chinese characters than kana.
    if name == "Chinese" and found["Japanese"] > count / 10:
        return "Japanese"
    return name if count else "a language in a script this reader doesn't know"


def _unknown(language: str, code: str | None = None) -> UnknownLanguage:
    error = UnknownLanguage(f"This report seems to be in {language}; this reader reads English. Give it a translation.")
    error.language = code
    return error
