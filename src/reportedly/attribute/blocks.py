"""Read attributions off the layout: block quotations, signatures, letters, transcripts.

Each rule goes by where paragraphs, quotation marks, colons and dashes stand, so it is certain where it applies:

* **Block quotation**: paragraphs that are one quotation from end to end belong to whoever the paragraph before
  introduces: it ends in a colon, or it has no quotation of its own and a verb that announces one ("Here is what the
  ministry has said", "It issued a warning").
* **Continued quotation**: else, where the paragraph before ends in an attributed quotation, they go on with it.
* **Signature**: `“…” – Name, title` in one paragraph, or the name with its dash in the next; `“…” (@name)`.
* **Letter**: "From X:" and "Statement by X:" before the paragraphs that follow.
* **Transcript**: "NAME: …" where labels come back (two speakers at least, three turns at least) or read Q and A, and
  people talk to one another; the headings of a form ("Needs: …", "Response: …") are nobody's.
  "[NAME] …" is a label, too. What the hall does meanwhile ("(Applause.)") isn't said.
* **Dialogue**: a paragraph that a long dash opens, and a second one parts from who says it ("— We go, — said Ivan").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .cues import acts_table
from .draft import Draft
from .lexicon import words
from .phrases import agent_of, cue_extent, is_passive, name_extent, own_subject, reporting_verbs, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Article, Offsets, Parsed, SentenceBounds, Token

    from .quotations import Quotation

_CERTAIN = 0.95
_LIKELY = 0.8
_NAME = r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|of|for|the|and|de|al|bin|van|von|la)){0,10}"
_SIGNATURE = re.compile(rf"\s*(?P<dash>[–—―-]{{1,2}})\s*(?P<name>{_NAME}(?:,\s[^.!?\n“”\"]{{1,90}})?)\.?\s*\Z")
_HANDLE = re.compile(r"\s{0,3}(?P<dash>[–—―-]{1,2}|\()\s{0,3}(?P<name>@\w{1,40})\)?\.?\s{0,9}\Z")
_LETTER = re.compile(
    r"(?P<cue>From|Statement (?:by|from|of)|Message from|Letter from|Written by)\s+"
    r"(?P<name>[^:\n“”\"]{2,90}?)(?P<colon>:)\s*\Z"
)
_LABEL = re.compile(r"(?P<name>[A-Z][\w.’'&-]*(?: [\w.’'&()-]+){0,5}?)\s?(?P<colon>:)\s+(?=\S)")
_BRACKETED = re.compile(r"\[(?P<name>[A-Z][^\[\]\n:]{1,40})(?P<colon>\]):?\s+(?=\S)")
_ASIDE = re.compile(r"[(\[](?P<word>[A-Za-z]{4,12})[.!]?[)\]]")
_DASH = re.compile(r"(?<=[\s,.!?…])[–—―]|[–—―](?=[\s.,])")
_DASHES = "–—―"
_TELLING = 12
"""Tokens behind the second dash among which its verb of saying stands."""
_QUESTION_LABELS = frozenset({"q", "a", "question", "answer"})
_MIN_TURNS, _MIN_SPEAKERS = 3, 2
_CLOSING = " \n\"”’'»)"
"""What may stand behind a question's mark."""
_TALK = re.compile(r"\?|\b(?:I|[Yy]ou|[Ww]e|[Mm]e|[Mm]y|[Yy]our|[Uu]s|[Oo]ur)\b")
"""What people say to one another has questions or the first and second person; forms have neither."""


class Layout(NamedTuple):
    """What the rules read: the article, its grammar, its quotations, and for each paragraph the quotations in it."""

    article: Article
    parsed: Parsed
    quotations: tuple[Quotation, ...]
    inside: tuple[tuple[Quotation, ...], ...]


def lay_out(article: Article, parsed: Parsed, quotations: tuple[Quotation, ...]) -> Layout:
    """Sort the outermost quotations under the paragraphs they touch."""
    inside: list[list[Quotation]] = [[] for _ in article.paragraphs]
    outer = [one for one in quotations if one.depth == 0]
    for one in outer:
        for part in one.parts:
            for n in _paragraphs_of(article, part):
                inside[n].append(one)
    return Layout(article, parsed, quotations, tuple(tuple(one) for one in inside))


