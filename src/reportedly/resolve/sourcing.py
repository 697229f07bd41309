"""From the words of a source to the mentions in it."""

import re
from collections.abc import Iterable, Sequence

from reportedly.model import Offsets, Parsed, Token

from .interviews import titled
from .mention import Determiner, Mention
from .tables import Class, class_of, kind_of_noun, words

WORDS = frozenset({"word", "mouth", "lips", "opinion", "view", "information"})
"""What is somebody's own by which they speak: who is meant is whose it is."""
WITHIN = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "predet", "quantmod"})
"""Dependencies of what belongs to a noun phrase before its head."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SHARES = frozenset({"cent", "percent", "%"})
"""Heads of how many of those polled said something: the poll speaks."""
AGE = re.compile(r"\d{1,3}-?years?-?old")
AGED = "year-old"
"""The head of who is called by their age alone."""
LONGEST_MADE = 12
"""Tokens before its head that a mention is made of at most."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "DT", "PRP", "PRP$", "WP", "WP$", "WDT", "JJ"})


def source_mentions(
    parsed: Parsed, mentions: list[Mention], roots: dict[int, Mention], spans: Iterable[Offsets]
) -> list[Mention]:
    """Give the mentions that a source's words have at their heads: one, or several joined by "and".

    A source that nothing was found in ("the case", "a slide") is added to the mentions, as something that says or
    shows.
    """
    found: list[Mention] = []
    for start, end in spans:
        aged = _aged(parsed, start, end)
        if aged is not None and aged.root not in roots:
            mentions.append(aged)
            roots[aged.root] = aged
            found.append(aged)
            continue
        label = titled(parsed, start, end)
        if label is not None:
            _put(mentions, roots, label)
            found.append(label)
            continue
        for head in _heads(parsed, roots, start, end):
            mention = roots.get(head.i) or _around(roots, parsed, head)
            named = _cut_short(parsed, mention, head, end)
            if mention is None or named is not None:
                mention = named or _made(parsed, head)
                mentions.append(mention)
                roots[head.i] = mention
            if mention not in found:
                found.append(mention)
    return found


def _put(mentions: list[Mention], roots: dict[int, Mention], mention: Mention) -> None:
    """Put a mention in the place of those that stand within it."""
    for one in [one for one in mentions if mention.first <= one.first and one.last <= mention.last]:
        mentions.remove(one)
        roots.pop(one.root, None)
    mentions.append(mention)
    roots[mention.root] = mention


def _aged(parsed: Parsed, start: int, end: int) -> Mention | None:
    """Make a mention of a source that is but an age, "the 43-year-old", None of any other."""
    tokens = parsed.tokens_in(start, end)
    if len(tokens) < 2 or tokens[0].text.lower() not in ("the", "a") or not AGE.fullmatch(_text_of(tokens[1:])):  # noqa: PLR2004
        return None
    first, last = tokens[0], tokens[-1]
    determiner: Determiner = "the" if first.text.lower() == "the" else "number"
    return Mention(
        first.i, last.i + 1, last.i, "nominal", AGED, plural=False,
        determiner=determiner, kind="person", sentence=first.sentence, made=True,
    )  # fmt: skip


def _text_of(tokens: Sequence[Token]) -> str:
    """Give tokens' words as they stand, without the white space between them."""
    return "".join(token.text.lower() for token in tokens)


def _cut_short(parsed: Parsed, mention: Mention | None, head: Token, end: int) -> Mention | None:
    """Give the name that a source ends with where the parser took the verb behind it for its noun, None elsewhere.

    "The Shelter Cluster estimates needs at …": the Cluster estimates.
    """
    if mention is None or mention.form != "nominal" or mention.root <= head.i or head.tag not in ("NNP", "NNPS"):
        return None
    if parsed.tokens[mention.root].start < end or mention.root != head.i + 1:
        return None
    first = head.i
    while first > mention.first and parsed.tokens[first - 1].tag in ("NNP", "NNPS"):
        first -= 1
    name = tuple(token.text for token in parsed.tokens[first : head.i + 1])
    return Mention(
        mention.first, head.i + 1, head.i, "name", head.text.lower(), plural=False,
        name=name, determiner=mention.determiner, sentence=head.sentence,
    )  # fmt: skip


def _heads(parsed: Parsed, roots: dict[int, Mention], start: int, end: int) -> list[Token]:
    """Give the head of a stretch and what is coordinated with it inside; the last noun where the head is none."""
    head = _head(parsed, start, end)
    if (
        head is None
        or head.lemma.lower() in ("what", "you")
        or (head.tag in ("DT", "WDT") and head.i not in roots and head.lemma.lower() != "both")
    ):
        return []
    if head.tag not in NOUNS:
        nouns = [one for one in parsed.tokens_in(start, end) if one.tag in NOUNS - {"DT", "JJ", "CD"}]
        named = [one for one in nouns if one.i in roots and roots[one.i].label == "PERSON"]
        if not nouns and head.i not in roots:
            return []
        subject = [one for one in nouns if one.head == head.i and one.dep in SUBJECTS and head.tag.startswith("V")]
        head = (named or subject or nouns or [head])[-1]
    head = _named_behind(parsed, roots, head, end) or head
    head = _whose_words(parsed, _past_hyphen(parsed, head, end), end)
    heads, waiting = [head], [head]
    while waiting:
        for child in parsed.children(waiting.pop().i):
            inside = start <= child.start and child.end <= end
            if child.dep == "conj" and inside and child.tag in NOUNS and not _same_person(roots, head, child):
                heads.append(child)
                waiting.append(child)
    return heads


