"""What the encoder makes of words in their context, and of a measure by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from ingest.measure.model import Floats
from ingest.parse import Block
from search.embed.states import Pieces, WordStates, packaged_states

_LAYERS = (4, 6)
"""The layers that tell best, out of fold, where measures begin and which instrument they use."""

_TOGETHER = 40_000
"""Characters whose states are computed at a time, so that memory does not grow with the text."""


class TokenStates:
    """The states of the tokens of a text's blocks, which are computed ahead.

    That begins at once with `texts`, those of the blocks in order, so that they can be parsed meanwhile.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._rest = _together(texts)
        self._begun = self._begin()

    def of(self, blocks: Iterable[Block]) -> Iterator[Floats]:
        """For each of all blocks `(tokens, 768) float32`: the states of both layers side by side."""
        following = iter(blocks)
        while self._begun is not None:
            found = self._begun()
            self._begun = self._begin()
            for pieces, block in zip(found, following, strict=False):
                yield pieces.by_word([token.idx for token in block.doc])

    def _begin(self) -> Callable[[], list[Pieces]] | None:
        texts = next(self._rest, None)
        return None if texts is None else _encoder().begin(texts)


def token_states(blocks: Sequence[Block]) -> Iterator[Floats]:
    """The states of the tokens of each block, where these are parsed already."""
    return TokenStates(block.doc.text for block in blocks).of(blocks)


def _together(texts: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    held = 0
    for text in texts:
        some.append(text)
        held += len(text)
        if held > _TOGETHER:
            yield some
            some, held = [], 0
    if some:
        yield some


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
