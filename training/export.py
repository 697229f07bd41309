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
from training.network import ATTENTION_HEADS, LINK_WIDTH, WIDTH, Encoder, Layer

from reportedly.encode.network import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from training.fit import Reader

OPSET = 17
HEAD = WIDTH // ATTENTION_HEADS


class ShippedLayer(nn.Module):
    """A layer for one window at a time: query, key and value by one product, no mask, no dropout."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.joined = nn.Linear(WIDTH, 3 * WIDTH)
        scale = HEAD**-0.5
        parts = (layer.query.weight * scale, layer.key.weight, layer.value.weight)
        self.joined.weight.data = torch.cat([part.data for part in parts])
        parts = (layer.query.bias * scale, layer.key.bias, layer.value.bias)
        self.joined.bias.data = torch.cat([part.data for part in parts])
        self.mixed, self.mixed_norm = layer.mixed, layer.mixed_norm
        self.up, self.down, self.norm = layer.up, layer.down, layer.norm

    def forward(self, x: Tensor) -> Tensor:
        """Map (1, pieces, width) to the same shape."""
        q, k, v = (part.reshape(1, -1, ATTENTION_HEADS, HEAD) for part in self.joined(x).split(WIDTH, dim=-1))
        seen = torch.softmax(q.permute(0, 2, 1, 3) @ k.permute(0, 2, 3, 1), -1)
        mixed = (seen @ v.permute(0, 2, 1, 3)).permute(0, 2, 1, 3).reshape(1, -1, WIDTH)
        x = self.mixed_norm(x + self.mixed(mixed))
        return self.norm(x + self.down(functional.gelu(self.up(x))))


class ShippedEncoder(nn.Module):
    """The encoder for one window: pieces and features (pieces) in, states and scores (words) out."""

    def __init__(self, encoder: Encoder, *, small: bool) -> None:
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
        self.norm, self.tags, self.keys = encoder.norm, encoder.tags, encoder.keys
        self.layers = nn.ModuleList(ShippedLayer(layer) for layer in encoder.layers)

    def forward(self, pieces: Tensor, case: Tensor, state: Tensor, place: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Give (hidden, tags, keys) of the words whose first pieces are `first`."""
        x = self.table[pieces].float() * self.scale[pieces]
        x = x + self.positions[: pieces.shape[0]] + self.case[case] + self.state[state] + self.place[place]
        x = self.norm(x).unsqueeze(0)
        for layer in self.layers:
            x = layer(x)
        hidden = x.squeeze(0)[first]
        return hidden, self.tags(hidden), self.keys(hidden)


def export(reader: Reader, folder: Path, *, tokenizer: Path, described: dict[str, Any], small: bool = True) -> None:
    """Write the graphs, the tokeniser and `model.json` with the files' hashes into a folder.

    `described` holds the name and, under `decoding`, what training doesn't know: weights of the confidence, threshold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _encoder(ShippedEncoder(reader.encoder.eval(), small=small), folder / "encoder.onnx")
        _linker(reader.linker.eval(), folder / "linker.onnx")
    if small:
        # 7 bits for the weights: with 8, processors without VNNI saturate, and figures would differ between machines
        for name in ("encoder.onnx", "linker.onnx"):
            _quantise(folder / name)
    (folder / "tokenizer.json").write_bytes(_bare_tokenizer(tokenizer))
    write_description(folder, described | {"decoding": described["decoding"] | chain_of(reader)})


def write_description(folder: Path, described: dict[str, Any]) -> None:
    """Write `model.json`, with the hashes of the files beside it."""
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "model.json").write_text(json.dumps(described | {"sha256": hashes}, indent=1) + "\n", "utf-8")


def chain_of(reader: Reader) -> dict[str, Any]:
    """Give the chain's scores, rounded: what is barred stays far below everything."""
    chain = reader.chain
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


def _encoder(encoder: ShippedEncoder, path: Path) -> None:
    pieces, first = torch.arange(100, 120), torch.arange(1, 13)
    nothing = torch.zeros_like(pieces)
    names = ["pieces", "case", "state", "place"]
    axes = {name: {0: "pieces"} for name in names} | {"first": {0: "words"}}
    outputs = ["hidden", "tags", "keys"]
    torch.onnx.export(
        encoder,
        (pieces, nothing, nothing, nothing, first),
        str(path),
        input_names=[*names, "first"],
        output_names=outputs,
        dynamic_axes=axes | {name: {0: "words"} for name in outputs},
        opset_version=OPSET,
        dynamo=False,
    )


def _linker(linker: nn.Module, path: Path) -> None:
    cues, words = 2, 30
    blank = torch.zeros(cues, words, dtype=torch.long)
    cue = torch.zeros(cues, words)
    cue[:, 3] = 1.0
    inputs = (torch.randn(cues, words, 4 * LINK_WIDTH), cue, blank, blank, torch.ones(cues, words))
    names = ["keys", "cue", "distance", "relation", "present"]
    axes = {name: {0: "cues", 1: "words"} for name in (*names, "scores")} | {"judged": {0: "cues"}}
    torch.onnx.export(
        linker,
        inputs,
        str(path),
        input_names=names,
        output_names=["scores", "judged"],
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
