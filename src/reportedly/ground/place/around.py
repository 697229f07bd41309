"""What stands around a stretch of a report: the tagger's labels, neighbouring words, people's names."""

from collections import Counter
from collections.abc import Mapping

from reportedly.ground.gazetteer import Site
from reportedly.ground.tables import table
from reportedly.model import Article, NameSpan, Parsed

from .runs import ARTICLES, Stretch
from .words import words

ANY = "any"
"""What is said of nouns that tell no kind of place."""
PLACES = frozenset(("GPE", "LOC"))
_DASHES = frozenset(("—", "–", "-", "--", "―", "\x97", ":", "("))
_DOUBTFUL = PLACES | {"PERSON", "ORG", "PRODUCT", "FAC", "WORK_OF_ART"}
"""What small models call towns that they don't know."""
_PARTING = frozenset(
    ("for", "to", "in", "at", "near", "from", "with", "after", "on", "into", "toward", "towards", "by", "said")
)
"""Words that no name has inside, but for a few of films."""
_BREAKS = frozenset(("'s", "’s", "led", "backed", "controlled", "held", "based", "linked"))
"""What stands in no one name."""
_VILLAGES = "villages of"
"""What stands for all that may open a list of settlements: "the towns of A and B"."""
_LIST = 12
"""Tokens back within which a list's preposition stands."""
_ATTACKED = 8
"""Tokens back within which the attack stands that is told to be on a place."""
_GROUP = 5
"""Tokens back within which an armed group's "in" stands: "in Iraq and the Levant"."""
_DATELINE = 6
"""Tokens within which a dateline's dash or colon stands: "BEIRUT, Lebanon (AP) —"."""


