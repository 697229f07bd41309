"""Mend the sources that the tagger gives, where the grammar rules them out; texts that lost their commas need it most.

* **A noun inside the subject**: of "the toll from the raid on Harra reported 15 dead" the subject speaks, not "Harra".
* **A noun before a participle**: in "the monitors raised the toll of the raid on Harra, saying …" the monitors do.
* **Who looks into what is reported** doesn't report it: "the army is investigating reports that …" has no source.
* **A sentence's own subject**: of "They were told to. Halden said that …" the tagger may take "they" for the source.
* **A second predicate**: "accused it of a cover-up and demanded an inquiry" tells of two acts.
* **The source left in the content**: "It struck a market the agency said": an active verb of saying has a subject.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .cues import acts_table
from .draft import Draft, overlap
from .lexicon import words
from .phrases import cue_extent, is_passive, name_extent, own_subject, subject_of, trim

if TYPE_CHECKING:
    from reportedly.model import Offsets, Parsed, Token

# Above it the tagger rather than the parser is right about whose words these are (PolNeAR's development set).
_DOUBTFUL = 0.7
_SAYING = frozenset({"VBD", "VBZ", "VBP"})
_INSIDE_A_NAME = frozenset({"compound", "amod", "det", "nmod", "poss", "case", "punct"})
_TIMES = frozenset({"DATE", "TIME"})
# Acts that need words to be done: who "established" or "concluded" may have said nothing.
_ADDRESSED = frozenset({"accuse", "announce", "ask", "demand", "deny", "promise", "threaten", "warn"})
# A content of fewer tokens isn't cut at its end.
_FEWEST = 4

_ABSOLUTE = 14
"""Tokens in which "with" stands before the participle of a clause that it sets apart."""


def mend(parsed: Parsed, draft: Draft) -> Draft:
    """Give an attribution with its source and its cue mended."""
    draft = _with_its_verb(parsed, draft)
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    if verb is None:
        return draft
    if _looks_into(parsed, draft):
        return replace(draft, source=())
    if not draft.source:
        return _out_of_content(parsed, _out_of_cue(parsed, draft, verb), verb)
    draft = _with_joined(parsed, draft)
    apart = _of_absolute(parsed, draft, verb)
    if apart is not None:
        return replace(draft, source=(name_extent(parsed, apart),))
    subject = _in_its_sentence(parsed, draft, verb) or _real_subject(parsed, draft, verb)
    return replace(draft, source=(name_extent(parsed, subject),)) if subject is not None else draft


def _with_its_verb(parsed: Parsed, draft: Draft) -> Draft:
    """Give a cue that is but an auxiliary its verb: the "has" of "the army has not confirmed it"."""
    cue = [token for span in draft.cue for token in parsed.tokens_in(*span)]
    helps = cue and all(token.dep in ("aux", "auxpass", "neg") for token in cue)
    verb = parsed.tokens[cue[0].head] if helps else None
    if verb is None or verb.pos != "VERB" or overlap(((verb.start, verb.end),), draft.content):
        return draft
    return replace(draft, cue=(cue_extent(parsed, verb),))


def _real_subject(parsed: Parsed, draft: Draft, verb: Token) -> Token | None:
    """Give the subject of a cue whose source is a noun hung on it, or beside it before a participle; None else."""
    head = parsed.head_in(*draft.source[0])
    if head is None or head.dep != "pobj" or draft.confidence >= _DOUBTFUL or is_passive(parsed, verb):
        return None
    own = own_subject(parsed, verb)
    if own is not None:
        subject: Token | None = own if any(token.i == own.i for token in parsed.ancestors(head.i)) else None
    else:
        subject = _above(parsed, head, verb) if verb.tag == "VBG" and head.i < verb.i else None
    if subject is None or subject.pos == "PRON":
        return None
    return None if overlap((name_extent(parsed, subject),), (*draft.cue, *draft.content)) else subject


def _of_absolute(parsed: Parsed, draft: Draft, verb: Token) -> Token | None:
    """Give who speaks in a clause that "with" sets apart: "…, with its leader, Hana Orr, warning that …"; None else."""
    if verb.tag != "VBG" or own_subject(parsed, verb) is not None:
        return None
    before = parsed.tokens[max(parsed.sentences[verb.sentence].first, verb.i - _ABSOLUTE) : verb.i]
    with_ = next((one for one in reversed(before) if one.text.lower() == "with"), None)
    if with_ is None or any(one.pos in ("VERB", "AUX") for one in before if one.i > with_.i):
        return None
    noun = next((one for one in parsed.children(with_.i) if one.dep == "pobj"), None)
    if noun is None or not overlap(draft.source, ((0, with_.start),)) or noun.lemma.lower() not in words("givers"):
        return None
    return noun


def _in_its_sentence(parsed: Parsed, draft: Draft, verb: Token) -> Token | None:
    """Give the subject of an active cue whose source the tagger took from another sentence; None else."""
    head, subject = parsed.head_in(*draft.source[0]), own_subject(parsed, verb)
    if head is None or subject is None or head.sentence == verb.sentence or is_passive(parsed, verb):
        return None
    other = subject.pos in ("NOUN", "PROPN") and verb.lemma.lower() in words("saying")
    return subject if other and not overlap((name_extent(parsed, subject),), (*draft.cue, *draft.content)) else None


def _above(parsed: Parsed, head: Token, verb: Token) -> Token | None:
    """Give the subject of the verb that a participle's clause stands under, itself or by the noun before it."""
    for token in parsed.ancestors(verb.i):
        if token.pos in ("VERB", "AUX"):
            subject = subject_of(parsed, token)
            return subject if subject is not None and subject.i < head.i else None
    return None


