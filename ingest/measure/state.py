"""What the encoder makes of words in their context: once for the spans of measures, once for their class.

The lower layers are those of the packaged encoder; the upper ones were trained on to tell instruments apart
(benchmarks/train_instruments.py). Both are read in one run, so nothing is encoded twice.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from ingest.measure.model import Floats
from ingest.parse import Block
from search.embed.states import WordStates, packaged_states

LAYERS = (4, 6)
"""The layer that tells best, out of fold, where measures begin, and the one trained for their class."""

_TOGETHER = 8000
"""Tokens whose states are held at a time."""


def token_states(blocks: Sequence[Block], reader: WordStates | None = None) -> Iterator[Floats]:
    """The states of the tokens of each block, `(tokens, 768) float32`: those of both layers side by side.

    `reader` is the encoder, the packaged one where none is given.

    A block without a verb holds no measure and is not read: its states are zeros. Some blocks are read at a
    time, so that memory does not grow with the text.
    """
    reader = reader or encoder()
    some: list[Block] = []
    for block in blocks:
        some.append(block)
        if sum(len(held.doc) for held in some) > _TOGETHER:
            yield from _read(some, reader)
            some = []
    yield from _read(some, reader)


def _read(blocks: Sequence[Block], reader: WordStates) -> list[Floats]:
    words = [[token.idx for token in block.doc] for block in blocks]
    states: list[Floats] = [np.zeros((len(offsets), reader.width), np.float32) for offsets in words]
    read = [row for row, block in enumerate(blocks) if any(token.tag_[:1] == "V" for token in block.doc)]
    found = reader.encode([blocks[row].doc.text for row in read], [words[row] for row in read])
    for row, own in zip(read, found, strict=True):
        states[row] = own
    return states


def lower(states: Floats) -> Floats:
    """The half of states that knows most of syntax."""
    return states[..., : states.shape[-1] // len(LAYERS)]


def upper(states: Floats) -> Floats:
    """The half of states that tells instruments apart."""
    return states[..., states.shape[-1] // len(LAYERS) :]


def within(block: Block, states: Floats, start: int, end: int) -> Floats:
    """What `[start, end)` of a block means, beside what the whole block does, `(768,) float32`."""
    words = [token.i for token in block.doc if token.idx < end and token.idx + len(token) > start]
    own = upper(states)
    return np.concatenate([own[words[0] : words[-1] + 1].mean(axis=0), own.mean(axis=0)])


class Topic:
    """What a text is about, gathered block by block."""

    def __init__(self) -> None:
        self._total: Floats = np.zeros(0, np.float32)
        self._blocks = 0

    def add(self, states: Floats) -> None:
        """Count a block by the states of its words; one that was not read says nothing."""
        if len(states) and states.any():
            mean: Floats = lower(states).mean(axis=0)
            self._total = self._total + mean if self._blocks else mean
            self._blocks += 1

    def beside(self, vectors: Sequence[Floats]) -> Floats:
        """What measures of the text mean, see `within`, with the topic beside them, `(vectors, 1152)`."""
        topic = self._total / self._blocks
        return np.stack([np.concatenate([vector, topic]) for vector in vectors])


@cache
def encoder() -> WordStates:
    """The encoder that ships with the package."""
    return packaged_states(LAYERS, Path(str(files("ingest.measure") / "encoder.safetensors")))
