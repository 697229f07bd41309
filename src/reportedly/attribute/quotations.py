"""Find the quotations of a text by their marks alone: one place, each rule with its reason.

A quotation is what stands between two marks. Its rules, in the order in which they apply:

* **Marks come in families** (“…”, "…", «…», „…“, 「…」, ‘…’, '…', ``…''), and only a mark of its own family closes one.
  Mojibake (UTF-8 read as Windows-1252: ``â€œ``) is a family too, since archives are full of it.
* **A straight mark's side is told by its neighbours**: room before it opens, room or a stop after it closes. Where both
  or neither hold (text with its tokens parted), it closes what is open and opens otherwise.
* **An apostrophe is no mark**: a single mark between letters, after a plural's s with no single mark open, or before a
  year or a clipped word ("'90s", "'em").
* **A paragraph ends every quotation**, unless the next paragraph opens with a mark of the same family (English usage:
  each paragraph re-opens, the last closes), or the first mark of a later one closes it (translated statements, which
  don't re-open). So one odd mark never spoils more than its paragraph.
* **A telling that ends a paragraph** ends what was left open before it: "“We lost all, said Hana Orr." forgot its mark.
* **A second opening mark inside an open quotation** of the same family is nesting only where enough marks close
  both in the paragraph; else the first was left open and ends at the last sentence before the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Article, Offsets

Side = Literal["open", "close", "either"]
Nature = Literal["speech", "phrase", "title"]

# Alternatives are tried in order: mojibake before the bare letters in it, doubled single marks before single ones.
_MARK = re.compile(r"â€œ|â€\x9d|â€(?![\w˜™“”¦])|â€˜|â€™|``|''|‘‘|’’|[“”„‟\"＂«»‹›「」『』‘’‚'`]")
_FAMILY: dict[str, tuple[str, Side]] = {
    "“": ("curly", "open"), "”": ("curly", "close"), "‟": ("curly", "open"),
    "„": ("low", "open"), "«": ("angle", "open"), "»": ("angle", "close"),
    "‹": ("angle1", "open"), "›": ("angle1", "close"),
    "「": ("corner", "open"), "」": ("corner", "close"), "『": ("corner2", "open"), "』": ("corner2", "close"),
    '"': ("straight", "either"), "＂": ("straight", "either"),
    "``": ("tex", "open"), "''": ("tex", "either"), "‘‘": ("tex", "open"), "’’": ("tex", "close"),
    "â€œ": ("mojibake", "open"), "â€\x9d": ("mojibake", "close"), "â€": ("mojibake", "close"),
    "‘": ("single", "open"), "’": ("single", "close"), "‚": ("lowsingle", "open"),
    "'": ("single", "either"), "`": ("single", "open"), "â€˜": ("single", "open"), "â€™": ("single", "close"),
}  # fmt: skip
# Which marks may also close a family: keyboards, word processors and encodings mix them.
_CLOSES = {
    "curly": {"curly", "straight", "low", "tex"},
    "straight": {"straight", "curly"},
    "low": {"low", "curly", "straight"},
    "tex": {"tex", "straight", "curly"},
    "mojibake": {"mojibake", "straight"},
    "lowsingle": {"single"},
}
# The family of what an earlier paragraph opened and this one doesn't re-open: any double mark closes it.
_CARRIED = "carried"
# How many marks ahead nesting is looked for: more never stand inside one quotation, and the work stays linear.
_LOOK_AHEAD = 32
_SINGLES = frozenset({"single", "lowsingle", "angle1"})
_CLIPPED = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=\S)")
# A closing single mark beside a stop, within so many characters, can't be a plural's apostrophe.
_SINGLE_END = re.compile(r"[.,!?…]['’]|['’](?=[.,;:!?)]|\s|$)")
_NEAR = 600
_BRACKETS = "([{—–-/:"
_STOPS = ".,;:!?…)]}—–-"
# A telling that ends a paragraph, behind a quotation whose closing mark was forgotten: ", said Hana Orr."
_SAYS = r"(?:said|says|added|adds|told|tells|explained|recalled|insisted|warned|wrote|stated|noted|argued)"
_TELLING = re.compile(
    rf"[,.!?](?=\s(?:{_SAYS}\s(?:[A-Z]|the\s|an?\s)[^“”\"\n]{{2,80}}"
    rf"|(?:[A-Z][\w’'.-]{{1,40}}\s){{1,4}}{_SAYS}(?:\s[^“”\"\n]{{1,60}})?"
    rf"|(?:the|an?)\s(?:\w{{1,40}}\s){{1,4}}(?:said|told (?:parliament|reporters|journalists|[A-Z]\w{{1,40}}))"
    rf"(?:\son\s[A-Z]\w{{1,40}})?)\.\s{{0,9}}\Z)"
)
# No quotation in the corpora seen that isn't re-opened runs over more paragraphs; more is a forgotten mark.
_MAX_CARRIED = 6
_TITLE_WORD = re.compile(r"[A-Z0-9][\w’'.&:-]*")
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "vs", "with"}
)
# Fewer words than this, and no stop inside the marks, is a phrase lifted out or held at arm's length, not an utterance.
MIN_SPEECH_WORDS = 4
_MOST_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark: code points, family, and the side it may stand on."""

    start: int
    end: int
    family: str
    side: Side


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: its stretches of text with the marks, one for each paragraph it runs over.

    `depth` is 0 for the outermost. `closed` is False where no mark closes it. `nature` is `speech` for what may be an
    utterance, `phrase` for a few words (quoted in part, or scare quotes), `title` for what names a work or a thing.
    """

    parts: tuple[Offsets, ...]
    depth: int = 0
    closed: bool = True
    nature: Nature = "speech"

    @property
    def start(self) -> int:
        """Where its first mark begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where its last mark ends."""
        return self.parts[-1][1]

    def holds(self, start: int, end: int) -> bool:
        """Say whether a stretch stands wholly inside one of its parts."""
        return any(a <= start and end <= b for a, b in self.parts)


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Give the quotations of headline and paragraphs, in the order of the text; offsets into `full_text`."""
    headline = find_in(article.full_text, [article.headline]) if article.headline else ()
    return headline + find_in(article.full_text, article.paragraphs)


