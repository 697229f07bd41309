"""Draft the claims of one sentence: which events it tells of, with whom and how many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import Article, Parsed, Quantity, SentenceBounds, Token

from .casualties import casualties
from .counted import Figure, counts_in
from .counting import place
from .events import Trigger, find, word_of
from .flights import gets_away
from .participants import agents, child, patients
from .pointing import pointed
from .standing import is_carried
from .strikes import is_strike
from .tables import Frame, event_table, words

BARE_NOUNS = frozenset({"arrest", "surrender", "evacuate"})
"""Frames whose noun alone tells that it happened: "the arrests followed a search"."""
COUNTED = frozenset({"collapse", "corpses"})
"""Frames that tell of nothing a coder would write down where nobody is counted."""
AIMS = frozenset({"on", "to", "at"})
SETTING = frozenset({"of", "by", "in", "on", "at"})
"""What leads from an event's noun to its people, place and day."""
RECALLING = frozenset({"the", "this", "that"})
SCALES = frozenset({"million", "billion", "trillion"})
"""What counts money before a word that no list has for people: "released 90 million meticais"."""
PROTESTS = frozenset(
    {
        "protest",
        "protester",
        "protestor",
        "demonstrator",
        "demonstration",
        "rally",
        "march",
        "marcher",
        "sit-in",
        "assembly",
    }
)
HOSPITALS = frozenset({"hospital", "clinic", "ward", "care"})
IMPERSONAL = frozenset({"it", "that", "this", "which", "what"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One event of one sentence: its trigger (None in a plain statement), figures, and participants' heads.

    `figures` has the whole first, then its parts. `main` is the token that what's said hangs on.
    """

    sentence: SentenceBounds
    main: int
    trigger: Trigger | None
    figures: tuple[Figure, ...] = ()
    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    confidence: float = 1.0
    twins: tuple[int, ...] = ()
    """Main tokens of triggers that only say again what this one says."""
    beside: tuple[Figure, ...] = ()
    """Where its event has several figures that aren't parts of one another: all of them."""
    own_words: bool = False
    """Whether its words are those under its main token, and not the clause around them."""


def draft(
    article: Article,
    parsed: Parsed,
    sentence: SentenceBounds,
    quantities: Sequence[Quantity],
    before: Sequence[tuple[int, Frame]] = (),
) -> list[Draft]:
    """Draft the event claims of a sentence, in order; `before` are the counted events so far (`pointed`)."""
    found = [one for one in find(parsed, sentence) if _holds(parsed, sentence, one)]
    found = sorted([*found, *pointed(parsed, sentence, found, before)], key=lambda one: one.first)
    triggers = _merged(parsed, found)
    twins = tuple(one.i for one in found if one not in triggers)
    figures = counts_in(article, parsed, sentence, quantities)
    place(parsed, figures, triggers)
    triggers = casualties(parsed, figures, triggers)
    drafts: list[Draft] = []
    for trigger in triggers:
        drafts.extend(_of_trigger(parsed, sentence, trigger, figures))
    drafts = [replace(one, twins=twins) for one in drafts]
    return sorted(drafts, key=lambda one: (one.main, one.figures[0].first if one.figures else -1))


def _of_trigger(parsed: Parsed, sentence: SentenceBounds, trigger: Trigger, figures: Sequence[Figure]) -> list[Draft]:
    """Draft a trigger's claims: one for each figure that isn't part of another, or one without a figure."""
    mine = [one for one in figures if one.trigger == trigger or trigger in one.further]
    wholes = [one for one in mine if one.whole is None or one.whole not in mine]
    by, to = tuple(agents(parsed, trigger)), tuple(patients(parsed, trigger))
    confidence = _worth(parsed, trigger, by, to, counted=bool(wholes))
    if not wholes:
        return [Draft(sentence, trigger.i, trigger, (), by, to, confidence)] if confidence else []
    drafts = []
    for whole in wholes:
        group = (whole, *(one for one in mine if one.whole is whole))
        heads = tuple(dict.fromkeys((whole.head, *to))) if len(wholes) == 1 else (whole.head,)
        own = tuple(one for one in by if one not in heads or trigger.frame.patient == "subject")
        people = heads if trigger.frame.patient != "value" else ()
        others = tuple(wholes) if len(wholes) > 1 else ()
        drafts.append(Draft(sentence, trigger.i, trigger, group, own, people, 0.95, beside=others))
    return drafts


def _worth(parsed: Parsed, trigger: Trigger, by: Sequence[int], to: Sequence[int], *, counted: bool) -> float:
    """Say how surely a trigger is a claim of its own; 0 where it only mentions what is told elsewhere."""
    frame = trigger.frame
    if counted:
        return 0.95
    if frame.weak or frame.patient == "value" or frame.name in COUNTED:
        return 0.0
    if trigger.kind == "adjective":
        return 0.7 if to and parsed.tokens[trigger.i].dep in ("acomp", "attr", "oprd", "ROOT", "ccomp") else 0.0
    if trigger.kind == "noun":
        return _worth_of_noun(parsed, trigger, by, to)
    token = parsed.tokens[trigger.i]
    people = token.dep in ("pobj", "dobj") and child(parsed, trigger.i, "det") is not None
    if people or (not by and not to and token.tag in ("VB", "VBG") and frame.outcome):
        # "the camp for the displaced": who they are; "charges of attempt to murder", "to kill is a sin": nobody does
        # it, and it befalls nobody
        return 0.0
    return 0.9 if by or to else 0.7


def _worth_of_noun(parsed: Parsed, trigger: Trigger, by: Sequence[int], to: Sequence[int]) -> float:
    """Say how surely a noun without a figure is a claim of its own."""
    if not by and not to and _generic(parsed, trigger.i):
        return 0.0
    if recalls(parsed, trigger.first, trigger.last):
        return 0.5
    if trigger.frame.name in BARE_NOUNS:
        return 0.7 if by or to else 0.5
    return 0.6 if by or (to and trigger.frame.outcome) else 0.0


def recalls(parsed: Parsed, first: int, last: int) -> bool:
    """Say whether a phrase speaks of an event as known: "the lull in the fighting", "that halt to the offensive"."""
    token = parsed.tokens[first]
    return (
        first < last
        and token.pos == "NOUN"
        and any(one.dep == "det" and one.lemma.lower() in RECALLING for one in parsed.children(first))
    )


def _generic(parsed: Parsed, i: int) -> bool:
    """Say whether a noun tells of no one event: bare and singular, as in "fear of arrest", "resisted arrest"."""
    token = parsed.tokens[i]
    if token.tag != "NN" or token.dep == "ROOT" or is_carried(parsed, token):
        return False
    return not any(
        one.dep in ("det", "poss", "amod", "nummod", "compound") or one.lemma in SETTING for one in parsed.children(i)
    )


def _holds(parsed: Parsed, sentence: SentenceBounds, trigger: Trigger) -> bool:
    """Say whether what the frame asks of its participants is there."""
    frame, table = trigger.frame, event_table()
    refused = (
        _otherwise(parsed, trigger)
        or not is_strike(parsed, trigger)
        or (frame.passive_only and not _passive(parsed, trigger))
        or (frame.outcome and trigger.kind == "verb" and frame.patient == "object" and _thinks(parsed, trigger))
        # "were left homeless" moves nobody
        or (frame.weak and any(one.dep in ("oprd", "acomp") for one in parsed.children(trigger.i)))
        # "200 of them left in the hills" stay there
        or (frame.weak and parsed.tokens[trigger.i].lemma == "leave" and parsed.tokens[trigger.i].dep == "acl")
        or (frame.name == "release" and _is_discharged(parsed, trigger))
        or (frame.of_protest and not _of_protest(parsed))
        or (frame.needs_agent and not _enforced(parsed, sentence, trigger))
    )
    if refused or not (frame.needs or frame.needs_person or frame.needs_housing):
        return not refused
    wanted = frame.needs or (table.persons if frame.needs_person else table.housing)
    heads = patients(parsed, trigger)
    if any(_is_one_of(parsed, i, wanted) for i in heads):
        return True
    if frame.needs_housing:
        # "2,115 houses destroyed and 3,400 damaged"
        bare = any(parsed.tokens[i].pos == "NUM" for i in heads)
        return bare and any(word_of(one) in wanted for one in parsed.tokens[sentence.first : trigger.first])
    if frame.needs:
        return False
    # "held" and "booked" are said of meetings and seats too, where no officer is said to do it
    alone = trigger.first == trigger.last and not agents(parsed, trigger)
    strict = frame.passive_only or (frame.needs_agent and alone)
    named = any(_may_be_people(parsed, i, strict=strict) for i in heads)
    return named or (not heads and not strict and frame.name not in ("release", "relocate"))


def _of_protest(parsed: Parsed) -> bool:
    """Say whether a report tells of a protest anywhere."""
    return any(token.lemma.lower() in PROTESTS for token in parsed.tokens)


def _is_discharged(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether patients go home: "two were treated and released", "released from hospital"."""
    token = parsed.tokens[trigger.i]
    treated = token.dep == "conj" and parsed.tokens[token.head].lemma == "treat"
    left = (noun for one in parsed.children(trigger.i) if one.lemma == "from" for noun in parsed.children(one.i))
    return treated or any(word_of(one) in HOSPITALS for one in left)


def _is_one_of(parsed: Parsed, i: int, wanted: frozenset[str]) -> bool:
    """Say whether a noun, a participle before it or, after a number, the noun behind "of" is one of some words."""
    below = parsed.children(i)
    nouns = [i, *(one.i for prep in below if prep.lemma == "of" for one in parsed.children(prep.i))]
    nouns = nouns if parsed.tokens[i].pos == "NUM" else nouns[:1]
    said = {word_of(parsed.tokens[noun]) for noun in nouns}
    return not wanted.isdisjoint(
        said | {word_of(one) for noun in nouns for one in parsed.children(noun) if one.dep == "amod"}
    )


def _otherwise(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a verb means something else by what hangs on it: "died down", "held itself up"."""
    if trigger.kind != "verb":
        said = {word_of(one) for one in parsed.children(trigger.i) if one.dep in ("compound", "amod", "nmod", "poss")}
        if trigger.frame.only and not _is_said_of(parsed, trigger):
            return True
        return trigger.kind == "noun" and not said.isdisjoint(trigger.frame.unless)
    if trigger.frame.name == "arrest" and trigger.first == trigger.last and parsed.tokens[trigger.i].tag == "VBZ":
        # "temporary jails for the marchers": the noun, taken for a verb that wants its object
        return child(parsed, trigger.i, "dobj", "dative") is None and not _passive(parsed, trigger)
    if trigger.frame.name == "flee" and gets_away(parsed, trigger):
        return True
    unless = trigger.frame.unless
    if trigger.frame.name == "threaten" and trigger.last > trigger.i:
        before = (one for one in parsed.children(trigger.last) if one.dep in ("amod", "compound", "nmod"))
        return any(word_of(one) in unless for one in before)  # "issued a red warning"
    hung = (one for i in dict.fromkeys((trigger.i, trigger.last)) for one in parsed.children(i)) if unless else ()
    below = [one for one in hung if not trigger.first <= one.i <= trigger.last]
    aims = (noun for one in below if one.lemma in AIMS for noun in parsed.children(one.i) if noun.dep == "pobj")
    done = (
        one
        for one in below
        if (one.dep in ("prt", "advmod", "dobj", "nsubjpass", "acomp", "oprd") and not _compares(parsed, one))
        # parsers take "account" for a verb in "held to account"
        or (one.tag == "VB" and one.i == trigger.last + 2)
    )
    return any(word_of(one) in unless for one in (*done, *aims))


def _compares(parsed: Parsed, token: Token) -> bool:
    """Say whether "down" or "up" only sets a number against an earlier one: "148 died, down from 151 in 2021"."""
    after = parsed.tokens[token.i + 1 : token.i + 2]
    return token.pos in ("ADV", "ADP") and any(one.lemma in ("from", "on") for one in after)


def _is_said_of(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether one of a frame's words is said of its noun: "the fate of 43 people is unknown"."""
    above = parsed.tokens[parsed.tokens[trigger.i].head]
    said = {word_of(one) for one in parsed.children(above.i) if one.dep in ("acomp", "attr", "oprd", "neg")}
    return not trigger.frame.only.isdisjoint(said | {word_of(above)})


def _may_be_people(parsed: Parsed, i: int, *, strict: bool) -> bool:
    """Say whether a noun may stand for people though no list has it: a name, a number, a pronoun."""
    name = parsed.name_at(i)
    if name is not None:
        return name.label in ("PERSON", "NORP", "CARDINAL") or (not strict and name.label in ("ORG", "GPE"))
    token = parsed.tokens[i]
    if word_of(token) in words("hardware") or any(one.lemma in SCALES for one in parsed.children(i)):
        return False
    if strict:
        return token.pos == "NUM" or (token.pos == "PRON" and token.lemma not in IMPERSONAL)
    return token.pos in ("PROPN", "NUM", "PRON") or (token.tag == "NNS" and token.lemma not in event_table().nouns)


def _passive(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a verb of many meanings is passive, as "fifty were held" and a headline's "ten held over" are."""
    if trigger.kind != "verb":
        return False
    below = parsed.children(trigger.i)
    if any(one.dep in ("auxpass", "nsubjpass") for one in below):
        return True
    token = parsed.tokens[trigger.i]
    if token.dep != "ROOT" or token.tag not in ("VBN", "VBD") or any(one.dep in ("aux", "dobj") for one in below):
        return False
    return any(one.dep == "prep" and one.lemma in ("over", "for", "in", "after") for one in below)


def _thinks(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether what is "apprehended" or "held" is a clause: "he apprehended that riots might follow"."""
    below = parsed.children(trigger.i)
    if parsed.tokens[trigger.i].tag == "VBN" and not any(one.dep.startswith("aux") for one in below):
        return False  # "14 people wounded (three of them seriously) were taken away": whom it befell, not who thinks
    labels = {one.dep for one in below if one.dep != "ccomp" or one.i > trigger.last}
    return "ccomp" in labels and not labels & {"dobj", "nsubjpass", "auxpass"}


def _enforced(parsed: Parsed, sentence: SentenceBounds, trigger: Trigger) -> bool:
    """Say whether police or soldiers do it: its agent, or, where it has none, they're named in the sentence."""
    enforcers = event_table().enforcers
    by = [i for i in agents(parsed, trigger) if parsed.tokens[i].pos != "PRON"]
    if by:
        return any(_names(parsed, i, enforcers) for i in by)
    return any(word_of(one) in enforcers for one in parsed.tokens[sentence.first : sentence.last])


def _names(parsed: Parsed, i: int, wanted: frozenset[str]) -> bool:
    """Say whether a noun or what stands before it in its phrase is one of some words: "a police team"."""
    return word_of(parsed.tokens[i]) in wanted or any(
        word_of(one) in wanted for one in parsed.children(i) if one.dep in ("compound", "amod")
    )


def _merged(parsed: Parsed, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Leave out a trigger that says again what one beside it says: "shot and killed", "gave up and surrendered"."""
    kept: list[Trigger] = []
    for trigger in triggers:
        twin = next((at for at, one in enumerate(kept) if _same_deed(parsed, one, trigger)), None)
        if twin is None:
            kept.append(trigger)
        elif _says_more(parsed, trigger, kept[twin]):
            kept[twin] = trigger
    return kept


def _says_more(parsed: Parsed, one: Trigger, other: Trigger) -> bool:
    """Say whether a trigger tells of the deed more fully than its twin: with an outcome, else with whom or where."""
    if bool(one.frame.outcome) != bool(other.frame.outcome):
        return bool(one.frame.outcome)
    if one.i == other.i:
        return False
    if one.frame.weak and not other.frame.weak and _has_more(parsed, other):
        # "those displaced in the north by clashes crossed the river"
        return False
    return _has_more(parsed, one)


def _has_more(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a trigger has whom, by whom or where with it."""
    return any(token.dep in ("prep", "dobj", "dative", "agent") for token in parsed.children(trigger.i))


def _same_deed(parsed: Parsed, one: Trigger, other: Trigger) -> bool:
    """Say whether two triggers tell of one deed: of one token, or joined verbs of one subject and kind."""
    if one.i == other.i:
        return True
    joined = parsed.tokens[other.i].dep == "conj" and parsed.tokens[other.i].head == one.i
    if not joined or one.kind != "verb" or child(parsed, other.i, "nsubj", "nsubjpass") is not None:
        return False
    alike = one.frame.outcome == other.frame.outcome and one.frame.type == other.frame.type
    shot = one.frame.name == "shoot" and other.frame.name == "kill"
    return shot or (alike and one.frame.outcome is not None)
