"""Tell what a speaker does by speaking: the cue's word and the words said decide together.

A cue that names an act ("warned") decides it; a neutral one ("said") leaves it to the words said, clause by clause:
questions ask, orders and duties demand, a performative does what it says ("we warn you"), a plan of one's own is
announced and anybody else's future predicted. The tests stand in their order of precedence in `_TESTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ahead import has_aux, is_negated, might
from .cues import Acts, CueReading, acts_table
from .refuted import is_called_false

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reportedly.model import Offsets, Parsed, Token
    from reportedly.model.vocabulary import Act

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_SPEAKER = frozenset({"i", "we", "us", "me"})
_POINTING = frozenset({"this", "that", "which", "it", "these", "those", "evidence", "fact"})
# "Look, …", "Thank you": forms of address and thanks, orders in form only.
_NO_ORDER = frozenset({"look", "listen", "thank", "see", "mind", "say", "let"})
_MINDS = frozenset({"know", "remember", "think", "believe", "want", "understand", "recall", "expect", "see"})


def acts_of(parsed: Parsed, cue: CueReading, content: Sequence[Offsets], *, direct: bool) -> tuple[Act, ...]:
    """Give the acts of an attribution, the main one first.

    `content` are offsets into `full_text`; `direct` says that they are the speaker's own words, so that a question
    or an order in them is the speaker's. Without a cue's act, acts come in the order of the words said.
    """
    said = [_act(parsed, clause, direct=direct) for clause in clauses_of(parsed, content)]
    if cue.lemma in _CONFESSING:
        said = ["assert" if act == "accuse" else act for act in said]  # "admitted that she lied": nobody else did
    of_content: list[Act] = list(dict.fromkeys(said))
    specific: list[Act] = [act for act in of_content if act != "assert"]
    entry = cue.entry
    named = _of_noun(parsed, content) if not direct else None
    if named is not None and (entry is None or entry.act in ("assert", "announce")):
        return (named,)
    if entry is not None and entry.act == "deny" and cue.negated:
        return ("predict",) if cue.words == "exclude" else ("assert",)
    if specific[:1] == ["predict"] and cue.lemma == "announce" and _is_own_plan(parsed, content):
        of_content = ["announce", *(act for act in of_content if act not in ("announce", "predict"))]
    if entry is None or entry.act == "assert":
        return tuple(of_content) or ("assert",)
    if entry.soft:
        return ("predict",) if specific[:1] == ["predict"] else (entry.act,)
    if direct and len(said) > 1:
        return tuple(dict.fromkeys((entry.act, *of_content)))
    return (entry.act,)


_CONFESSING = frozenset({"admit", "confess"})


def _is_own_plan(parsed: Parsed, content: Sequence[Offsets]) -> bool:
    """Say whether what is announced is what those who announce it will do: "announced that it will close"."""
    head = next(clauses_of(parsed, content), None)
    subject = _subject(parsed, head) if head is not None else None
    return subject is not None and subject.tag == "PRP"


def acts_by_form(parsed: Parsed) -> dict[int, Act]:
    """Give the act of each clause of a report whose form does something other than to assert, by its head's index."""
    heads = (one for one in parsed.tokens if one.pos in ("VERB", "AUX") or one.dep == "ROOT")
    acts = ((one.i, _act(parsed, one, direct=True)) for one in heads if one.dep not in ("aux", "auxpass"))
    return {i: act for i, act in acts if act != "assert"}


def clauses_of(parsed: Parsed, content: Sequence[Offsets]) -> Iterator[Token]:
    """Yield the head of each main clause of a content: one for each sentence, and one for each conjoined clause."""
    for start, end in content:
        begin = start
        while begin < end:
            sentence = parsed.sentence_at(begin)
            stop = min(end, sentence.end) if sentence is not None and sentence.end > begin else end
            head = parsed.head_in(begin, stop)
            if head is not None and head.pos not in ("PUNCT", "SPACE"):
                yield head
                yield from _conjoined(parsed, head, stop)
            begin = max(stop, begin + 1)
            while begin < end and _is_gap(parsed, begin):
                begin += 1


def _is_gap(parsed: Parsed, offset: int) -> bool:
    """Say whether no token stands at an offset."""
    return not parsed.tokens_in(offset, offset + 1)