def _head(parsed: Parsed, start: int, end: int) -> Token | None:
    """Give the head of a stretch; of several words that depend on what is outside, the first but a determiner."""
    head = parsed.head_in(start, end)
    if head is None or head.tag != "DT":
        return head
    inside = parsed.tokens_in(start, end)
    indices = {token.i for token in inside}
    return next((one for one in inside if one.head not in indices and one.tag in NOUNS - {"DT", "JJ"}), head)


def _named_behind(parsed: Parsed, roots: dict[int, Mention], head: Token, end: int) -> Token | None:
    """Give the last word of a person's name in a source's words that its head isn't joined to by the grammar.

    "One of them, Hana Orr" and "Assistant Secretary of State for African Affairs Hana Orr" are her; "a spokesman for
    President Hana Orr" isn't, nor is "one of Hana Orr's lawyers".
    """
    last = next((one for one in reversed(parsed.tokens_in(head.end, end)) if one.text[0].isalnum()), None)
    name = roots.get(last.i) if last is not None and last.i != head.i else None
    if name is None or name.label != "PERSON" or name.form != "name":
        return None
    held = roots.get(head.i)
    before = parsed.tokens[name.last - len(name.name) - 1]
    single = held is not None and held.form == "nominal" and held.kind == "person" and not held.plural
    if single and before.text == "," and before.i == held.last and held.determiner in ("the", "poss"):  # type: ignore[union-attr]
        return last  # "according to the mayor, Hana Orr"
    if held is None and head.tag == "CD":
        return last if before.text == "," else None
    if held is None and before.i == head.i:
        return last  # a title of another language: "omda Adam Salih"
    office = held is not None and held.form == "name" and all(class_of(word.lower()) == "person" for word in held.name)
    office = office or (held is not None and held.kind == "person" and head.text[0].isupper() and not held.plural)
    beside = before.tag in ("NNP", "NNPS", "NN", "NNS") and class_of(before.lemma.lower()) != "person"
    return last if office and beside and name.label == "PERSON" else None


def _whose_words(parsed: Parsed, head: Token, end: int) -> Token:
    """Give who is meant by "the words of X": X."""
    if head.lemma.lower() not in WORDS:
        return head
    for child in parsed.children(head.i):
        if child.lemma == "of":
            return next((one for one in parsed.children(child.i) if one.dep == "pobj" and one.end <= end), head)
    return head


def _past_hyphen(parsed: Parsed, head: Token, end: int) -> Token:
    """Give the noun that a prefix is tied to by a hyphen, where the parser took the prefix for the head: "ex-wife"."""
    after = parsed.tokens[head.i + 1 : head.i + 3]
    tied = len(after) == 2 and after[0].text == "-" and head.end == after[0].start and after[0].end == after[1].start  # noqa: PLR2004
    return after[1] if tied and after[1].tag in NOUNS and after[1].end <= end else head


def _same_person(roots: dict[int, Mention], head: Token, child: Token) -> bool:
    """Say whether two descriptions joined by "and" are of one person: "the founder and owner" has one article."""
    one, other = roots.get(head.i), roots.get(child.i)
    if one is None or other is None or one.form != "nominal" or other.form != "nominal":
        return False
    single = one.kind == other.kind == "person" and not one.plural and not other.plural
    return single and one.determiner in ("the", "a") and other.determiner == "bare"


def _around(roots: dict[int, Mention], parsed: Parsed, head: Token) -> Mention | None:
    """Give the mention of whose name a word is part."""
    for i in range(head.i, min(head.i + 6, len(parsed.tokens))):
        mention = roots.get(i)
        if mention and mention.first <= head.i < mention.last:
            return mention
    above = roots.get(head.head)
    return above if above and above.form == "name" and above.first <= head.i < above.last else None


def _made(parsed: Parsed, head: Token) -> Mention:
    """Make a mention of a noun that no list has."""
    left = [child.i for child in parsed.children(head.i) if child.i < head.i and child.dep in WITHIN]
    first = min([head.i, *left])
    owner = next((i for i in range(head.i - 1, max(head.i - 4, -1), -1) if parsed.tokens[i].tag == "PRP$"), None)
    first = max(first if owner is None else min(first, owner), head.i - LONGEST_MADE)
    inside = [
        token
        for token in parsed.tokens[first : head.i]
        if token.text[0].isalnum() and token.tag not in ("DT", "CD", "PRP$")
    ]
    led = {token.text.lower() for token in parsed.tokens[first : head.i] if token.dep in ("det", "poss")}
    low = head.lemma.lower()
    agents = head.tag in ("NNS", "NNPS") and low.endswith(("er", "or", "ist", "ian", "ee", "ant"))
    people: Class | None = "group" if low in words("heads", "pronominal") else None
    known = "poll" if low in SHARES else kind_of_noun(head, inside) or people
    return Mention(
        first, head.i + 1, head.i, "nominal", low, plural=head.tag in ("NNS", "NNPS"),
        before=tuple(token.text.lower() for token in inside),
        determiner="poss" if owner is not None else "the" if "the" in led else "bare",
        kind=known or ("person" if agents else "document"),
        sentence=head.sentence,
        made=known is None,
    )  # fmt: skip
