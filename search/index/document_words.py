"""The words that tell a document from others: for each document its weightiest terms.

Weights are tf-idf, (1 + log tf) · log(documents / df), of unit length (Salton and Buckley 1988).
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.index.row_file import open_rows

TERMS = 64
_CODES, _WEIGHTS = "word-codes.npy", "word-weights.npy"

Codes = npt.NDArray[np.int32]
Weights = npt.NDArray[np.floating]


class DocumentWordsWriter:
    """Collects the terms of documents in the order of their rows."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._documents: list[tuple[Codes, Weights]] = []

    def add(self, terms: Iterable[str]) -> None:
        """Add the terms of the next document, each as often as it stands there."""
        counts = Counter(terms)
        codes = [self._codes.setdefault(term, len(self._codes)) for term in counts]
        tf = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        self._documents.append((np.array(codes, np.int32), tf.astype(np.float16)))

    def write(self, directory: Path) -> None:
        """Store `(documents, TERMS)` codes and weights; where a document has fewer terms the rest weigh 0."""
        size = (len(self._documents), TERMS)
        codes, weights = np.zeros(size, np.int32), np.zeros(size, np.float16)
        frequencies = np.zeros(len(self._codes), np.int64)
        for own, _ in self._documents:
            frequencies[own] += 1
        rarity = np.log(len(self._documents) / np.maximum(frequencies, 1)) * (frequencies > 1)
        for row, (own, tf) in enumerate(self._documents):
            weight = tf * rarity[own]
            best = np.argsort(-weight, kind="stable")[:TERMS]
            norm = float(np.linalg.norm(weight[best])) or 1.0
            codes[row, : len(best)], weights[row, : len(best)] = own[best], weight[best] / norm
        np.save(directory / _CODES, codes, allow_pickle=False)
        np.save(directory / _WEIGHTS, weights, allow_pickle=False)


class DocumentWords:
    """Read-only access to what DocumentWordsWriter stored."""

    def __init__(self, directory: Path) -> None:
        self._codes, self._weights = (open_rows(directory / name) for name in (_CODES, _WEIGHTS))

    def likeness(self, rows: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]) -> Weights:
        """Cosines of `rows` to the weighted sum of the first of them, as many as there are weights."""
        codes, values = self._codes[rows], self._weights[rows].astype(np.float32)
        seeds, shares = codes[: len(weights)].ravel(), values[: len(weights)] * weights[:, None]
        profile = np.bincount(seeds, shares.ravel(), minlength=int(codes.max(initial=0)) + 1)
        found: Weights = np.einsum("ij,ij->i", profile.astype(np.float32).take(codes), values)
        return found

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether an index has them: those of before they were stored do not."""
        return (directory / _CODES).exists()
