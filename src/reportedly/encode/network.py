"""The graphs as shipped: the lower layers with the grammar, and for each reader what goes on from there."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reportedly.encode.arcs import Habits
from reportedly.errors import ModelMissing
from reportedly.model.encoded import TOLD_FUNCTIONS, Decoding

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from reportedly.model.encoded import Floats
    from reportedly.model.vocabulary import ReaderName

LOWER, TOKENIZER, FUNCTIONS = "lower.onnx", "tokenizer.json", "functions.json"
OWN = ("upper.onnx", "linker.onnx")
"""What each reader has of its own, in a folder of its name: the fast one's upper graph has no layers, only heads."""
READERS = ("default", "fast")
OWN_GRAMMAR = ("fast",)
FILES = (LOWER, TOKENIZER, *(f"{reader}/{name}" for reader in READERS for name in OWN))
HIDDEN = 384
"""How many numbers the lower layers have of each piece."""
WEIGHTS = Path(__file__).parent / "weights"


class Network(NamedTuple):
    """A reader's graphs, tokeniser and decoding numbers."""

    name: str
    lower: InferenceSession
    upper: InferenceSession
    linker: InferenceSession
    tokenizer: Tokenizer
    decoding: Decoding
    keys: int
    """How many numbers the linker has of each word."""
    habits: Habits
    functions: Floats
    """A column for each of `TOLD_FUNCTIONS`: what a state of the lower layers says of its sentence's function.

    A row for each number of the state, and one that is added to every word's scores.
    """
    grammar: bool
    """Whether the grammar is read off the lower layers, too: it costs little; a pipeline of its own knows it better."""


@cache
def network(reader: ReaderName = "default", folder: Path | None = None) -> Network:
    """Load a reader's network, once a process; what the readers share is loaded once for both.

    Raises ModelMissing where a file isn't there, or isn't what `model.json` says it is.
    """
    home = folder or WEIGHTS
    try:
        name, lower, tokenizer = _shared(home)
        functions = _functions(home)
        described = _described(home)
        upper, linker = (_session(_checked(home, f"{reader}/{own}", described)) for own in OWN)
        decoding = _decoding(described["readers"][reader])
        habits = Habits(*(np.array(described["habits"][name], np.float32) for name in Habits._fields))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(
            f"the weights of the {reader} reader are missing or damaged ({error}): reinstall reportedly"
        ) from error
    return Network(
        f"{name} {reader}",
        lower,
        upper,
        linker,
        tokenizer,
        decoding,
        int(described["keys"]),
        habits,
        functions,
        reader in OWN_GRAMMAR,
    )


@cache
def _described(home: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((home / "model.json").read_text("utf-8"))
    return described


@cache
def _shared(home: Path) -> tuple[str, InferenceSession, Tokenizer]:
    """Load the lower graph and the tokeniser."""
    described = _described(home)
    lower = _session(_checked(home, LOWER, described))
    return str(described["name"]), lower, _tokenizer(_checked(home, TOKENIZER, described))


@cache
def _functions(home: Path) -> Floats:
    """Load the table of functions. Raises ValueError where it was made for other layers or other functions.

    Weights that are still being trained have none yet, and say nothing of functions.
    """
    if home != WEIGHTS and not (home / FUNCTIONS).exists():
        return np.zeros((HIDDEN + 1, len(TOLD_FUNCTIONS)), np.float32)
    table = json.loads((home / FUNCTIONS).read_text("utf-8"))
    if table["of"] != _described(home)["sha256"][LOWER] or tuple(table["functions"]) != TOLD_FUNCTIONS:
        raise ValueError(f"{FUNCTIONS} is not of {LOWER}")
    weights: Floats = np.array(table["weights"], np.float32) / float(table["unit"])
    return weights


def _checked(home: Path, name: str, described: dict[str, Any]) -> bytes:
    """Read a file whose SHA-256 is known. Raises ValueError where it's another."""
    content = (home / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != described["sha256"][name]:
        raise ValueError(f"{name} is not the file it should be")
    return content


def _session(graph: bytes) -> InferenceSession:
    """Make a session of one thread: processes scale, threads of one int8 session don't."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # lengths vary from window to window: plans made for one would be kept for each, and memory would grow
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer(content: bytes) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _decoding(numbers: dict[str, Any]) -> Decoding:
    return Decoding(
        steps=np.array(numbers["steps"], np.float32),
        starts=np.array(numbers["starts"], np.float32),
        stops=np.array(numbers["stops"], np.float32),
        weights={name: float(value) for name, value in numbers["weights"].items()},
        threshold=float(numbers["threshold"]),
    )
