"""The names that the tagger finds, mended: what is no name is left out, what it cuts short is lengthened."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from reportedly.model import NameSpan, Parsed, Token

from .listed import listed
from .officed import officed
from .tables import class_of, is_first_name

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
VALUE_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
PROPER_TAGS = frozenset({"NNP", "NNPS"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
LEADING_ON = frozenset(
    {
        "Appeals",
        "Voice",
        "Friends",
        "Sons",
        "Daughters",
        "Mothers",
        "Soldiers",
        "Army",
        "Defenders",
        "Guardians",
        "Lions",
    }
)
"""Words with which names of bodies begin that go on with "of" and "for", beside words for bodies."""
DASHES = frozenset({"-", "–", "—", "--"})
NOT_IN_NAMES = frozenset({"–", "—", ":", ";", '"', "“", "”", "``", "''"})
ORDER = re.compile(r"\d{1,3}(st|nd|rd|th)")
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mme", "dr", "prof", "sir"})
"""Titles that nothing but a person has, whatever the tagger takes their name for: "Mr Strand"."""
INITIAL = re.compile(r"[A-Z]\.(?:[A-Z]\.)*")
HANDLE = re.compile(r"@\w+")
"""Name by which somebody goes on a network."""
ORDERS = frozenset({"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"})
WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
PARTICLES = frozenset({"du", "de", "des", "del", "della", "sans", "sin", "ohne", "per", "für"})
"""Small words within names of bodies that aren't English: "Médecins du Lac"."""
SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "against", "&"})
"""Words within names whose letters no acronym has."""
LONGEST_SPELT = 14
"""Tokens of a name that an acronym spells at most."""
LONGEST_SMALL_WORD = 4
"""Letters of the words that a title of a work has in lower case."""


