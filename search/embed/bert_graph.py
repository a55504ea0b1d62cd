"""A BERT sentence encoder as an ONNX graph, built straight from its safetensors file.

The graph holds ONNX Runtime's fused operators where they are quicker (attention, bias + GELU), so a session
over it starts without a search for fusions, and neither building nor running it needs torch.
Model: Devlin et al. 2019; mean pooling and normalisation as in Reimers and Gurevych 2019.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto

MICROSOFT = "com.microsoft"

Weights = Mapping[str, npt.NDArray[Any]]
Outputs = Mapping[str, tuple[str | int, ...]]
"""Shapes of what a graph puts out, by name."""


@dataclass(frozen=True, slots=True)
class BertShape:
    """Sizes that the weights do not tell."""

    layers: int
    heads: int
    epsilon: float


def write_bert_graph(weights: Weights, shape: BertShape, path: Path) -> None:
    """Write the encoder to `path`.

    Inputs: `input_ids` and `attention_mask`, `(batch, length) int32`, padded at the end. Output: `sentence`,
    `(batch, hidden)`, unit length.
    """
    import onnx

    builder = _Builder(weights, shape)
    hidden = builder.embeddings()
    for layer in range(shape.layers):
        hidden = builder.layer(hidden, layer)
    path.write_bytes(builder.model(builder.pool(hidden)).SerializeToString())
    onnx.checker.check_model(str(path))


def bert_layers(weights: Weights, shape: BertShape, layers: Sequence[int]) -> "ModelProto":
    """The encoder as far as the last of `layers`, which count from 1; inputs as in `write_bert_graph`.

    Outputs are the states of each of `layers`, `layer N`, `(batch, length, hidden)`.
    """
    builder = _Builder(weights, shape)
    hidden = builder.embeddings()
    outputs = {}
    for layer in range(max(layers)):
        hidden = builder.layer(hidden, layer)
        if layer + 1 in layers:
            name = f"layer {layer + 1}"
            outputs[builder.node("Identity", [hidden], [name])] = ("batch", "length", builder.hidden)
    return builder.model(outputs)


class _Builder:
    """Collects nodes and initializers; each method appends one block and returns its output's name."""

    def __init__(self, weights: Weights, shape: BertShape) -> None:
        self.weights = weights
        self.shape = shape
        self.nodes: list[NodeProto] = []
        self.initializers: list[TensorProto] = []

    @property
    def hidden(self) -> int:
        return int(self.weights["embeddings.word_embeddings.weight"].shape[1])

    def constant(self, name: str, array: npt.NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name: str, *, transpose: bool = False) -> str:
        array = np.asarray(self.weights[name], dtype=np.float32)
        return self.constant(name, array.T if transpose else array)

    def node(
        self, operator: str, inputs: list[str], outputs: list[str], domain: str = "", **kwargs: float
    ) -> str:
        from onnx import helper

        node = helper.make_node(operator, inputs, outputs, domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in kwargs.items())
        self.nodes.append(node)
        return outputs[0]

    def embeddings(self) -> str:
        table = "embeddings."
        # All tokens are of type 0, so that row of the type table is added to every position once and for all.
        positions = np.asarray(self.weights[f"{table}position_embeddings.weight"], dtype=np.float32)
        types = np.asarray(self.weights[f"{table}token_type_embeddings.weight"], dtype=np.float32)
        inputs = [
            *("input_ids", "", self.weight(f"{table}word_embeddings.weight")),
            *(self.constant(f"{table}positions", positions + types[0]), ""),
            *(self.weight(f"{table}LayerNorm.{part}") for part in ("weight", "bias")),
            "attention_mask",
        ]
        outputs = ["embedded", "lengths"]
        return self.node("EmbedLayerNormalization", inputs, outputs, MICROSOFT, epsilon=self.shape.epsilon)

    def layer(self, hidden: str, index: int) -> str:
        at = f"encoder.layer.{index}."
        parts = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([self.weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        qkv = [self.constant(f"{at}qkv.weight", matrix), self.constant(f"{at}qkv.bias", bias), "lengths"]
        self.node("Attention", [hidden, *qkv], [f"{at}context"], MICROSOFT, num_heads=self.shape.heads)
        attended = self._project(f"{at}context", hidden, f"{at}attention.output")
        widen = self.weight(f"{at}intermediate.dense.weight", transpose=True)
        self.node("MatMul", [attended, widen], [f"{at}wide"])
        active = [f"{at}wide", self.weight(f"{at}intermediate.dense.bias")]
        self.node("BiasGelu", active, [f"{at}active"], MICROSOFT)
        return self._project(f"{at}active", attended, f"{at}output")

    def _project(self, source: str, residual: str, at: str) -> str:
        """Dense layer, residual connection and layer norm; fused, these two take seven times as long."""
        self.node("MatMul", [source, self.weight(f"{at}.dense.weight", transpose=True)], [f"{at}.matmul"])
        self.node("Add", [f"{at}.matmul", self.weight(f"{at}.dense.bias")], [f"{at}.dense"])
        self.node("Add", [f"{at}.dense", residual], [f"{at}.sum"])
        norm = [self.weight(f"{at}.LayerNorm.{part}") for part in ("weight", "bias")]
        return self.node(
            "LayerNormalization", [f"{at}.sum", *norm], [f"{at}.normed"], epsilon=self.shape.epsilon
        )

    def pool(self, hidden: str) -> Outputs:
        """Mean over the tokens that are no padding, then unit length."""
        from onnx import TensorProto

        self.node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT)
        last, middle = (self.constant(f"axis{axis}", np.array([axis], np.int64)) for axis in (2, 1))
        self.node("Unsqueeze", ["mask", last], ["mask3"])
        self.node("Mul", [hidden, "mask3"], ["masked"])
        self.node("ReduceSum", ["masked", middle], ["sum"], keepdims=0)
        # Division by the count is a positive factor, which normalisation removes.
        self.node("LpNormalization", ["sum"], ["sentence"], axis=-1, p=2)
        return {"sentence": ("batch", self.hidden)}

    def model(self, outputs: Outputs) -> "ModelProto":
        from onnx import TensorProto, helper

        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT32, ["batch", "length"])
            for name in ("input_ids", "attention_mask")
        ]
        values = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
            for name, shape in outputs.items()
        ]
        graph = helper.make_graph(self.nodes, "sentence_encoder", inputs, values, self.initializers)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)
