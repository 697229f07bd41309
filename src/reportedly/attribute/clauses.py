"""Read attributions off the grammar, where it is plain who says what.

* **Clause**: a verb of speaking or thinking with a subject and a clause: "the army said that …", "…, the army said".
* **Run on**: the same where the comma is lost: "three were hurt said the mayor", "it may rise he added".
* **Told to**: the same with an infinitive: "promised to withdraw", "urged them to leave".
* **According to**: the phrase's noun is the source, the rest of the sentence the content.
* **Passive**: "it was reported that", "is believed to be": nobody is named, and it is kept without a source.
* **Saying by noun**: "announced readiness to help", "a stern rebuke of the council", "theories that …".
* **Per**: "three died, per the ministry", as "according to".
* **Emerged**: "it emerged that the pilot had warned of ice": nobody is named.
* **Heard**: "he was dead by then, an inquest heard": said before a court, and who said it isn't told.
* **As reported**: "as reported by X", "as was informed in X", "by their words": wire copy, and what is translated.
* **Reckoned**: "the survey puts Orr at 44 per cent", "the ministry revised the toll to 14" (`reckoned`).
* **Owned noun**: "the mayor's claim that", "the accusation by X that", "reports in some papers that".
* **First person**: "my opinion is that …", "I think …" outside quotations: the author's own opinion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import acts_table
from .draft import Draft
from .lexicon import words
from .phrases import agent_of, cue_extent, is_passive, name_extent, own_subject, subject_of, trim, who_tells, whose
from .reckoned import read_reckoned
from .speakers import run_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Offsets, Parsed, Token

# Shares of each rule's findings that are right on 161 reports of PolNeAR's training part, rounded (content overlapping
# by half, source met): clauses under a verb of saying 0.87, under another 0.6, "according to" 0.81, passives 0.44.
_SAID, _CLAUSE, _ACCORDING, _PASSIVE, _NOUN, _AUTHOR = 0.85, 0.6, 0.8, 0.45, 0.4, 0.6
# "My opinion is that …" leaves no doubt whose it is.
_OWN_OPINION = 0.9
_FIRST = frozenset({"i", "my"})
_ADMITTING = frozenset({"acknowledge", "admit", "confess"})
_DASHES = frozenset({"–", "—", "-", "--"})
_ASIDE = 16  # tokens between two dashes, at most


def read_grammar(parsed: Parsed) -> Iterator[Draft]:
    """Apply all rules of grammar to every word that may be a cue."""
    table = acts_table()
    for token in parsed.tokens:
        lemma = token.lemma.lower()
        if token.pos == "VERB" and lemma in words("reckoning") | words("revising"):
            yield from read_reckoned(parsed, token)
        if token.pos == "VERB" and lemma == "accord":
            yield from _according(parsed, token)
        elif token.tag == "VBN" and lemma in words("saying") | words("informing") and _has_as(parsed, token):
            yield from _as_reported(parsed, token)
        elif token.tag == "NNS" and lemma == "word":
            yield from _by_their_words(parsed, token)
        elif lemma == "per" and token.pos == "ADP":
            yield from _per(parsed, token)
        elif lemma in words("emerging") | {"hear"} and token.pos == "VERB":
            yield from _come_out(parsed, token)
        elif token.pos == "VERB" and lemma in table.cues and lemma not in words("weak"):
            yield from _by_verb(parsed, token)
        elif token.pos == "NOUN" and lemma in words("opinion") | words("hearsay") | words("blame") | words(
            "telling_nouns"
        ):
            yield from _by_noun(parsed, token)


def _by_verb(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what a verb of speaking attributes."""
    content = _complement(parsed, verb)
    cue = (cue_extent(parsed, verb),)
    if content is None:
        yield from _told_of(parsed, verb, cue)
        return
    if is_passive(parsed, verb):
        yield from _passive(parsed, verb, content, cue)
        return
    after = [one.text.lower() for one in parsed.tokens[verb.i + 1 : verb.i + 3]]
    if verb.text.lower() in words("supposed") and after in (["to", "be"], ["to", "have"]):
        return  # "a woman believed to be his wife": parsers take the participle for a verb of its own
    subject = subject_of(parsed, verb)
    if subject is None or (subject.lemma.lower() in words("pointers") and subject.tag not in ("WP", "WDT")):
        return  # "the fact that … confirms that …" is the author's inference: no fact speaks
    source = whose(parsed, subject)
    if not any(a < source[1] and source[0] < b for a, b in content):
        if subject.text.lower() == "i":
            yield Draft((source,), cue, content, _AUTHOR, "first person")
        else:
            entry = acts_table().cues[verb.lemma.lower()]
            lost = verb.lemma in words("reporting") and run_on(parsed, min(source, cue[0]), content[-1])
            share = subject.lemma.lower() in words("shares")
            deed = any(_is_owned_deed(verb, child) for child in parsed.children(verb.i))
            rule = "run on" if lost else "poll" if share else "denial" if deed else "clause"
            yield Draft((source,), cue, content, _SAID if entry.neutral else _CLAUSE, rule)