class Names:
    """Hold the names of a parsed report."""

    def __init__(self, parsed: Parsed) -> None:
        """Mend the tagger's names."""
        self.parsed = parsed

    @cached_property
    def held(self) -> dict[int, NameSpan]:
        """Give the name that each token belongs to."""
        known = (self._behind_office(one) for one in self.parsed.names if one.label in NAME_LABELS)
        told = (part for one in known for part in self._parted(one))
        cut = (self._without_verb(one) for one in told)
        whole = (self._spelt_out(self._lengthened(one)) for one in cut if self.is_name(one))
        names = sorted(whole, key=lambda one: one.first)
        held = {i: name for name in self._certain() for i in range(name.first, name.last)}
        for name in names:
            # what lies within a longer name is no name of its own
            if held.keys().isdisjoint((name.first, name.last - 1)):
                held |= dict.fromkeys(range(name.first, name.last), name)
        return held

    def _certain(self) -> Iterator[NameSpan]:
        """Yield the names that the tagger is overruled by."""
        yield from listed(self.parsed)
        yield from officed(self.parsed)

    @cached_property
    def values(self) -> set[int]:
        """Give the tokens that belong to a date, an amount or the like."""
        return {i for name in self.parsed.names if name.label in VALUE_LABELS for i in range(name.first, name.last)}

    @cached_property
    def last_words(self) -> dict[str, str]:
        """Give the last word of each name of a person, body or place, with its label."""
        aliases = {alias: "ORG" for name in self.held.values() if (alias := self.alias(name.first, name.last))}
        return aliases | {
            words[-1]: name.label
            for name in self.parsed.names
            if name.label in ("PERSON", "ORG", "GPE") and self.is_name(name)
            if (words := self.words(name.first, name.last))
        }

    def is_name(self, name: NameSpan) -> bool:
        """Say whether what the tagger took for a name may be one: no verb in it, no dash, colon or quotation mark."""
        tokens = self.parsed.tokens[name.first : name.last]
        if any(token.text in NOT_IN_NAMES for token in tokens):
            return False
        title = all(token.text[0].isupper() or len(token.text) <= LONGEST_SMALL_WORD for token in tokens)
        return (title and name.label == "WORK_OF_ART") or not any(token.tag in FINITE_TAGS for token in tokens)

    def _without_verb(self, name: NameSpan) -> NameSpan:
        """Leave out of a name the verb behind it that the tagger took in: "The Ministry of Trade states"."""
        last = name.last
        while last - 1 > name.first and self.parsed.tokens[last - 1].tag in FINITE_TAGS:
            last -= 1
        if last == name.last or self.parsed.tokens[last].text[0].isupper():
            return name
        return name._replace(end=self.parsed.tokens[last - 1].end, last=last)

    def _behind_office(self, name: NameSpan) -> NameSpan:
        """Cut an office off the name that follows it in one: "Superintendent of Police K. Roth"."""
        first = self._given_behind(name.first, name.last)
        if first == name.first or name.label not in ("ORG", "PERSON"):
            return name
        return NameSpan(self.parsed.tokens[first].start, name.end, first, name.last, "PERSON")

    def _given_behind(self, first: int, last: int) -> int:
        """Give where a person's name begins behind an office that is "of" something, `first` where there's none."""
        tokens = self.parsed.tokens[first:last]
        of = next((token.i for token in tokens if token.text == "of"), None)
        if of is None or of == first or class_of(self.parsed.tokens[of - 1].lemma.lower()) != "person":
            return first
        for token in self.parsed.tokens[of + 2 : last - 1]:
            if INITIAL.fullmatch(token.text) or is_first_name(token.text.lower()):
                return token.i
        return first

    def _parted(self, name: NameSpan) -> Iterator[NameSpan]:
        """Part at its comma what the tagger took for one place: "the mayor of Gao, Hana Orr"; no town in a state is."""
        tokens = self.parsed.tokens[name.first : name.last]
        comma = next((token.i for token in tokens if token.text == ","), None)
        after = self.parsed.tokens[comma + 1 : name.last] if comma is not None else ()
        if comma is None or name.label not in ("GPE", "PERSON") or len(after) < 2 or comma == name.first:  # noqa: PLR2004
            yield name
            return
        if not is_first_name(after[0].text.lower()):
            yield name
            return
        yield NameSpan(name.start, self.parsed.tokens[comma - 1].end, name.first, comma, "GPE")
        yield NameSpan(after[0].start, name.end, comma + 1, name.last, "PERSON")

    def _lengthened(self, name: NameSpan) -> NameSpan:
        """Lengthen a body's name that goes on with "of", "for" and a proper noun: the tagger often stops before it."""
        tokens = self.parsed.tokens
        head = tokens[name.last - 1]
        if name.label != "ORG" or not (class_of(head.lemma.lower()) == "body" or head.text in LEADING_ON):
            return name
        last = self._gone_on(name.last)
        if last > name.last and not self._is_place(last - 1):
            last = self._gone_on(last)  # "the Office for the Coordination of Humanitarian Affairs"
        return name if last == name.last else NameSpan(name.start, tokens[last - 1].end, name.first, last, name.label)

    def _spelt_out(self, name: NameSpan) -> NameSpan:
        """Lengthen a body's name up to the acronym that spells it: "the United Nations Mission in Tarn (UNMIT)"."""
        tokens = self.parsed.tokens
        if name.label not in ("ORG", "GPE", "LOC", "FAC"):
            return name
        initials, last = "", name.first
        for token in tokens[name.first : name.first + LONGEST_SPELT]:
            if token.text == "(" or not (token.text[0].isupper() or token.text.lower() in SMALL):
                break
            initials += token.text[0] * token.text[0].isupper()
            last = token.i + 1
        bracket = tokens[last : last + 2]
        short = len(bracket) == 2 and bracket[0].text == "(" and bracket[1].text in (initials, f"{initials}s")  # noqa: PLR2004
        if not short or len(initials) < 3 or last <= name.last:  # noqa: PLR2004
            return name
        return NameSpan(name.start, tokens[last - 1].end, name.first, last, "ORG")

    def _gone_on(self, last: int) -> int:
        """Give where a name ends that goes on with "of", "for" and proper nouns, `last` itself where it doesn't."""
        tokens = self.parsed.tokens
        if last + 1 >= len(tokens) or tokens[last].text not in ("of", "for"):
            return last
        start = end = last + 2 if tokens[last + 1].text == "the" else last + 1
        while end < len(tokens) and tokens[end].tag in PROPER_TAGS and tokens[end].sentence == tokens[last].sentence:
            end += 1
        return last if start == end else end

    def _is_place(self, i: int) -> bool:
        """Say whether the tagger takes a token for part of a country's or town's name."""
        name = self.parsed.name_at(i)
        return name is not None and name.label in ("GPE", "LOC")

    def at(self, i: int) -> tuple[int, int]:
        """Give the tokens of the name at token `i`: the tagger's, else the run of proper nouns around it."""
        name = self.held.get(i)
        if name:
            return self._from_left(name), name.last
        tokens = self.parsed.tokens
        first = last = i
        sentence = self.parsed.sentences[tokens[i].sentence]
        while first > sentence.first and tokens[first - 1].tag in PROPER_TAGS and first - 1 not in self.held:
            first -= 1
        while last + 1 < sentence.last and tokens[last + 1].tag in PROPER_TAGS and last + 1 not in self.held:
            last += 1
        if first > 1 and tokens[first - 1].text == "of" and tokens[first - 2].sentence == tokens[first].sentence:
            behind = self._given_behind(first - 2, last + 1)  # "Minister of Health Ana Ruiz"
            first = behind if behind > first and behind <= i else first
        body = class_of(tokens[last].lemma.lower()) == "body" or tokens[last].text in LEADING_ON
        return self.paired(first, last), self._gone_on(last + 1) if body else last + 1

    def paired(self, first: int, last: int) -> int:
        """Give where a body's name begins that has two modifiers: the "Relief" of "Relief and Rehabilitation Board".

        Only where the grammar makes both modify the last word, and that is a kind of body.
        """
        tokens = self.parsed.tokens
        before = tokens[first].head
        if class_of(tokens[last].lemma.lower()) != "body" or before != first - 2 or tokens[first].dep != "conj":
            return first
        modifies = tokens[before].head == last and tokens[before].tag in PROPER_TAGS and before not in self.held
        return before if modifies and tokens[first - 1].text in ("and", "&") else first

    def _from_left(self, name: NameSpan) -> int:
        """Give where a body's or a party's name begins: the tagger leaves out the "Social" of "Social Democrats"."""
        first = name.first
        if name.label == "PERSON" and first > 0 and self._is_given(first - 1, name):
            return first - 1
        while name.label in ("ORG", "NORP") and first > 0 and self._belongs(first - 1, name, first):
            first -= 1
        return self._of_many(self._numbered(first, name))

    def _is_given(self, i: int, name: NameSpan) -> bool:
        """Say whether the word before a surname is a first name that the tagger left out: "police chief Ana Roth"."""
        before = self.parsed.tokens[i]
        beside = before.dep == "compound" and name.first <= before.head < name.last and name.last - name.first == 1
        return beside and before.tag in PROPER_TAGS and i not in self.held and is_first_name(before.text.lower())

    def _numbered(self, first: int, name: NameSpan) -> int:
        """Give where a body's name begins that has a number of order: "the 3rd Assault Brigade"."""
        before = self.parsed.tokens[first - 1] if first else None
        if before is None or name.label != "ORG" or not name.first <= before.head < name.last:
            return first
        return first - 1 if ORDER.fullmatch(before.text) or before.text in ORDERS else first

    def _of_many(self, first: int) -> int:
        """Give where a body's name begins that is its members': "the Gao Parents' Circle", which the tagger parts."""
        tokens = self.parsed.tokens
        if first < 2 or tokens[first - 1].text not in ("'", "’") or tokens[first - 1].tag != "POS":  # noqa: PLR2004
            return first
        if not tokens[first].text[0].isupper() or tokens[first - 2].tag != "NNPS":
            return first
        first -= 2
        opens = self.parsed.sentences[tokens[first].sentence].first
        while first > opens and tokens[first - 1].tag in PROPER_TAGS:
            first -= 1
        return first

    def _belongs(self, i: int, name: NameSpan, first: int) -> bool:
        """Say whether the word before a name is part of it: a proper noun that depends on it, and is no title."""
        before = self.parsed.tokens[i]
        foreign = before.text[0].isupper() and self.parsed.tokens[i + 1].text in PARTICLES
        if before.dep not in ("compound", "amod") or not (before.tag in PROPER_TAGS or foreign):
            return False
        party = self.parsed.tokens[name.last - 1].tag == "NNPS"
        inside = first <= before.head < name.last
        return inside and (party or i not in self.held) and class_of(before.lemma.lower()) != "person"

    def in_capitals(self, i: int) -> bool:
        """Say whether a sentence is in capitals around a token, as headlines may be: its own tell no acronym then."""
        sentence = self.parsed.sentences[self.parsed.tokens[i].sentence]
        near = range(max(sentence.first, i - 3), min(sentence.last, i + 4))
        around = [self.parsed.tokens[n].text for n in near if n != i and self.parsed.tokens[n].text.isalpha()]
        return bool(around) and all(text.isupper() for text in around)

    def words(self, first: int, last: int) -> tuple[str, ...]:
        """Give the words of a name, without an article in front and a possessive or marks behind."""
        tokens = list(self.parsed.tokens[first:last])
        cut = next(
            (i for i, token in enumerate(tokens) if i and (token.text == "(" or token.text[0] == "@")), len(tokens)
        )
        tokens = tokens[:cut]
        while tokens and (
            tokens[0].text.lower() in ("the", "a", "an")
            or not (tokens[0].text[0].isalnum() or HANDLE.fullmatch(tokens[0].text))
        ):
            tokens = tokens[1:]
        while len(tokens) > 1 and tokens[-1].text in ("of", "for", "the"):
            tokens = tokens[:-1]
        while len(tokens) > 1 and self._tells_day(tokens[0]):
            tokens = tokens[1:]  # "on Monday Harra Radio said": the comma is lost
        while tokens and (tokens[-1].tag == "POS" or not any(map(str.isalnum, tokens[-1].text))):
            tokens = tokens[:-1]
        return tuple(joined(tokens))

    def _is_person(self, i: int) -> bool:
        """Say whether a token belongs to a person's name."""
        name = self.held.get(i)
        return name is not None and name.label == "PERSON"

    def _tells_day(self, token: Token) -> bool:
        """Say whether a token is a weekday by itself, told of as a time: no "Monday Club" is tagged so."""
        name = self.parsed.name_at(token.i)
        return token.text in WEEKDAYS and name is not None and name.label == "DATE"

    def alias(self, first: int, last: int) -> str | None:
        """Give the acronym in brackets within a name or right behind it."""
        tokens = self.parsed.tokens[first : last + 2]
        for bracket, token in pairwise(tokens):
            if bracket.text == "(" and token.text.isupper() and token.text.isalpha() and len(token.text) > 1:
                # behind one word it's no acronym, but who says so: "in Bura (IOM)"
                return token.text if bracket.i - first > 1 or token.text[0] == tokens[0].text[0] else None
        return None

    def proper(self, first: int, root: int) -> tuple[str, ...]:
        """Give a body's description from its first proper word on ("Harran defence ministry"), empty without one."""
        tokens = self.parsed.tokens[first : root + 1]
        for i, token in enumerate(tokens[:-1]):
            if tokens[i + 1].text in DASHES and tokens[i + 1].start == token.end:
                continue  # "the Gao-based group" isn't called so
            adjective = token.tag == "JJ" and token.text[0].isupper() and token.i in self.held
            if token.text.lower().rstrip(".") in COURTESY:
                continue  # "Ms Orr's office" is Orr's
            if class_of(token.lemma.lower()) == "person" and i + 2 < len(tokens) and tokens[i + 1].text.islower():
                return ()  # a heading: "Mayor contradicts ministry"
            if token.tag in PROPER_TAGS or adjective:
                return tuple(joined([one for one in tokens[i:] if one.tag != "POS" or self._is_person(one.i - 1)]))
        return ()


def joined(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the words of a name, with those parts in one that no space stands between: "Al-Qaeda", "Jo-Ann"."""
    word, end = "", -1
    for token in tokens:
        glued = token.start == end and token.tag != "POS" and (token.text in DASHES or word.endswith(tuple(DASHES)))
        if word and not glued:
            yield word
            word = ""
        word, end = word + token.text, token.end
    if word:
        yield word
