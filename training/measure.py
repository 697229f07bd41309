"""Measure a reader on annotated documents: attributions matched as the field does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly import clean, parse
from reportedly.attribute.tagger import Candidate, decoded, kept
from reportedly.encode.encoder import encode_text
from reportedly.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportedly.encode.network import Network
    from reportedly.model.encoded import Encoded

HALF, MOST = 0.5, 0.999
_WORD = re.compile(r"\w+")
Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as sets of words, numbered in the text."""

    source: Words
    content: Words
    quoting: str = "indirect"


@dataclass(slots=True)
class Case:
    """One document read: its gold and its candidates, each as words."""

    gold: list[Triple]
    candidates: list[Candidate]
    triples: list[Triple]


def read_cases(folder: Path, network: Network, *, limit: int | None = None) -> list[Case]:
    """Read every document of a split and keep all candidates, however unlikely."""
    gold = {line["id"]: line["attributions"] for line in _lines(folder / "gold.jsonl")}
    cases = []
    for line in _lines(folder / "documents.jsonl")[:limit]:
        text = line["text"]
        article = clean.clean(Page(text, media="text"))
        encoded = encode_text(article.full_text, parse.split(article), using=network)
        spans = [match.span() for match in _WORD.finditer(text)]
        found = decoded(encoded)
        triples = [
            Triple(_covered(spans, _runs(encoded, one.source)), _covered(spans, _runs(encoded, one.content)))
            for one in found
        ]
        cases.append(Case([one for one in _gold(text, spans, gold[line["id"]]) if one.content], found, triples))
    return cases


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _runs(encoded: Encoded, words: np.ndarray) -> list[tuple[int, int]]:
    parts = np.split(words, np.flatnonzero(np.diff(words) > 1) + 1) if len(words) else []
    return [(int(encoded.starts[part[0]]), int(encoded.ends[part[-1]])) for part in parts]


def _covered(words: Sequence[tuple[int, int]], spans: Sequence[Sequence[int]]) -> Words:
    return frozenset(i for i, (a, b) in enumerate(words) if any(start <= a and b <= end for start, end in spans))


def _gold(text: str, words: Sequence[tuple[int, int]], attributions: Sequence[dict[str, Any]]) -> list[Triple]:
    return [
        Triple(_covered(words, one["source"]), _covered(words, one["content"]), _quoting(text, one["content"]))
        for one in attributions
    ]


def _quoting(text: str, spans: Sequence[Sequence[int]]) -> str:
    content = " ".join(text[a:b] for a, b in spans)
    marks, bare = len(re.findall('["“”]', content)), content.strip(" ,.")
    if not marks:
        return "indirect"
    return "direct" if bare[:1] in ('"', "“") and (bare[-1:] in ('"', "”") or marks == 1) else "mixed"


def matched(gold: Sequence[Triple], found: Sequence[Triple]) -> list[tuple[float, int, int]]:
    """Pair one to one by Jaccard overlap of contents, best first."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            if shared := len(one.content & other.content):
                pairs.append((shared / len(one.content | other.content), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    result = []
    for score, i, j in sorted(pairs, reverse=True):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            result.append((score, i, j))
    return result


def same_source(gold: Triple, found: Triple) -> bool:
    """Say whether sources share a word, or neither has one."""
    return bool(gold.source & found.source) if gold.source else not found.source


def figures(cases: Sequence[Case], *, threshold: float) -> dict[str, float]:
    """Give the figures of the attributions kept at a threshold."""
    there = dict.fromkeys(("direct", "mixed", "indirect"), 0)
    count = dict.fromkeys(("gold", "found", "right", "exact", "half", *there), 0)
    for case in cases:
        place = {id(one): i for i, one in enumerate(case.candidates)}
        found = [case.triples[place[id(one)]] for one in kept(case.candidates, threshold=threshold)]
        count["gold"] += len(case.gold)
        count["found"] += len([one for one in found if one.content])
        for one in case.gold:
            there[one.quoting] += 1
        for score, i, j in matched(case.gold, found):
            count["exact"] += score > MOST
            count["half"] += score >= HALF
            count[case.gold[i].quoting] += score >= HALF
            count["right"] += score >= HALF and same_source(case.gold[i], found[j])
    both = max(1, count["gold"] + count["found"])
    shares = {f"recall_{name}": count[name] / max(1, total) for name, total in there.items()}
    rates = {"precision": count["right"] / max(1, count["found"]), "recall": count["right"] / max(1, count["gold"])}
    f1s = {
        f"{name}_f1": 2 * count[key] / both for name, key in (("attr", "right"), ("half", "half"), ("exact", "exact"))
    }
    return {**f1s, **rates, **shares, "found": count["found"], "gold": count["gold"]}


def best_of(case: Case) -> list[Candidate]:
    """Give a case's candidates, of two readings of one thing only the better."""
    best = {id(one) for one in kept(case.candidates, threshold=0.0)}
    return [one for one in case.candidates if id(one) in best]


def labelled(cases: Sequence[Case]) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray]:
    """Give each candidate's features, whether it's right, and its document's number."""
    features, right, document = [], [], []
    for number, case in enumerate(cases):
        place = {id(one): i for i, one in enumerate(case.candidates)}
        chosen = [place[id(one)] for one in best_of(case)]
        found = [case.triples[i] for i in chosen]
        hits = {j for score, i, j in matched(case.gold, found) if score >= HALF and same_source(case.gold[i], found[j])}
        for j, i in enumerate(chosen):
            features.append(case.candidates[i].features)
            right.append(j in hits)
            document.append(number)
    return features, np.array(right, bool), np.array(document)


def labelled_confidence(cases: Sequence[Case], threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """Give the confidence of each attribution that is kept, and whether it's right."""
    _, right, _ = labelled(cases)
    confidence = np.array([one.confidence for case in cases for one in best_of(case)])
    found = confidence >= threshold
    return confidence[found], right[found]


__all__ = ["Case", "Triple", "best_of", "figures", "labelled", "labelled_confidence", "matched", "read_cases"]