def _told_of(parsed: Parsed, verb: Token, cue: tuple[Offsets, ...]) -> Iterator[Draft]:
    """Yield what somebody is said to have done, whoever says so: "the warden is said to have known"."""
    about = next((child for child in parsed.children(verb.i) if child.dep == "nsubjpass"), None)
    deed = next((child for child in parsed.children(verb.i) if child.dep == "xcomp" and child.i > verb.i), None)
    if about is None or deed is None or verb.lemma.lower() not in words("telling_of_others"):
        return
    below = {child.lemma.lower() for child in parsed.children(deed.i) if child.dep == "aux"}
    if {"to", "have"} <= below:
        yield Draft((), cue, (name_extent(parsed, about), _extent(parsed, deed)), _PASSIVE, "hearsay")


def _complement(parsed: Parsed, verb: Token) -> tuple[Offsets, ...] | None:
    """Give the stretches of the clause, the infinitive or the telling noun that a verb takes."""
    entry = acts_table().cues[verb.lemma.lower()]
    for child in parsed.children(verb.i):
        if child.dep == "ccomp" and (_has_subject(parsed, child) or child.i < verb.i):
            return _without(parsed, child, verb)
        if child.dep == "xcomp" and _is_infinitive(parsed, child) and entry.act not in ("assert", "infer"):
            return _without(parsed, child, verb)
        if _is_owned_deed(verb, child):
            return _without(parsed, child, verb)
        noun = acts_table().cues.get(child.lemma.lower()) if child.dep == "dobj" and child.pos == "NOUN" else None
        if noun is not None and noun.act in ("promise", "announce") and verb.lemma in ("announce", "declare", "signal"):
            return _without(parsed, child, verb)
    above = parsed.tokens[verb.head]
    if verb.dep == "parataxis" and above.pos in ("VERB", "AUX") and _has_subject(parsed, verb):
        return _around(parsed, above, verb)
    return None


def _is_owned_deed(verb: Token, child: Token) -> bool:
    """Say whether a complement is a deed that is denied or admitted: "denied bombing the market"."""
    gerund = child.dep == "xcomp" and child.tag == "VBG"
    return gerund and (acts_table().cues[verb.lemma.lower()].act == "deny" or verb.lemma.lower() in _ADMITTING)


def _around(parsed: Parsed, head: Token, verb: Token) -> tuple[Offsets, ...] | None:
    """Give what a clause says around a cue that stands in its middle or after it: "the hill, she said, was taken"."""
    low, high = parsed.edges(head.i)
    first, last = parsed.edges(verb.i)
    parts = [trim(parsed, a, b) for a, b in ((low, first), (last + 1, high + 1)) if b > a]
    return tuple(part for part in parts if part[1] - part[0] > 1) or None


def _without(parsed: Parsed, head: Token, verb: Token) -> tuple[Offsets, ...]:
    """Give a complement's stretches, the cue's own clause cut out where it stands in the middle."""
    low, high = parsed.edges(head.i)
    own_low, own_high = verb.i, verb.i
    subject = subject_of(parsed, verb)
    if subject is not None:
        edges = parsed.edges(subject.i)
        own_low, own_high = min(own_low, edges[0]), max(own_high, edges[1])
    if low < own_low and own_high < high:
        return trim(parsed, low, own_low), trim(parsed, own_high + 1, high + 1)
    return (trim(parsed, low, high + 1),)