def _conjoined(parsed: Parsed, head: Token, stop: int) -> Iterator[Token]:
    """Yield the verbs coordinated with a clause's head, before `stop`."""
    for child in parsed.children(head.i):
        if child.dep == "conj" and child.pos in ("VERB", "AUX") and child.start < stop:
            yield child
            yield from _conjoined(parsed, child, stop)


def _of_noun(parsed: Parsed, content: Sequence[Offsets]) -> Act | None:
    """Give the act that an indirect content's own head names: "announced readiness to send help" promises."""
    head = parsed.head_in(*content[0]) if content else None
    if head is None or head.pos != "NOUN":
        return None
    entry = acts_table().cues.get(head.lemma.lower())
    return entry.act if entry is not None and entry.act in _SPEECH_ACTS else None


_SPEECH_ACTS = frozenset({"promise", "announce", "warn", "threaten", "demand", "accuse", "predict", "deny"})


def _act(parsed: Parsed, head: Token, *, direct: bool) -> Act:
    """Name the act of one clause."""
    table = acts_table()
    for test in _TESTS if direct else _TESTS_REPORTED:
        act = test(parsed, head, table)
        if act is not None:
            return act
    return "assert"


def _asks(parsed: Parsed, head: Token, _: Acts) -> Act | None:
    """A question asks."""
    sentence = parsed.sentences[head.sentence]
    tail = "".join(token.text for token in parsed.tokens[max(head.i, sentence.last - 3) : sentence.last])
    return "ask" if "?" in tail else None


def _orders(parsed: Parsed, head: Token, _: Acts) -> Act | None:
    """A bare verb without subject orders; "let's" proposes."""
    children = parsed.children(head.i)
    if any(child.dep in _SUBJECTS or child.tag in ("MD", "TO") for child in children):
        return None
    if head.lemma == "let" and any(child.lemma.lower() in ("us", "'s", "’s", "we") for child in children):
        return "demand"
    joined = head.dep == "conj" and _shares_a_subject(parsed, head)
    if head.lemma in _NO_ORDER or head.tag not in ("VB", "VBP") or joined:
        return None  # "blasts kill 50, injure 700" has its subject before the first verb
    first = parsed.tokens[parsed.sentences[head.sentence].first : head.i]
    begins = all(token.pos in ("PUNCT", "SPACE", "ADV", "AUX", "PART", "INTJ", "CCONJ") for token in first)
    return "demand" if head.tag == "VB" or begins else None


def _shares_a_subject(parsed: Parsed, head: Token) -> bool:
    """Say whether the first of joined verbs has a subject, which the others share."""
    above = parsed.tokens[head.head]
    while above.dep == "conj" and above.head != above.i:
        above = parsed.tokens[above.head]
    return any(child.dep in _SUBJECTS for child in parsed.children(above.i))


