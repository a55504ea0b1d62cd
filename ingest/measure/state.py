"""What the encoder makes of each word: computed once, read by the span model and the classifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from ingest.measure.model import Floats
from ingest.parse import Block
from search.embed.states import packaged_states

SYNTAX, MEANING = 4, 6
"""The layers that tell best, out of fold, where measures begin and which instrument they use."""


@dataclass(frozen=True, slots=True)
class BlockStates:
    """States of the tokens of one block, each `(tokens, 384) float32`."""

    syntax: Floats
    meaning: Floats

    @classmethod
    def read(cls, blocks: Sequence[Block]) -> list[Self]:
        """The states of each block."""
        encoder = packaged_states((SYNTAX, MEANING))
        words = [[token.idx for token in block.doc] for block in blocks]
        found = encoder.encode([block.doc.text for block in blocks], words)
        half = encoder.width // 2
        return [cls(states[:, :half], states[:, half:]) for states in found]

    def span(self, first: int, last: int) -> Floats:
        """The meaning of the tokens from `first` to `last`, inclusive: their mean."""
        mean: Floats = self.meaning[first : last + 1].mean(axis=0)
        return mean
