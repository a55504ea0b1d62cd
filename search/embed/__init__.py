"""Text embeddings: one contract, one file a backend."""

from search.embed.embedder import Embedder, Vectors
from search.embed.load import DEFAULT_MODELS, load_embedder

__all__ = ["DEFAULT_MODELS", "Embedder", "Vectors", "load_embedder"]