def _passive(parsed: Parsed, verb: Token, content: tuple[Offsets, ...], cue: tuple[Offsets, ...]) -> Iterator[Draft]:
    """Yield a passive's attribution: its agent's, or nobody's."""
    agent = agent_of(parsed, verb)
    source = (name_extent(parsed, agent),) if agent is not None else ()
    subject = next((child for child in parsed.children(verb.i) if child.dep == "nsubjpass"), None)
    if subject is not None and subject.text.lower() not in ("it", "that", "this"):
        content = (name_extent(parsed, subject), *content)
    learnt = verb.lemma.lower() in words("learning") and subject is not None and subject.lemma.lower() == "it"
    yield Draft(source, cue, content, _PASSIVE, "hearsay" if learnt else "passive")


def _according(parsed: Parsed, token: Token) -> Iterator[Draft]:
    """Yield "according to X"."""
    to = next((child for child in parsed.children(token.i) if child.lemma == "to"), None)
    head = next((child for child in parsed.children(to.i) if child.dep in ("pobj", "pcomp")), None) if to else None
    if to is None or head is None:
        return
    teller = own_subject(parsed, head) if head.pos == "VERB" else head
    teller = who_tells(parsed, head) if head.lemma.lower() == "what" else teller
    if teller is None:
        return
    source = name_extent(parsed, teller)  # "according to what the mayor said"
    first, last = _reach(parsed, token)
    before = trim(parsed, first, token.i) if token.i > first else None
    end = _behind_aside(parsed, parsed.edges(head.i)[1] + 1, last)
    after = trim(parsed, end, last) if end < last else None
    content = tuple(one for one in (before, after) if one is not None and one[1] - one[0] > 1)
    if content:
        yield Draft((source,), ((token.start, to.end),), content, _ACCORDING, "according to")


def _reach(parsed: Parsed, according: Token) -> tuple[int, int]:
    """Give the tokens that "according to" speaks for: its sentence, or the clause with "which" it stands in.

    Of a clause without a comma before it ("the man who fled according to police") it's the sentence.
    """
    sentence = parsed.sentences[according.sentence]
    verb = next((one for one in parsed.ancestors(according.i) if one.dep == "relcl"), None)
    pronoun = next((one for one in parsed.children(verb.i) if one.tag in ("WDT", "WP")), None) if verb else None
    if verb is None or pronoun is None or not sentence.first < pronoun.i < according.i:
        return sentence.first, sentence.last
    between = parsed.tokens[pronoun.i + 1 : according.i]
    if parsed.tokens[pronoun.i - 1].text != "," and any(one.text != "," for one in between):
        return sentence.first, sentence.last
    return pronoun.i, min(parsed.edges(verb.i)[1] + 1, sentence.last)


def _per(parsed: Parsed, per: Token) -> Iterator[Draft]:
    """Yield "three died, per the ministry", "as per police, …"; "three per day" tells how often."""
    head = next((child for child in parsed.children(per.i) if child.dep == "pobj"), None)
    sentence = parsed.sentences[per.sentence]
    before = parsed.tokens[per.i - 1] if per.i > sentence.first else None
    opens = before is None or before.text == "," or (before.lemma.lower() == "as" and before.i == sentence.first)
    if head is None or not opens or head.i < per.i:
        return
    name = parsed.name_at(head.i)
    somebody = head.lemma.lower() in words("givers") or (name is not None and name.label in ("PERSON", "ORG"))
    first = per.i if before is None or before.text == "," else per.i - 1
    end = parsed.edges(head.i)[1] + 1
    last = trim(parsed, sentence.first, first) if first > sentence.first else None
    rest = trim(parsed, end, sentence.last) if end < sentence.last and parsed.tokens[end].text == "," else None
    content = tuple(one for one in (last, rest) if one is not None and one[1] - one[0] > 1)
    if somebody and content:
        yield Draft(
            (name_extent(parsed, head),), ((parsed.tokens[first].start, per.end),), content, _ACCORDING, "cited source"
        )


