"""Products and attention of an ONNX graph in 8 bits, with a scale for each column of the weights.

What comes in gets one scale, measured as it comes (dynamic quantisation), so no calibration texts are needed.
Coarser than the blocks of `search.embed.eight_bit`, and faster.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search.embed.bert_graph import MICROSOFT

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

_LARGEST = 127


def compute_in_eight_bits(model: "ModelProto") -> None:
    """Change `model`: products with a constant matrix, and fused attention, are computed in 8 bits."""
    graph = model.graph
    constants = {constant.name: constant for constant in graph.initializer}
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type in ("MatMul", "Attention") and node.input[1] in constants:
            weight = constants.pop(node.input[1])
            graph.initializer.remove(weight)
            graph.initializer.extend(_quantized(weight))
            nodes += _product(node) if node.op_type == "MatMul" else _attention(node)
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def _quantized(weight: "TensorProto") -> "list[TensorProto]":
    """Codes `(height, width) int8`, scales and zero points `(width,)` of a matrix."""
    from onnx import numpy_helper

    matrix: npt.NDArray[Any] = numpy_helper.to_array(weight)
    scales = np.maximum(np.abs(matrix).max(axis=0), np.finfo(np.float32).tiny) / _LARGEST
    arrays = {
        "codes": np.rint(matrix / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "zeros": np.zeros(matrix.shape[1], dtype=np.int8),
    }
    return [numpy_helper.from_array(array, f"{weight.name}.{part}") for part, array in arrays.items()]


def _product(node: "NodeProto") -> "list[NodeProto]":
    from onnx import helper

    source, name = node.input
    inputs = [source, f"{name}.codes", f"{name}.scales", f"{name}.zeros"]
    return [helper.make_node("DynamicQuantizeMatMul", inputs, list(node.output), domain=MICROSOFT)]


def _attention(node: "NodeProto") -> "list[NodeProto]":
    from onnx import helper

    source, name, bias, lengths = node.input
    coded = [f"{name}.{part}" for part in ("input", "input scale", "input zero")]
    inputs = [coded[0], f"{name}.codes", bias, coded[1], f"{name}.scales", lengths, coded[2], f"{name}.zeros"]
    attention = helper.make_node("QAttention", inputs, list(node.output), domain=MICROSOFT)
    attention.attribute.extend(node.attribute)
    return [helper.make_node("DynamicQuantizeLinear", [source], coded), attention]
