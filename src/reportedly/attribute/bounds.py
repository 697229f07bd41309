"""Cut contents at what is another's: a heading, another's telling behind a semicolon, the author's own reserve.

* **A heading** set in a line of its own is no part of what the first sentence below it attributes.
* **Behind a semicolon** somebody else speaks: "the agency puts the dead at 12; residents estimate that 30 died".
* **What a number includes** belongs to it: "214 cases, including 9 deaths".
* **What a number is set against** behind the cue belongs to it: "1,300 died, data shows, compared with 1,573 in 2025".
* **What couldn't be verified** is the author's word on what was said: "…, a figure that could not be verified".
* **A name between commas** behind "according to the mayor" is the mayor's, and no part of what follows.
* **As what** somebody is identified "by the coroner" is what the coroner says, and no part of who that is.
* **A quotation beside another's telling** is that one's: "“It's over,” he said. “Get out!” the soldier shouted."
* **What they did next** isn't asked for: "urged them to go home and left the room".
* **Who is told** isn't what is told: "as the agency was told at the ministry, the road is closed".
* **What is said of claims** begins with them: "the ministry said claims that … were untrue".
* **What becomes of a telling** is no part of what's told: "claims that … don't correspond to reality".
* **Who is one of several** is named behind a comma: "One, Declan, says he lost two boats".
* **Taking lives and knowing nothing** are no tellings: "the blast claimed 12 lives", "nothing else was known".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .lexicon import words
from .phrases import trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Article, Offsets, Parsed, SentenceBounds, Token

    from .draft import Draft

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HEADING = 10
"""Words of a heading at most."""
_CLOSING = frozenset(".!?…:”\"’'")
_COMPARED = re.compile(
    r"\s{0,2},\s{1,2}(?P<words>compared (?:with|to)|(?:up|down) from|against|versus)\s", re.IGNORECASE
)
_NEAR = 4
_BESIDE = 40
"""Letters behind a quotation within which its telling stands: "the young soldier at the gate shouted"."""
_NAMED = 60
"""Letters behind a source within which its name ends."""
_OPENING = 3
"""Tokens among which an infinitive's "to" stands: "not to", "both sides to"."""
_EDGE = 3
"""Letters that may part a content from the cue behind it."""
_INCLUDING = 16
"""Letters behind a content in which it may go on with "including"."""


