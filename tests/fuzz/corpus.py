"""The inputs that are kept: a file a harness, a JSON string a line, each character of which is one byte."""

import json
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


def kept(name: str) -> list[bytes]:
    """Give the inputs kept for a harness."""
    path = FOLDER / f"{name}.jsonl"
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return [json.loads(line).encode("latin-1") for line in lines]


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Keep inputs, the shortest first, each once."""
    FOLDER.mkdir(exist_ok=True)
    ordered = sorted(set(inputs), key=lambda one: (len(one), one))
    text = "".join(json.dumps(one.decode("latin-1")) + "\n" for one in ordered)
    (FOLDER / f"{name}.jsonl").write_text(text, encoding="ascii")
