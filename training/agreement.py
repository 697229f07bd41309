"""How far the grammar heads agree with the teacher, on texts that neither of them learnt from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reportedly import parse
from reportedly.clean import clean
from reportedly.encode.encoder import encode_text
from reportedly.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.encode.network import Network
    from reportedly.model import Parsed


def agreement(told: Iterable[dict[str, Any]], network: Network) -> dict[str, float]:
    """Give the shares of tags, heads (`uas`) and heads with labels (`las`), and F1 of names and of sentence starts."""
    count: Counter[str] = Counter()
    for one in told:
        article = clean(Page(one["text"], media="text"))
        split = parse.split(article)
        parsed = parse.parse(article, split, encode_text(article.full_text, split, using=network))
        if [token.start for token in parsed.tokens] == [token[0] for token in one["tokens"]]:
            _compare(count, parsed, one)
    tokens = max(1, count["tokens"])
    shares = {name: count[name] / tokens for name in ("tags", "uas", "las")}
    f1s = {
        name: 2 * count[f"{name}_met"] / max(1, count[f"{name}_ours"] + count[f"{name}_theirs"])
        for name in ("names", "sentences")
    }
    return shares | f1s | {"tokens": float(count["tokens"])}


def _compare(count: Counter[str], parsed: Parsed, told: dict[str, Any]) -> None:
    for ours, (_, _, tag, dep, head, _) in zip(parsed.tokens, told["tokens"], strict=True):
        count["tokens"] += 1
        count["tags"] += ours.tag == tag
        count["uas"] += ours.head == head
        count["las"] += ours.head == head and ours.dep == dep
    names = {tuple(name) for name in told["names"]}, {(name.first, name.last, name.label) for name in parsed.names}
    starts = {token[5]: place for place, token in reversed(list(enumerate(told["tokens"])))}
    sentences = set(starts.values()), {sentence.first for sentence in parsed.sentences}
    for name, (theirs, ours) in (("names", names), ("sentences", sentences)):
        count[f"{name}_ours"] += len(ours)
        count[f"{name}_theirs"] += len(theirs)
        count[f"{name}_met"] += len(theirs & ours)