def _emerged(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what came to be known, whoever told it: "it emerged on Friday that the pilot had warned of ice"."""
    subject = own_subject(parsed, verb)
    clause = next((one for one in parsed.children(verb.i) if one.dep == "ccomp" and _has_that(parsed, one)), None)
    if subject is not None and subject.lemma.lower() == "it" and clause is not None:
        yield Draft((), ((verb.start, verb.end),), (_extent(parsed, clause),), _PASSIVE, "hearsay")


def _behind_aside(parsed: Parsed, i: int, last: int) -> int:
    """Give where the sentence goes on behind what dashes set apart: "according to X – no angel itself – two died"."""
    if i >= last or parsed.tokens[i].text not in _DASHES:
        return i
    closing = (one.i for one in parsed.tokens[i + 1 : min(last, i + _ASIDE)] if one.text in _DASHES)
    return next(closing, i - 1) + 1


def _by_their_words(parsed: Parsed, noun: Token) -> Iterator[Draft]:
    """Yield "by their words, it will clear up", as translations have "according to them"."""
    by = parsed.tokens[noun.head]
    owner = next((child for child in parsed.children(noun.i) if child.dep == "poss"), None)
    sentence = parsed.sentences[noun.sentence]
    opens = by.i == sentence.first and by.lemma.lower() in ("by", "in")
    if owner is None or not opens or noun.dep != "pobj" or noun.i + 1 >= sentence.last:
        return
    if parsed.tokens[noun.i + 1].text == ",":
        content = trim(parsed, noun.i + 2, sentence.last)
        yield Draft((name_extent(parsed, owner),), ((by.start, noun.end),), (content,), _ACCORDING, "as reported")


def _come_out(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what comes out, whoever tells it: "an inquest heard that …", "it emerged that …"."""
    yield from _heard(parsed, verb) if verb.lemma.lower() == "hear" else _emerged(parsed, verb)


def _heard(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield what was said before a court, whoever said it: "he was already dead, an inquest heard"."""
    if verb.tag != "VBD":
        return
    subject = subject_of(parsed, verb)
    content = _complement(parsed, verb)
    if subject is not None and content is not None and subject.lemma.lower() in words("hearings"):
        yield Draft((), (cue_extent(parsed, verb),), content, _CLAUSE, "heard")


def _has_as(parsed: Parsed, verb: Token) -> bool:
    """Say whether a participle follows "as", with no subject but "it": "as reported", "as it was informed"."""
    below = parsed.children(verb.i)
    before = (parsed.tokens[verb.i - 1], *below) if verb.i else below
    named = any(child.dep in ("nsubj", "nsubjpass") and child.lemma.lower() != "it" for child in below)
    return not named and any(one.text.lower() == "as" and one.i < verb.i for one in before)


def _as_reported(parsed: Parsed, verb: Token) -> Iterator[Draft]:
    """Yield "as reported by X", and "in X" where that is a body: wire copy in translation has it so."""
    preps = [child for child in parsed.children(verb.i) if child.dep in ("agent", "prep") and child.i > verb.i]
    who = next((one for prep in preps for one in _told_by(parsed, prep)), None)
    sentence = parsed.sentences[verb.sentence]
    if who is None:
        return
    source, last = name_extent(parsed, who), parsed.edges(who.i)[1] + 1
    start = next(token.i for token in parsed.tokens[sentence.first : sentence.last] if token.text.lower() == "as")
    before = trim(parsed, sentence.first, start) if start > sentence.first else None
    after = trim(parsed, last, sentence.last) if last < sentence.last else None
    content = tuple(one for one in (before, after) if one is not None and one[1] - one[0] > 1)
    if content:
        yield Draft((source,), ((verb.start, verb.end),), content, _ACCORDING, "as reported", certain=True)


def _told_by(parsed: Parsed, prep: Token) -> Iterator[Token]:
    """Yield who tells it after "by", or after "in" where that is somebody who gives out news."""
    for one in parsed.children(prep.i):
        gives = prep.lemma == "by" or (prep.lemma in ("in", "at") and one.lemma.lower() in words("givers"))
        if one.dep == "pobj" and gives:
            yield one


def _by_noun(parsed: Parsed, noun: Token) -> Iterator[Draft]:
    """Yield what a noun of speaking or thinking attributes."""
    lemma = noun.lemma.lower()
    first = any(child.text.lower() in _FIRST and child.dep == "poss" for child in parsed.children(noun.i))
    above = parsed.tokens[noun.head]
    below = (child for child in parsed.children(noun.i) if child.dep in ("acl", "ccomp", "relcl"))
    clause = next((child for child in below if _has_that(parsed, child)), None)
    if clause is None and above.lemma == "be" and noun.dep == "nsubj":
        clause = next((child for child in parsed.children(above.i) if child.dep == "ccomp"), None)
    if clause is None and noun.dep == "dobj" and lemma in words("telling_nouns"):
        # "denied reports in the press that": parsers hang the clause on the verb
        beside = (child for child in parsed.children(above.i) if child.dep == "ccomp" and child.i > noun.i)
        clause = next((child for child in beside if _has_that(parsed, child)), None)
    if lemma in words("opinion") and first and clause is not None:
        yield _own_opinion(parsed, noun, clause)
    elif lemma in words("hearsay") and clause is not None and _owner(parsed, noun) is None:
        yield Draft((), ((noun.start, noun.end),), (_extent(parsed, clause),), _NOUN, "hearsay")
    elif lemma in words("telling_nouns") and clause is not None:
        yield from _nominal(parsed, noun, clause)
    elif lemma in words("blame") and above.lemma in words("holding") and noun.dep in ("dobj", "attr"):
        yield from _blame(parsed, noun, above)


def _nominal(parsed: Parsed, noun: Token, clause: Token) -> Iterator[Draft]:
    """Yield what a noun of speaking leads to, of whom it names: "the mayor's claim that", "reports in papers that"."""
    owner = _owner(parsed, noun)
    if owner is not None and owner.dep == "prep":
        owner = next((child for child in parsed.children(owner.i) if child.dep == "pobj"), None)
    if owner is None:
        inside = (child for child in parsed.children(noun.i) if child.dep == "prep" and child.lemma == "in")
        named = (one for child in inside for one in parsed.children(child.i) if one.dep == "pobj")
        owner = next((one for one in named if one.lemma.lower() in words("press")), None)
    if owner is not None and owner.pos != "PRON":
        who = name_extent(parsed, owner)
        who = (who[0], min(who[1], noun.start - 1)) if who[0] < noun.start else who
        yield Draft((who,), ((noun.start, noun.end),), (_extent(parsed, clause),), _NOUN, "nominal")


def _own_opinion(parsed: Parsed, noun: Token, clause: Token) -> Draft:
    """Make the attribution of an opinion that the author says is their own."""
    mine = next(child for child in parsed.children(noun.i) if child.text.lower() in _FIRST)
    verb = parsed.tokens[noun.head]
    subject = subject_of(parsed, verb)
    if subject is not None and subject.text.lower() == "i":
        source, cue = (subject.start, subject.end), (verb.start, noun.end)
    else:
        end = verb.end if verb.lemma == "be" and verb.i == noun.i + 1 else noun.end
        source, cue = (mine.start, mine.end), (noun.start, end)
    return Draft((source,), (cue,), (_extent(parsed, clause),), _OWN_OPINION, "first person", certain=True)


def _blame(parsed: Parsed, noun: Token, verb: Token) -> Iterator[Draft]:
    """Yield "This includes a stern rebuke of …"."""
    below = (child for child in parsed.children(noun.i) if child.dep == "prep")
    of = next((child for child in below if child.lemma in ("of", "against")), None)
    subject = subject_of(parsed, verb)
    if of is None or subject is None:
        return
    head = next((child for child in parsed.children(of.i) if child.dep == "pobj"), None)
    if head is not None:
        start = parsed.tokens[parsed.edges(noun.i)[0]].start
        yield Draft((name_extent(parsed, subject),), ((start, of.end),), (_extent(parsed, head),), _NOUN, "blame")


def _owner(parsed: Parsed, noun: Token) -> Token | None:
    """Give who holds what a noun names: "his theory", "the theory by X", "they floated the theory"."""
    for child in parsed.children(noun.i):
        if child.dep == "poss" or (child.dep == "prep" and child.lemma in ("by", "from", "among")):
            return child
    return None


def _extent(parsed: Parsed, head: Token) -> Offsets:
    low, high = parsed.edges(head.i)
    return trim(parsed, low, high + 1)


def _has_subject(parsed: Parsed, verb: Token) -> bool:
    below = parsed.children(verb.i)
    helping = (one for child in below if child.dep in ("aux", "auxpass") for one in parsed.children(child.i))
    return any(one.dep in ("nsubj", "nsubjpass", "expl", "csubj") for one in (*below, *helping))


def _is_infinitive(parsed: Parsed, token: Token) -> bool:
    return any(child.tag == "TO" for child in parsed.children(token.i))


def _has_that(parsed: Parsed, token: Token) -> bool:
    """Say whether a clause begins with the conjunction "that"; a relative one is the clause's subject or its object."""
    below = parsed.children(token.i)
    that = next((child for child in below if child.lemma == "that"), None)
    # "reports that officers set fire to homes": parsers take it for a second object
    return that is not None and (that.dep == "mark" or sum(child.dep == "dobj" for child in below) > 1)
