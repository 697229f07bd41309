"""Find everything in a report that may mention somebody or something."""

from collections.abc import Iterator
from functools import cached_property

from reportedly.model import NameSpan, NounPhrase, Parsed, Token

from .beside import MODIFIERS, SINGLE_BODIES, aged, called, held_by, is_beside_person, is_human, is_of_body
from .mention import Determiner, Mention
from .names import DASHES, HANDLE, PROPER_TAGS, Names
from .tables import class_of, kind_of_noun, words

DETERMINERS: dict[str, Determiner] = {
    "the": "the",
    "a": "a",
    "an": "a",
    "this": "this",
    "that": "this",
    "these": "this",
    "those": "this",
    "another": "other",
    "other": "other",
    "some": "some",
    "many": "some",
    "several": "some",
    "few": "some",
    "most": "some",
    "all": "some",
    "both": "this",
    "each": "some",
    "every": "some",
    "any": "some",
    "no": "some",
}
ALTERNATIVES = frozenset({"another", "other", "others", "more", "new"})
"""What tells a group or a person from those mentioned before."""
SINGULAR_PRONOUNS = frozenset(
    {"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "i", "me", "my", "mine"}
    | {"myself", "who", "whom", "whose", "which", "that", "this", "one"}
)
PLURAL_PRONOUNS = frozenset(
    {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves", "those", "these"}
)
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NOT_FIRST = frozenset({"-LRB-", "``", "''", ",", ":", ".", "RB", "CC", "IN"})
"""Tags of what the parser takes into a noun phrase and doesn't belong to it."""
ADVERBS = frozenset(
    {"meanwhile", "earlier", "later", "however", "moreover", "separately", "elsewhere", "today", "yesterday"}
)
BOUNDS = frozenset({"at", "least", "up", "to", "more", "less", "fewer", "than"})
"""What bounds a number at the beginning of a noun phrase, and is no part of who they are."""
LOCATING = frozenset({"in", "near", "into", "outside", "across", "around", "toward", "towards", "inside"})
SHORT_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sgt", "pfc", "capt", "lt", "col", "gen", "maj", "sen", "rep", "gov", "rev"}
)
AGENTS = ("er", "or", "ist", "ian", "ee")
"""Endings of nouns that are mostly persons."""
LONGEST_MENTION = 40
"""Tokens: a noun phrase beyond it is a list or a slip of the parser."""
FEWEST_CAPITALS = 0.02
"""Words with a capital among all, below which a report is taken to be written without capitals."""


class Scan:
    """Find the mentions of a parsed report."""

    def __init__(self, parsed: Parsed) -> None:
        """Look at how the report is written."""
        self.parsed = parsed
        self.names = Names(parsed)
        capitals = sum(token.text[0].isupper() for token in parsed.tokens)
        self.lower = capitals < FEWEST_CAPITALS * len(parsed.tokens)

    @cached_property
    def common(self) -> frozenset[str]:
        """Give the words that the report has in lower case."""
        return frozenset(token.text for token in self.parsed.tokens if token.text.islower())

    def run(self) -> list[Mention]:
        """Give all mentions in the order of their first words, longer ones first."""
        mentions = [one for phrase in self.parsed.noun_phrases if (one := self._of_phrase(phrase))]
        paired = {i for one in mentions for i in self._paired(one)}
        mentions = [one for one in mentions if one.root not in paired]
        taken = {i for one in mentions if one.form == "name" for i in range(*self.names.at(one.root))}
        roots = {phrase.root for phrase in self.parsed.noun_phrases}
        for name in dict.fromkeys(self.names.held.values()):
            if not taken.intersection(range(name.first, name.last)) and not self._tells_office(name.first, name.last):
                mentions += self._of_name(name, roots)
        mentions = [one for one in self._with_known(mentions) if not _only_title(one)]
        for mention in mentions:
            root = self.parsed.tokens[mention.root]
            mention.located = root.dep == "pobj" and self._locates(self.parsed.tokens[root.head])
            mention.which = any(
                below.tag == "WDT" and below.text.lower() == "which"
                for child in self.parsed.children(mention.root)
                if child.dep == "relcl"
                for below in self.parsed.children(child.i)
            )
            mention.who = any(
                below.tag == "WP" and below.text.lower() == "who"
                for child in self.parsed.children(mention.root)
                if child.dep == "relcl"
                for below in self.parsed.children(child.i)
            )
            mention.beside_person = mention.form == "name" and is_beside_person(self.parsed, self.names, root)
            mention.beside_human = mention.beside_person and (
                aged(self.parsed, root) is not None or is_human(called(self.parsed, root) or held_by(self.parsed, root))
            )
            mention.bodily = mention.form == "name" and is_of_body(self.parsed, self.names, mention)
            mention.opens = mention.first == self.parsed.sentences[mention.sentence].first
        return sorted(mentions, key=lambda one: (one.first, -one.last))

    def _locates(self, preposition: Token) -> bool:
        """Say whether a place follows a preposition: "near", or the "of" of "the village of"."""
        if preposition.lemma.lower() in LOCATING:
            return True
        return preposition.lemma == "of" and class_of(self.parsed.tokens[preposition.head].lemma.lower()) == "place"

    def _with_known(self, mentions: list[Mention]) -> list[Mention]:
        """Take capitalised words for names that the tagger found to be names elsewhere in the report."""
        held = {i for one in mentions if one.form == "name" for i in range(one.first, one.last)}
        known = self.names.last_words
        capitals = {word.upper(): word for word in known}
        capital = self._in_capitals(capitals, held)
        found = capital | {
            token.i: Mention(
                token.i,
                token.i + 1,
                token.i,
                "name",
                token.text.lower(),
                plural=False,
                label=known[token.text],
                name=(token.text,),
                sentence=token.sentence,
                embedded=token.dep in ("compound", "nmod", "amod"),
            )
            for token in self.parsed.tokens
            if token.text in known
            and token.i not in held
            and token.text[0].isupper()
            and not class_of(token.text.lower())
        }
        kept = (one for one in mentions if one.root not in found or one.form != "nominal")
        return [one for one in kept if one.root not in capital] + list(found.values())

    def _in_capitals(self, known: dict[str, str], held: set[int]) -> dict[int, Mention]:
        """Find known names that stand in capitals at a sentence's beginning, as speakers do in a transcript."""
        found = {}
        tokens = self.parsed.tokens
        for sentence in self.parsed.sentences:
            first, last = sentence.first, sentence.first + 1
            while last < sentence.last and tokens[last].start == tokens[last - 1].end and tokens[last].text != ":":
                last += 1
            name = known.get("".join(token.text for token in tokens[first:last]))
            if name and tokens[first].text.isupper() and name != name.upper():
                root = tokens[last - 1]
                found[root.i] = Mention(
                    first, last, root.i, "name", name.lower(), plural=False, label=self.names.last_words[name],
                    name=(name,), sentence=root.sentence,
                )  # fmt: skip
                held.update(range(first, last))
        return found

    def _of_phrase(self, phrase: NounPhrase) -> Mention | None:
        """Give the mention that a noun phrase is, None where it's nobody and nothing that could act."""
        root = self.parsed.tokens[phrase.root]
        phrase = self._trimmed(self._after_dateline(phrase))
        if phrase.last - phrase.first > LONGEST_MENTION:
            return None
        if root.text == "WHO" and not self.names.in_capitals(root.i):
            return Mention(
                phrase.first, phrase.last, root.i, "name", "who", plural=False, label="ORG", name=("WHO",),
                sentence=root.sentence,
            )  # fmt: skip
        if root.pos == "PRON" and root.text.lower() in SINGULAR_PRONOUNS | PLURAL_PRONOUNS:
            low = root.text.lower()
            plural = low in PLURAL_PRONOUNS
            return Mention(phrase.first, phrase.last, root.i, "pronoun", low, plural=plural, sentence=root.sentence)
        tagged = root.i in self.names.held and root.tag in NOUN_TAGS and (root.text[:1].isupper() or self.lower)
        if HANDLE.fullmatch(root.text):
            return self._named(phrase, root)
        small = root.text.islower() and not self.lower and root.i not in self.names.held  # "the Gao relief committee"
        proper = (root.tag in PROPER_TAGS and not small and not self._is_role(phrase, root)) or (
            tagged and root.tag not in PROPER_TAGS
        )
        other = self._is_partisan(phrase, root) or self._opens_as_noun(phrase, root)
        named = self._is_label(root) or (proper and not other)
        return self._named(phrase, root) if named else self._nominal(phrase, root)

    @cached_property
    def within(self) -> frozenset[str]:
        """Give the words that the report has with a capital within a sentence."""
        firsts = {sentence.first for sentence in self.parsed.sentences}
        return frozenset(one.text for one in self.parsed.tokens if one.text[0].isupper() and one.i not in firsts)

    def _opens_as_noun(self, phrase: NounPhrase, root: Token) -> bool:
        """Say whether a word for somebody has its capital from opening a sentence alone: "Driver was texting"."""
        alone = phrase.last - phrase.first == 1 and root.i == self.parsed.sentences[root.sentence].first
        somebody = class_of(root.text.lower()) in ("person", "group")
        return alone and somebody and root.text not in self.within and not root.text.isupper()

    def _is_label(self, root: Token) -> bool:
        """Say whether a word in capitals, of no class, stands before a colon, as a transcript has its speakers."""
        tokens = self.parsed.tokens
        colon = root.i + 1 < len(tokens) and tokens[root.i + 1].text == ":"
        return colon and root.text.isupper() and root.text.isalpha() and class_of(root.text.lower()) is None

    def _is_partisan(self, phrase: NounPhrase, root: Token) -> bool:
        """Say whether a noun phrase describes somebody by their party: "the Texas Republican"."""
        name = self.names.held.get(root.i)
        led = self.parsed.tokens[phrase.first].text.lower() == "the"
        party = root.tag == "NNP" and name is not None and name.label == "NORP"
        return led and party and class_of(root.lemma.lower()) == "person"

    def _after_dateline(self, phrase: NounPhrase) -> NounPhrase:
        """Leave out of a noun phrase what is parted from it by a dash, as a dateline is: "HARRA, Oct 3 - A clinic"."""
        for i in range(phrase.root - 1, phrase.first - 1, -1):
            if self.parsed.tokens[i].text in DASHES and i + 1 < phrase.root and self._is_spaced(i):
                return phrase._replace(start=self.parsed.tokens[i + 1].start, first=i + 1)
        return phrase

    def _trimmed(self, phrase: NounPhrase) -> NounPhrase:
        """Leave out what a noun phrase doesn't begin with: marks, adverbs, conjunctions."""
        first = self._behind_distance(phrase)
        while first < phrase.root:
            token = self.parsed.tokens[first]
            if token.tag not in NOT_FIRST and token.text.lower() not in ADVERBS and not self._bounds(token):
                break
            first += 1
        if first == phrase.root:
            first = self._before_prefix(first)
        return phrase._replace(start=self.parsed.tokens[first].start, first=first)

    def _behind_distance(self, phrase: NounPhrase) -> int:
        """Give where a noun phrase goes on behind the "so-called" that keeps its writer apart from a name."""
        said = [token.text.lower() for token in self.parsed.tokens[phrase.first : phrase.root]]
        at = next((i for i in range(len(said) - 2) if said[i : i + 3] == ["so", "-", "called"]), None)
        if at is None:
            return phrase.first + (2 if said[:2] == ["-", "called"] else 0)
        return phrase.first + at + 3

    def _paired(self, mention: Mention) -> range:
        """Give the two modifiers within a body's name: they are no names of their own."""
        first, last = self.names.at(mention.root) if mention.form == "name" else (mention.first, mention.last)
        and_ = next((i for i in range(first + 1, last - 2) if self.parsed.tokens[i].text in ("and", "&")), None)
        paired = and_ is not None and mention.root == last - 1 and self.names.paired(and_ + 1, last - 1) == and_ - 1
        return range(first, last - 1) if paired else range(0)

    def _bounds(self, token: Token) -> bool:
        """Say whether a word bounds the number after it: the "at least" of "at least 23 people"."""
        tokens = self.parsed.tokens[token.i : token.i + 4]
        number = next((i for i, one in enumerate(tokens) if one.text.lower() not in BOUNDS), 0)
        return number > 0 and tokens[number].tag == "CD"

    def _before_prefix(self, first: int) -> int:
        """Give where a noun phrase begins whose prefix the parser took for another: the "His" of "His ex-wife"."""
        tokens = self.parsed.tokens
        if first < 2 or tokens[first - 1].text not in DASHES or tokens[first - 1].end != tokens[first].start:  # noqa: PLR2004
            return first
        if tokens[first - 2].end != tokens[first - 1].start:
            return first
        first -= 2
        return first - 1 if first and tokens[first - 1].tag in ("PRP$", "DT") else first

    def _is_spaced(self, i: int) -> bool:
        """Say whether white space stands before and after a token."""
        if not 0 < i < len(self.parsed.tokens) - 1:
            return False
        before, token, after = self.parsed.tokens[i - 1 : i + 2]
        return before.end < token.start and token.end < after.start

    def _is_role(self, phrase: NounPhrase, root: Token) -> bool:
        """Say whether a capitalised noun is a role rather than a name: "Judge" in a headline, "the President"."""
        before = self.parsed.tokens[root.i - 1] if root.i else root
        alone = before.tag not in PROPER_TAGS or before.sentence != root.sentence or before.i == root.i
        alone = alone or self.parsed.tokens[phrase.first].tag == "DT"
        of = root.i + 1 < len(self.parsed.tokens) and self.parsed.tokens[root.i + 1].text == "of"
        if self._tells_office(*self.names.at(root.i)) and (of or self.parsed.tokens[phrase.first].tag == "DT"):
            return True
        if self._is_held(phrase, root):
            return True
        if root.i in self.names.held or not alone:
            return False
        kind = class_of(root.lemma.lower())
        opens = root.i == self.parsed.sentences[root.sentence].first
        return kind == "person" or (kind is not None and opens and root.text.lower() in self.common)

    def _is_held(self, phrase: NounPhrase, root: Token) -> bool:
        """Say whether a noun is an office whose holder is named behind it: "the Humanitarian Coordinator, Hana Orr"."""
        if class_of(root.lemma.lower()) != "person" or self.parsed.tokens[phrase.first].text.lower() != "the":
            return False
        behind = [self.names.held.get(child.i) for child in self.parsed.children(root.i) if child.dep == "appos"]
        return any(name is not None and name.label == "PERSON" and name.first > root.i for name in behind)

    def _tells_office(self, first: int, last: int) -> bool:
        """Say whether two words or more are but what persons may be: "the Chief Secretary", "Chief Editor of"."""
        tokens = [token for token in self.parsed.tokens[first:last] if token.tag != "DT"]
        led = self.parsed.tokens[first].tag == "DT" or (first > 0 and self.parsed.tokens[first - 1].tag == "DT")
        led = led or (last < len(self.parsed.tokens) and self.parsed.tokens[last].text == "of")
        return led and len(tokens) > 1 and all(class_of(token.text.lower()) == "person" for token in tokens)

    def _named(self, phrase: NounPhrase, root: Token) -> Mention | None:
        """Give the mention of a noun phrase that ends in a name."""
        first, last = self.names.at(root.i)
        name = self.names.words(first, last)
        if root.i in self.names.values or not name:
            return None
        label = self.names.held[root.i].label if root.i in self.names.held else None
        before = [token.text.lower() for token in self.parsed.tokens[phrase.first : first] if token.text[0].isalpha()]
        return Mention(
            min(phrase.first, first), max(phrase.last, last), root.i, "name", root.text.lower(),
            plural=root.tag == "NNPS" or (label == "NORP" and root.tag == "NNS"),
            label=label,
            name=name,
            alias=self.names.alias(first, last),
            before=tuple(word for word in before if word not in DETERMINERS),
            determiner=self._determiner(phrase.first, max(first, phrase.first + 1)),
            kind=None if label else class_of(root.lemma.lower()),
            sentence=root.sentence,
        )  # fmt: skip

    def _nominal(self, phrase: NounPhrase, root: Token) -> Mention | None:
        """Give the mention of a common noun that could act, speak, be counted or be read."""
        inside = self.parsed.tokens[phrase.first : root.i]
        head, kind = root.lemma.lower(), kind_of_noun(root, inside)
        if kind is None and root.tag in PLURAL_TAGS and any(token.tag == "CD" for token in inside):
            kind = "person" if head.endswith(AGENTS) else "thing"
        if kind is None or (root.i in self.names.values and kind != "person"):
            return None
        of = any(child.lemma == "of" and child.i > root.i for child in self.parsed.children(root.i))
        if head in SINGLE_BODIES and not of and root.tag == "NN":
            kind = "body"
        determiner = self._determiner(phrase.first, root.i)
        service = any(f"{one.text.lower()}-{head}" in words("heads", "services") for one in inside[-1:])
        if service and determiner not in ("a", "number") and root.tag in ("NN", "NNP"):
            kind = "body"  # "the coast guard"; "a border guard" is a person
        before = [token.text.lower() for token in inside if token.text[0].isalnum() and token.tag != "CD"]
        return Mention(
            phrase.first, phrase.last, root.i, "nominal", head,
            plural=root.tag in PLURAL_TAGS or head in ("police", "people"),
            name=self.names.proper(phrase.first, root.i) if kind == "body" and not self._goes_by_name(root) else (),
            before=tuple(word for word in before if word not in DETERMINERS),
            determiner=determiner,
            kind=kind,
            sentence=root.sentence,
        )  # fmt: skip

    def _goes_by_name(self, root: Token) -> bool:
        """Say whether a body's name stands right behind the noun: "the Telegram channel Harra Live"."""
        behind = self.parsed.tokens[root.i + 1 : root.i + 2]
        if not behind or behind[0].tag not in PROPER_TAGS or behind[0].text.isupper():
            return False
        return any(
            child.dep == "appos" and self.names.at(child.i)[0] == root.i + 1 for child in self.parsed.children(root.i)
        )

    def _determiner(self, first: int, last: int) -> Determiner:
        """Say how a noun phrase is determined; the strongest word decides."""
        found: Determiner = "bare"
        for token in self.parsed.tokens[first:last]:
            low = token.text.lower()
            if token.dep == "poss" or token.tag in ("PRP$", "WP$"):
                return "poss"
            if low in ALTERNATIVES and not token.tag.startswith("NNP"):
                return "other"
            if low in DETERMINERS and found in ("bare", "number"):
                found = DETERMINERS[low]
            elif token.tag == "CD" and found == "bare":
                found = "number"
        return found

    def _of_name(self, name: NameSpan, roots: set[int]) -> Iterator[Mention]:
        """Yield the mention of a name that heads no noun phrase: a modifier, or what the parser misread.

        Of a name that ends in a common noun ("Harra campaign") only what is before it is taken: the noun has its own.
        """
        tokens, first, last = self.parsed.tokens, name.first, name.last
        while last > first and (last - 1 in roots or tokens[last - 1].tag in ("NN", "NNS", "POS")) and not self.lower:
            last -= 1
        words = self.names.words(first, last)
        if not words or not (self.lower or any(token.tag in PROPER_TAGS for token in tokens[first:last])):
            return
        root = self.parsed.head_in(tokens[first].start, tokens[last - 1].end)
        if root is not None and root.tag == "DT":
            root = tokens[last - 1]  # of "the Shelter Cluster" no article is the head, whatever the three hang on
        embedded = last < name.last or (root is not None and root.dep in MODIFIERS)
        if root is not None:
            yield Mention(
                first, last, root.i, "name", root.text.lower(), plural=root.tag == "NNPS", label=name.label, name=words,
                sentence=root.sentence, embedded=embedded,
            )  # fmt: skip


def _only_title(mention: Mention) -> bool:
    """Say whether a name is but a title that was parted from its name by a stop: "Pfc."."""
    return mention.form == "name" and len(mention.name) == 1 and mention.name[0].lower().rstrip(".") in SHORT_TITLES