def _looks_into(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue tells that somebody examines what others report: "is investigating reports that"."""
    tokens = [token for span in draft.cue for token in parsed.tokens_in(*span)]
    looks = any(token.pos == "VERB" and token.lemma.lower() in words("examining") for token in tokens)
    return looks and any(token.pos == "NOUN" and token.lemma.lower() in words("examined") for token in tokens)


def _out_of_cue(parsed: Parsed, draft: Draft, verb: Token) -> Draft:
    """Take a name that a cue begins with out of it: of "IS said in a statement" the tagger took all for the cue."""
    cue = parsed.tokens_in(*draft.cue[0])
    who = own_subject(parsed, verb)
    if who is None or who.pos != "PROPN" or not cue or cue[0].i > who.i or verb.i != who.i + 1 or cue[-1].i < verb.i:
        return draft
    return replace(draft, source=((cue[0].start, who.end),), cue=((verb.start, draft.cue[0][1]), *draft.cue[1:]))


def _out_of_content(parsed: Parsed, draft: Draft, verb: Token) -> Draft:
    """Take the source of an active cue out of the end of the content, or from behind it, where no mark parts them."""
    cue = parsed.tokens_in(*draft.cue[0])
    says = verb.tag in _SAYING and not is_passive(parsed, verb) and verb.lemma.lower() in words("saying")
    if not says or draft.source or len(draft.cue) > 1 or cue[0].i == 0:
        return draft
    last = parsed.tokens[cue[0].i - 1]
    low = _speaker_ending_at(parsed, last)
    if low is None or last.sentence != verb.sentence or draft.content[-1][1] > last.end:
        return draft
    start = parsed.tokens[low].start
    parted = _parted(parsed, draft.content, low)
    return replace(draft, source=((start, last.end),), content=parted) if parted else draft


def _with_joined(parsed: Parsed, draft: Draft) -> Draft:
    """Give a source that follows "and" with who stands before that, in the content: "a medic and residents said"."""
    start, end = draft.source[0]
    first = parsed.tokens_in(start, end)[0]
    if first.i < _FEWEST or parsed.tokens[first.i - 1].text != "and":
        return draft
    before = parsed.tokens[first.i - 2]
    low = _speaker_ending_at(parsed, before) if draft.content[-1][1] == before.end else None
    parted = _parted(parsed, draft.content, low) if low is not None else ()
    return replace(draft, source=((parsed.tokens[low].start, end),), content=parted) if low and parted else draft


def _parted(parsed: Parsed, content: tuple[Offsets, ...], low: int) -> tuple[Offsets, ...]:
    """Give a content up to the token `low`, empty where too little is left of it."""
    tokens = parsed.tokens_in(*content[-1])
    if not tokens or low - tokens[0].i < _FEWEST - 1:
        return ()
    return (*content[:-1], trim(parsed, tokens[0].i, min(low, tokens[-1].i + 1)))


def _speaker_ending_at(parsed: Parsed, last: Token) -> int | None:
    """Give the first token of a name or a giver of news that ends at a token; None where there is none."""
    name = parsed.name_at(last.i)
    if name is not None and name.label in ("PERSON", "ORG") and name.last == last.i + 1:
        low = name.first
    elif last.lemma.lower() in words("givers"):
        low = last.i
    else:
        return None
    first = parsed.sentences[last.sentence].first
    while low - 1 > first and _belongs(parsed, parsed.tokens[low - 1], low, last.i):
        low -= 1
    before = parsed.tokens[low - 1] if low else last
    if before.text == "and" and low - first > _FEWEST:
        return _speaker_ending_at(parsed, parsed.tokens[low - 2])
    # "fled from the army said": what hangs on a preposition or a verb is told of, and says nothing
    return None if before.pos in ("ADP", "VERB", "CCONJ", "NUM", "SCONJ", "PART") else low


def _belongs(parsed: Parsed, token: Token, low: int, last: int) -> bool:
    """Say whether a token belongs to the noun phrase from `low` to `last`: it's before a noun, and no day."""
    name = parsed.name_at(token.i)
    told = name is not None and name.label in _TIMES
    return token.dep in _INSIDE_A_NAME and low <= token.head <= last and token.pos != "VERB" and not told


def part_predicates(parsed: Parsed, draft: Draft) -> list[Draft]:
    """Part what is said under a second verb of speaking, joined to the cue's: each has its own content."""
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    start, end = draft.content[-1]
    if verb is None or not draft.source or start < verb.end:
        return [draft]
    for other in parsed.children(verb.i):
        joined = other.dep == "conj" and other.tag == verb.tag and start < other.start < end
        if not joined or own_subject(parsed, other) or not _speaks(parsed, other) or is_passive(parsed, other):
            continue
        first = parsed.tokens_in(start, end)[0].i
        low, high = _before_joined(parsed, other), parsed.edges(other.i)[1] + 1
        rest = trim(parsed, other.i + 1, high) if other.i + 1 < high else (end, end)
        if low - first < 1 or rest[0] >= min(rest[1], end):
            continue
        kept = (*draft.content[:-1], trim(parsed, first, low))
        more = Draft(draft.source, ((other.start, other.end),), ((rest[0], min(rest[1], end)),), draft.confidence)
        return [replace(draft, content=kept), more]
    return [draft]


def _speaks(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb tells of an act of speaking with an object or a clause of its own."""
    entry = acts_table().cues.get(verb.lemma.lower())
    below = parsed.children(verb.i)
    says = entry is not None and entry.act in _ADDRESSED and verb.lemma.lower() not in words("weak")
    return says and any(one.dep in ("dobj", "ccomp", "xcomp") for one in below)


def _before_joined(parsed: Parsed, verb: Token) -> int:
    """Give the token at which what joins a verb to the one before begins: ", and also demanded"."""
    low = verb.i
    while low > 0 and (parsed.tokens[low - 1].dep in ("cc", "punct") or parsed.tokens[low - 1].head == verb.i):
        low -= 1
    return low


def run_on(parsed: Parsed, cue: Offsets, content: Offsets) -> bool:
    """Say whether nothing parts a content from the cue after it or its subject: "three were hurt said the mayor"."""
    if content[1] > cue[0]:
        return False
    between = parsed.tokens_in(content[1], cue[0])
    return not any(token.pos == "PUNCT" for token in between)
