"""Sessions of ONNX Runtime over graphs that this package wrote."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_SPINNING = "20"
"""Microseconds that a thread waits in a loop for its next part. On a busy machine more is in the way."""


def open_session(graph: Path | bytes, threads: int) -> "InferenceSession":
    """A session over a graph, or the file of one, that computes with so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.spin_duration_us", _SPINNING)
    # The graphs are fused as far as it pays; more would put sum and normalisation into one slow operator.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    source = graph if isinstance(graph, bytes) else str(graph)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
