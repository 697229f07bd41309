"""From the words of a source to the mentions in it."""

from collections.abc import Iterable

from reportedly.model import Offsets, Parsed, Token

from .mentions import Mention
from .tables import class_of

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "DT", "PRP", "PRP$", "WP", "WP$", "WDT", "JJ"})


def source_mentions(
    parsed: Parsed, mentions: list[Mention], roots: dict[int, Mention], spans: Iterable[Offsets]
) -> list[Mention]:
    """Give the mentions that a source's words have at their heads: one, or several joined by "and".

    A source that nothing was found in (as "the case", "a slide") is added to the mentions, as something that says or shows.
    """
    found: list[Mention] = []
    for start, end in spans:
        for head in _heads(parsed, roots, start, end):
            mention = roots.get(head.i) or _around(mentions, roots, parsed, head)
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
    if head.tag not in NOUNS and head.i not in roots:
        nouns = [
            token
            for token in parsed.tokens_in(start, end)
            if token.tag in NOUNS and token.tag not in ("DT", "JJ", "CD")
        ]
        if not nouns:
            return []
        head = nouns[-1]
    heads, waiting = [head], [head]
    while waiting:
        for child in parsed.children(waiting.pop().i):
            if child.dep == "conj" and start <= child.start and child.end <= end and child.tag in NOUNS:
                heads.append(child)
                waiting.append(child)
    return heads


def _around(mentions: list[Mention], roots: dict[int, Mention], parsed: Parsed, head: Token) -> Mention | None:
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