def bounded(article: Article, parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Give attributions, in the order of the text, without what their contents hold of others."""
    kept = [draft for draft in drafts if not _tells_nothing(parsed, draft)]
    found = []
    for n, draft in enumerate(kept):
        near = [other for other in kept[max(0, n - _NEAR) : n + _NEAR + 1] if other is not draft]
        below = _without_next(article, _without_heading(article, parsed, draft), near)
        below = _without_deed(parsed, _without_told(parsed, _with_noun(article, parsed, below)))
        below = _without_verdict(parsed, _with_apposition(article, parsed, below))
        below = _without_others(below, near)
        below = _without_as(article, parsed, below)
        below = _with_comparison(article, parsed, _with_name(article, parsed, below))
        whole = _with_parts(article, parsed, _up_to_semicolon(article, below, near))
        found.append(_without_reserve(article, parsed, whole))
    return found


def _tells_nothing(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue takes lives, or says how little is known."""
    verb = next((one for span in draft.cue for one in parsed.tokens_in(*span) if one.pos == "VERB"), None)
    if verb is None:
        return False
    below = parsed.children(verb.i)
    if verb.lemma == "claim":
        return any(one.dep == "dobj" and one.lemma.lower() in words("taken") for one in below)
    if verb.lemma != "know" or draft.source:
        return False
    return any(one.dep == "nsubjpass" and one.lemma.lower() in words("hardly_any") for one in below)


def _without_deed(parsed: Parsed, draft: Draft) -> Draft:
    """End an infinitive where a verb in the past follows it, joined by a conjunction: that is what they did."""
    start, end = draft.content[-1]
    tokens = parsed.tokens_in(start, end)
    if not tokens or all(one.tag != "TO" for one in tokens[:_OPENING]) or (draft.cue and draft.cue[-1][0] > start):
        return draft
    for one in tokens:
        joined = one.tag == "VBD" and one.dep == "conj" and parsed.tokens[one.head].tag == "VB"
        before = parsed.tokens[one.i - 1]
        if joined and before.dep == "cc" and start < parsed.tokens[one.head].start < before.start:
            return replace(draft, content=(*draft.content[:-1], trim(parsed, tokens[0].i, before.i)))
    return draft


def _with_noun(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Give a content the noun it begins with that was taken for part of its cue: "said claims that … were untrue"."""
    tokens = parsed.tokens_in(*draft.cue[0]) if len(draft.cue) == 1 else ()
    if len(tokens) != 2 or tokens[0].lemma not in words("saying") or draft.content[0][0] < tokens[1].end:  # noqa: PLR2004
        return draft
    noun, said = tokens[1].text.lower(), article.full_text[slice(*draft.content[0])]
    if noun.removesuffix("s") not in words("telling_nouns") | words("hearsay") or not noun.endswith("s"):
        return draft
    beside = said.startswith("that ") and draft.content[0][0] - tokens[1].end == 1
    whole = (tokens[1].start, draft.content[0][1]), *draft.content[1:]
    return replace(draft, cue=((tokens[0].start, tokens[0].end),), content=whole) if beside else draft


def _without_verdict(parsed: Parsed, draft: Draft) -> Draft:
    """End what a noun tells where that noun's own verb begins: "reports of a coup are a lie"."""
    cue = parsed.tokens_in(*draft.cue[0]) if len(draft.cue) == 1 else ()
    noun = cue[-1] if cue else None
    if noun is None or noun.dep not in ("nsubj", "nsubjpass") or len(draft.content) > 1:
        return draft
    if noun.lemma.lower() not in words("telling_nouns") | words("hearsay"):
        return draft
    (start, end), verb, last = draft.content[0], parsed.tokens[noun.head], parsed.edges(noun.i)[1]
    ends = parsed.tokens[last].end
    if not noun.end <= start < ends < end or verb.start < ends or verb.start >= end:
        return draft
    return replace(draft, content=(trim(parsed, parsed.tokens_in(start, ends)[0].i, last + 1),))


def _with_apposition(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Give a source the pronoun that it stands in apposition to, which was taken for a part of the content."""
    if len(draft.content) == 1 or len(draft.source) != 1:
        return draft
    (start, end), first = draft.content[0], parsed.tokens_in(*draft.content[0])
    apart = article.full_text[end : draft.source[0][0]]
    if len(first) != 1 or first[0].lemma.lower() not in words("one_of_several") or apart.strip() != ",":
        return draft
    return replace(draft, source=((start, draft.source[0][1]),), content=draft.content[1:])


def _without_others(draft: Draft, others: Sequence[Draft]) -> Draft:
    """Take later stretches out of a content that another's cue stands beside, closer than this one's."""
    if len(draft.content) == 1 or not draft.cue:
        return draft

    def is_anothers(start: int, end: int) -> bool:
        return any(
            other.cue
            and (start, end) == other.content[0]
            and other.source != draft.source
            and end <= other.cue[0][0] <= end + _BESIDE
            for other in others
        )

    content = tuple(one for one in draft.content if one[0] < draft.cue[0][0] or not is_anothers(*one))
    return replace(draft, content=content) if content and content != draft.content else draft


def _without_as(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Move what follows "as" from a passive's source to its content: "were identified by the coroner as Omar Noor"."""
    if len(draft.source) != 1 or not draft.cue or draft.cue[-1][1] > draft.source[0][0]:
        return draft
    (start, end), text = draft.source[0], article.full_text
    at = text.find(" as ", start, end)
    verb = next((one for one in parsed.tokens_in(*draft.cue[-1]) if one.tag == "VBN"), None)
    if at < 0 or verb is None or verb.lemma.lower() not in words("identifying"):
        return draft
    return replace(draft, source=((start, at),), content=(*draft.content, (at + 1, end)))


def _with_name(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Give "according to the mayor" the name that stands behind it between commas: parsers take it for a subject."""
    if len(draft.source) != 1 or not draft.cue or draft.cue[-1][1] > draft.source[0][0]:
        return draft
    (start, end), text = draft.source[0], article.full_text
    if not text[slice(*draft.cue[-1])].lower().endswith("to") or text[end : end + 2] != ", ":
        return draft
    after = parsed.tokens_in(end + 2, min(len(text), end + _NAMED))
    name = (
        parsed.name_at(next((one.i for one in after[:_OPENING] if parsed.name_at(one.i)), after[0].i))
        if after
        else None
    )
    head = parsed.head_in(start, end)
    office = head is not None and head.lemma.lower() in words("offices") and head.tag == "NN"
    if name is None or not office or name.label != "PERSON" or text[name.end : name.end + 1] not in (",", "."):
        return draft
    content = tuple(
        (low, high) if high <= start else (max(low, name.end + 2), high)
        for low, high in draft.content
        if high <= start or high > name.end + 2
    )
    return replace(draft, source=((start, name.end),), content=content) if content else draft


def _without_told(parsed: Parsed, draft: Draft) -> Draft:
    """Take out of a content who is told it."""
    if len(draft.content) == 1:
        return draft

    def is_told(start: int, end: int) -> bool:
        head = parsed.head_in(start, end)
        if head is None or not draft.cue:
            return False
        verb = parsed.tokens[head.head]
        passive = head.dep == "nsubjpass" and verb.lemma.lower() in words("being_told")
        cued = any(a <= verb.start < b for a, b in draft.cue)
        return passive and cued

    content = tuple(one for one in draft.content if not is_told(*one))
    return replace(draft, content=content) if content else draft


def _without_heading(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Cut the headings above the sentence that a content begins in."""
    content = list(draft.content)
    while content:
        start, end = content[0]
        sentence = parsed.sentence_at(start)
        if sentence is None or not _is_heading(article, parsed, sentence):
            break
        rest = parsed.tokens_in(sentence.end, end) if sentence.end < end else []
        first = next((one.start for one in rest if one.text[0].isalnum() or one.tag == "``"), None)
        if first is None and len(content) == 1:
            break
        content[0:1] = [] if first is None else [(first, end)]
    return replace(draft, content=tuple(content)) if tuple(content) != draft.content else draft


def _without_next(article: Article, draft: Draft, others: Sequence[Draft]) -> Draft:
    """End a content where who speaks next is named: "demanded a vote, with its leader warning that …"."""
    start, end = draft.content[-1]
    for other in others:
        who = other.source[0][0] if other.source else -1
        if not (
            other.cue
            and start < who < end <= other.cue[0][0] <= end + _EDGE
            and draft.cue[:1]
            and draft.cue[0][1] < who
        ):
            continue
        kept = article.full_text[start:who].rstrip()
        if kept.lower().endswith(", with"):
            return replace(draft, content=(*draft.content[:-1], (start, start + len(kept) - len(", with"))))
    return draft


def _is_heading(article: Article, parsed: Parsed, sentence: SentenceBounds) -> bool:
    """Say whether a sentence is a line of its own, short, without a verb and a closing mark."""
    text = article.full_text
    lone = "\n" in text[sentence.end : sentence.end + 2] and text[sentence.end - 1] not in _CLOSING
    tokens = parsed.tokens[sentence.first : sentence.last]
    return lone and len(tokens) <= _HEADING and not any(one.tag in _FINITE for one in tokens)


def _with_parts(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Go on with what the last noun of a content includes: "confirmed 214 cases, including 9 deaths, since 6 May"."""
    end = draft.content[-1][1]
    after = parsed.tokens_in(end, min(len(article.full_text), end + _INCLUDING))
    if len(after) < 2 or after[0].text != "," or after[1].text.lower() not in ("including", "among"):  # noqa: PLR2004
        return draft
    if any(end <= a for a, _ in (*draft.source, *draft.cue)):
        return draft
    part = after[1]
    last = parsed.tokens[max(parsed.edges(part.i)[1], part.i)]
    if parsed.tokens[part.head].start >= end or last.i <= part.i or last.sentence != part.sentence:
        return draft
    return replace(draft, content=(*draft.content[:-1], (draft.content[-1][0], last.end)))


def _with_comparison(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Go on with what a number before the cue is set against behind it: "…, data shows, up from 90 a year earlier"."""
    told = [end for _, end in (*draft.source, *draft.cue)]
    if not draft.cue or not told or draft.content[-1][1] > min(start for start, _ in (*draft.source, *draft.cue)):
        return draft
    sentence = parsed.sentence_at(draft.cue[-1][0])
    match = _COMPARED.match(article.full_text, max(told))
    if sentence is None or match is None or match.end() >= sentence.end:
        return draft
    tokens = parsed.tokens_in(match.start("words"), sentence.end)
    counts = any(one.pos == "NUM" for one in tokens) and any(
        one.pos == "NUM" for span in draft.content for one in parsed.tokens_in(*span)
    )
    if not counts:
        return draft
    return replace(draft, content=(*draft.content, trim(parsed, tokens[0].i, tokens[-1].i + 1)))


def _up_to_semicolon(article: Article, draft: Draft, others: Sequence[Draft]) -> Draft:
    """End a content at the semicolon behind which somebody else's telling begins, source and cue."""
    content: list[Offsets] = []
    for start, end in draft.content:
        at = article.full_text.find(";", start, end)
        while at >= 0 and not any(_begins_behind(other, at, end) for other in others):
            at = article.full_text.find(";", at + 1, end)
        cued = at >= 0 and any(b <= at for _, b in draft.cue)
        content.append((start, at) if cued else (start, end))
        if cued:
            break
    return replace(draft, content=tuple(content)) if tuple(content) != draft.content else draft


def _begins_behind(other: Draft, at: int, end: int) -> bool:
    """Say whether another's source and cue both stand between a semicolon and the content's end."""
    both = (*other.source, *other.cue)
    return bool(other.source and other.cue) and all(at < a and b <= end for a, b in both)


def _without_reserve(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Cut off what the author adds: that it couldn't be verified, behind a semicolon, a comma or a dash."""
    start, end = draft.content[-1]
    verb = next((one for one in reversed(parsed.tokens_in(start, end)) if _is_unverified(parsed, one)), None)
    if verb is None:
        return draft
    below = next((one for one in parsed.children(verb.i) if one.dep in ("nsubj", "nsubjpass")), verb)
    low, _ = parsed.edges(below.i)
    above = parsed.tokens[verb.head]
    noun = above if verb.dep == "relcl" and above.dep in ("appos", "conj", "dep", "npadvmod", "attr") else None
    first = min(parsed.edges(noun.i)[0], low) if noun is not None else low
    before = parsed.tokens[first - 1].text if first else ""
    apart = before in {";", ",", "-", "–", "—", "--"} or before.lower() in ("but", "and", "though", "although")
    if not apart or parsed.tokens[first].start <= start or (verb.dep != "relcl" and not _is_about(parsed, verb)):
        return draft
    kept = trim(parsed, parsed.tokens_in(start, end)[0].i, first)
    text = article.full_text[kept[0] : kept[1]]
    for word in (" but", " and", " though", " although"):
        kept = (kept[0], kept[0] + len(text.removesuffix(word).rstrip(" ,;–—-")))
        text = article.full_text[kept[0] : kept[1]]
    return replace(draft, content=(*draft.content[:-1], kept)) if kept[1] > kept[0] else draft


def _is_unverified(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb tells that something couldn't be, or hasn't been, verified."""
    if verb.lemma not in words("verifying") or verb.tag != "VBN":
        return False
    below = parsed.children(verb.i)
    passive = any(one.dep == "auxpass" for one in below)
    return passive and any(one.dep == "neg" for one in below)


def _is_about(parsed: Parsed, verb: Token) -> bool:
    """Say whether a clause's subject points back at what was told: "this", "the claim", "the figures"."""
    subject = next((one for one in parsed.children(verb.i) if one.dep in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lemma.lower() in words("what_was_told")
