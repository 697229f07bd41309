"""Read quotations within quotations: "“He told me, ‘Run,’” she said": he said it, on her word.

The marks leave no doubt of what is quoted, and grammar is seldom right inside them; so who said it is read off the
words beside the inner marks: a subject and a verb of saying right before them, or right behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft
from .lexicon import words
from .phrases import cue_extent, name_extent, own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Offsets, Parsed, Token

    from .quotations import Quotation

_SURE = 0.8
_BEFORE = 10
"""Tokens before the inner mark among which its verb stands: "told my brother and me at the door, ‘…’"."""
_BEHIND = 6
_FAR = 32
"""Quotations back in which the one around an inner one begins, at most."""
_HIMSELF = frozenset({"i", "we", "you"})


def read_nested(parsed: Parsed, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield what somebody quotes in their own words, where they say who said it; their own saying is no relay."""
    for n, one in enumerate(quotations):
        if one.depth == 0 or one.nature == "title" or len(one.parts) > 1 or not one.closed:
            continue
        start, end = one.parts[0]
        if one.nature == "phrase" and not _is_led(parsed, start):
            continue
        before = reversed(quotations[max(0, n - _FAR) : n])
        outer = next((other for other in before if other.depth < one.depth and other.holds(start, end)), None)
        if outer is None:
            continue
        part = next((a, b) for a, b in outer.parts if a <= start and end <= b)
        verb = _verb_before(parsed, part, start) or _verb_behind(parsed, part, end)
        subject = own_subject(parsed, verb) if verb is not None else None
        if verb is None or subject is None or subject.lemma.lower() in _HIMSELF | words("anybody"):
            continue
        source, cue = name_extent(parsed, subject), cue_extent(parsed, verb)
        apart = source[1] <= start or end <= source[0]
        if apart and part[0] <= source[0] and source[1] <= part[1]:
            yield Draft((source,), (cue,), ((start, end),), _SURE, "told inside", certain=True)


def _is_led(parsed: Parsed, start: int) -> bool:
    """Say whether a comma or a colon leads to a mark: what few words it sets apart were said, not called so."""
    before = parsed.tokens_in(max(0, start - 2), start)
    return bool(before) and before[-1].text in {",", ":"}


def _verb_before(parsed: Parsed, part: Offsets, start: int) -> Token | None:
    """Give the verb of saying before an inner mark, no other verb and no stop between them: "he told us, ‘"."""
    for token in reversed(parsed.tokens_in(part[0], start)[-_BEFORE:]):
        if token.text in {".", "!", "?", ";"} or (token.pos in ("VERB", "AUX") and not _says(token)):
            return None
        if _says(token):
            return token
    return None


def _verb_behind(parsed: Parsed, part: Offsets, end: int) -> Token | None:
    """Give the verb of saying behind an inner mark with its subject: "‘Run,’ my father said"."""
    for token in parsed.tokens_in(end, part[1])[:_BEHIND]:
        if token.text in {".", "!", "?", ";", ":"} or (token.pos in ("VERB", "AUX") and not _says(token)):
            return None
        if _says(token):
            return token
    return None


def _says(token: Token) -> bool:
    return token.tag in ("VBD", "VBZ", "VBP") and token.lemma.lower() in words("saying")
