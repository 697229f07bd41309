"""Drop or cut what the tagger found and the contract or the grammar rules out, each rule with its reason.

* **Who doesn't speak**: "the fact that … confirms", "it seems that": the author infers, and the author is no
  attribution's source.
* **Who waits says nothing**: a noun or an infinitive follows such verbs as it does words.
* **A clause is no speaker**: a source whose head is a finite verb ("30 men died"), found with doubt.
* **A means is no telling**: "kept the crew by accepting its terms" has nobody say anything.
* **Whatever they say** is a concession, and tells nothing: "it will go on, whatever the mediators promise".
* **Who is thought to be something** thinks nothing: "gunmen suspected to be bandits" is the author's reserve.
* **Nobody named, nothing said**: "the victim has not been named", "the governor says nothing".
* **How often** something is done isn't said: "a post shared 900 times".
* **One's own performative**: "we warn" inside a quotation that is attributed already is that speaker's act, no relay.
* **Who is asked doesn't ask, who is told doesn't tell, and who allegedly did it doesn't allege**: "asked about it, the
  mayor said", "the jury was told that …", "the inquest heard that …": no source.
* **What is contested in an apposition** was said by others: "40 died, a claim the army denied".
* **Who is asked to speak has not spoken**: "can you confirm reports that …?"
* **Where it was written** isn't what was written: "the road is closed, he points out on X".
* **Who is not known tells nothing**: "it is not known who first posted the clip".
* **A kicker is no speaker**: "FLOOD WATCH: road closed" names a column, not a source, unless it names somebody; and
  a bar parts a headline from the name of its site.
* **A sentence's end** ends an indirect content that the cue's own sentence began.
* **One content, one telling**: of two cues with the same content the likelier stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from .cues import acts_table
from .draft import Draft, Places, holds, overlap, size
from .grow import Quoted, touching
from .lexicon import words
from .openings import is_where
from .phrases import is_passive, name_extent, own_subject, subject_of, trim, who_tells, whose
from .speakers import mend, part_predicates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Article, Offsets, Parsed, Token

_FIRST = frozenset({"i", "we"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Above it the tagger rather than the parser is right about what a source's head is (PolNeAR's development set).
_DOUBTFUL = 0.5
# Above it the tagger rather than the table of cues is right about what a word of telling is.
_LIKELY = 0.7
_NAMING = frozenset({"name", "identify"})
_WHATEVER = frozenset({"whatever", "whichever"})
_SEEMING = frozenset({"seem", "appear", "look", "sound"})
_MARK = re.compile(r"[\"“”«»„]")
# A sentence's end, and a mark that opens the next one.
_NEW_QUOTATION = re.compile(r"[.!?] (?=[\"“«„]\w)")
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
# Contents that share this part of the longer one are the same.
_SAME = 0.9


def prune(article: Article, parsed: Parsed, quoted: Quoted, drafts: Iterable[Draft]) -> list[Draft]:
    """Give the tagger's attributions without what it can't mean."""
    written = (_without_channel(parsed, one) for one in drafts)
    found = [
        _cut_at_sentence(
            article,
            parsed,
            quoted,
            mend(parsed, _without_subject(parsed, _with_own_sentence(parsed, _with_pronoun_alone(parsed, draft)))),
        )
        for draft in (_without_title(article, parsed, _without_contested(parsed, one)) for one in written)
        if not _does_not_speak(article, parsed, draft)
        and not is_where(article, parsed, draft)
        and not _is_kicker(article, parsed, draft)
        and not _is_means(parsed, draft)
        and not _is_supposed(article, draft)
        and not _is_concession(parsed, draft)
        and not _tells_nothing(article, parsed, draft)
        and not _is_counted(parsed, draft)
        and not _is_asked(parsed, draft)
        and not _is_done_to(parsed, draft)
    ]
    kept = _once(found)
    places = Places(kept)
    parted = ((draft, part_predicates(parsed, draft)) for draft in kept)
    return [
        part
        for draft, parts in parted
        for part in ((draft,) if any(places.with_cue(more.cue) for more in parts[1:]) else parts)
    ]


def _does_not_speak(article: Article, parsed: Parsed, draft: Draft) -> bool:
    """Say whether a source, or else its cue's subject, points at a state of affairs, or is the "it" of "it seems"."""
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    subject = own_subject(parsed, verb) if verb is not None else None
    head = parsed.head_in(*draft.source[0]) if draft.source else subject
    if head is None or _is_shown(parsed, draft):
        return head is not None
    if draft.source and head.tag in _FINITE and draft.confidence < _DOUBTFUL:
        return True
    if verb is not None and (verb.lemma.lower() in words("deeds") or _is_silence(parsed, draft, verb)):
        return True
    if head.lemma.lower() == "it":
        return verb is not None and verb.lemma in _SEEMING
    start, end = draft.source[0] if draft.source else parsed.extent(head.i)
    pointing = article.full_text[start:end].lower().startswith(("the fact", "that last", "this last"))
    return pointing or head.lemma.lower() in words("circumstances")