def find_in(text: str, paragraphs: Sequence[Offsets]) -> tuple[Quotation, ...]:
    """Give the quotations of a text whose paragraphs are given, in the order of the text."""
    marks = [_marks(text, start, end) for start, end in paragraphs]
    done: list[Quotation] = []
    carried: list[Offsets] = []
    for n, (start, end) in enumerate(paragraphs):
        found, closed_at, left = _match(text, marks[n], start, carried=bool(carried))
        done += found
        forgotten = _TELLING.search(text, left.end, end) if left is not None and left.end > left.start else None
        if left is not None and forgotten is not None:
            done.append(Quotation(((left.start, forgotten.start() + 1),), 0, closed=False))
            left = None
        goes_on = left is not None and _goes_on(paragraphs, marks, n, left)
        if carried:
            carried.append((start, closed_at or end))
            if closed_at is None and goes_on:
                continue
            done.append(Quotation(tuple(carried), 0, closed_at is not None))
            carried = []
            if closed_at is None:
                continue
        if left is not None and goes_on:
            carried = [(left.start, end)]
        elif left is not None:
            done.append(Quotation(((left.start, end),), 0, closed=False))
    ordered = sorted(done, key=lambda one: (one.start, -one.end))
    return tuple(_with_nature(text, one) for one in ordered)


def _marks(text: str, start: int, end: int) -> list[Mark]:
    """Find the marks of one paragraph, apostrophes left out."""
    found: list[Mark] = []
    singles_open = 0
    for match in _MARK.finditer(text, start, end):
        family, side = _FAMILY[match.group()]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        side = _side(match.group(), side, before, after)
        if family == "single":
            if _is_apostrophe(text, match, before, after, side, open_=singles_open > 0):
                continue
            singles_open += 1 if side == "open" else -1
        found.append(Mark(match.start(), match.end(), family, side))
    return found


def _side(mark: str, side: Side, before: str, after: str) -> Side:
    """Tell the side of a mark from its neighbours, where its shape alone can't."""
    if side != "either" and mark not in "«»":
        return side
    room_before = before.isspace() or before in _BRACKETS or before in "“‘\"'«„`"
    room_after = after.isspace() or after in _STOPS or after in "”’\"'»“"
    if room_before == room_after:
        return side
    # »…« is how German and Danish print it
    return "open" if room_before else "close"


def _is_apostrophe(text: str, match: re.Match[str], before: str, after: str, side: Side, *, open_: bool) -> bool:
    """Say whether a single mark is an apostrophe."""
    if before.isalnum() and after.isalnum():
        return True
    if match.group() != "‘" and not before.isalnum() and _CLIPPED.match(text, match.end()):
        return True
    if side == "open":
        return False
    if open_ and before == "s" and after == " " and text[match.end() + 1 : match.end() + 2].islower():
        # "the boys’ fault": the quotation's own end is still to come
        later = _SINGLE_END.search(text, match.end(), match.end() + _NEAR)
        return later is not None and "‘" not in text[match.end() : later.start()]
    return not open_


