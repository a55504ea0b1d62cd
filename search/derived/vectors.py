"""Vectors of short texts, remembered by the digest of the text from release to release."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.embed import Embedder, Vectors

Halves = npt.NDArray[np.float16]
_DIGEST = 16


def text_vectors(texts: Sequence[str], embedder: Embedder, previous: Path | None, target: Path) -> Vectors:
    """The vectors `(len(texts), dimension) float32` of `texts`.

    Those of texts in the file `previous` are taken from there, where the same embedder made them; all are
    stored in the file `target`.
    """
    digests = [hashlib.blake2b(text.encode(), digest_size=_DIGEST).digest() for text in texts]
    known = _load(previous, embedder)
    fresh = {d: text for d, text in zip(digests, texts, strict=True) if d not in known}
    encoded = embedder.encode(list(fresh.values())).astype(np.float16) if fresh else ()
    known |= dict(zip(fresh, encoded, strict=True))
    kept = sorted(set(digests))
    _store(target, kept, [known[digest] for digest in kept], embedder)
    if not texts:
        return np.empty((0, embedder.dimension), np.float32)
    vectors = np.asarray([known[digest] for digest in digests], dtype=np.float32)
    # Half precision left them a little off unit length.
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _load(path: Path | None, embedder: Embedder) -> dict[bytes, Halves]:
    if path is None or not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        if str(stored["embedder"]) != embedder.hash:
            return {}
        digests, vectors = stored["digests"], stored["vectors"]
    return {row.tobytes(): vector for row, vector in zip(digests, vectors, strict=True)}


def _store(path: Path, digests: Sequence[bytes], vectors: Sequence[Halves], embedder: Embedder) -> None:
    rows = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, _DIGEST)
    stacked = np.asarray(vectors, dtype=np.float16).reshape(-1, embedder.dimension)
    with path.open("wb") as stream:
        np.savez(stream, digests=rows, vectors=stacked, embedder=np.array(embedder.hash))
