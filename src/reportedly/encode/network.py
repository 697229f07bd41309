"""The two graphs as shipped: the encoder, and the linker that looks around each candidate for a cue."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from reportedly.errors import ModelMissing
from reportedly.model.encoded import Decoding

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from reportedly.model.vocabulary import ReaderName

FILES = ("encoder.onnx", "linker.onnx", "tokenizer.json")
WEIGHTS = Path(__file__).parent / "weights"


class Network(NamedTuple):
    """A reader's graphs, tokeniser and decoding numbers."""

    name: str
    encoder: InferenceSession
    linker: InferenceSession
    tokenizer: Tokenizer
    decoding: Decoding


@cache
def network(reader: ReaderName = "default", folder: Path | None = None) -> Network:
    """Load a reader's network, once a process.

    Raises ModelMissing where a file isn't there, or isn't what `model.json` says it is.
    """
    home = folder or WEIGHTS / reader
    try:
        described = json.loads((home / "model.json").read_text("utf-8"))
        contents = {name: _checked(home / name, described["sha256"][name]) for name in FILES}
        return Network(
            name=described["name"],
            encoder=_session(contents["encoder.onnx"]),
            linker=_session(contents["linker.onnx"]),
            tokenizer=_tokenizer(contents["tokenizer.json"]),
            decoding=_decoding(described["decoding"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(
            f"the weights of the {reader} reader are missing or damaged ({error}): reinstall reportedly"
        ) from error


def _checked(path: Path, expected: str) -> bytes:
    """Read a file whose SHA-256 is known. Raises ValueError where it's another."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != expected:
        raise ValueError(f"{path.name} is not the file it should be")
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