def _paragraphs_of(article: Article, part: Offsets) -> Iterator[int]:
    low, high = 0, len(article.paragraphs)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if article.paragraphs[middle][1] <= part[0] else (low, middle)
    if low < len(article.paragraphs) and article.paragraphs[low][0] < part[1]:
        yield low


def block_quotations(layout: Layout) -> Iterator[Draft]:
    """Yield the block quotations that the paragraph before introduces, and those that go on with the one before."""
    paragraphs = layout.article.paragraphs
    n = 0
    while n < len(paragraphs):
        blocks, after = _blocks_from(layout, n)
        if blocks and n > 0:
            draft = _introduced(layout, n - 1, blocks)
            if draft is not None:
                yield draft
        n = max(after, n + 1)


def _blocks_from(layout: Layout, n: int) -> tuple[tuple[Offsets, ...], int]:
    """Give the stretches of the whole-paragraph quotations that begin at paragraph n, and the paragraph after them."""
    found: list[Offsets] = []
    while n < len(layout.article.paragraphs):
        start, end = layout.article.paragraphs[n]
        whole = next((one for one in layout.inside[n] if one.start == start and one.nature == "speech"), None)
        last = _paragraph_at(layout, whole.end - 1) if whole is not None else None
        if whole is None or last is None or whole.end < layout.article.paragraphs[last][1] - 1 or end == start:
            break
        found += whole.parts
        n = last + 1
    return tuple(found), n


def _behind(text: str, start: int, end: int) -> int:
    """Give where the words begin behind room."""
    while start < end and text[start].isspace():
        start += 1
    return start


def _before(text: str, start: int, end: int) -> int:
    """Give where the words end before room."""
    while start < end and text[end - 1].isspace():
        end -= 1
    return end


def _paragraph_at(layout: Layout, offset: int) -> int | None:
    return next(_paragraphs_of(layout.article, (offset, offset + 1)), None)


def _introduced(layout: Layout, n: int, blocks: tuple[Offsets, ...]) -> Draft | None:
    """Attribute block quotations to whom paragraph n introduces."""
    start, end = layout.article.paragraphs[n]
    sentence = layout.parsed.sentence_at(end - 1)
    if sentence is None:
        return None
    colon = layout.article.full_text[start:end].rstrip().endswith(":")
    if layout.inside[n] and not colon:
        return None
    verbs = list(reporting_verbs(layout.parsed, sentence.first, sentence.last))
    if not colon:
        verbs = [verb for verb in verbs if _announces(layout.parsed, verb)] or _statement_before(layout, n)
    for verb in reversed(verbs):
        source = _source(layout.parsed, verb)
        if source is not None:
            return Draft((source,), (_cue(layout.parsed, verb),), blocks, _CERTAIN, "block quotation", certain=True)
    text = _by_text(layout, sentence)
    if text is not None:
        return Draft((text[0],), (text[1],), blocks, _LIKELY, "block quotation", certain=True)
    return None


def _statement_before(layout: Layout, n: int) -> list[Token]:
    """Find the announcing verb in a paragraph before its last sentence: "It issued a warning. This includes …"."""
    start, end = layout.article.paragraphs[n]
    found: list[Token] = []
    for token in layout.parsed.tokens_in(start, end):
        if token.pos == "VERB" and _announces(layout.parsed, token):
            found += reporting_verbs(layout.parsed, token.i, token.i + 1)
    return found


def _by_text(layout: Layout, sentence: SentenceBounds) -> tuple[Offsets, Offsets] | None:
    """Give source and cue where a text of somebody's is the subject: "Its message was short", "The reply reads"."""
    for token in layout.parsed.tokens[sentence.first : sentence.last]:
        if token.dep == "nsubj" and token.lemma in words("texts"):
            owner = next((child for child in layout.parsed.children(token.i) if child.dep == "poss"), None)
            who = name_extent(layout.parsed, owner if owner is not None else token)
            return who, (token.start, token.end) if owner is not None else cue_extent(
                layout.parsed, layout.parsed.tokens[token.head]
            )
    return None


