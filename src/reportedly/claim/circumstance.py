"""Put times and places to events: those of the trigger's own clause, else of the clauses above it, never a cue's."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reportedly.model import Article, ClaimPlace, ClaimTime, Offsets, Parsed, Place, SentenceBounds, Timex, Token

from .events import Trigger, word_of
from .tables import event_table, words

Role = Literal["at", "from", "to"]
AS_OF = frozenset({"as", "so", "until", "till", "hitherto", "currently", "now"})
_WHO = frozenset({"nsubj", "nsubjpass", "poss", "appos", "agent"})
"""How who acts or suffers hangs on the words above; a "by" between them is an agent."""
ENTRY = 4
"""Tokens within which a live blog's clock time ends: "14:35 GMT —"."""
_LIES = 60
"""Characters in which it's said how a place lies to another: ", some 40 kilometres north-east of the city of"."""
_FURTHER = re.compile(r"[.;:]|\band\b")
OWNER = 40
"""Code points back within which whoever is of a place is named."""
TWIN = 16
"""Tokens within which a harm told along with another stands: "killed at least 22 people and wounded more than 60"."""
CAUSED = 3
"""How many predicates up the clause of a cause may hang."""
ENTRY_MARKS = frozenset({"-", "–", "—", "|", ":"})
_BOUND = re.compile(r"[-‑]([a-z]{3,20})\b")
_TO_THE_END = [[word] for word in ("to", "until", "till", "through", "and", "-", "–", "—")]
"""What joins the two ends of a range."""
TIED = frozenset({"DATE", "TIME", "DURATION"})
STILL = frozenset({"killed", "injured", "killed_or_injured", "missing", "arrested", "destroyed"})
"""Outcomes of what moves nobody: no place is where they went."""
MODIFYING = frozenset({"compound", "amod", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Anchored:
    """A time or place in its sentence: its id, its head token and first token, and the predicates above it."""

    id: str
    head: Token
    first: Token
    above: tuple[int, ...]
    start: int


def anchor(
    article: Article, parsed: Parsed, sentence: SentenceBounds, found: Iterable[Timex | Place]
) -> list[Anchored]:
    """Give the times or places of a sentence with where they hang; not how often things happen, nor a range's end."""
    anchored, ranked = [], set()
    found = list(found)
    ends = {after.id for one, after in pairwise(found) if _is_range(article, one, after)}
    for one in (one for one in found if one.id not in ends):
        if one.type not in TIED if isinstance(one, Timex) else names_someone(article, one):
            continue
        start, end = article.offsets(one.spans[0])
        if not sentence.start <= start < sentence.end:
            continue
        head, tokens = parsed.head_in(start, end), parsed.tokens_in(start, end)
        if head is not None:
            above = tuple(token.i for token in parsed.ancestors(head.i))
            anchored.append(Anchored(one.id, head, tokens[0], above, start))
            if isinstance(one, Timex) and _ranks(parsed, head):
                ranked.add(one.id)
    dated = [one for one in anchored if one.id not in ranked]
    return dated if any(one.id.startswith("t") for one in dated) else anchored


def _is_range(article: Article, one: Timex | Place, after: Timex | Place) -> bool:
    """Say whether a time runs up to the end of the next one: "from Monday to Friday" is one stretch."""
    if not (isinstance(one, Timex) and isinstance(after, Timex) and one.end and after.start and one.start):
        return False
    between = article.full_text[article.offsets(one.spans[-1])[1] : article.offsets(after.spans[0])[0]].split()
    joined = [word.lower() for word in between if word.lower() != "the"]
    return one.end == after.end and one.start < after.start and joined in _TO_THE_END


def _ranks(parsed: Parsed, head: Token) -> bool:
    """Say whether a time only tells among what an event is the worst: "…, the deadliest such disaster this year"."""
    for above in parsed.ancestors(head.i):
        nouns = [above] if above.pos in ("NOUN", "PROPN") else []
        if above.pos in ("VERB", "AUX"):
            nouns = [one for one in parsed.children(above.i) if one.dep == "attr"]
        below = [child for noun in nouns for child in parsed.children(noun.i)]
        if any(one.tag in ("JJS", "RBS") or one.lemma.lower() == "such" for one in below):
            return True
        if above.pos in ("VERB", "AUX"):
            return False
    return False


def names_someone(article: Article, place: Place) -> bool:
    """Say whether a place only says whose or which somebody is: "Ruth Cole, 41, of Xenia", "University of Vermont".

    Bound to a participle it says the same of a thing: "the Panama-flagged tanker".
    """
    start, end = article.offsets(place.spans[0]) if place.spans else (0, 0)
    bound = _BOUND.match(article.full_text, end)
    if bound is not None and bound[1] not in words("around_a_place"):
        return True
    before = article.full_text[max(0, start - OWNER) : start].split()
    if len(before) < 2 or before[-1] != "of":  # noqa: PLR2004 - the preposition and what it hangs on
        return False
    owner = before[-2].rstrip(",")
    return owner.isdecimal() or (owner[:1].isupper() and owner.lower() not in event_table().housing | words("seated"))


def nearest(
    parsed: Parsed, main: int, anchored: Sequence[Anchored], *, trigger: Trigger | None, inside: Sequence[Offsets]
) -> list[Anchored]:
    """Give what hangs on a statement's main token or trigger, else on the nearest predicate above it that has any.

    `inside` bounds the search to the words of the source that speaks, so that "said on Monday" dates no event.
    """
    until = _told_again(parsed, main)
    anchored = [one for one in anchored if one.head.i < until]
    allowed = [one for one in anchored if not inside or any(a <= one.start < b for a, b in inside)]
    if not allowed:
        return []
    path = [main, *(token.i for token in parsed.ancestors(main))]
    below = {main} | (set(range(trigger.first, trigger.last + 1)) if trigger else set())
    for at, step in enumerate(path):
        if at and _is_supposed(parsed, path[at - 1]):
            return []
        if at > 1 and _tells_of_whom(parsed, path[at - 2]):
            return []
        if at and _has_own_clause(parsed, path[at - 1]):
            # "700 came back in May, but 250 have left again": only what opens the sentence, or ends it, holds for both
            joint = parsed.tokens[path[at - 1]].start
            allowed = [one for one in allowed if one.start < parsed.tokens[step].start or one.start > joint]
        below.add(step)
        here = [one for one in allowed if one.head.i == step or _hangs(parsed, one, step, below)]
        if here and (at == 0 or parsed.tokens[step].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "NUM")):
            return sorted(here, key=lambda one: (_depth(one, step), one.start))
        beyond = _of_twin(parsed, step, anchored) if at == 0 and trigger is not None and _harms(parsed, step) else []
        if beyond:
            return beyond
    outcome = trigger.frame.outcome if trigger is not None else None
    # the grammar of lists and broken text leads nowhere; what befell people there is still dated by its own sentence
    return ((outcome in STILL and _of_cause(parsed, path, allowed)) or list(allowed)) if outcome else []


def _told_again(parsed: Parsed, i: int) -> int:
    """Give the token from which on the same is told of others: "two died at once, and a third died on Tuesday"."""
    below = (one for one in parsed.children(i) if one.dep == "conj" and one.lemma == parsed.tokens[i].lemma)
    again = next((one for one in below if _has_own_clause(parsed, one.i)), None)
    return len(parsed.tokens) if again is None or parsed.tokens[i].pos != "VERB" else again.i


def _of_twin(parsed: Parsed, i: int, anchored: Sequence[Anchored]) -> list[Anchored]:
    """Give what ends the clause of a harm told along with another: "Ten died and 40 were hurt in Gao on Monday"."""
    joined = (one for one in parsed.children(i) if one.dep == "conj" and one.i > i and _harms(parsed, one.i))
    twin = next(joined, None) or _joined_after(parsed, i)
    if twin is None or any(one.lemma == "but" for one in parsed.children(i)):
        return []
    return [one for one in anchored if one.head.i > twin.i and _hangs(parsed, one, twin.i, {twin.i})]


def _of_cause(parsed: Parsed, path: Sequence[int], anchored: Sequence[Anchored]) -> list[Anchored]:
    """Give what stands in the clause that tells of what happened: "eight were missing after gunmen raided Bokkos"."""
    clauses = (
        one
        for step in path[:CAUSED]
        for one in parsed.children(step)
        if one.dep == "advcl" and any(mark.lemma.lower() in ("after", "when", "as") for mark in parsed.children(one.i))
    )
    for clause in clauses:
        found = [one for one in anchored if clause.i in one.above or one.head.i == clause.i]
        if found:
            return found
    return []


def _joined_after(parsed: Parsed, i: int) -> Token | None:
    """Give the next harm straight after an "and", though the parser joined it to something else."""
    for token in parsed.tokens[i + 1 : i + TWIN]:
        if token.text in (";", ".") or token.lemma == "but" or token.pos == "SCONJ":
            return None
        if token.pos == "VERB":
            told = parsed.tokens[token.i - 1].lemma == "and" and _harms(parsed, token.i)
            return token if told and token.sentence == parsed.tokens[i].sentence else None
    return None


def _harms(parsed: Parsed, i: int) -> bool:
    """Say whether a verb tells of what befalls people where they are."""
    frames = event_table().verbs.get(word_of(parsed.tokens[i]), ())
    return any(one.outcome in STILL or one.outcome == "captured" for one in frames)


def _has_own_clause(parsed: Parsed, i: int) -> bool:
    """Say whether a verb is joined to another by "and" or "but", with a subject of its own."""
    return parsed.tokens[i].dep == "conj" and any(
        one.dep in ("nsubj", "nsubjpass", "expl") for one in parsed.children(i)
    )


def scenes(
    article: Article,
    parsed: Parsed,
    chosen: Sequence[Anchored],
    located: Sequence[Anchored],
    where: Mapping[str, Place],
) -> list[Anchored]:
    """Give the places where something happened, of those chosen, none of which only says who strikes.

    Before a place comes the one that is said to lie near it: "in Varga, 40 km east of Goma" is in Varga.
    """
    chosen = [one for one in chosen if not strikes_elsewhere(parsed, one, chosen, where)]
    found: list[Anchored] = []
    for one in chosen:
        place = where[one.id]
        before = next((other for other in reversed(located) if other.start < one.start), None)
        if place.precision == "near" and before is not None and before not in (*found, *chosen):
            end = article.offsets(where[before.id].spans[-1])[1]
            between = article.full_text[end : article.offsets(place.spans[0])[0]]
            if between.startswith((",", " (")) and len(between) <= _LIES and not _FURTHER.search(between):
                found.append(before)
        found.append(one)
    return found


def _tells_of_whom(parsed: Parsed, i: int) -> bool:
    """Say whether a clause only says who is meant, or what for: "the 40 killed in May were buried" on another day."""
    token = parsed.tokens[i]
    if token.dep == "pcomp" and parsed.tokens[token.head].lemma in ("for", "of", "with", "over"):
        return True  # "sentenced on Friday for killing two" dates the sentence
    if token.dep == "relcl" and any(one.dep == "aux" and one.text.lower() == "had" for one in parsed.children(i)):
        return True  # "who had fled returned last month"
    if token.dep == "relcl":
        passive = any(one.dep == "nsubjpass" for one in parsed.children(i))
    else:
        passive = token.dep == "acl" and token.tag == "VBN"
    above = parsed.tokens[parsed.tokens[token.head].head]
    return passive and above.i != token.head and above.lemma not in words("leaving")


def of_event(parsed: Parsed, main: int, anchored: Iterable[Anchored]) -> list[Anchored]:
    """Leave out the times that a sentence tells of something other than its statement."""
    path = {main, *(token.i for token in parsed.ancestors(main))}
    return [one for one in anchored if not _is_set_apart(parsed, one, path) and not _is_of_entry(parsed, one)]


def _is_of_entry(parsed: Parsed, one: Anchored) -> bool:
    """Say whether a time of day opens an entry of a live blog: "14:35 — The toll has risen to 52"."""
    first = parsed.sentences[one.first.sentence].first == one.first.i
    after = [token.text for token in parsed.tokens[one.first.i + 1 : one.first.i + ENTRY]]
    return first and ":" in one.first.text and bool(ENTRY_MARKS.intersection(after))


def _is_set_apart(parsed: Parsed, one: Anchored, path: Container[int]) -> bool:
    """Say whether a time belongs to what is remembered, compared with, or to when who acts came into being.

    "The anniversary of the 2015 raid"; "the worst since 2008"; "the group, founded in 2004, abducted 30".
    """
    for i in one.above:
        if i in path:
            return False
        token, head = parsed.tokens[i], parsed.tokens[parsed.tokens[i].head]
        if token.lemma.lower() in words("memorials"):
            return True
        if token.text.lower() == "since" and head.pos not in ("VERB", "AUX"):
            return True
        if token.text.lower() == "than" and head.pos in ("ADJ", "ADV") and _is_then(parsed, token):
            return True
        if (
            token.dep in ("relcl", "acl")
            and token.lemma in words("beginnings")
            and {head.dep, parsed.tokens[head.head].dep} & _WHO
        ):
            return True
    return False


def _is_then(parsed: Parsed, than: Token) -> bool:
    """Say whether "than" sets against another time: "more than in 2024", but not "more than a year ago"."""
    after = parsed.tokens[than.i + 1] if than.i + 1 < len(parsed.tokens) else than
    return after.pos == "ADP" or after.tag == "JJ" or after.text.lower() in ("the", "this", "that")


def _is_supposed(parsed: Parsed, i: int) -> bool:
    """Say whether a clause is only supposed: "if 340 were captured, he was wrong in June" dates no capture."""
    return parsed.tokens[i].dep == "advcl" and any(
        one.dep == "mark" and one.lemma.lower() in ("if", "unless") for one in parsed.children(i)
    )


def _depth(one: Anchored, step: int) -> int:
    """Give how far below a predicate a time or place hangs: what hangs on it directly comes first."""
    return one.above.index(step) if step in one.above else -1


def _hangs(parsed: Parsed, one: Anchored, step: int, below: set[int]) -> bool:
    """Say whether a time or place hangs on a predicate with no other finite predicate between."""
    for i in one.above:
        if i == step:
            return True
        if (
            i not in below
            and parsed.tokens[i].pos == "VERB"
            and parsed.tokens[i].dep not in ("xcomp", "auxpass", "aux", "pcomp")
        ):
            return False
    return False


def time_of(parsed: Parsed, one: Anchored, timex: Timex) -> ClaimTime | None:
    """Say what a time is to the event: when it was, or as of when it was counted; a set of times is neither."""
    if timex.type not in TIED:
        return None
    before = {parsed.tokens[i].text.lower() for i in range(max(0, one.first.i - 2), one.first.i)}
    earlier = [parsed.tokens[i].text.lower() for i in range(max(0, one.first.i - 4), one.first.i)]
    as_of = (
        bool({"as"} <= before and "of" in before)
        or ("as", "at") in pairwise(earlier)
        or bool(before & {"until", "till"})
        or timex.value == "PRESENT_REF"
    )
    return ClaimTime(timex.id, "as_of" if as_of else "event")


def is_of_force(parsed: Parsed, one: Anchored, main: int) -> bool:
    """Say whether a place is where force comes from that isn't the event itself: "displaced by fire from the hills"."""
    prep = next((token for token in parsed.ancestors(one.head.i) if token.dep == "prep"), None)
    if prep is None or prep.text.lower() not in words("from"):
        return False
    above = parsed.tokens[prep.head]
    return above.pos in ("NOUN", "PROPN") and word_of(above) in event_table().violence and above.i != main


def strikes_elsewhere(parsed: Parsed, one: Anchored, among: Sequence[Anchored], where: Mapping[str, Place]) -> bool:
    """Say whether a country is told of as who strikes, not where: "US air strikes", "Russia strikes killed 5 in Idlib".

    A country under its full name, alone before the word of force, is where it was: "Yemen air strikes kill 31".
    """
    above, country = parsed.tokens[one.head.head], where[one.id].country
    if country is None or (where[one.id].admin1 is not None and one.head.dep != "poss"):
        return False  # only a capital owns strikes: "Moscow's"
    if above.lemma == "lead" and one.head.dep == "npadvmod":
        return True
    if one.head.dep not in MODIFYING or word_of(above) not in event_table().violence | words("force"):
        return False
    return one.head.text.isupper() or any(where[other.id].country not in (country, None) for other in among)


def place_of(parsed: Parsed, one: Anchored, *, trigger: Trigger | None) -> ClaimPlace:
    """Say what a place is to the event, by the preposition before it or the verb that takes it.

    Where nobody moves by it, a place is its scene: "plunged into a gorge near Quetta, killing 28", "drowned off Oran".
    """
    head = one.head
    role: Role = "at"
    for token in parsed.ancestors(head.i):
        word = token.text.lower()
        if token.pos == "NOUN" and word_of(token) in event_table().violence | event_table().hazards:
            break  # "the toll from the bombings in Sri Lanka"
        if role == "at" and word in words("to") and parsed.tokens[token.head].lemma in words("doing"):
            break  # "set fire to huts in Kuajok"
        if token.dep in ("prep", "pcomp") or token.pos == "ADP":
            role = "from" if word in words("from") else "to" if word in words("to") else "at"
            above = parsed.tokens[token.head]
            fled = word == "from" and above.pos == "VERB" and trigger is not None and above.i != trigger.i
            if trigger is not None and trigger.frame.outcome in STILL and not fled:
                role = "at"  # but not "arrested men who tried to escape from the city"
            if word in ("in", "at") and parsed.tokens[token.head].lemma == "arrive":
                role = "to"
            if role != "at":
                break
        elif token.pos in ("VERB", "AUX"):
            if head.dep == "dobj" and head.head == token.i:
                role = "from" if token.lemma in words("left") else "to" if token.lemma in words("reached") else "at"
            break
    return ClaimPlace(one.id, role)
