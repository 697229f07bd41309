"""Find relays: who speaks through whom, and which attribution stands in another's content.

* **Quoted as saying**: "Fars quoted the army as saying that …": the army's telling has Fars's as its parent.
* **Told inside**: "the agency reported that the army said …", "those who announced readiness to help": a verb of saying
  with a subject of its own inside another's content. What pronouns "say" there is mostly the speaker's own retelling
  ("he said he thinks"), and who merely acts ("reports that the army arrested four") says nothing.
* **Citing**: "…, the agency said, citing the army", "…, said the agency, which quoted the army": the army is where the
  agency has it from.

The parent is the smallest attribution that holds another's cue and content.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .draft import Draft, Places, holds, overlap, size
from .lexicon import words
from .phrases import agent_of, cue_extent, is_passive, name_extent, subject_of, trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.model import Offsets, Parsed, Token

_CONFIDENCE = 0.6
_SURE = 0.8
_OTHERS = frozenset({"he", "she"})
_REPORTING = frozenset({"report", "paraphrase"})
"""Verbs that relay with "as saying" alone: "was reported as saying"."""
_MARKS = frozenset({'"', "“", "„", "«", "``", "''"})
# What may follow "as saying" where all that was said stands before it: "…, as saying on Monday".
_WHEN = frozenset({"prep", "npadvmod", "advmod", "punct"})


def quoted_as_saying(parsed: Parsed) -> Iterator[Draft]:
    """Yield outer and inner attribution of each "X quoted Y as saying Z"."""
    for verb in parsed.tokens:
        if verb.pos != "VERB" or verb.lemma.lower() not in words("quoting") | _REPORTING:
            continue
        passive = is_passive(parsed, verb)
        children = parsed.children(verb.i)
        quoted = next((child for child in children if child.dep == ("nsubjpass" if passive else "dobj")), None)
        as_ = next((child for child in children if child.lemma == "as" and child.i > verb.i), None)
        if quoted is None or as_ is None:
            continue
        saying = next((child for child in parsed.children(as_.i) if child.dep in ("pcomp", "pobj")), None)
        relayer = agent_of(parsed, verb) if passive else _right_before(parsed, verb) or subject_of(parsed, verb)
        if saying is not None and (saying.lemma in words("saying") or saying.lemma == "add"):
            who = name_extent(parsed, quoted)
            if verb.i < quoted.i < as_.i:
                # what stands between is the speaker's, whatever parsers hang it on: "a doctor in the camp as saying"
                who = (who[0], parsed.tokens[as_.i - 1].end)
            yield from _relay(parsed, verb, relayer, who, saying)


def _right_before(parsed: Parsed, verb: Token) -> Token | None:
    """Give the noun right before a verb where parsers hang it on what stands before the comma.

    "They have shot down a drone near Aba, the agency quoted an officer as saying": no drone's town is "the agency".
    """
    noun = parsed.tokens[verb.i - 1] if verb.i else verb
    if noun.pos not in ("NOUN", "PROPN") or noun.dep not in ("appos", "conj") or verb.tag not in ("VBD", "VBZ"):
        return None
    first = parsed.edges(noun.i)[0]
    return noun if first and parsed.tokens[first - 1].text == "," and verb.dep in ("conj", "ROOT", "ccomp") else None


def _relay(parsed: Parsed, verb: Token, relayer: Token | None, source: Offsets, saying: Token) -> Iterator[Draft]:
    """Make the two attributions of "X quoted Y as saying Z"."""
    last = parsed.edges(saying.i)[1]
    if all(child.dep in _WHEN for child in parsed.children(saying.i)):
        before = _told_before(parsed, verb) or _all_before(parsed, verb, relayer)
        last = saying.i if before is not None else last
    clause = next((child for child in parsed.children(saying.i) if child.dep == "ccomp" and child.i > saying.i), None)
    begins = parsed.edges(clause.i)[0] if clause is not None else saying.i + 1
    content = trim(parsed, max(begins, saying.i + 1), last + 1) if last > saying.i else before
    if content is None:
        return
    # of what stands before both, both tell all of it
    rule = "quoted as saying" if last > saying.i else "citing"
    inner = Draft((source,), ((saying.start, saying.end),), (content,), _CONFIDENCE, rule)
    told = (source[0], content[1]) if relayer is not None and verb.end < source[0] < content[0] else content
    if relayer is not None and source[1] <= verb.start and verb.i < relayer.i < saying.i < last:
        told = (saying.start, content[1])  # "was quoted by the daily as saying that …": it has that, and who said it
    names = (name_extent(parsed, relayer),) if relayer is not None else ()
    yield Draft(names, (cue_extent(parsed, verb),), (told,), _CONFIDENCE, "quoted as saying")
    yield inner


def _all_before(parsed: Parsed, verb: Token, relayer: Token | None) -> Offsets | None:
    """Give the clause before the comma that a relayer follows, whatever the grammar makes of it."""
    first = parsed.edges(relayer.i)[0] if relayer is not None and relayer.i < verb.i else verb.i
    sentence = parsed.sentences[verb.sentence]
    if first <= sentence.first + 1 or parsed.tokens[first - 1].text != ",":
        return None
    clause = any(token.tag in ("VBD", "VBZ", "VBP") for token in parsed.tokens[sentence.first : first - 1])
    return trim(parsed, sentence.first, first - 1) if clause else None


def _told_before(parsed: Parsed, verb: Token) -> Offsets | None:
    """Give what stands before a verb of saying and its subject: "Twelve were hurt, the agency reported"."""
    told = next((one for one in parsed.children(verb.i) if one.dep == "ccomp" and one.i < verb.i), None)
    if told is None:
        return None
    low, high = parsed.edges(told.i)
    return trim(parsed, low, high + 1) if high < verb.i else None


def told_inside(parsed: Parsed, grammar: Iterable[Draft], outer: Sequence[Draft]) -> Iterator[Draft]:
    """Yield grammar's attributions by a verb of saying that stand inside another attribution's content."""
    places = Places(outer)
    for draft in grammar:
        if draft.rule not in ("clause", "according to", "nominal"):
            continue
        somebody = _has_teller(parsed, draft)
        if not somebody and not _is_another(parsed, draft):
            continue
        cue = parsed.head_in(*draft.cue[0])
        if cue is None or (draft.rule == "clause" and not _has_told(parsed, cue)) or places.with_cue(draft.cue):
            continue
        if somebody:
            draft = _cut_to(draft, [outer[n] for n in places.near(*draft.cue[0])])  # noqa: PLW2901 - cut, then judged
        inside = (*draft.cue, *draft.content, *(draft.source if draft.rule != "nominal" else ()))
        around = [outer[n] for n in places.near(*draft.cue[0]) if holds(outer[n].content, inside)]
        if not somebody and not all(_is_spoken(parsed, one) for one in around):
            continue
        more = draft.rule != "nominal"
        if any(_is_poll(parsed, one) or _heads(parsed, one) == _heads(parsed, draft) for one in around):
            continue  # whom a poll asked is what it tells of; and who repeats themselves is no relay
        if around and all(size(one.content) >= size(draft.content) + size(draft.cue) + more for one in around):
            yield replace(draft, confidence=_CONFIDENCE, rule="told inside")


def _cut_to(draft: Draft, near: Sequence[Draft]) -> Draft:
    """Cut a content where the content around its cue ends: in "she says it fell, Orr reports" Orr reports all of it."""
    if draft.rule != "clause" or len(draft.content) != 1:
        return draft
    start, end = draft.content[0]
    for one in near:
        around = next(((a, b) for a, b in one.content if holds(((a, b),), (*draft.cue, *draft.source))), None)
        if around is not None and start < around[1] < end and overlap(((around[1], end),), (*one.cue, *one.source)):
            return replace(draft, content=((start, around[1]),))
    return draft


def _is_another(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a source is a pronoun that in somebody's own words means another, who spoke: "he said" for one."""
    heads = [parsed.head_in(*span) for span in draft.source]
    spoke = any(token.tag == "VBD" for token in parsed.tokens_in(*draft.cue[0]))
    return spoke and bool(heads) and all(head is not None and head.lemma.lower() in _OTHERS for head in heads)