class Around:
    """Answer what stands around a stretch. Words are in lower case; "" where the line begins or ends."""

    def __init__(
        self,
        article: Article,
        parsed: Parsed,
        found: Mapping[str, tuple[Site, ...]],
        home: frozenset[str] = frozenset(),
    ) -> None:
        self.text = article.full_text
        self.tokens = parsed.tokens
        self.words = words()
        self.home = home
        self._found = found
        self._lower = [token.text.lower() for token in parsed.tokens]
        names = [one for one in parsed.names if self._is_whole_name(one)]
        self._label = {i: one for one in names for i in range(one.first, one.last)}
        self._place = Counter(self._written(one) for one in names if one.label in PLACES)
        self._else = Counter(self._written(one) for one in names if one.label not in PLACES)
        self._article = article
        self._datelines = [
            article.offsets(span) for one in article.credits if one.kind == "dateline" for span in one.spans
        ]
        self.lower_case = frozenset(token.text for token in parsed.tokens if token.text.islower())
        self.sentence_at = parsed.sentence_at
        self._starts = {start for start, _ in article.paragraphs} | {s.start for s in parsed.sentences}
        self.people = Counter(
            self.tokens[i].text
            for one in names
            if one.label == "PERSON" and one.last - one.first > 1
            for i in range(one.first, one.last)
        )

    def _written(self, one: NameSpan) -> str:
        """Give a tagger's name as written, without a possessive."""
        last = one.last - (one.last - one.first > 1 and self._lower[one.last - 1] in ("'s", "’s"))
        return self.text[one.start : self.tokens[last - 1].end]

    def _is_whole_name(self, one: NameSpan) -> bool:
        """Say whether a tagger's name is one: small models take "Cassis for Bandol" for a person."""
        return not any(self._lower[i] in _PARTING and self.tokens[i].text.islower() for i in range(one.first, one.last))

    def sites(self, part: Stretch) -> tuple[Site, ...]:
        """Give the sites that bear a stretch's name; none for a people's."""
        if part.name in self.words.demonyms or part.name.title() in self.words.demonyms:
            return ()
        return self._found.get(part.name, ())

    def label(self, i: int) -> NameSpan | None:
        """Give the tagger's name that holds a token."""
        return self._label.get(i)

    def is_just(self, one: NameSpan, part: Stretch) -> bool:
        """Say whether a tagger's name is just this stretch, an article before and a possessive after apart."""
        first = one.first + (self._lower[one.first] == "the" and one.first < part.first)
        last = one.last - (self._lower[one.last - 1] in ("'s", "’s", "'", "’") and one.last > part.last)
        return (first, last) == (part.first, part.last)

    def is_tagged(self, part: Stretch) -> bool:
        """Say whether the tagger took just this stretch for a place (an article or a mark apart)."""
        one = self._label.get(part.first)
        if one is None or one.label not in PLACES or part.name in self.words.demonyms:
            return False
        return self.is_just(one, part)

    def may_be_unknown(self, part: Stretch) -> bool:
        """Say whether the stretch may be a place that the gazetteer doesn't know."""
        return self.is_tagged(part) or self.is_whole(part)

    def is_whole(self, part: Stretch) -> bool:
        """Say whether the stretch is a whole name and stands where places do, so that it may be one nobody knows."""
        if (
            self.is_capital(part.first - 1, part)
            or self.is_capital(part.last, part)
            or part.name in self.words.demonyms
        ):
            return False
        if any(t.text[0].islower() and t.text not in ARTICLES for t in self.tokens[part.first : part.last]):
            return False
        one = self._label.get(part.first)
        if one is not None and one.label not in _DOUBTFUL and (one.label != "NORP" or part.name.endswith("s")):
            return False
        return (
            self.before(self.head(part)) in self.words.before
            or self.is_listed(part)
            or self.is_settlement(part)
            or self.is_dateline(part)
            or (self.before(part.first) == "of" and self.before(part.first, 2) in self.words.of)
            or self.after(part.last) in self.words.settlements
            or (self.before(part.first) == "the" and self.before(part.first, 2) in self.words.within)
            or self.is_spot(part)
            or self._listed_kind(part) is not None
        )

    def head(self, part: Stretch) -> int:
        """Give the token that a preposition stands before: "nearby" belongs to the name in "in nearby …"."""
        return part.first - (self.before(part.first) in self.words.nearby)

    def is_spot(self, part: Stretch) -> bool:
        """Say whether a camp, a crossing or the like is called so, and something is told to be there."""
        if self.after(part.last) not in self.words.spots:
            return False
        at = part.first - (self.before(part.first) == "the")
        return self.before(at) in self.words.before or (at < part.first and self.before(at) == "and")

    def holds_more(self, part: Stretch) -> bool:
        """Say whether the stretch is more than a name: "Baidoa's Holwadaag" are two, "US-Led Attacks" none."""
        return any(self._lower[i] in _BREAKS for i in range(part.first, part.last))

    def label_says_name(self, part: Stretch) -> bool:
        """Say whether the tagger leaves it open that the stretch is a place: no event, work, law or language."""
        one = self._label.get(part.first) or self._label.get(part.last - 1)
        return one is None or one.label in _DOUBTFUL or one.label == "NORP"

    def mostly_else(self, name: str) -> bool:
        """Say whether the tagger takes a name for something other than a place more than once, and more than not."""
        return self._else[name] > 1 and self._else[name] > self._place[name]

    def is_someone(self, part: Stretch) -> bool:
        """Say whether a word of the stretch is part of a longer name of a person in the report."""
        return any(self.people[token.text] for token in self.tokens[part.first : part.last]) and (
            part.last - part.first == 1
        )

    def abbreviation(self, part: Stretch) -> tuple[Site, ...] | None:
        """Give the division that "La." stands for: after a comma, or with stops inside ("N.C.") anywhere. Else None."""
        if part.last - part.first > 2:  # noqa: PLR2004 - a stop may be a token of its own
            return None
        key = part.name if part.name in self.words.abbreviations else f"{part.name}."
        if key not in self.words.abbreviations or (key != part.name and self.text[part.end : part.end + 1] != "."):
            return None
        inner = key.count(".") > 1
        if not inner and self.before(part.first) not in (",", "("):
            return None
        country, code = self.words.abbreviations[key]
        sites = self._found.get(f"{country}.{code}", ())
        return sites or None

    def noun_kind(self, part: Stretch) -> str | None:
        """Tell the kind that a noun beside the name gives: "Idlib province", "Floyd and Pike counties"."""
        after = self.after(part.last)
        if self.words.nouns.get(after) == ANY:
            return None
        if after in self.words.nouns and (not after.endswith("s") or after in ("mountains", "islands")):
            return self.words.nouns[after]
        if self.before(part.first) == "of" and self.words.nouns.get(self.before(part.first, 2), ANY) != ANY:
            return self.words.nouns[self.before(part.first, 2)]
        return self._listed_kind(part)

    def _listed_kind(self, part: Stretch) -> str | None:
        """Tell the kind of a name in a list that ends in a plural: "Floyd, Pike and Knott counties"."""
        for i in range(part.last, min(part.last + 10, len(self.tokens))):
            word = self._lower[i]
            if word.endswith("s") and word in self.words.nouns and self.words.nouns[word] in ("admin1", "admin2"):
                return self.words.nouns[word]
            if word not in (",", "and") and not self.tokens[i].text[0].isupper():
                return None
        return None

    def is_listed(self, part: Stretch) -> bool:
        """Say whether the stretch goes on a list that begins with a preposition of place: "in Gao and Timbuktu"."""
        opening = self._opening(part)
        return opening == _VILLAGES or opening in self.words.before

    def is_settlement(self, part: Stretch) -> bool:
        """Say whether the stretch is called one, by itself or on a list: "the villages of A and B"."""
        called = self.before(part.first) == "of" and self.before(part.first, 2) in self.words.settlements
        return called or self._opening(part) == _VILLAGES

    def _opening(self, part: Stretch) -> str:
        """Give the preposition that opens the list on which a stretch goes on; one for all settlements."""
        if self.before(part.first) not in ("and", ",", "or"):
            return ""
        for back in range(2, _LIST):
            word = self.before(part.first, back)
            if word in self.words.before:
                return word
            if word == "of":
                return _VILLAGES if self.before(part.first, back + 1) in self.words.settlements else ""
            if word not in ("and", ",", "or") and not self.is_capital(part.first - back):
                return ""
        return ""

    def goes_with_a_place(self, part: Stretch) -> bool:
        """Say whether the name before it on its list is a place that the tagger or the gazetteer knows."""
        if not self.is_listed(part):
            return False
        at = part.first - 2
        before = self._label.get(at)
        return self.is_capital(at) and before is not None and before.label in PLACES

    def in_group(self, part: Stretch) -> bool:
        """Say whether an armed group's name goes on with the stretch: "Islamic State in Iraq and the Levant"."""
        for back in range(1, _GROUP):
            word = self.before(part.first, back)
            if word in ("in", "of"):
                end = part.first - back
                two = f"{self.before(end, 2)} {self.before(end)}"
                return self.is_capital(end - 1) and bool({two, self.before(end)} & self.words.groups)
            if word not in ("and", "the") and not self.is_capital(part.first - back):
                return False
        return False

    def before(self, i: int, back: int = 1) -> str:
        """Give the word that stands `back` before token `i` in its line."""
        at = i - back
        if at < 0 or "\n" in self.text[self.tokens[at].end : self.tokens[i].start]:
            return ""
        return self._lower[at]

    def after(self, i: int) -> str:
        """Give the word at token `i`, where it stands in the line of the one before it."""
        if i >= len(self.tokens) or (i and "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start]):
            return ""
        return self._lower[i]

    def is_capital(self, i: int, part: Stretch | None = None) -> bool:
        """Say whether token `i` is there, within the stretch's run if one is given, and begins with a capital.

        A preposition that opens a sentence doesn't count: "In Qoz Beida".
        """
        if part is not None and not part.run.first <= i < part.run.last:
            return False
        if not 0 <= i < len(self.tokens) or not self.tokens[i].text[0].isupper():
            return False
        return self._lower[i] not in self.words.before or self.tokens[i].start not in self._starts

    def is_attacked(self, part: Stretch) -> bool:
        """Say whether something was done on a place shortly before: "shelling by the army on Ariha"."""
        return any(self.before(part.first, back) in self.words.attacks for back in range(2, _ATTACKED))

    def opens_with_preposition(self, part: Stretch) -> bool:
        """Say whether a sentence begins with the stretch, and it with a preposition: "In Qoz Beida"."""
        return self._lower[part.first] in self.words.before and self.begins_line(part)

    def has_age(self, part: Stretch) -> bool:
        """Say whether an age follows, as after a person's name: "Leka, 58, denied it"."""
        age = self.after(part.last + 1)
        return (
            self.after(part.last) == ","
            and age.isdecimal()
            and len(age) <= 2  # noqa: PLR2004 - an age in figures
            and self.after(part.last + 2) in (",", ".")
        )

    def is_date(self, part: Stretch) -> bool:
        """Say whether the stretch is a month before its day: "OUAGADOUGOU, Aug 26"."""
        name = self._lower[part.first].rstrip(".")
        after = self.after(part.last + (self.after(part.last) == "."))
        return name in table("timex", "words")["months"] and part.last - part.first == 1 and after.isdecimal()

    def begins_line(self, part: Stretch) -> bool:
        """Say whether a sentence or a paragraph begins with the stretch."""
        return part.start in self._starts

    def sentence(self, part: Stretch) -> tuple[int, int]:
        """Give the code points of the sentence that holds a stretch."""
        found = self.sentence_at(part.start)
        return (found.start, found.end) if found else (part.start, part.end)

    def in_headline(self, part: Stretch) -> bool:
        """Say whether the stretch stands in the headline."""
        return self._article.is_headline(part.start)

    def is_dateline(self, part: Stretch) -> bool:
        """Say whether the stretch opens a paragraph as a dateline: "BEIRUT (Reuters) -", "TUNIS:"."""
        if any(start <= part.start and part.end <= end for start, end in self._datelines):
            return part.start in self._starts or self.before(part.first) in (",", "/", "(")
        if not self.begins_line(part):
            return False
        for i in range(part.last, min(part.last + _DATELINE, len(self.tokens))):
            word = self.after(i)
            if word in _DASHES and (word not in ("-", "–") or self.text[self.tokens[i].start - 1].isspace()):
                return i > part.last or word != "("
            if not word or not (self.is_capital(i) or word in (",", ".", ")", "(")):
                return False
        return False
