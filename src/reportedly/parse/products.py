"""Matrix products for the grammar pipeline by onnxruntime, on one thread.

The library that the pipeline brings along for them needs three to four times as long where a processor has AVX2, and
products are half of what the pipeline does; NumPy's are as fast, but on as many threads as there are cores.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.language import Language

Floats = NDArray[np.float32]
GRAPH = (
    b'\x08\x08\x12\x00:h\n\x1e\n\x01x\n\x01w\x12\x01y"\x04Gemm*\r\n\x06transB\x18\x01\xa0\x01\x02\x12\x01gZ\x15\n\x01x'
    b"\x12\x10\n\x0e\x08\x01\x12\n\n\x03\x12\x01m\n\x03\x12\x01kZ\x15\n\x01w\x12\x10\n\x0e\x08\x01\x12\n\n\x03\x12\x01n"
    b"\n\x03\x12\x01kb\x15\n\x01y\x12\x10\n\x0e\x08\x01\x12\n\n\x03\x12\x01m\n\x03\x12\x01nB\x04\n\x00\x10\x11"
)
"""An ONNX model (IR 8, opset 17) of one node: y = Gemm(x, w, transB=1), matrices of float32 of any shape."""


@cache
def _session() -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(GRAPH, options, providers=["CPUExecutionProvider"])


class Products(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """The pipeline's operations on arrays, with other products of matrices; all else is the library's."""

    def gemm(
        self, x: Floats, y: Floats, *, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Multiply two matrices, each transposed first where asked."""
        if x.dtype != np.float32 or y.dtype != np.float32 or not x.size or not y.size:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        left = x.T if trans1 else x
        right = y if trans2 else y.T
        (found,) = _session().run(None, {"x": np.ascontiguousarray(left), "w": np.ascontiguousarray(right)})
        if out is None:
            return found
        out[:] = found
        return out


def quicken(pipeline: "Language") -> None:
    """Let all models of a pipeline multiply matrices so."""
    products = Products()
    for _, pipe in pipeline.pipeline:
        for node in pipe.model.walk():
            node.ops = products
