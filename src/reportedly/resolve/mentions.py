"""Everything in a report that may mention somebody or something: names, descriptions, pronouns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reportedly.model import NameSpan, NounPhrase, Parsed, Token

from .tables import Class, class_of, is_first_name, mapping

Form = Literal["name", "nominal", "pronoun"]
Determiner = Literal["the", "a", "this", "poss", "other", "some", "number", "bare"]
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
VALUE_LABELS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
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
PRONOUNS = frozenset(
    """he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself we us our
    ours ourselves who whom whose which that those this these one""".split()
)
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
DASHES = frozenset({"-", "–", "—", "--"})
NOT_FIRST = frozenset({"-LRB-", "``", "", ",", ":", ".", "RB", "CC", "IN"})
LOCATING = frozenset({"in", "near", "into", "outside", "across", "around", "toward", "towards", "inside"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
SHORT_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sgt", "pfc", "capt", "lt", "col", "gen", "maj", "sen", "rep", "gov", "rev"}
)
LONGEST_MENTION = 40
"""Tokens: a noun phrase beyond it is a list or a slip of the parser."""


@dataclass(eq=False, slots=True)
class Mention:
    """One mention. `first` to `last` (excluded) are its tokens, `root` its head; `name` the tokens of the name in it."""

    first: int
    last: int
    root: int
    form: Form
    head: str
    """The head's lemma in lower case; of a pronoun its text."""
    plural: bool
    label: str | None = None
    name: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    """Words between the determiner and the head or the name, in lower case."""
    determiner: Determiner = "bare"
    kind: Class | None = None
    sentence: int = 0
    embedded: bool = False
    """Whether it stands inside another noun phrase as a modifier: the "Harra" of "Harra police"."""
    quoted: bool = False
    opens: bool = False
    """Whether it opens its sentence: what is capitalised there need be no name."""
    located: bool = False
    """Whether it follows "in", "near" and the like."""


