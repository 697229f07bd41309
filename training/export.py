"""Turn trained weights into the two graphs that are shipped: int8 per channel, embeddings per row."""

from __future__ import annotations

import hashlib
import json
import warnings
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from training.network import HEAD, LINK_WIDTH, WIDTH, Encoder, GrammarHeads, Layer

from reportedly.encode.network import FILES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.losses import Depth, Reader

OPSET = 17


class ShippedLayer(nn.Module):
    """A layer for one window at a time: query, key and value by one product, no mask, no dropout."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        size = layer.query.out_features
        self.joined = nn.Linear(WIDTH, 3 * size)
        scale = HEAD**-0.5
        parts = (layer.query.weight * scale, layer.key.weight, layer.value.weight)
        self.joined.weight.data = torch.cat([part.data for part in parts])
        parts = (layer.query.bias * scale, layer.key.bias, layer.value.bias)
        self.joined.bias.data = torch.cat([part.data for part in parts])
        self.mixed, self.mixed_norm = layer.mixed, layer.mixed_norm
        self.up, self.down, self.norm = layer.up, layer.down, layer.norm
        self.size = size

    def forward(self, x: Tensor) -> Tensor:
        """Map (1, pieces, width) to the same shape."""
        q, k, v = (part.reshape(1, -1, self.size // HEAD, HEAD) for part in self.joined(x).split(self.size, dim=-1))
        seen = torch.softmax(q.permute(0, 2, 1, 3) @ k.permute(0, 2, 3, 1), -1)
        mixed = (seen @ v.permute(0, 2, 1, 3)).permute(0, 2, 1, 3).reshape(1, -1, self.size)
        x = self.mixed_norm(x + self.mixed(mixed))
        return self.norm(x + self.down(functional.gelu(self.up(x))))


class ShippedLower(nn.Module):
    """The lower layers and the grammar for one window: pieces, features and tokens in, states and scores out."""

    def __init__(self, encoder: Encoder, grammar: GrammarHeads, *, small: bool) -> None:
        super().__init__()
        table = encoder.pieces.weight.data
        scale = table.abs().amax(1, keepdim=True) / 127.0 if small else torch.ones(len(table), 1)
        self.register_buffer("table", (table / scale).round().to(torch.int8) if small else table)
        self.register_buffer("scale", scale)
        self.positions, self.case, self.state, self.place = (
            encoder.positions.weight.data,
            encoder.case.weight.data,
            encoder.state.weight.data,
            encoder.place.weight.data,
        )
        self.norm, self.grammar = encoder.norm, grammar
        self.layers = nn.ModuleList(ShippedLayer(layer) for layer in encoder.layers[: encoder.shape.lower])

    def forward(  # noqa: PLR0917 - the inputs of the graph
        self,
        pieces: Tensor,
        case: Tensor,
        state: Tensor,
        place: Tensor,
        token_first: Tensor,
        token_last: Tensor,
        token_kind: Tensor,
    ) -> tuple[Tensor, ...]:
        """Give the states of pieces, and tags, names, beginnings, arcs and dependencies of tokens."""
        x = self.table[pieces].float() * self.scale[pieces]
        x = x + self.positions[: pieces.shape[0]] + self.case[case] + self.state[state] + self.place[place]
        x = self.norm(x).unsqueeze(0)
        for layer in self.layers:
            x = layer(x)
        states = x.squeeze(0)
        scores = self.grammar(
            states[token_first].unsqueeze(0), states[token_last].unsqueeze(0), token_kind.unsqueeze(0), None
        )
        return states, *(score.squeeze(0) for score in scores)


class ShippedUpper(nn.Module):
    """What goes on from the lower layers' states: the upper layers, if any, and the heads for attribution."""

    def __init__(self, layers: Sequence[Layer], depth: Depth) -> None:
        super().__init__()
        self.layers = nn.ModuleList(ShippedLayer(layer) for layer in layers)
        self.exit = depth.exit

    def forward(self, states: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Give (tags, keys) of the words whose first pieces are `first`."""
        x = states.unsqueeze(0)
        for layer in self.layers:
            x = layer(x)
        tags, keys = self.exit(x.squeeze(0)[first])
        return tags, keys


def export(reader: Reader, folder: Path, *, tokenizer: Path, described: dict[str, Any], small: bool = True) -> None:
    """Write the graphs, the tokeniser and `model.json` with the files' hashes into a folder.

    `described` holds the name, the habits of dependencies and, under `readers`, what training doesn't know: weights of
    the confidence, threshold.
    """
    encoder, grammar = reader.eval().encoder, reader.grammar
    depths = {"default": (reader.high, encoder.layers[encoder.shape.lower :]), "fast": (reader.low, [])}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        folder.mkdir(parents=True, exist_ok=True)
        _lower(ShippedLower(encoder, grammar, small=small), folder / "lower.onnx")
        for name, (depth, layers) in depths.items():
            (folder / name).mkdir(exist_ok=True)
            _upper(ShippedUpper(layers, depth), folder / name / "upper.onnx")
            _linker(depth.linker, folder / name / "linker.onnx")
    if small:
        # 7 bits for the weights: with 8, processors without VNNI saturate, and figures would differ between machines
        for path in sorted(folder.rglob("*.onnx")):
            _quantise(path)
    (folder / "tokenizer.json").write_bytes(_bare_tokenizer(tokenizer))
    readers = {name: described["readers"][name] | chain_of(depth) for name, (depth, _) in depths.items()}
    write_description(folder, described | {"readers": readers, "keys": 4 * LINK_WIDTH})


def write_description(folder: Path, described: dict[str, Any]) -> None:
    """Write `model.json`, with the hashes of the files beside it."""
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "model.json").write_text(json.dumps(described | {"sha256": hashes}, indent=1) + "\n", "utf-8")


def chain_of(depth: Depth) -> dict[str, Any]:
    """Give the chain's scores, rounded: what is barred stays far below everything."""
    chain = depth.chain
    tables = {
        "steps": chain.steps + chain.barred,
        "starts": chain.starts + chain.barred_start,
        "stops": chain.stops + chain.barred_stop,
    }
    return {
        name: json.loads(json.dumps(table.detach().double().numpy().round(4).tolist()))
        for name, table in tables.items()
    }


def _bare_tokenizer(path: Path) -> bytes:
    """Give the tokeniser without white space, truncation and padding."""
    described = json.loads(path.read_text("utf-8")) | {"truncation": None, "padding": None}
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()


def _lower(lower: ShippedLower, path: Path) -> None:
    pieces, tokens = torch.arange(100, 120), torch.arange(1, 13)
    nothing = torch.zeros_like(pieces)
    inputs = {"pieces": pieces, "case": nothing, "state": nothing, "place": nothing}
    inputs |= {"token_first": tokens, "token_last": tokens, "token_kind": torch.zeros_like(tokens)}
    axes = {name: {0: "tokens" if name.startswith("token") else "pieces"} for name in inputs} | {
        "states": {0: "pieces"}
    }
    outputs = ["states", "tag", "name", "begins", "arcs", "dep"]
    axes |= {name: {0: "tokens"} for name in outputs[1:]} | {"arcs": {0: "tokens", 1: "tokens"}}
    _write(lower, path, inputs, outputs, axes)


def _upper(upper: ShippedUpper, path: Path) -> None:
    inputs = {"states": torch.randn(20, WIDTH), "first": torch.arange(1, 13)}
    axes = {"states": {0: "pieces"}, "first": {0: "words"}, "tags": {0: "words"}, "keys": {0: "words"}}
    _write(upper, path, inputs, ["tags", "keys"], axes)


def _linker(linker: nn.Module, path: Path) -> None:
    cues, words = 2, 30
    blank = torch.zeros(cues, words, dtype=torch.long)
    cue = torch.zeros(cues, words)
    cue[:, 3] = 1.0
    inputs = {"keys": torch.randn(cues, words, 4 * LINK_WIDTH), "cue": cue, "distance": blank, "relation": blank}
    inputs["present"] = torch.ones(cues, words)
    axes = {name: {0: "cues", 1: "words"} for name in (*inputs, "scores")} | {"judged": {0: "cues"}}
    _write(linker, path, inputs, ["scores", "judged"], axes)


def _write(
    module: nn.Module, path: Path, inputs: dict[str, Tensor], outputs: list[str], axes: dict[str, dict[int, str]]
) -> None:
    torch.onnx.export(
        module,
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _quantise(path: Path) -> None:
    """Make the weights of products int8, a scale for each output channel."""
    bare = path.with_suffix(".float.onnx")
    path.rename(bare)
    graph = onnx.load(bare)
    del graph.graph.value_info[:]
    onnx.save(graph, bare)
    quantize_dynamic(
        bare,
        path,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    bare.unlink()