def _performs(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """A verb of speaking in the first person and the present does what it says: "we warn", "I urge"."""
    if not _is_speaker(parsed, head) or head.tag not in ("VBP", "VB") or has_aux(parsed, head, "MD"):
        return None
    entry = next(
        (table.cues[key] for key in _keys(parsed, head) if key in table.cues),
        None,
    )
    if entry is None or entry.neutral or entry.act == "assert":
        return None
    if entry.act in ("judge", "predict", "infer"):
        below = next((child for child in parsed.children(head.i) if child.dep == "ccomp"), None)
        inner = _act(parsed, below, direct=False) if below is not None else None
        return inner if inner in ("predict", "demand") else entry.act
    return entry.act if not is_negated(parsed, head) else "deny" if entry.act == "accuse" else None


def _keys(parsed: Parsed, head: Token) -> tuple[str, ...]:
    """Give the keys that a verb of speaking may stand under: "ask to" before "ask"."""
    children = parsed.children(head.i)
    infinitive = any(child.dep in ("xcomp", "ccomp") and has_aux(parsed, child, "TO") for child in children)
    pairs = (f"{head.lemma} {child.lemma}" for child in children if child.dep in ("prt", "prep"))
    return (*([f"{head.lemma} to"] if infinitive else []), *pairs, head.lemma)


def _obliges(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """What must or should be is demanded; what must have been is inferred, and what I have to say is said."""
    for child in parsed.children(head.i):
        low = child.lemma.lower()
        if child.dep == "aux" and low in table.lists["deontic"]:
            perfect = any(other.lemma == "have" and other.dep == "aux" for other in parsed.children(head.i))
            if perfect:  # "must have known" infers, "should have known" blames
                return "infer" if low == "must" else "judge"
            return None if low == "must" and must_tell(parsed, head, head) else "demand"
        if child.dep == "xcomp" and head.lemma in table.lists["deontic_verbs"] and has_aux(parsed, child, "TO"):
            return "demand" if not has_aux(parsed, head, "MD") and not must_tell(parsed, head, child) else None
        if child.dep == "attr" and child.lemma in table.lists["directive_nouns"] and head.lemma == "be":
            below = [*parsed.children(child.i), *parsed.children(head.i)]
            return "demand" if any(has_aux(parsed, one, "TO") for one in below if one.pos == "VERB") else None
    return None


def must_tell(parsed: Parsed, head: Token, verb: Token) -> bool:
    """Say whether somebody must tell something, and so tells it: "I have to say", "we must stress"."""
    return verb.lemma in acts_table().lists["telling"] and _is_speaker(parsed, head)


def _looks_ahead(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """One's own future is announced, promised where it helps, threatened where it hurts; any other is predicted."""
    verb = _future_verb(parsed, head, table)
    if verb is None:
        return might(parsed, head, table)
    lists, children = table.lists, parsed.children(verb.i)
    subject = _subject(parsed, head)
    own = subject is not None and (
        subject.text.lower() in _SPEAKER or (subject.lemma.lower() in lists["organised"] and verb.lemma != "be")
    )
    if _is_would(parsed, head):
        own = own or _is_told_of_oneself(parsed, head, subject)
    if any(child.lemma in lists["hostile_nouns"] and child.dep in ("dobj", "attr") for child in children):
        return "threaten"
    if verb.lemma in lists["punitive"] and any(child.dep == "auxpass" for child in children):
        return "warn"
    if not own:
        return "predict"
    if verb.lemma in lists["hostile"] and subject is not None and subject.text.lower() in _SPEAKER:
        return "announce" if is_negated(parsed, verb) else "threaten"
    return "promise" if verb.lemma in lists["helpful"] and not is_negated(parsed, verb) else "announce"


def _is_told_of_oneself(parsed: Parsed, head: Token, subject: Token | None) -> bool:
    """Say whether a pronoun means who speaks: "said that they would send"; "it" does where no person speaks."""
    if subject is None or subject.tag != "PRP":
        return False
    speaker = _subject(parsed, parsed.tokens[head.head])
    if subject.lemma.lower() != "it" or speaker is None:
        return True
    name = parsed.name_at(speaker.i)
    known = speaker.lemma.lower() in acts_table().lists["organised"] or speaker.lemma.lower() == "it"
    return known or (name is not None and name.label in ("ORG", "GPE"))


def _is_counterfactual(parsed: Parsed, head: Token) -> bool:
    """Say whether a clause tells what would have been, which foretells nothing.

    By the time that is foretold something may be over: "said it would have ended by June".
    """
    have = any(child.dep == "aux" and child.lemma == "have" for child in parsed.children(head.i))
    return have and not any(child.dep == "prep" and child.lemma == "by" for child in parsed.children(head.i))


def _is_would(parsed: Parsed, head: Token) -> bool:
    return any(child.dep == "aux" and child.lemma.lower() == "would" for child in parsed.children(head.i))


def _future_verb(parsed: Parsed, head: Token, table: Acts) -> Token | None:
    """Give the verb that stands in the future: after "will", after "going to", or after "would" in what was told."""
    told = head.dep == "ccomp" and parsed.tokens[head.head].tag in ("VBD", "VBN")
    if head.lemma in table.lists["withheld"] and is_negated(parsed, head):
        return None  # "would not comment"
    for child in parsed.children(head.i):
        if child.dep == "aux" and child.text.lower() in table.lists["future"]:
            return head
        if child.dep == "aux" and told and child.lemma.lower() == "would":
            return None if _is_counterfactual(parsed, head) else head
        if child.dep == "xcomp" and head.text.lower() == "going" and has_aux(parsed, child, "TO"):
            return child
    return None


def _denies(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """To call something false, or to say that one didn't do it, is to deny."""
    children = parsed.children(head.i)
    said_false = any(
        child.dep in ("acomp", "attr") and child.lemma.lower() in table.lists["false"] for child in children
    )
    not_true = is_negated(parsed, head) and any(child.lemma in ("true", "correct", "accurate") for child in children)
    if head.lemma == "do" and is_negated(parsed, head) and not any(child.dep == "dobj" for child in children):
        return "deny"  # "That one did not."
    subject = _subject(parsed, head)
    if subject is not None and subject.lemma.lower() in table.lists["hearsay"] and is_negated(parsed, head):
        return "deny"
    if is_called_false(parsed, head):
        return "deny"
    past = head.tag in ("VB", "VBN") and any(
        child.dep == "aux" and child.lemma in ("do", "have") and (child.tag == "VBD" or head.lemma not in _MINDS)
        for child in children
    )  # "we did not know" denies; "we do not know yet" doesn't
    not_i = past and is_negated(parsed, head) and _is_speaker(parsed, head)
    return "deny" if (said_false and not is_negated(parsed, head)) or not_true or not_i else None


def _accuses(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """To say that another did a wrong is to accuse."""
    if _is_speaker(parsed, head) or is_negated(parsed, head) or _subject(parsed, head) is None:
        return None
    children = parsed.children(head.i)
    if head.lemma in table.lists["wrongs"] and not any(child.dep == "auxpass" for child in children):
        return "accuse"
    if any(child.dep in ("dobj", "attr") and child.lemma in table.lists["wrong_nouns"] for child in children):
        return "accuse"
    responsible = any(child.dep == "acomp" and child.lemma == "responsible" for child in children)
    return "accuse" if responsible or (head.lemma == "blame" and has_aux(parsed, head, "TO")) else None


def _values(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """To say how good or bad something is, is to judge."""
    for child in parsed.children(head.i):
        word = child.lemma.lower()
        if child.dep in ("acomp", "attr", "oprd") and (
            word in table.lists["evaluative"]
            or word in table.lists["evaluative_nouns"]
            or any(
                (one.dep == "amod" and one.lemma.lower() in table.lists["evaluative"])
                or (one.dep == "advmod" and one.lemma.lower() == "too")
                for one in parsed.children(child.i)
            )
        ):
            return "judge"
        if child.dep in ("dobj", "advmod") and f"{head.lemma} {word}" in table.lists["evaluative_phrases"]:
            return "judge"
    bare = (
        head.pos in ("ADJ", "NOUN")
        and head.lemma.lower() in table.lists["evaluative"] | table.lists["evaluative_nouns"]
    )
    return "judge" if bare else None


def _infers(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """To say what follows from something is to infer."""
    children = parsed.children(head.i)
    if any(child.dep == "advmod" and child.lemma.lower() in table.lists["inferring"] for child in children):
        return "infer"
    subject = _subject(parsed, head)
    pointing = subject is not None and (subject.lemma.lower() in _POINTING or subject.dep == "csubj")
    clause = any(child.dep == "ccomp" for child in children)
    return "infer" if pointing and clause and head.lemma in table.lists["inferring_verbs"] else None


_TESTS_REPORTED: tuple[Callable[[Parsed, Token, Acts], Act | None], ...] = (
    _obliges, _looks_ahead, _denies, _accuses, _values, _infers,
)  # fmt: skip
_TESTS: tuple[Callable[[Parsed, Token, Acts], Act | None], ...] = (_asks, _orders, _performs, *_TESTS_REPORTED)


def _subject(parsed: Parsed, head: Token) -> Token | None:
    """Give a clause's subject; a conjoined verb without one has that of the first."""
    while True:
        found = next((child for child in parsed.children(head.i) if child.dep in _SUBJECTS), None)
        if found is not None or head.dep != "conj":
            return found
        head = parsed.tokens[head.head]


def _is_speaker(parsed: Parsed, head: Token) -> bool:
    subject = _subject(parsed, head)
    return subject is not None and subject.text.lower() in _SPEAKER
