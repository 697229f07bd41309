"""Matrix products for the grammar pipeline by onnxruntime, on one thread.

NumPy's are as fast, but on as many threads as there are cores.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

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


def product(rows: Floats, weights: Floats) -> Floats:
    """Give the products of rows (n, k) with the rows of weights (m, k): (n, m)."""
    if not len(rows):
        return np.zeros((0, len(weights)), np.float32)
    found: Floats = _session().run(None, {"x": rows, "w": weights})[0]
    return found
