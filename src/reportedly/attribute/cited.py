"""Read the sources that situation reports cite behind a sentence, "(Source: WHO)", "(IOM, 12 May)", "(IOM)".

What stands before is that source's, up to the beginning of its sentence or of its row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .draft import Draft
from .phrases import trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Article, Offsets, Parsed

_CONFIDENCE = 0.8
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[ -])?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|(?:19|20)\d{{2}}"
)
_LABELLED = re.compile(
    r"(?P<open>\(?)\b(?P<cue>Sources?)\s?: ?(?P<who>[^()\n:;]{2,80}?)(?P<close>\)|\.?[ \t]*(?=\n|\Z))"
)
_DATED = re.compile(rf"\((?P<who>[A-Z][\w&.’'/-]*(?: [\w&.’'/-]+){{0,7}}?),? (?:as of |{_MONTH} - )?(?:{_DATE})\)")
_BARE = re.compile(r"[^\W\d_] \((?P<who>[A-Z][A-Za-z/]{0,8}[A-Z])\)\.?[ \t]*(?=\n|\Z|[A-Z•])")
_FEWEST_WORDS = 3
"""Words of a sentence that a source is cited for: fewer are a heading or a caption."""


def read_cited(article: Article, parsed: Parsed) -> Iterator[Draft]:
    """Yield an attribution for each source that is cited behind a sentence of the text."""
    text = article.full_text
    for found in _LABELLED.finditer(text):
        bracketed = bool(found["open"])
        if bracketed != (found["close"] == ")") or not (bracketed or _stands_behind(text, found)):
            continue
        content = _before(parsed, found.start())
        if content is not None:
            who = _trimmed(text, found.span("who"))
            yield Draft((who,), (found.span("cue"),), (content,), _CONFIDENCE, "cited source", certain=bracketed)
    for found in _DATED.finditer(text):
        content = _before(parsed, found.start())
        if content is not None and _is_body(parsed, found.span("who")):
            yield Draft((found.span("who"),), (), (content,), _CONFIDENCE, "cited source")
    for found in _BARE.finditer(text):
        content = _before(parsed, found.start("who") - 1)
        if content is not None and _is_credit(parsed, text[slice(*content)], found.span("who")):
            yield Draft((found.span("who"),), (), (content,), _CONFIDENCE, "cited source")


def _is_credit(parsed: Parsed, content: str, who: Offsets) -> bool:
    """Say whether an acronym behind a sentence tells whose figure it is: no short form of the words before it."""
    name = next((parsed.name_at(one.i) for one in parsed.tokens_in(*who)), None)
    before = content.split()
    acronym = "".join(one.text for one in parsed.tokens_in(*who)).upper()
    initials = "".join(word[0] for word in before[-len(acronym) :]).upper()
    short = before[-1][0].isupper() or initials[0] == acronym[0]
    return name is not None and name.label == "ORG" and any(map(str.isdigit, content)) and not short


def _stands_behind(text: str, found: re.Match[str]) -> bool:
    """Say whether a source without brackets stands behind a sentence of its line, and nothing behind it.

    Alone in its line it is the page's: the credit of a picture or a table.
    """
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    return line.endswith((".", "!", "?", "%")) and ". " not in found["who"]


def _trimmed(text: str, span: Offsets) -> Offsets:
    """Cut white space and a stop off the end of a source's words."""
    start, end = span
    return start, start + len(text[start:end].rstrip(" .,"))


def _before(parsed: Parsed, offset: int) -> Offsets | None:
    """Give the words of the sentence before an offset; where one begins there, those of the sentence before it."""
    last = next((one.i for one in reversed(parsed.tokens_in(max(0, offset - 4), offset))), None)
    if last is None:
        return None
    sentence = parsed.sentences[parsed.tokens[last].sentence]
    if last - sentence.first < _FEWEST_WORDS:
        return None
    return trim(parsed, sentence.first, last + 1)


def _is_body(parsed: Parsed, span: Offsets) -> bool:
    """Say whether words in brackets name a body: they are an acronym, or the tagger takes them for one."""
    tokens = parsed.tokens_in(*span)
    name = parsed.name_at(tokens[-1].i) if tokens else None
    acronym = any(one.text.isupper() and len(one.text) > 1 and one.text.isalpha() for one in tokens)
    return acronym or (name is not None and name.label == "ORG")
