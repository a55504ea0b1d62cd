"""What search expects of a text embedding model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """A model that maps texts to vectors of unit length; their inner product is the cosine.

    `name` tells embedders of one index apart; `source` is what `load_embedder` opens the same one by; `hash`
    changes whenever the vectors could.
    """

    @property
    def name(self) -> str:
        """A short name, fit for a file name."""

    @property
    def source(self) -> str:
        """A packaged name, the path of a folder from the root, or a name for sentence-transformers."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    @property
    def hash(self) -> str:
        """Hex digest of the model's weights and of how they are used."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, `(len(texts), dimension) float32`, in the order given."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, `(dimension,) float32`."""

    def prepare(self) -> None:
        """Read now what is worth it for many texts; a single question may do without it."""

    def prepare_for_many(self) -> None:
        """Load what encodes thousands of texts sooner, though loading it takes seconds."""