def _announces(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb announces words to come: "what X has said", "said the following", "issued a statement"."""
    children = parsed.children(verb.i)
    for child in children:
        if child.dep in ("dobj", "dative", "attr") and child.text.lower() in ("what", "following"):
            return True
        if child.dep == "dobj" and verb.lemma in words("issuing") and child.lemma in words("texts"):
            return True
        if child.dep == "advmod" and child.lemma == "follow":
            return True
    return verb.lemma in words("recounting") and _has_person(parsed, verb)


def _has_person(parsed: Parsed, verb: Token) -> bool:
    """Say whether a person by name is a verb's own subject: "Vera Lint described the last hour aboard"."""
    subject = own_subject(parsed, verb)
    name = parsed.name_at(subject.i) if subject is not None else None
    return name is not None and name.label == "PERSON" and not is_passive(parsed, verb)


def _source(parsed: Parsed, verb: Token) -> Offsets | None:
    head = agent_of(parsed, verb) if is_passive(parsed, verb) else subject_of(parsed, verb)
    return name_extent(parsed, head) if head is not None else None


def _cue(parsed: Parsed, verb: Token) -> Offsets:
    """Give the cue; where the object names the act ("issued a pointed warning"), with the object."""
    start, end = cue_extent(parsed, verb)
    if verb.lemma.lower() in acts_table().light:
        for child in parsed.children(verb.i):
            if child.dep == "dobj" and child.lemma.lower() in acts_table().cues and child.i > verb.i:
                return start, child.end
    return start, end


def signatures(layout: Layout) -> Iterator[Draft]:
    """Yield the quotations signed with a dash and a name."""
    text, paragraphs = layout.article.full_text, layout.article.paragraphs
    for one in layout.quotations:
        n = _paragraph_at(layout, one.end - 1)
        if one.depth or one.nature != "speech" or n is None:
            continue
        rest = (one.end, paragraphs[n][1])
        if not text[slice(*rest)].strip(" .") and n + 1 < len(paragraphs):
            rest = paragraphs[n + 1]
        match = _SIGNATURE.match(text, *rest) or _HANDLE.match(text, *rest)
        if match is not None:
            source, cue = match.span("name"), match.span("dash")
            yield Draft((source,), (cue,), one.parts, _CERTAIN, "signature", certain=True)


def letters(layout: Layout) -> Iterator[Draft]:
    """Yield what follows "From X:", up to the end of its quotation, or one paragraph."""
    text, paragraphs = layout.article.full_text, layout.article.paragraphs
    for n, (start, end) in enumerate(paragraphs[:-1]):
        match = _LETTER.match(text, start, end)
        if match is None:
            continue
        content = _blocks_from(layout, n + 1)[0] or (paragraphs[n + 1],)
        yield Draft((match.span("name"),), (match.span("cue"),), content, _LIKELY, "letter", certain=True)


class _Turn(NamedTuple):
    name: Offsets
    colon: Offsets
    content: Offsets


def transcripts(layout: Layout) -> Iterator[Draft]:
    """Yield the turns of a transcript or an interview, each with the unlabelled paragraphs that go on with it."""
    text = layout.article.full_text
    article = layout.article
    # the first turn of a transcript without a heading looks like one
    first = (article.headline,) if article.headline and not article.title_apart else ()
    turns = [turn for one in (*first, *article.paragraphs) if (turn := _turn(layout, one)) is not None]
    labels = Counter(text[slice(*turn.name)] for turn in turns)
    is_interview = len(_QUESTION_LABELS & {label.lower() for label in labels}) >= _MIN_SPEAKERS
    speaking = {label for label, count in labels.items() if count > 1 or (label.isupper() and len(label) > 1)}
    asked = any(text[slice(*turn.content)].rstrip(_CLOSING).endswith("?") for turn in turns)
    fewest = _MIN_SPEAKERS if asked and all(label.isupper() for label in labels) else _MIN_TURNS
    if not is_interview and (len(speaking) < _MIN_SPEAKERS or sum(labels[label] for label in speaking) < fewest):
        return
    speaking |= {label for label in labels if _initials(label) in speaking}  # in full once, "Hana Orr:", then "HO:"
    if not any(_TALK.search(text, *turn.content) for turn in turns):
        return
    turns = [
        turn
        for turn in turns
        if (label := text[slice(*turn.name)]) in speaking or (is_interview and label.lower() in _QUESTION_LABELS)
    ]
    for turn in turns:
        said = _spoken(text, *turn.content)
        yield Draft((turn.name,), (turn.colon,), said, _CERTAIN, "transcript", certain=True)


def _initials(label: str) -> str | None:
    """Give the initials of a label of two words or more, without its article."""
    parts = label.removeprefix("The ").split()
    return "".join(word[0] for word in parts) if len(parts) > 1 else None


def _turn(layout: Layout, paragraph: Offsets) -> _Turn | None:
    start, end = paragraph
    text = layout.article.full_text
    match = _LABEL.match(text, start, end) or _BRACKETED.match(text, start, end)
    if match is None:
        return None
    label = match["name"].lower()
    none = words("page_labels") | words("stage_directions") | words("kickers")
    if label in none or label.rsplit(" ", 1)[-1] in words("form_labels"):
        return None  # "key needs" is a heading as "needs" is
    return _Turn(match.span("name"), match.span("colon"), (match.end(), end))


def _spoken(text: str, start: int, end: int) -> tuple[Offsets, ...]:
    """Give the stretches of a turn that are said; all of it where there is nothing but what the hall does."""
    found: list[Offsets] = []
    at = start
    for aside in _ASIDE.finditer(text, start, end):
        if aside["word"].lower() in words("stage_directions"):
            found.append((_behind(text, at, aside.start()), _before(text, at, aside.start())))
            at = aside.end()
    found.append((_behind(text, at, end), end))
    return tuple((low, high) for low, high in found if low < high) or ((start, end),)


def dialogues(layout: Layout) -> Iterator[Draft]:
    """Yield what stands between dashes, and goes on behind a third one: "— We go, — said Ivan. — At once."."""
    text = layout.article.full_text
    for start, end in layout.article.paragraphs:
        dashes = [match.start() for match in _DASH.finditer(text, start, end)] if text[start] in _DASHES else []
        dashes = [dash for dash in dashes if dash > start]
        if not dashes:
            continue
        until = dashes[1] if len(dashes) > 1 else end
        teller = _teller(layout.parsed, text, dashes[0] + 1, until)
        if teller is not None:
            parts = [
                (start + 1, dashes[0]),
                *([(until + 1 + (text[until + 1] in ".,"), end)] if until + 1 < end else []),
            ]
            said = [(_behind(text, low, high), _before(text, low, high)) for low, high in parts]
            content = tuple((low, high) for low, high in said if low < high)
            if content:
                yield Draft((teller[0],), (teller[1],), content, _LIKELY, "dialogue", certain=True)


def _teller(parsed: Parsed, text: str, start: int, end: int) -> tuple[Offsets, Offsets] | None:
    """Give who says it and the verb, where a stretch between dashes begins with them; a name, or who is meant by it."""
    tokens = parsed.tokens_in(start, end)[:_TELLING]
    verb = next((token for token in tokens if token.pos == "VERB" and token.lemma.lower() in words("saying")), None)
    if verb is None:
        return None
    subject = own_subject(parsed, verb)
    if subject is not None and start <= subject.start < end:
        low, high = name_extent(parsed, subject)
    else:
        name = next((one for one in parsed.names if start <= one.start < one.end <= end), None)
        if name is None:
            return None
        low, high = name.start, name.end
    low, high = max(low, start), min(high, end)
    while low < high and not text[high - 1].isalnum():
        high -= 1
    overlaps = low < verb.end and verb.start < high
    return ((low, high), (verb.start, verb.end)) if low < high and not overlaps else None


def read_layout(layout: Layout) -> Sequence[Draft]:
    """Apply all rules of layout."""
    return [*block_quotations(layout), *signatures(layout), *letters(layout), *transcripts(layout), *dialogues(layout)]