def _is_spoken(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a content is in the speaker's own words: in quotation marks, or a turn of a transcript."""
    first = parsed.tokens_in(*draft.content[0])[:1]
    turn = [token.text for span in draft.cue for token in parsed.tokens_in(*span)] == [":"]
    return turn or any(token.text in _MARKS for token in first)


def _is_poll(parsed: Parsed, draft: Draft) -> bool:
    """Say whether an attribution's source is a poll."""
    return not _heads(parsed, draft).isdisjoint(words("polls"))


def _heads(parsed: Parsed, draft: Draft) -> set[str]:
    """Give the lemmas of the heads of an attribution's source, in lower case."""
    return {head.lemma.lower() for span in draft.source if (head := parsed.head_in(*span)) is not None}


def _has_teller(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a source is somebody met here: no pronoun for the speaker, and nobody in particular."""
    heads = [parsed.head_in(*span) for span in draft.source]
    return bool(heads) and not any(
        head is None or (head.pos == "PRON" and head.lemma.lower() not in words("whoever")) or _is_anybody(parsed, head)
        for head in heads
    )


def _has_told(parsed: Parsed, cue: Token) -> bool:
    """Say whether a verb tells that something was in fact said: "told", "is saying"; not "to say", "would say"."""
    if cue.lemma.lower() not in words("saying") or cue.tag == "VB":
        return False
    below = parsed.children(cue.i)
    if cue.tag == "VBG" and cue.lemma == "tell" and not any(child.dep == "aux" for child in below):
        return False  # "Orr telling them what they like to hear": a habit
    return not any(child.dep == "neg" or child.tag in ("MD", "TO") for child in below)


def _is_anybody(parsed: Parsed, head: Token) -> bool:
    """Say whether a subject means nobody in particular: "anyone", "a candidate", "companies"."""
    if head.lemma.lower() in words("anybody"):
        return True
    verb = parsed.tokens[head.head]
    met = verb.tag == "VBD" and _addresses(parsed, verb)  # "a teacher told her": one who was met
    vague = ("any", "no") if met else ("a", "an", "any", "no")
    return any(child.dep == "det" and child.lemma.lower() in vague for child in parsed.children(head.i))


def _addresses(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb tells whom somebody spoke to: a pronoun, or a name."""
    below = (child for child in parsed.children(verb.i) if child.dep in ("dobj", "dative"))
    return any(child.pos in ("PRON", "PROPN") for child in below)


class _Citation(NamedTuple):
    """One "citing X" or "with reference to X": the word it hangs by, X, the cue, and the stretch of all of it."""

    word: Token
    cited: Token
    cue: Offsets
    first: int
    last: int


def _citations(parsed: Parsed) -> Iterator[_Citation]:
    """Yield where a text says whom somebody has something from, if that is somebody who may say something."""
    for token in parsed.tokens:
        lemma, cited, word, end = token.lemma.lower(), None, token, token.end
        if lemma in words("quoting") and (token.tag == "VBG" or _in_which(parsed, token)):
            cited = next((child for child in parsed.children(token.i) if child.dep == "dobj"), None)
        elif lemma == "reference" and parsed.tokens[token.head].lemma.lower() == "with":
            to = next((child for child in parsed.children(token.i) if child.lemma == "to"), None)
            below = parsed.children(to.i) if to is not None else ()
            cited = next((child for child in below if child.dep == "pobj"), None)
            word, end = parsed.tokens[token.head], to.end if to is not None else token.end
        if cited is not None and _may_say(parsed, cited):
            yield _Citation(word, cited, (word.start, end), *parsed.edges(word.i))


def _in_which(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb stands in a clause on who cites: "the Post, which cited residents"."""
    return verb.dep == "relcl" and any(
        one.dep == "nsubj" and one.tag in ("WDT", "WP") for one in parsed.children(verb.i)
    )


def citing(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Part "…, the agency said, citing an officer": the officer is where the agency has the same content from.

    What is cited must be somebody who may say something; a reason ("citing the weather") isn't parted.
    """
    citations = list(_citations(parsed))
    drafts = [_without_citation(parsed, draft, citations) for draft in drafts]
    found = list(drafts)
    places = Places(drafts)
    more: list[Draft] = []
    for one in citations:
        place = next((n for n in places.near(*one.cue) if _cites(parsed, found[n], one)), None)
        if place is not None:
            parts = _without(found[place].content, (parsed.tokens[one.first].start, parsed.tokens[one.last].end))
            found[place] = replace(found[place], content=parts)
            who = (name_extent(parsed, one.cited)[0], trim(parsed, one.first, one.last + 1)[1])
            more.append(Draft((who,), (one.cue,), parts, _CONFIDENCE, "citing"))
    cited_places = Places(more)
    return [one for one in found if not one.cue or not cited_places.with_cue(one.cue)] + more


def quoted_between(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Give attributions with whom they come through: "the fire brigade, quoted by the Courier, spoke of four dead".

    The Courier tells the same, and is where the report has it from.
    """
    found = list(drafts)
    for n, draft in enumerate(drafts):
        if not draft.cue or draft.rule == "citing":
            continue
        for relay in _quoting(parsed, draft):
            by = agent_of(parsed, relay)
            if by is not None and _may_say(parsed, by) and not Places(drafts).with_cue(((relay.start, relay.end),)):
                cue = relay.start, parsed.tokens[by.head].end
                found[n] = replace(draft, rule="citing")
                found.append(Draft((name_extent(parsed, by),), (cue,), draft.content, _CONFIDENCE, "quoted as saying"))
    return found


def _quoting(parsed: Parsed, draft: Draft) -> Iterator[Token]:
    """Yield the participles by which an attribution's source is said to be quoted."""
    for span in draft.source:
        head = parsed.head_in(*span)
        below = parsed.children(head.i) if head is not None else ()
        for one in below:
            if one.dep in ("acl", "advcl") and one.tag == "VBN" and one.lemma.lower() in words("quoting"):
                yield one


def _without_citation(parsed: Parsed, draft: Draft, citations: Sequence[_Citation]) -> Draft:
    """Mend an attribution that takes whom it cites for what it says: "Six died, it reported citing a doctor"."""
    for one in citations:
        verb = parsed.tokens[one.word.head]
        cited = (one.cue[0], parsed.tokens[one.last].end)
        if not overlap(draft.cue, (one.cue,)) or not holds(draft.cue, ((verb.start, verb.end),)):
            continue
        told = tuple(span for span in draft.content if not holds((cited,), (span,)))
        before = _told_before(parsed, verb) if not told else None
        told = told or ((before,) if before is not None else ())
        return replace(draft, cue=(cue_extent(parsed, verb),), content=told) if told else draft
    return draft


def _cites(parsed: Parsed, draft: Draft, one: _Citation) -> bool:
    """Say whether a citation hangs on an attribution's words, or stands in its content after something else."""
    if not draft.source or not draft.cue or overlap(draft.cue, (one.cue,)):
        return False
    above = parsed.tokens[one.word.head]
    around = (*draft.cue, *draft.content, *draft.source)
    hangs = above.i != one.word.i and any(start <= above.start < end for start, end in around)
    parts = _without(draft.content, (parsed.tokens[one.first].start, parsed.tokens[one.last].end))
    return bool(parts) and (hangs or parts != draft.content)


def _may_say(parsed: Parsed, head: Token) -> bool:
    """Say whether a noun is somebody: a word for who gives out news, or a name of a person or a body."""
    if head.lemma.lower() in words("givers"):
        return True
    return any(name.first <= head.i < name.last and name.label in ("PERSON", "ORG") for name in parsed.names)


def _without(spans: tuple[Offsets, ...], cut: Offsets) -> tuple[Offsets, ...]:
    """Cut a stretch out of others, and the comma before it."""
    found: list[Offsets] = []
    for start, end in spans:
        found += [(start, end)] if end <= cut[0] or cut[1] <= start else [(start, cut[0] - 2), (cut[1], end)]
    return tuple((start, end) for start, end in found if end - start > 1)


def parents(drafts: Sequence[Draft], parsed: Parsed | None = None) -> list[int | None]:
    """Give for each attribution the place of its parent: the smallest one whose content holds its cue and content.

    What is told in a gap of another's content ("…," said the mayor, adding that …. "…") counts as held by it, as in
    PolNeAR, where it stands in the sentence of the other's cue: the next sentence is the reporter's again. One without
    a cue has no parent. Without grammar, sentences and words of saying aren't asked for.
    """
    order = sorted(range(len(drafts)), key=lambda n: (drafts[n].content[0][0], -drafts[n].content[-1][1]))
    found: list[int | None] = [None] * len(drafts)
    where = {draft.content: n for n, draft in reversed(list(enumerate(drafts))) if draft.rule != "citing"}
    open_: list[int] = []
    for n in order:
        start = drafts[n].content[0][0]
        open_ = [m for m in open_ if drafts[m].content[-1][1] > start]
        around = [m for m in open_ if _nested(parsed, drafts[n], drafts[m])]
        found[n] = min(around, key=lambda m: size(drafts[m].content), default=None)
        if drafts[n].rule == "citing":
            found[n] = where.get(drafts[n].content)
        open_.append(n)
    return found


def _nested(parsed: Parsed | None, inner: Draft, outer: Draft) -> bool:
    """Say whether one attribution is told inside another."""
    if not inner.cue or size(outer.content) <= 0 or overlap(outer.content, inner.content) == size(outer.content):
        return False
    if holds(outer.content, (*inner.cue, *inner.content)):
        return inner.rule != "tagger" or _is_relayed(parsed, inner)
    low, high = outer.content[0][0], outer.content[-1][1]
    if not all(low <= start and end <= high for start, end in (*inner.cue, *inner.content)):
        return False
    return parsed is None or _share_a_sentence(parsed, inner.cue, outer.cue)


def _is_relayed(parsed: Parsed | None, inner: Draft) -> bool:
    """Say whether another tells of what the tagger found inside their words: somebody met here who did say it.

    What a source says of what others think or want ("voters fear that …") is the source's own words.
    """
    if not inner.source or inner.confidence < _SURE:
        return False
    if parsed is None:
        return True
    cue = next((token for span in inner.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    told = cue is not None and _has_told(parsed, cue)
    return _has_teller(parsed, inner) and (told or parsed.tokens_in(*inner.cue[0])[0].lemma == "accord")


def _share_a_sentence(parsed: Parsed, one: tuple[Offsets, ...], other: tuple[Offsets, ...]) -> bool:
    """Say whether two cues begin in the same sentence."""
    return bool(one and other) and parsed.sentence_at(one[0][0]) == parsed.sentence_at(other[0][0])