def _is_silence(parsed: Parsed, draft: Draft, verb: Token) -> bool:
    """Say whether a cue tells that nobody answered: the sentence after it isn't what they said."""
    if verb.lemma.lower() not in words("answering") or not any(one.dep == "neg" for one in parsed.children(verb.i)):
        return False
    sentence = parsed.sentences[verb.sentence]
    return bool(draft.content) and draft.content[0][0] >= parsed.tokens[sentence.last - 1].end


def _is_shown(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue is the noun of what a fact shows: "the fact that they left is confirmation that"."""
    noun = parsed.head_in(*draft.cue[0]) if draft.cue else None
    if noun is None or noun.pos != "NOUN" or noun.dep not in ("dobj", "attr"):
        return False
    subject = own_subject(parsed, parsed.tokens[noun.head])
    return subject is not None and subject.lemma.lower() in words("circumstances")


def _with_pronoun_alone(parsed: Parsed, draft: Draft) -> Draft:
    """Cut a source that begins with a relative pronoun to who it stands for: "those, who", or the pronoun."""
    if not draft.source:
        return draft
    tokens = parsed.tokens_in(*draft.source[0])
    if [token.lemma.lower() for token in tokens] == ["what"]:  # "according to what the mayor said"
        teller = who_tells(parsed, tokens[0])
        return replace(draft, source=(name_extent(parsed, teller),)) if teller else draft
    if len(tokens) > 1 and tokens[0].tag in ("WP", "WDT"):
        return replace(draft, source=(whose(parsed, tokens[0]),))
    return draft


def _without_channel(parsed: Parsed, draft: Draft) -> Draft:
    """Take the name behind a cue's "on" out of the content, and the "on" out of the cue, where more was said.

    Where the name was all that the tagger found, what was said is the clause before the cue.
    """
    cue = parsed.tokens_in(*draft.cue[-1]) if draft.cue else ()
    said = parsed.tokens_in(*draft.content[-1])
    if len(cue) < 2 or cue[-1].text.lower() not in ("on", "via") or len(said) != 1 or said[0].i != cue[-1].i + 1:  # noqa: PLR2004
        return draft
    clauses = [one for one in parsed.children(cue[0].i) if one.dep == "ccomp" and one.i < cue[0].i]
    said_before = [trim(parsed, parsed.edges(one.i)[0], parsed.edges(one.i)[1] + 1) for one in clauses]
    content = draft.content[:-1] or tuple(said_before)
    if not content or not said[0].text[0].isupper():
        return draft
    return replace(draft, cue=(*draft.cue[:-1], (draft.cue[-1][0], cue[-2].end)), content=content)


def _without_title(article: Article, parsed: Parsed, draft: Draft) -> Draft:
    """Take who speaks out of what is said: "As the head of the bureau" before "Ana Ruiz reported, the dam broke"."""
    if not draft.source or len(draft.content) < 2:  # noqa: PLR2004 - what stands before the source, and what is said
        return draft
    start, end = draft.content[0]
    tokens = parsed.tokens_in(start, end)
    opens = bool(tokens) and tokens[0].lemma.lower() == "as"
    apart = article.full_text[end : draft.source[0][0]].strip()
    return replace(draft, content=draft.content[1:]) if opens and not apart else draft


def _without_contested(parsed: Parsed, draft: Draft) -> Draft:
    """Leave what others say to them where somebody contests it in an apposition: "40 died, a claim the army denied"."""
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    noun = parsed.tokens[verb.head] if verb is not None and verb.dep == "relcl" else None
    if noun is None or noun.lemma.lower() not in words("what_was_told") or parsed.tokens[noun.i - 2].text != ",":
        return draft
    begins = parsed.tokens[noun.i - 1].start
    content = tuple(one for one in draft.content if one[0] >= begins)
    return replace(draft, content=content) if content else replace(draft, content=((begins, noun.end),))


def _with_own_sentence(parsed: Parsed, draft: Draft) -> Draft:
    """Give a participle whose source stands in the next sentence the subject of its own: "…, accusing them of it"."""
    sentence = parsed.sentence_at(draft.cue[0][0]) if draft.cue and draft.source else None
    if sentence is None or draft.source[0][0] < sentence.end or draft.content[-1][1] > sentence.end:
        return draft
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    if verb is None or verb.tag != "VBG":
        return draft
    subject = subject_of(parsed, verb)
    return replace(draft, source=(whose(parsed, subject),) if subject is not None else ())


def _without_subject(parsed: Parsed, draft: Draft) -> Draft:
    """Take a source off that is asked or told something, or of whom something is only alleged."""
    if not draft.source:
        return draft
    cue = [token for span in draft.cue for token in parsed.tokens_in(*span)]
    verbs = [token for token in cue if token.pos in ("VERB", "AUX")]
    verb = next((token for token in verbs if token.pos == "VERB"), verbs[0] if verbs else None)
    source = parsed.head_in(*draft.source[0])
    if verb is None or source is None:
        return draft
    deed = verb.lemma.lower() not in acts_table().cues  # who "allegedly said" something did speak, if they did
    alleged = deed and any(token.lemma.lower() in words("hearsay_adverbs") for token in cue)
    asked = verb.lemma in words("asking") | words("being_told") and is_passive(parsed, verb)
    asked = asked or (verb.lemma == "hear" and source.lemma.lower() in words("hearings"))
    by = parsed.tokens[source.head]
    if (asked and by.dep not in ("agent", "prep")) or (alleged and source.head == verb.i):
        return replace(draft, source=())
    return draft


def _is_means(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue only tells by what means something is done: "kept the crew by accepting its terms"."""
    verb = next((token for span in draft.cue for token in parsed.tokens_in(*span) if token.pos == "VERB"), None)
    if verb is None or verb.tag != "VBG" or verb.dep != "pcomp" or parsed.tokens[verb.head].lemma.lower() != "by":
        return False
    clause = any(child.dep in ("ccomp", "xcomp") for child in parsed.children(verb.i))
    return not clause and verb.lemma.lower() not in words("saying")


def _is_supposed(article: Article, draft: Draft) -> bool:
    """Say whether a cue is a participle on the noun taken for its source: "gunmen suspected to be bandits"."""
    if not draft.source or len(draft.cue) != 1:
        return False
    (start, end), text = draft.cue[0], article.full_text
    beside = not text[draft.source[-1][1] : start].strip(" ,") and draft.source[-1][1] <= start
    goes_on = text[end : end + len(" to have ")].lower().split()[:2]
    return beside and text[start:end].lower() in words("supposed") and goes_on in (["to", "be"], ["to", "have"])


def _is_concession(parsed: Parsed, draft: Draft) -> bool:
    """Say whether "whatever" opens the clause in which somebody speaks."""
    if not draft.cue:
        return False
    begins = min(span[0] for span in (*draft.source, *draft.cue))
    token = next(iter(parsed.tokens_in(begins, draft.cue[0][1])), None)
    before = parsed.tokens[max(0, token.i - 2) : token.i] if token is not None else ()
    return any(one.lemma.lower() in _WHATEVER for one in (*before, token) if one is not None)


def _tells_nothing(article: Article, parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue only says that somebody wasn't named, or that somebody says nothing."""
    if " ".join(article.full_text[a:b] for a, b in draft.content).lower() == "nothing":
        return True
    cue = [token for span in draft.cue for token in parsed.tokens_in(*span)]
    # a cue may have no more of its verb than the auxiliaries
    led = (parsed.tokens[token.head] if token.pos == "AUX" else token for token in cue)
    verb = next((token for token in led if token.pos == "VERB"), None)
    return (
        verb is not None
        and verb.lemma in _NAMING
        and is_passive(parsed, verb)
        and any(one.dep == "neg" for one in parsed.children(verb.i))
    )


def _is_counted(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a content is but how often something was done: "shared more than 900 times"."""
    head = parsed.head_in(*draft.content[0])
    return head is not None and head.dep == "npadvmod" and head.lemma == "time" and bool(draft.cue)


def _is_done_to(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue without a source is what befalls its content, no word of telling: "the driver was arrested"."""
    if draft.source or draft.confidence >= _LIKELY:
        return False
    cue = [token for span in draft.cue for token in parsed.tokens_in(*span)]
    verb = next((token for token in cue if token.pos == "VERB"), None)
    if verb is None or not is_passive(parsed, verb) or verb.lemma.lower() in acts_table().cues:
        return False
    head = parsed.head_in(*draft.content[0])
    return head is not None and head.dep == "nsubjpass" and head.head == verb.i


def _is_asked(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a source is the "you" of a question, or the "who" that nobody knows."""
    tokens = parsed.tokens_in(*draft.source[0]) if len(draft.source) == 1 else ()
    if len(tokens) != 1 or tokens[0].text.lower() not in ("you", "who"):
        return False
    verb = parsed.tokens[tokens[0].head]
    if tokens[0].text.lower() == "you":
        sentence = parsed.sentences[verb.sentence]
        asked = any(one.text == "?" for one in parsed.tokens[max(sentence.first, sentence.last - 3) : sentence.last])
        return asked and any(one.dep == "aux" and one.i < tokens[0].i for one in parsed.children(verb.i))
    above = parsed.tokens[verb.head]
    open_ = words("unknown") if above.pos in ("ADJ", "NOUN") or above.lemma == "be" else words("knowing")
    told = {above.lemma.lower()} | {one.lemma.lower() for one in parsed.children(above.i) if one.dep == "acomp"}
    denied = above.pos != "VERB" or any(one.dep == "neg" for one in parsed.children(above.i))
    return verb.dep in ("ccomp", "csubj", "advcl", "xcomp") and denied and not open_.isdisjoint(told)


def _is_kicker(article: Article, parsed: Parsed, draft: Draft) -> bool:
    """Say whether a headline's part before a colon names nobody, or its part beside a bar the site."""
    if not draft.source or not draft.cue or not article.is_headline(draft.cue[0][0]):
        return False
    if article.full_text[slice(*draft.cue[0])].strip() == "|":
        return True
    start, end = draft.source[0]
    if article.full_text[start:end].strip().lower() in words("kickers"):
        return True
    if article.full_text[slice(*draft.cue[0])].strip() != ":" or " " not in article.full_text[start:end]:
        return False  # a single word is a surname, whether the tagger knows it or not
    if any(name.label in _SPEAKERS and start <= name.start and name.end <= end for name in parsed.names):
        return any(token.pos == "NOUN" and token.dep == "ROOT" for token in parsed.tokens_in(start, end)) and not any(
            token.lemma.lower() in words("givers") for token in parsed.tokens_in(start, end)
        )
    return not any(token.lemma.lower() in words("givers") for token in parsed.tokens_in(start, end))


def without_own_acts(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """Drop what "I" or "we" tell inside a content that is attributed already."""
    places = Places(drafts)

    def is_own(draft: Draft) -> bool:
        said_by = {article.full_text[start:end].lower() for start, end in draft.source}
        if not said_by <= _FIRST or not said_by:
            return False
        inside = (*draft.source, *draft.cue, *draft.content)
        return any(drafts[n] is not draft and holds(drafts[n].content, inside) for n in places.near(*draft.cue[0]))

    return [draft for draft in drafts if not draft.cue or not is_own(draft)]


def _cut_at_sentence(article: Article, parsed: Parsed, quoted: Quoted, draft: Draft) -> Draft:
    """End an indirect content that begins in its cue's sentence where that sentence ends.

    A quotation before its cue begins what is said, whatever sentence of the report stands before it.
    """
    draft = _from_quotation(article, draft)
    if not draft.cue or article.full_text[slice(*draft.cue[-1])].endswith(":"):
        return draft
    sentence = parsed.sentence_at(draft.cue[-1][0])
    if sentence is None or (touching(quoted, draft.content) and not _is_aside(parsed, draft)):
        return draft

    def cut(start: int, end: int) -> Offsets:
        crosses = sentence.start <= start < sentence.end < end
        return (start, sentence.end) if crosses and draft.cue[-1][0] < start else (start, end)

    found = tuple(cut(start, end) for start, end in draft.content)
    if _is_aside(parsed, draft) or draft.content[0][0] < draft.cue[0][0]:
        found = tuple((start, end) for start, end in found if start < sentence.end) or found
    return replace(draft, content=found)


def _from_quotation(article: Article, draft: Draft) -> Draft:
    """Cut a sentence of the report off a content that goes on with a quotation: "It rained. “Stay in,” he urged"."""
    start, end = draft.content[0]
    said = article.full_text[start:end]
    parted = _NEW_QUOTATION.search(said)
    if parted is None or not draft.cue or draft.cue[0][0] < end or _MARK.search(said, 0, parted.start()):
        return draft
    return replace(draft, content=((start + parted.end(), end), *draft.content[1:]))


def _is_aside(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a cue is a participle beside another's verb: the quotation that follows is that one's.

    "“It is over,” said the mayor, referring to the siege. “We won.”"
    """
    verb = next((token for token in parsed.tokens_in(*draft.cue[0]) if token.pos == "VERB"), None)
    return verb is not None and verb.tag == "VBG" and verb.dep in ("advcl", "xcomp", "acl") and len(draft.content) > 1


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep of attributions with the same content the likeliest."""
    order = sorted(range(len(drafts)), key=lambda n: (-drafts[n].confidence, n))
    kept: list[int] = []
    by_start = sorted((drafts[n].content[0][0], n) for n in order)
    dropped: set[int] = set()
    for n in order:
        if n in dropped:
            continue
        kept.append(n)
        start = drafts[n].content[0][0]
        at = bisect_left(by_start, (start, -1))
        while at < len(by_start) and by_start[at][0] == start:
            other = by_start[at][1]
            if other != n and _is_same(drafts[n], drafts[other]):
                dropped.add(other)
            at += 1
    return [drafts[n] for n in sorted(set(kept) - dropped)]


def _is_same(one: Draft, other: Draft) -> bool:
    return overlap(one.content, other.content) >= _SAME * max(size(one.content), size(other.content))
