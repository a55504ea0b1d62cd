"""What the encoder makes of words in their context, and of a measure by itself."""

from collections.abc import Iterator, Sequence

import numpy as np

from ingest.measure.model import Floats
from ingest.parse import Block
from search.embed.states import WordStates, packaged_states

_LAYERS = (4, 6)
"""The layers that tell best, out of fold, where measures begin and which instrument they use."""

_TOGETHER = 8000
"""Tokens whose states are held at a time."""


def token_states(blocks: Sequence[Block]) -> Iterator[Floats]:
    """The states of the tokens of each block, `(tokens, 768) float32`: those of both layers side by side.

    A block without a verb holds no measure and is not read: its states are zeros. Some blocks are read at a
    time, so that memory does not grow with the text.
    """
    some: list[Block] = []
    for block in blocks:
        some.append(block)
        if sum(len(held.doc) for held in some) > _TOGETHER:
            yield from _read(some)
            some = []
    yield from _read(some)


def _read(blocks: Sequence[Block]) -> list[Floats]:
    encoder = _encoder()
    words = [[token.idx for token in block.doc] for block in blocks]
    states: list[Floats] = [np.zeros((len(offsets), encoder.width), np.float32) for offsets in words]
    read = [row for row, block in enumerate(blocks) if any(token.tag_[:1] == "V" for token in block.doc)]
    found = encoder.encode([blocks[row].doc.text for row in read], [words[row] for row in read])
    for row, own in zip(read, found, strict=True):
        states[row] = own
    return states


def lower(states: Floats) -> Floats:
    """The half of states that knows most of syntax."""
    return states[..., : states.shape[-1] // len(_LAYERS)]


def upper(states: Floats) -> Floats:
    """The half of states that knows most of meaning."""
    return states[..., states.shape[-1] // len(_LAYERS) :]


def within(block: Block, states: Floats, start: int, end: int) -> Floats:
    """What the words of `[start, end)` of a block mean in their context, `(384,) float32`."""
    words = [token.i for token in block.doc if token.idx < end and token.idx + len(token) > start]
    mean: Floats = upper(states[words[0] : words[-1] + 1]).mean(axis=0)
    return mean


def meanings(phrases: Sequence[str]) -> Floats:
    """Each phrase by itself, `(phrases, 384) float32`."""
    encoder = _encoder()
    found = encoder.encode(phrases, [[0]] * len(phrases))
    return upper(np.concatenate(found) if found else np.zeros((0, encoder.width), np.float32))


def _encoder() -> WordStates:
    return packaged_states(_LAYERS)
