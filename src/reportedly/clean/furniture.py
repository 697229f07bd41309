"""The furniture pass: mark what belongs to the page and not to the report, by wording, by form and by place.

Nothing is read out of furniture, so each rule must be sure: what may be the report's is left to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.model.vocabulary import FurnitureKind

from .forms import is_about_author, is_byline, is_date, is_masthead, is_outlet, is_stamp
from .headline import ends_with_stop, is_title_case, looks_like_headline
from .table import Match, look_up, outlet_words

# Three weak lines in a row are a menu or a row of buttons.
MENU = 3
# A form for comments is one only where so many of its lines stand together (one “0 Comments” may be a button).
FORM = 2
# Below a form for comments the report is over, if at least this many words of it stand above.
REPORT_WORDS = 30
# Above the first line of so many words stands what heads a page.
PARAGRAPH_WORDS = 18
# A last line that introduces the author has so many words at least.
AUTHOR_WORDS = 5
# What a list of links opens with one line ends with: a line of more words, or with a stop, is a paragraph.
LINK_WORDS = 22

# After furniture of these kinds, headlines at the end of a page are links to other reports.
_CLOSING: frozenset[FurnitureKind] = frozenset(
    ("disclaimer", "comments", "subscribe", "related", "report_button", "navigation", "advert")
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line of a page: code points of the text, its words on one line, what it is (None: report)."""

    start: int
    end: int
    text: str
    match: Match | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1

    @property
    def kind(self) -> FurnitureKind | None:
        """Its kind of furniture, None where it's the report's or not yet sure."""
        return self.match.kind if self.match and self.match.strength == "sure" else None


def mark(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Say of each block whether it is furniture, and of what kind. Takes and gives blocks in the order of the text.

    What already has a match, as from a page's markup, keeps it.
    """
    if len(blocks) == 1 and blocks[0].match is None:
        # A document of one line is what was to be read, whatever it looks like.
        return tuple(blocks)
    marked = [block if block.match else replace(block, match=_match(block.text)) for block in blocks]
    for step in (_mark_top, _mark_weak, _mark_author, _mark_opened, _mark_ended, _mark_trailing, _mark_weak):
        step(marked)
    return tuple(block if block.kind else replace(block, match=None) for block in marked)


@lru_cache(maxsize=4096)
def _match(text: str) -> Match | None:
    """Say what a line is by itself; cached, as lines of pages come back."""
    if is_byline(text):
        return Match("byline", "sure")
    if is_stamp(text):
        return Match("other", "sure")
    if is_date(text) or is_masthead(text):
        return Match("other", "top")
    return look_up(text)


def _sure(block: Block, kind: FurnitureKind | None = None) -> Block:
    """Mark a block for good."""
    before = block.match or Match(kind or "other", "sure")
    return replace(block, match=replace(before, kind=kind or before.kind, strength="sure"))


def _mark_top(blocks: list[Block]) -> None:
    """Mark what stands above the first paragraph: names of sections, dates, the outlet over a date or byline."""
    above = 0
    for i, block in enumerate(blocks):
        if block.match is None and block.words >= PARAGRAPH_WORDS and ends_with_stop(block.text):
            break
        if block.match and block.match.strength == "top" and len(blocks) > 1:
            blocks[i] = _sure(block)
        elif block.match is None:
            headed = above and i + 1 < len(blocks) and blocks[i + 1].match is not None
            if headed and is_outlet(block.text, outlet_words()):
                blocks[i] = _sure(block, "other")
            above += 1


def _mark_weak(blocks: list[Block]) -> None:
    """Mark weak lines beside furniture, and rows of them."""
    for i in _weak_runs(blocks):
        blocks[i] = _sure(blocks[i])


def _weak_runs(blocks: list[Block]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    for i in range(len(blocks) + 1):
        if i < len(blocks) and _is_weak(blocks[i]):
            run.append(i)
            continue
        beside = run and (_is_page(blocks, run[0] - 1) or _is_page(blocks, i))
        if beside or len(run) >= MENU:
            found += run
        run = []
    return found


def _is_weak(block: Block) -> bool:
    return block.match is not None and block.match.strength == "weak"


def _is_page(blocks: list[Block], i: int) -> bool:
    return 0 <= i < len(blocks) and blocks[i].kind is not None


def _mark_author(blocks: list[Block]) -> None:
    """Mark the last line of the report where it introduces its author."""
    last = next(
        (i for i in reversed(range(len(blocks))) if blocks[i].kind is None and blocks[i].words >= AUTHOR_WORDS), None
    )
    if last and is_about_author(blocks[last].text):
        blocks[last] = _sure(blocks[last], "byline")


def _is_link(block: Block) -> bool:
    """Say whether a block may be the title of another report."""
    text = block.text
    return block.words <= LINK_WORDS and looks_like_headline(text) and (not ends_with_stop(text) or is_title_case(text))


def _mark_opened(blocks: list[Block]) -> None:
    """Mark the lists of links that a heading such as “Related stories” opens."""
    opened = False
    for i, block in enumerate(blocks):
        if block.kind:
            opened = bool(block.match and block.match.opens) or (opened and block.kind != "byline")
        elif opened and _is_link(block):
            blocks[i] = _sure(block, "related")
        else:
            opened = False


def _mark_ended(blocks: list[Block]) -> None:
    """Mark everything below a form for comments: titles of other reports, and what readers wrote."""
    end = _form_at(blocks)
    if end is None:
        return
    for i in range(end, len(blocks)):
        if blocks[i].kind is None:
            blocks[i] = _sure(blocks[i], "related" if _is_link(blocks[i]) else "comments")


def _form_at(blocks: list[Block]) -> int | None:
    """Give the first line of a form for comments that stands below the report."""
    words = 0
    for i, block in enumerate(blocks):
        if block.kind is None:
            words += block.words
        elif block.match and block.match.ends and words >= REPORT_WORDS:
            near = blocks[i : i + 2 * FORM + 2]
            if sum(one.kind == "comments" for one in near) >= FORM and _is_over(blocks[i:]):
                return i
    return None


def _is_over(rest: Sequence[Block]) -> bool:
    """Say whether what follows a form's first line starts as a page's end does: no paragraph among its first lines."""
    return not any(block.kind is None and block.words >= PARAGRAPH_WORDS for block in rest[: FORM + 1])


def _mark_trailing(blocks: list[Block]) -> None:
    """Mark titles of other reports at the end of the page, below the last paragraph and some furniture."""
    paragraphs = [i for i, block in enumerate(blocks) if block.kind is None and not _is_link(block)]
    if not paragraphs:
        return
    closed = False
    for i in range(paragraphs[-1] + 1, len(blocks)):
        closed = closed or blocks[i].kind in _CLOSING
        if closed and blocks[i].kind is None:
            blocks[i] = _sure(blocks[i], "related")
