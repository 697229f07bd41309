"""Mend the names that small taggers cut short or take for something else, where the words themselves are plain.

* A bracket or a mark at a name's end is none of it: "the Risk Management Unit (".
* A person's name goes on over the capitalised words that follow it: "Al-Fatih" + "Qurashi".
* A name that ends like a newspaper's is a body's: "Sudan Tribune".
* A person followed by "region" or "province" is a place: "Kherson region".
* A people's adjective before a body's noun, both in capitals, names the body: "Islamic" + "State".
* Where a comma was lost two names run together over "the": "Hassakeh the Northern Observatory".
* A lone capitalised word that the tagger has no name for, and that says, tells or denies, is mostly somebody's surname.
"""

from collections.abc import Iterator, Sequence

from reportedly.model import NameSpan, Token

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "WORK_OF_ART", "PRODUCT", "EVENT"})
MARKS = frozenset("([{,;:–—-'’\"“”‘")
LONGEST = 5
"""Words of a person's name that is put together."""
PAPERS = frozenset(
    {"Tribune", "Times", "Gazette", "Herald", "Telegraph", "Chronicle", "Observer", "Courier", "Dispatch", "Newspaper"}
)
"""Last words of newspapers' names that are hardly anyone's surname; after lists of news agencies' and papers' names."""
NO_SURNAMES = frozenset(
    {"Police", "Justice", "Court", "County", "City", "School", "University", "Department", "Council", "Party", "Street",
     "Road", "Avenue", "Act", "Bill", "Hospital", "Airport", "Group", "Foundation", "Institute", "Center", "Centre"}
)  # fmt: skip
"""What follows a person's name in the name of something else."""
BODIES = frozenset(
    {"State", "Emirate", "Front", "Movement", "Jihad", "Brotherhood", "Authority", "Army", "Guard", "Guards",
     "Resistance", "Republic", "Union", "Council", "Party", "Congress", "Parliament", "Federation", "League"}
)  # fmt: skip
"""Nouns of bodies that are named after a people or a faith."""
DIVISIONS = frozenset({"region", "province", "oblast", "governorate", "district", "county", "prefecture", "township"})


PERSONAL = frozenset(
    {"say", "tell", "add", "ask", "reply", "insist", "claim", "argue", "write", "deny", "warn", "explain", "note",
     "admit", "recall", "joke", "tweet", "vow", "reject", "accuse", "urge", "respond"}
)  # fmt: skip
"""What persons do more than bodies; after the verbs with `animate` subjects of VerbNet 3.4, say-37.7 and tell-37.2."""
SHORTEST = 4
"""Letters of a surname that is found so: what is shorter is more often an abbreviation."""
REACH = 4
"""Words before a noun among which its article, owner or adjective stands."""


def mended(tokens: Sequence[Token], names: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    """Give names with what taggers mistake in them put right, in order; none shares a token with another."""
    taken = {i for name in names for i in range(name.first, name.last)}
    found = [*_mended(tokens, names, taken), *_speakers(tokens, taken)]
    return tuple(sorted(found, key=lambda one: one.first))


def proper(tokens: tuple[Token, ...], names: Sequence[NameSpan]) -> tuple[Token, ...]:
    """Give tokens with those tagged as names that are a person's whole name, and that taggers take for common nouns."""
    common = {one.first for one in names if one.label == "PERSON" and one.last == one.first + 1}
    common = {i for i in common if tokens[i].tag == "NN" and tokens[i].text[0].isupper()}
    if not common:
        return tokens
    return tuple(one._replace(tag="NNP", pos="PROPN", lemma=one.text) if one.i in common else one for one in tokens)


def _speakers(tokens: Sequence[Token], taken: set[int]) -> Iterator[NameSpan]:
    """Yield the surnames that the tagger doesn't know."""
    for token in tokens:
        if token.i in taken or token.dep != "nsubj" or token.tag not in {"NN", "NNP"}:
            continue
        if _may_be_surname(token) and tokens[token.head].lemma in PERSONAL and _stands_alone(tokens, token.i):
            yield NameSpan(token.start, token.end, token.i, token.i + 1, "PERSON")


def _may_be_surname(token: Token) -> bool:
    """Say whether a word is written as surnames are."""
    return len(token.text) >= SHORTEST and token.text[0].isupper() and token.text[1:].replace("-", "").islower()


def _stands_alone(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a noun has its capital and its phrase for itself: no sentence or headline begins with it."""
    before = tokens[i - 1] if i and tokens[i - 1].sentence == tokens[i].sentence else None
    if before is None or before.tag in {"``", "-LRB-"} or any(one.head == i for one in tokens[max(0, i - REACH) : i]):
        return False
    return not before.text[0].isalnum() or before.text.islower()


def _mended(tokens: Sequence[Token], names: Sequence[NameSpan], taken: set[int]) -> Iterator[NameSpan]:
    """Yield each name, mended; one that nothing is left of is dropped."""
    for name in names:
        first, last, label = name.first, name.last, name.label
        while last > first and label in NAMED and tokens[last - 1].text in MARKS:
            last -= 1
        if last == first:
            continue
        if label == "PERSON" and tokens[last - 1].text in PAPERS:
            label = "ORG"
        elif label == "PERSON" and last == name.last:
            last = _person_end(tokens, first, last, taken)
            if last == name.last and last < len(tokens) and tokens[last].text in DIVISIONS:
                label = "GPE"
        elif label == "NORP" and last < len(tokens) and last not in taken and tokens[last].text in BODIES:
            last, label = last + 1, "ORG"
        at = _runs_on(tokens, first, last) if label in {"ORG", "FAC", "LOC", "GPE"} else None
        if at is not None:
            yield NameSpan(tokens[first].start, tokens[at - 1].end, first, at, "GPE")
            first, label = at + 1, "ORG"
        yield NameSpan(tokens[first].start, tokens[last - 1].end, first, last, label)


def _runs_on(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Give where "the" opens a second name: after a proper noun, before two capitalised words at least."""
    for i in range(first + 1, last - 2):
        capitals = all(one.text[:1].isupper() for one in (tokens[i - 1], *tokens[i + 1 : i + 3]))
        if tokens[i].text == "the" and capitals and tokens[i - 1].tag == "NNP":
            return i
    return None


def _person_end(tokens: Sequence[Token], first: int, last: int, taken: set[int]) -> int:
    """Give where a person's name ends that goes on over proper nouns that belong to no other name."""
    end = last
    while end < min(len(tokens), first + LONGEST) and end not in taken and _goes_on(tokens, end):
        end += 1
    # "Gainesville Mayor Myrtle Figueras": what leads on to another name is a title
    return last if end in taken else end


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a token may belong to the name before it: a proper noun in the same phrase, right after it."""
    token, before = tokens[i], tokens[i - 1]
    apart = token.sentence != before.sentence or token.start != before.end + 1
    if apart or token.tag != "NNP" or token.text in NO_SURNAMES:
        return False
    plain = token.text[0].isupper() and token.text[-1].isalpha()
    return plain and (token.head == before.i or before.head in {token.i, token.head})
