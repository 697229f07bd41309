"""Hold a ledger's questions against the truth: `python -m benchmarks.press.score TRUTH QUESTIONS` (both JSON Lines).

pairwise_*: two figures belong together when they answer one question: precision over the pairs that the ledger puts
    together, recall over those that belong together. Parts, increments and figures told as corrected may stand with
    their total or apart: they count only where they stand with another incident's or another toll's.
origins_right: share of questions with two reports or more whose `independent` lies within what the reports let one
    know: low, every body that shows, those of one government once; high, every name that shows, and each outlet's own
    bare figure and each unnamed source on top. Of the ledger's questions, that is asked which shares most figures.
superseding_right: share of what bodies said, once each, whose `supersedes` is right: some answer that tells it names an
    earlier figure of the same origin, where the reports show that there is one, and none where there is none. Where the
    days told or, without them, the publications put two figures in another order than they were announced in, nobody
    could know: not counted. _recall: of those only that supersede an earlier one; _precision: of those said to.
matched: share of the truth's figures that some answer gives: same report, value and outcome, overlapping words.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]
ENOUGH = 2
"""Reports from which on a question's independence is worth asking."""


def claims_of(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield every claim of the truth, with the facts of its report."""
    for line in lines:
        for number, claim in enumerate(line["claims"]):
            yield claim | {
                "key": f"{line['report']}#{number}",
                "report": line["report"],
                "published": line["published"],
                "publisher": line["publisher"],
            }


def _places(one: Line) -> tuple[bool, int, int]:
    span = one["span"][0] if isinstance(one["span"], list) else one["span"]
    return span.get("in") == "title", span["start"], span["end"]


def _overlap(claim: Line, answer: Line) -> int:
    """Count the characters that a claim of the truth and an answer share; the figure alone counts a hundredfold."""
    title, start, end = _places(answer)
    shared = 0
    for name, weight in (("span", 1), ("figure", 100)):
        one = claim[name]
        if (one.get("in") == "title") == title:
            shared += weight * max(0, min(end, one["end"]) - max(start, one["start"]))
    return shared


def matches(claims: Iterable[Line], questions: Iterable[Line]) -> dict[str, tuple[Line, Line]]:
    """Lead each claim of the truth to the question and answer that give it; each answer is given once."""
    answers: dict[tuple[Any, ...], list[tuple[Line, Line]]] = defaultdict(list)
    for question in questions:
        for answer in question["answers"]:
            answers[answer["report"], question["counts"], answer["value"]].append((question, answer))
    found: dict[str, tuple[Line, Line]] = {}
    taken: set[tuple[str, int]] = set()
    for claim in claims:
        several = [
            (_overlap(claim, answer), number, question, answer)
            for number, (question, answer) in enumerate(answers[claim["report"], claim["counts"], claim["value"]])
            if (answer["claim"], id(answer)) not in taken
        ]
        best = max(several, key=lambda one: (one[0], -one[1]), default=None)
        if best and best[0] > 0:
            taken.add((best[3]["claim"], id(best[3])))
            found[claim["key"]] = best[2], best[3]
    return found


def _pairs(many: int) -> int:
    return many * (many - 1) // 2


def pairwise(claims: list[Line], found: dict[str, tuple[Line, Line]]) -> dict[str, float]:
    """Score the pairs of figures that stand together."""
    firm = [one for one in claims if not one["optional"]]
    wanted = sum(map(_pairs, Counter(one["question"] for one in firm).values()))
    both: Counter[tuple[str, str]] = Counter()
    together: dict[str, list[Line]] = defaultdict(list)
    for one in claims:
        if one["key"] in found:
            together[found[one["key"]][0]["id"]].append(one)
    right, wrong = 0, 0
    for key, several in together.items():
        counts = Counter(one["question"] for one in several if not one["optional"])
        both.update({(key, name): many for name, many in counts.items()})
        right += sum(map(_pairs, counts.values()))
        wrong += _pairs(counts.total()) - sum(map(_pairs, counts.values()))
        loose = [one for one in several if one["optional"]]
        wrong += sum(_strange(one, several) for one in loose)
    precision, recall = right / max(1, right + wrong), right / max(1, wanted)
    return {
        "pairwise_precision": precision,
        "pairwise_recall": recall,
        "pairwise_f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def _strange(one: Line, several: list[Line]) -> int:
    """Count the figures of another incident or toll that an optional figure stands with."""
    return sum(
        (other["incident"], other["counts"]) != (one["incident"], one["counts"])
        for other in several
        if not other["optional"]
    )


def independent(several: list[Line]) -> tuple[int, int]:
    """Give how many origins a question's figures let one know, from low to high."""
    shown = {(one["apparent"], one["apparent_affiliation"]) for one in several if one["apparent"]}
    true = {one["affiliation"] for one in several}
    low = min(len({affiliation for _, affiliation in shown}), len(true)) if shown else 0
    bare = {one["publisher"] for one in several if not one["apparent"] and one["basis"] == "none"}
    high = max(len({name for name, _ in shown}), len(true)) + len(bare)
    return max(1, low) if shown else min(1, len(bare)), max(1, high)


def origins(claims: list[Line], found: dict[str, tuple[Line, Line]]) -> dict[str, float]:
    """Score how many origins each question is said to have."""
    asked: dict[str, list[Line]] = defaultdict(list)
    for one in claims:
        asked[one["question"]].append(one)
    right = low_right = many = 0
    for several in asked.values():
        if len({one["report"] for one in several}) < ENOUGH:
            continue
        many += 1
        held = Counter(found[one["key"]][0]["id"] for one in several if one["key"] in found)
        if not held:
            continue
        best = held.most_common(1)[0][0]
        question = next(
            found[one["key"]][0] for one in several if one["key"] in found and found[one["key"]][0]["id"] == best
        )
        low, high = independent(several)
        given = question["independent"]
        low_right += low <= given["low"] <= high
        right += low <= given["low"] <= given["high"] <= high
    return {"questions": many, "origins_right": right / max(1, many), "origins_low_right": low_right / max(1, many)}


def _order(one: Line) -> tuple[str, str]:
    """Give when a figure seems to be counted: the day told, else the publication's; then the publication."""
    return (one["told"] or one["published"])[:10], one["published"]


def superseding(claims: list[Line], found: dict[str, tuple[Line, Line]]) -> dict[str, float]:
    """Score which figures are said to supersede which."""
    by_origin: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for one in claims:
        if not one["optional"] and one["apparent"] and one["key"] in found:
            by_origin[one["question"], one["apparent"]].append(one)
    key_of = {found[one["key"]][1]["claim"]: one for one in claims if one["key"] in found}
    counts: Counter[str] = Counter()
    for several in by_origin.values():
        sayings: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
        for one in several:
            due = _due(one, several)
            if due is not None:
                given = found[one["key"]][1]["supersedes"]
                right = _is_right(one, due=due, given=given, named=key_of.get(given or ""))
                sayings[one["announcement"]].append((due, right, given is not None))
        for told in sayings.values():
            counts.update(_saying(told))
    return {
        "superseding": counts["all"],
        "superseding_right": counts["right"] / max(1, counts["all"]),
        "superseding_recall": counts["due_right"] / max(1, counts["due"]),
        "superseding_precision": counts["given_right"] / max(1, counts["given"]),
    }


def _saying(told: list[tuple[bool, bool, bool]]) -> Counter[str]:
    """Judge what a body said once, as all reports of it tell it: due, right and given of each.

    That it supersedes need be said of one of them; what is said wrongly of any is wrong.
    """
    due = any(one[0] for one in told)
    false = any(given and not right for _, right, given in told)
    right = not false and (not due or any(right for is_due, right, _ in told if is_due))
    given = any(one[2] for one in told)
    return Counter(all=1, right=right, due=due, due_right=due and right, given=given, given_right=given and right)


def _due(one: Line, several: list[Line]) -> bool | None:
    """Say whether a figure supersedes another.

    None where nobody could tell: it is told in another order than it happened in, or under a wrong name.
    """
    if one["apparent"] != one["origin"]:
        return None
    if one["retrospect"]:
        return False
    others = [other for other in several if other["announcement"] != one["announcement"] and not other["retrospect"]]
    earlier = [other for other in others if other["announced"] < one["announced"]]
    later = [other for other in others if other["announced"] > one["announced"]]
    if any(_order(other) >= _order(one) for other in earlier) or any(_order(other) <= _order(one) for other in later):
        return None
    if earlier and all(other["apparent"] != other["origin"] for other in earlier):
        return None
    return bool(earlier)


def _is_right(one: Line, *, due: bool, given: str | None, named: Line | None) -> bool:
    """Judge a figure's `supersedes`: `given` is what it names, `named` the truth's claim of it."""
    before = named is not None and _is_before(named, one)
    if due:
        return before
    # the same saying in another report may stand for it, or what its report tells as corrected; all else is made up
    return given is None or (
        named is not None
        and (named["announcement"] == one["announcement"] or (before and named["optional"] and not one["retrospect"]))
    )


def _is_before(named: Line, one: Line) -> bool:
    """Say whether a figure is an earlier one of the same origin and question."""
    same = named["question"] == one["question"] and named["apparent"] == one["apparent"]
    return bool(same and named["announced"] < one["announced"])


def score(truth: Iterable[Line], questions: Iterable[Line]) -> dict[str, float]:
    """Give all figures."""
    claims = list(claims_of(truth))
    asked = [one for one in questions if one["kind"] == "how_many"]
    found = matches(claims, asked)
    firm = [one for one in claims if not one["optional"]]
    return {
        "reports": len({one["report"] for one in claims}),
        "figures": len(firm),
        "matched": sum(one["key"] in found for one in firm) / max(1, len(firm)),
        **pairwise(claims, found),
        **origins(claims, found),
        **superseding(claims, found),
    }


def lines(path: str | Path) -> Iterator[Line]:
    """Read JSON Lines."""
    with Path(path).open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def main() -> int:
    """Print the figures."""
    truth, questions = sys.argv[1:]
    for name, value in score(lines(truth), lines(questions)).items():
        print(f"{name:22} {value:.4f}" if isinstance(value, float) else f"{name:22} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