def _match(
    text: str, marks: list[Mark], start: int, *, carried: bool
) -> tuple[list[Quotation], int | None, Mark | None]:
    """Pair the marks of one paragraph that begins at `start`.

    Gives the quotations that open here and close here, where the one carried over closes (None where it doesn't), and
    the mark that is still open at the end (None where none is; the carried one, where that is open still).
    """
    stack: list[Mark] = []
    found: list[Quotation] = []
    closed_at: int | None = None
    if carried:
        reopens = _opens_at(marks, start)
        stack.append(Mark(start, start, marks[0].family if reopens else _CARRIED, "open"))
        marks = marks[1:] if reopens else marks
    for n, mark in enumerate(marks):
        partner = _partner(stack, mark) if mark.side != "open" or _ends_low(text, stack, mark) else None
        if partner is None:
            if mark.side != "close":
                _give_up(text, stack, mark, marks[n + 1 : n + 1 + _LOOK_AHEAD], found, keep=int(carried))
                stack.append(mark)
            continue
        if partner == 0 and carried and closed_at is None:
            closed_at = mark.end
        else:
            found.append(Quotation(((stack[partner].start, mark.end),), partner))
        del stack[partner:]
        carried = carried and closed_at is None
    return found, closed_at, next((mark for mark in stack if mark.family not in _SINGLES), None)


def _ends_low(text: str, stack: list[Mark], mark: Mark) -> bool:
    """Say whether a mark that opens in English closes „…“."""
    return bool(stack) and stack[-1].family in ("low", "lowsingle") and not text[mark.start - 1].isspace()


def _opens_at(marks: list[Mark], start: int) -> bool:
    """Say whether a paragraph begins with a mark that may open."""
    return bool(marks) and marks[0].start == start and marks[0].side != "close"


def _partner(stack: list[Mark], mark: Mark) -> int | None:
    """Give the place in the stack of the mark that this one would close."""
    for place in range(len(stack) - 1, -1, -1):
        family = stack[place].family
        closers = _CLOSES.get(family, {family})
        if mark.family in closers or (family == _CARRIED and mark.family not in _SINGLES):
            return place
        if family not in _SINGLES:
            # A double mark may not be leapt over by another family's: «a "b» c" is broken, and left to each part.
            return None
    return None


def _give_up(
    text: str, stack: list[Mark], mark: Mark, rest: Sequence[Mark], found: list[Quotation], *, keep: int
) -> None:
    """Drop an open quotation that a second opening mark of its family shows to have been left open."""
    if len(stack) <= keep or stack[-1].family != mark.family or mark.family in _SINGLES:
        return
    depth = 2
    for other in rest:
        if other.family == mark.family:
            depth += 1 if other.side == "open" else -1
        if depth == 0:
            return
    broken = stack.pop()
    stop = mark.start
    for sentence in _SENTENCE_END.finditer(text, broken.end, mark.start):
        stop = sentence.end()
    while text[stop - 1].isspace():
        stop -= 1
    found.append(Quotation(((broken.start, stop),), len(stack), closed=False))


def _goes_on(paragraphs: Sequence[Offsets], marks: list[list[Mark]], n: int, left: Mark) -> bool:
    """Say whether what is open at the end of paragraph n goes on in the next."""
    if n + 1 >= len(paragraphs):
        return False
    if _opens_at(marks[n + 1], paragraphs[n + 1][0]):
        # another family opens a quotation of its own: “…” inside an excerpt that "…" marks off
        return left.family in (_CARRIED, marks[n + 1][0].family)
    for later in marks[n + 1 : n + 1 + _MAX_CARRIED]:
        first = next((mark for mark in later if mark.family not in _SINGLES), None)
        if first is not None:
            return first.side == "close" and _same(left, first)
    return False


def _same(left: Mark, mark: Mark) -> bool:
    """Say whether two marks may belong to one quotation."""
    return left.family in (_CARRIED, mark.family) or mark.family in _CLOSES.get(left.family, set())


def _with_nature(text: str, quotation: Quotation) -> Quotation:
    """Tell an utterance from a phrase and from a title, by its words and stops."""
    inside = " ".join(text[a:b] for a, b in quotation.parts)
    words = re.findall(r"\w[\w’'-]*", inside)
    bare = inside.rstrip("”\"’'»」』 ")
    nature: Nature = "speech"
    big = [word for word in words if word.lower() not in _SMALL]
    named = 0 < len(words) <= _MOST_TITLE_WORDS and len(big) > 1 and all(_TITLE_WORD.fullmatch(word) for word in big)
    if len(quotation.parts) == 1 and named and not bare.endswith(("!", "?", "…")):
        nature = "title"  # a stop may stand inside the marks by American usage
    elif len(quotation.parts) == 1 and not bare.endswith((".", "!", "?", "…")):
        if len(words) < MIN_SPEECH_WORDS:
            nature = "phrase"
    elif len(quotation.parts) == 1 and len(words) < MIN_SPEECH_WORDS and bare[-1:] not in "!?.":
        nature = "phrase"
    return Quotation(quotation.parts, quotation.depth, quotation.closed, nature)
