"""What the encoder makes of words in their context, and of a measure."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.measure.model import Floats
from ingest.parse import Block, together
from search.embed.states import Pieces, WordStates, packaged_states

if TYPE_CHECKING:
    from spacy.tokens import Token

LAYERS = (4, 6)
"""The layers that tell best, out of fold, where measures begin and which instrument they use."""


class TokenStates:
    """The states of the tokens of a text's blocks, which are computed ahead, a group of blocks at a time.

    That begins at once with the texts of the first group, so that they can be parsed meanwhile.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._rest = iter(groups)
        self._begun = self._begin()

    def of(self, group: Sequence[Block]) -> Iterator[Floats]:
        """For each block of the next group `(tokens, 768) float32`, both layers' states side by side."""
        found = self._begun()
        self._begun = self._begin()
        for pieces, block in zip(found, group, strict=True):
            yield pieces.by_word([token.idx for token in block.doc])

    def _begin(self) -> Callable[[], list[Pieces]]:
        texts = next(self._rest, None)
        return _encoder().begin(texts) if texts else list


def token_states(blocks: Iterable[Block]) -> Iterator[Floats]:
    """The states of the tokens of each block, where these are parsed already."""
    groups = list(together(blocks, lambda block: len(block.doc.text)))
    states = TokenStates([block.doc.text for block in group] for group in groups)
    return (own for group in groups for own in states.of(group))


def lower(states: Floats) -> Floats:
    """The half of states that knows most of syntax."""
    return states[..., : states.shape[-1] // len(LAYERS)]


def upper(states: Floats) -> Floats:
    """The half of states that knows most of meaning."""
    return states[..., states.shape[-1] // len(LAYERS) :]


def within(block: Block, states: Floats, start: int, end: int) -> Floats:
    """What the words of `[start, end)` of a block mean in their context, `(384,) float32`."""
    first = bisect_right(block.doc, start, key=_offset) - 1
    mean: Floats = upper(states[first : bisect_left(block.doc, end, key=_offset)]).mean(axis=0)
    return mean


def _offset(token: "Token") -> int:
    return token.idx


def _encoder() -> WordStates:
    return packaged_states(LAYERS)
