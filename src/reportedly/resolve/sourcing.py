"""From the words of a source to the mentions in it."""

from collections.abc import Iterable

from reportedly.model import Offsets, Parsed, Token

from .mention import Mention
from .tables import class_of

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
        for head in _heads(parsed, roots, start, end):
            mention = roots.get(head.i) or _around(roots, parsed, head)
            if mention is None:
                mention = _made(parsed, head)
                mentions.append(mention)
                roots[head.i] = mention
            if mention not in found:
                found.append(mention)
    return found


def _heads(parsed: Parsed, roots: dict[int, Mention], start: int, end: int) -> list[Token]:
    """Give the head of a stretch and what is coordinated with it inside; the last noun where the head is none."""
    head = parsed.head_in(start, end)
    if head is None:
        return []
    if head.tag not in NOUNS:
        nouns = [one for one in parsed.tokens_in(start, end) if one.tag in NOUNS - {"DT", "JJ", "CD"}]
        named = [one for one in nouns if one.i in roots and roots[one.i].label == "PERSON"]
        if not nouns and head.i not in roots:
            return []
        head = (named or nouns or [head])[-1]
    heads, waiting = [head], [head]
    while waiting:
        for child in parsed.children(waiting.pop().i):
            inside = start <= child.start and child.end <= end
            if child.dep == "conj" and inside and child.tag in NOUNS and not _same_person(roots, head, child):
                heads.append(child)
                waiting.append(child)
    return heads


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
    first, _ = parsed.edges(head.i)
    first = max(first, head.i - 12)
    inside = [
        token
        for token in parsed.tokens[first : head.i]
        if token.text[0].isalnum() and token.tag not in ("DT", "CD", "PRP$")
    ]
    determiner = next((token.text.lower() for token in parsed.tokens[first : head.i] if token.dep == "det"), "")
    low = head.lemma.lower()
    agents = head.tag in ("NNS", "NNPS") and low.endswith(("er", "or", "ist", "ian", "ee", "ant"))
    return Mention(
        first, head.i + 1, head.i, "nominal", low, head.tag in ("NNS", "NNPS"), None, (),
        tuple(token.text.lower() for token in inside), "the" if determiner == "the" else "bare",
        class_of(low) or ("person" if agents else "document"), head.sentence,
    )  # fmt: skip
