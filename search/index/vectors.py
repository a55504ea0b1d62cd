"""Vectors of one embedder in a FAISS index, chosen by size.

Up to EXACT_LIMIT vectors: exact search over float32. Above: inverted lists (4 √n of them, 39 vectors to train
each, few rounds of k-means) over 8-bit scalar codes, trained once per build; a search visits PROBES of the
lists, or compares one by one where a filter leaves few vectors. Both kinds are memory-mapped: opening reads
no vectors.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.embed import Vectors

EXACT_LIMIT = 50_000
PROBES = 64
_ROUNDS = 10
_FEW = 10_000
"""Up to so many allowed vectors are compared one by one: the lists that are near may hold none of them."""

Ints = npt.NDArray[np.int64]


def write_vectors(path: Path, vectors: Vectors) -> str:
    """Store the vectors, row by row, and say in which kind of index: "exact" or "ivf8"."""
    import faiss

    count, dimension = vectors.shape
    if count <= EXACT_LIMIT:
        index: faiss.Index = faiss.IndexFlatIP(dimension)
        kind = "exact"
    else:
        lists = int(4 * count**0.5)
        index = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        faiss.downcast_index(index).cp.niter = _ROUNDS
        sample = np.random.default_rng(0).choice(count, min(count, 39 * lists), replace=False)
        index.train(vectors[np.sort(sample)])
        index.make_direct_map()
        kind = "ivf8"
    for at in range(0, count, 50_000):
        index.add(vectors[at : at + 50_000])
    faiss.write_index(index, str(path))
    return kind


def document_means(
    vectors: Vectors, owners: npt.NDArray[np.int32], documents: int
) -> npt.NDArray[np.float16]:
    """The mean direction of each document's units, `(documents, dimension)`, unit length."""
    means = np.zeros((documents, vectors.shape[1]), dtype=np.float32)
    np.add.at(means, owners, vectors)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return means.astype(np.float16)


class VectorIndex:
    """Read-only access to what write_vectors stored."""

    def __init__(self, path: Path, kind: str) -> None:
        import faiss

        flags = faiss.IO_FLAG_MMAP_IFC if kind == "exact" else faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
        self._index = faiss.read_index(str(path), flags)
        self._kind = kind

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def search(
        self, query: Vectors, limit: int, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Ints, Vectors]:
        """Rows and cosines of the vectors nearest to `query`, best first, in `allowed` rows."""
        import faiss

        limit = min(limit, self.count)
        if limit < 1:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if self._kind != "exact" and allowed is not None and np.count_nonzero(allowed) <= _FEW:
            return self._compare(query, np.flatnonzero(allowed), limit)
        selector = (
            None if allowed is None else faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        )
        # One question gains nothing by more threads, and waiting for each other takes them ten times as long.
        faiss.omp_set_num_threads(1)
        if self._kind == "exact":
            parameters = faiss.SearchParameters(sel=selector)
        else:
            parameters = faiss.SearchParametersIVF(sel=selector, nprobe=PROBES)
        scores, rows = self._index.search(query[None, :], limit, params=parameters)
        found = rows[0] >= 0
        return rows[0][found].astype(np.int64), scores[0][found]

    def _compare(self, query: Vectors, rows: Ints, limit: int) -> tuple[Ints, Vectors]:
        scores = self.get(rows) @ query
        order = np.argsort(-scores, kind="stable")[:limit]
        return rows[order], scores[order]

    def get(self, rows: Ints) -> Vectors:
        """The stored vectors, `(len(rows), dimension) float32`."""
        if len(rows) == 0:
            return np.empty((0, self._index.d), np.float32)
        vectors: Vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return vectors
