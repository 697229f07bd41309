"""Set two figures beside what they're easily taken for: `python evaluation/beside.py`, after `make evaluate`.

* Factuality beside a lexicon alone: the same words of `certainty.toml`, without grammar. A word of it among `WINDOW`
  before an event weighs on it; where there is none, the event is taken for certain.
* NewsDiscourse's "speech" by attributions whose cue is a word of speaking to somebody, beside all attributions.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BUILD = ROOT / "build" / "evaluation"
WINDOW = 6
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
ENDINGS = ("", "s", "d", "ed", "ing")


def lexicon() -> dict[str, int]:
    """Give every word that changes a commitment, in its plain forms, with what it makes of one held certain."""
    from reportedly.attribute.certainty import certainty

    table = certainty()
    governing = {f"{lemma}{ending}": one.affirmed for lemma, one in table.clauses.items() for ending in ENDINGS}
    denying = dict.fromkeys((*table.no_determiners, *table.no_pronouns, "n't"), -3)
    return governing | table.modals | table.adverbs | denying


def by_lexicon(text: str, place: int, words: Mapping[str, int]) -> int | None:
    """Weigh an event by the words before it, None where the lexicon has none of them."""
    from reportedly.attribute.certainty import combine

    before = [found.group().lower().replace("’", "'") for found in WORD.finditer(text[:place])][-WINDOW:]
    known = [words[word] for word in before if word in words and words[word] != 3]  # noqa: PLR2004 certain
    value: int | None = None
    for one in known:
        value = one if value is None else combine(value, one)
    return value


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def cases(corpus: str) -> list[Any]:
    """Pair a corpus's gold with the readings that `make evaluate` left."""
    from evaluation.common import Case

    gold = {one["id"]: one for one in _lines(SHARED / "corpora" / corpus / "gold.jsonl")}
    readings = _lines(BUILD / f"{corpus.replace('/', '-')}.jsonl")
    return [Case(one["report"]["id"], gold[one["report"]["id"]], one["report"]["text"], one) for one in readings]


def factuality() -> None:
    """Print how the lexicon and the readings do on the words each answers, and on all."""
    from evaluation.factuality import answer, error, pearson

    words = lexicon()
    rows: dict[str, list[tuple[float, float | None]]] = {"lexicon": [], "readings": []}
    for case in cases("factuality/dev"):
        for target in case.gold["targets"]:
            place = target["start"], target["end"]
            rows["lexicon"].append((target["value"], by_lexicon(case.text, place[0], words)))
            rows["readings"].append((target["value"], answer(place, case.reading["claims"])))
    for name, found in rows.items():
        answered = [(gold, value) for gold, value in found if value is not None]
        every = [(gold, 3.0 if value is None else value) for gold, value in found]
        told = (f"{pearson(*map(list, zip(*one, strict=True))):.3f}, error {error(*zip(*one, strict=True)):.3f}"
                for one in (answered, every))  # fmt: skip
        print(f"factuality by {name}: answered {len(answered) / len(found):.3f} of {len(found)}, Pearson", *told)


def speech() -> None:
    """Print the F1 of NewsDiscourse's speech by all attributions, and by what was spoken alone."""
    from evaluation.discourse import score

    from reportedly.claim.tables import words

    spoken = words("spoken")
    for name, kept in (("all attributions", None), ("what was spoken", spoken)):
        found = cases("newsdiscourse/dev")
        for case in found:
            told = [one for one in case.reading["attributions"] if kept is None or one["cue"]["lemma"] in kept]
            case.reading["attributions"] = [_in_the_text(one) for one in told]
        figures = score(found)
        print(f"speech by {name}:", *(f"{key} {figures[f'speech_{key}']:.3f}" for key in ("precision", "recall", "f1")))


def _in_the_text(attribution: dict[str, Any]) -> dict[str, Any]:
    """Leave out what stands in a title that isn't part of the text: the scorer takes its offsets for the text's."""
    for part in ("cue", "content"):
        attribution[part]["spans"] = [one for one in attribution[part]["spans"] if one.get("in") != "title"]
    return attribution


def main() -> None:
    """Print both."""
    sys.path.insert(0, str(SHARED))
    factuality()
    speech()


if __name__ == "__main__":
    main()
