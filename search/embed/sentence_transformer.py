"""Any other model, by name or path, through sentence-transformers (and so torch)."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ontology.errors import InvalidInputError
from search.embed.embedder import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEmbedder:
    """A model for sentence-transformers. Its query prompt, where it has one, is used for questions."""

    def __init__(self, model: str) -> None:
        self._name = model

    @property
    def name(self) -> str:
        """The model's name, fit for a file name: of a folder the last part."""
        return Path(self.source).name if Path(self._name).is_dir() else self._name.replace("/", "_")

    @cached_property
    def source(self) -> str:
        """The folder's path from the root, or the name as it was given."""
        return str(Path(self._name).absolute()) if Path(self._name).is_dir() else self._name

    @cached_property
    def dimension(self) -> int:
        """Length of each vector."""
        return len(self.encode_query("length"))

    @cached_property
    def hash(self) -> str:
        """Digest of all parameters."""
        digest = hashlib.sha256(self._name.encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode() + np.ascontiguousarray(tensor.cpu().numpy()).tobytes())
        return digest.hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        encoded = self._model.encode(list(texts), normalize_embeddings=True, convert_to_numpy=True)
        return np.asarray(encoded, dtype=np.float32).reshape(len(texts), self.dimension)

    def prepare(self) -> None:
        """Load the model: one question needs what many need."""
        self._model  # noqa: B018 - cached

    def prepare_for_many(self) -> None:
        """The model as it is."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a question."""
        encoded = self._model.encode_query([text], normalize_embeddings=True, convert_to_numpy=True)
        return np.asarray(encoded[0], dtype=np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self._name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise InvalidInputError(
                f"embedding model {self._name!r} cannot be loaded: give its folder or a cached name"
            ) from error