@dataclass
class Scan:
    """Find the mentions of a parsed report."""

    parsed: Parsed
    mentions: list[Mention] = field(default_factory=list)

    @cached_property
    def _names(self) -> dict[int, NameSpan]:
        """Give the name that each token belongs to."""
        names = [
            self._extended(name) for name in self.parsed.names if name.label in NAME_LABELS and self._is_name(name)
        ]
        return {i: name for name in names for i in range(name.first, name.last)}

    def _is_name(self, name: NameSpan) -> bool:
        """Say whether what the tagger took for a name may be one: no verb in it, no dash or colon."""
        tokens = self.parsed.tokens[name.first : name.last]
        verbs = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens)
        title = name.label == "WORK_OF_ART" and all(token.text[0].isupper() or len(token.text) < 5 for token in tokens)  # noqa: PLR2004
        return (title or not verbs) and not any(token.text in ("–", "—", ":", ";") for token in tokens)

    def _extended(self, name: NameSpan) -> NameSpan:
        """Lengthen a body's name that goes on with "of", "for" and a proper noun: the tagger often stops before it."""
        tokens = self.parsed.tokens
        head = tokens[name.last - 1]
        if name.label != "ORG" or not (class_of(head.lemma.lower()) == "body" or head.text == "Appeals"):
            return name
        start = name.last
        if start + 1 < len(tokens) and tokens[start].text in ("of", "for"):
            start += 2 if tokens[start + 1].text == "the" else 1
        end = start
        while end < len(tokens) and tokens[end].tag in ("NNP", "NNPS") and tokens[end].sentence == head.sentence:
            end += 1
        if start == name.last or end == start:
            return name
        return NameSpan(name.start, tokens[end - 1].end, name.first, end, name.label)

    @cached_property
    def _values(self) -> set[int]:
        """Give the tokens that belong to a date, an amount or the like."""
        return {i for name in self.parsed.names if name.label in VALUE_LABELS for i in range(name.first, name.last)}

    def run(self) -> list[Mention]:
        """Give all mentions in the order of their first words, longer ones first."""
        taken: set[int] = set()
        roots = {phrase.root for phrase in self.parsed.noun_phrases}
        for phrase in self.parsed.noun_phrases:
            mention = self._of_phrase(phrase)
            if mention:
                self.mentions.append(mention)
                if mention.form == "name":
                    taken.update(range(self._name_at(mention.root)[0], self._name_at(mention.root)[1]))
        for name in dict.fromkeys(self._names.values()):
            if not taken.intersection(range(name.first, name.last)):
                self.mentions += self._of_name(name, roots)
        self._named_elsewhere()
        self.mentions = [one for one in self.mentions if not (one.name and _only_title(one))]
        for mention in self.mentions:
            root = self.parsed.tokens[mention.root]
            mention.located = root.dep == "pobj" and self.parsed.tokens[root.head].lemma.lower() in LOCATING
            mention.opens = mention.first == self.parsed.sentences[mention.sentence].first
        return sorted(self.mentions, key=lambda one: (one.first, -one.last))

    def _named_elsewhere(self) -> None:
        """Take capitalised words for names that the tagger found to be names elsewhere in the report."""
        known = {
            words[-1]: name.label
            for name in self.parsed.names
            if name.label in ("PERSON", "ORG", "GPE")
            and self._is_name(name)
            and (words := self._words(name.first, name.last))
        }
        held = {i for one in self.mentions if one.form == "name" for i in range(one.first, one.last)}
        roots = {one.root: one for one in self.mentions if one.form == "nominal"}
        for token in self.parsed.tokens:
            if (
                token.text not in known
                or token.i in held
                or not token.text[0].isupper()
                or class_of(token.text.lower())
            ):
                continue
            if token.i in roots:
                self.mentions.remove(roots[token.i])
            embedded = token.dep in ("compound", "nmod", "amod")
            self.mentions.append(
                Mention(
                    token.i,
                    token.i + 1,
                    token.i,
                    "name",
                    token.text.lower(),
                    False,
                    known[token.text],
                    (token.text,),
                    sentence=token.sentence,
                    embedded=embedded,
                )  # fmt: skip
            )

    def _of_phrase(self, phrase: NounPhrase) -> Mention | None:
        """Give the mention that a noun phrase is, None where it's nobody and nothing that could act."""
        root = self.parsed.tokens[phrase.root]
        phrase = self._trimmed(self._after_dateline(phrase))
        if phrase.last - phrase.first > LONGEST_MENTION:
            return None
        if root.pos == "PRON" and root.text.lower() in PRONOUNS:
            return self._pronoun(phrase, root)
        if root.tag in ("NNP", "NNPS") and self._is_role(root):
            return self._nominal(phrase, root)
        if root.tag in ("NNP", "NNPS") or (root.i in self._names and root.tag in NOUN_TAGS and root.text[:1].isupper()):
            return self._named(phrase, root)
        return self._nominal(phrase, root)

    def _after_dateline(self, phrase: NounPhrase) -> NounPhrase:
        """Leave out of a noun phrase what is parted from it by a dash, as a dateline is: "HARRA, Oct 3 - A clinic"."""
        for i in range(phrase.root - 1, phrase.first - 1, -1):
            if self.parsed.tokens[i].text in DASHES and i + 1 < phrase.root and self._is_spaced(i):
                return phrase._replace(start=self.parsed.tokens[i + 1].start, first=i + 1)
        return phrase

    def _trimmed(self, phrase: NounPhrase) -> NounPhrase:
        """Leave out what a noun phrase doesn't begin with: marks, adverbs, conjunctions."""
        first = phrase.first
        while first < phrase.root and self.parsed.tokens[first].tag in NOT_FIRST:
            first += 1
        return phrase._replace(start=self.parsed.tokens[first].start, first=first)

    def _is_spaced(self, i: int) -> bool:
        """Say whether white space stands before and after a token."""
        before, token, after = self.parsed.tokens[i - 1 : i + 2]
        return before.end < token.start and token.end < after.start

    def _is_role(self, root: Token) -> bool:
        """Say whether a capitalised noun is a role rather than a name: "Judge" in a headline, "the President"."""
        before = self.parsed.tokens[root.i - 1] if root.i else root
        alone = before.tag not in ("NNP", "NNPS") or before.sentence != root.sentence or before.i == root.i
        return root.i not in self._names and alone and class_of(root.lemma.lower()) == "person"

    def _pronoun(self, phrase: NounPhrase, root: Token) -> Mention:
        """Give a pronoun's mention."""
        low = root.text.lower()
        plural = low in (
            "they",
            "them",
            "their",
            "theirs",
            "themselves",
            "we",
            "us",
            "our",
            "ours",
            "ourselves",
            "those",
            "these",
        )
        return Mention(phrase.first, phrase.last, root.i, "pronoun", low, plural, sentence=root.sentence)

    def _name_at(self, i: int) -> tuple[int, int]:
        """Give the tokens of the name that stands at token `i`: the tagger's, else the run of proper nouns around it."""
        name = self._names.get(i)
        tokens = self.parsed.tokens
        if name:
            return name.first, name.last
        first = last = i
        sentence = self.parsed.sentences[tokens[i].sentence]
        while first > sentence.first and tokens[first - 1].tag in ("NNP", "NNPS") and first - 1 not in self._names:
            first -= 1
        while last + 1 < sentence.last and tokens[last + 1].tag in ("NNP", "NNPS") and last + 1 not in self._names:
            last += 1
        return first, last + 1

    def _named(self, phrase: NounPhrase, root: Token) -> Mention | None:
        """Give the mention of a noun phrase that ends in a name."""
        first, last = self._name_at(root.i)
        label = self._names[root.i].label if root.i in self._names else None
        if root.i in self._values:
            return None
        name = self._words(first, last)
        if not name:
            return None
        before = tuple(
            token.text.lower() for token in self.parsed.tokens[phrase.first : first] if token.text[0].isalpha()
        )
        plural = root.tag == "NNPS" or (label == "NORP" and root.tag == "NNS")
        kind = class_of(root.lemma.lower()) if root.i not in self._names else None
        determiner = self._determiner(phrase.first, first if first > phrase.first else first + 1)
        return Mention(
            min(phrase.first, first), max(phrase.last, last), root.i, "name", root.text.lower(), plural, label, name,
            tuple(word for word in before if word not in DETERMINERS), determiner, kind, root.sentence,
        )  # fmt: skip

    def _words(self, first: int, last: int) -> tuple[str, ...]:
        """Give the words of a name, without an article in front and a possessive or marks behind."""
        tokens = list(self.parsed.tokens[first:last])
        while tokens and (tokens[0].text.lower() in ("the", "a", "an") or not tokens[0].text[0].isalnum()):
            tokens = tokens[1:]
        while tokens and (tokens[-1].tag == "POS" or not any(map(str.isalnum, tokens[-1].text))):
            tokens = tokens[:-1]
        return tuple(_joined(tokens))

    def _nominal(self, phrase: NounPhrase, root: Token) -> Mention | None:
        """Give the mention of a common noun that could act, speak, be counted or be read."""
        head = root.lemma.lower()
        kind = class_of(head)
        counted = any(token.tag == "CD" for token in self.parsed.tokens[phrase.first : root.i])
        if kind is None and counted and root.tag in PLURAL_TAGS:
            kind = "person" if head.endswith(("er", "or", "ist", "ian", "ee")) else "thing"
        if kind is None or (root.i in self._values and kind != "person"):
            return None
        inside = [token for token in self.parsed.tokens[phrase.first : root.i] if token.text[0].isalnum()]
        before = tuple(
            token.text.lower() for token in inside if token.text.lower() not in DETERMINERS and token.tag != "CD"
        )
        of = any(child.lemma == "of" and child.i > root.i for child in self.parsed.children(root.i))
        if head in ("group", "team", "coalition", "faction") and not of and root.tag == "NN":
            kind = "body"
        name = self._proper(phrase.first, root.i) if kind == "body" else ()
        plural = root.tag in PLURAL_TAGS or head in ("police", "people")
        return Mention(
            phrase.first, phrase.last, root.i, "nominal", head, plural, None, name, before,
            self._determiner(phrase.first, root.i), kind, root.sentence,
        )  # fmt: skip

    def _proper(self, first: int, root: int) -> tuple[str, ...]:
        """Give a body's description from its first proper word on, as in "Harran defence ministry"; empty without one."""
        tokens = self.parsed.tokens[first : root + 1]
        for i, token in enumerate(tokens[:-1]):
            proper = token.tag in ("NNP", "NNPS") or (
                token.tag == "JJ" and token.text[0].isupper() and token.i in self._names
            )
            if proper:
                return tuple(one.text for one in tokens[i:] if one.tag != "POS")
        return ()

    def _determiner(self, first: int, last: int) -> Determiner:
        """Say how a noun phrase is determined; the strongest word decides."""
        found: Determiner = "bare"
        for token in self.parsed.tokens[first:last]:
            low = token.text.lower()
            if token.dep == "poss" or token.tag in ("PRP$", "WP$"):
                return "poss"
            if low in ("another", "other", "others", "more", "new") and not token.tag.startswith("NNP"):
                return "other"
            if low in DETERMINERS and found in ("bare", "number"):
                found = DETERMINERS[low]
            elif token.tag == "CD" and found == "bare":
                found = "number"
        return found

    def _of_name(self, name: NameSpan, roots: set[int]) -> Iterator[Mention]:
        """Yield the mention of a name that heads no noun phrase: a modifier, or what the parser took for something else.

        Of a name that ends in a common noun ("Harra campaign") only what is before the noun is taken: the noun has its own.
        """
        first, last = name.first, name.last
        while last > first and (last - 1 in roots or self.parsed.tokens[last - 1].tag in ("NN", "NNS", "POS")):
            last -= 1
        words = self._words(first, last)
        if not words or not any(self.parsed.tokens[i].tag in ("NNP", "NNPS") for i in range(first, last)):
            return
        root = self.parsed.head_in(self.parsed.tokens[first].start, self.parsed.tokens[last - 1].end)
        if root is None:
            return
        embedded = last < name.last or root.dep in ("compound", "nmod", "amod", "npadvmod")
        yield Mention(
            first, last, root.i, "name", root.text.lower(), root.tag == "NNPS", name.label, words,
            sentence=root.sentence, embedded=embedded,
        )  # fmt: skip


def _only_title(mention: Mention) -> bool:
    """Say whether a name is but a title that was parted from its name by a stop: "Pfc."."""
    return mention.form == "name" and len(mention.name) == 1 and mention.name[0].lower().rstrip(".") in SHORT_TITLES


def _joined(tokens: Sequence[Token]) -> Iterator[str]:
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


def titles_in(before: Sequence[str]) -> list[str]:
    """Give the titles among the words before a name, without their stops."""
    known = mapping("persons", "titles", "roles")
    return [word.rstrip(".") for word in before if word.rstrip(".") in known]
