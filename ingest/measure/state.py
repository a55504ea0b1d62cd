"""What the encoder makes of words in their context, and of a measure by itself."""

from collections.abc import Sequence

import numpy as np

from ingest.measure.model import Floats
from ingest.parse import Block
from search.embed.states import packaged_states

_CONTEXT, _MEANING = 4, 6
"""The layers that tell best, out of fold, where measures begin and which instrument they use."""


def token_states(blocks: Sequence[Block]) -> list[Floats]:
    """The states of the tokens of each block, `(tokens, 384) float32`."""
    words = [[token.idx for token in block.doc] for block in blocks]
    return packaged_states((_CONTEXT,)).encode([block.doc.text for block in blocks], words)


def meanings(phrases: Sequence[str]) -> Floats:
    """Each phrase by itself, `(phrases, 384) float32`."""
    encoder = packaged_states((_MEANING,))
    found = encoder.encode(phrases, [[0]] * len(phrases))
    return np.concatenate(found) if found else np.zeros((0, encoder.width), np.float32)
