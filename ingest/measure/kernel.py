"""Kernel ridge regression over the words and the vectors of examples.

Two measures are near as far as they share rare words and their vectors point the same way; the kernel is
Gaussian in that nearness, so that what a vector says may depend on the words beside it (Rifkin, Yeo and
Poggio 2003, "Regularized Least-Squares Classification").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ingest.measure.model import Floats

_NUMBERS = ("rarity", "values", "mean", "axes", "vectors", "duals")
_INTEGERS = ("bounds", "holders")
_TOGETHER = 64
"""Measures compared at a time, so that memory does not grow with the text."""


@dataclass(frozen=True)
class Meanings:
    """How vectors `(m,)` are compared: by their directions on `axes` `(m, k)`."""

    mean: Floats
    axes: Floats

    def units(self, vectors: Floats) -> Floats:
        """The directions of `vectors` `(n, m)`: `(n, k)`, of length 1."""
        placed = (vectors - self.mean) @ self.axes
        units: Floats = placed / (np.linalg.norm(placed, axis=1, keepdims=True) + np.float32(1e-9))
        return units


@dataclass(frozen=True)
class Vocabulary:
    """Words with how rare each is: the logarithm of examples by examples that have it."""

    names: tuple[str, ...]
    rarity: Floats

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def unit(self, words: Iterable[str]) -> tuple[list[int], Floats]:
        """Rows of the known words and their weights, the squares of which sum to 1."""
        rows = [self._rows[word] for word in dict.fromkeys(words) if word in self._rows]
        weights = self.rarity[rows]
        return rows, weights / (np.linalg.norm(weights) + np.float32(1e-9))


@dataclass(frozen=True)
class KernelModel:
    """Examples with the weight of each for each class, `duals` `(examples, classes)`.

    The examples with word `i` are `holders[bounds[i] : bounds[i + 1]]`, its weights in them `values` there;
    `vectors` are the examples' units. `share` is the part of words in nearness, `width` that of the kernel.
    """

    vocabulary: Vocabulary
    bounds: npt.NDArray[np.int32]
    holders: npt.NDArray[np.int32]
    values: Floats
    meanings: Meanings
    vectors: Floats
    duals: Floats
    share: float
    width: float

    def scores(self, words: Sequence[Iterable[str]], vectors: Floats) -> Floats:
        """Log-odds of each class for each measure, `(measures, classes)`."""
        some = (slice(at, at + _TOGETHER) for at in range(0, len(words), _TOGETHER))
        return np.concatenate([self._scores(words[rows], vectors[rows]) for rows in some])

    def _scores(self, words: Sequence[Iterable[str]], vectors: Floats) -> Floats:
        shared = np.stack([self._shared(own) for own in words])
        near = self.share * shared + (1 - self.share) * (self.meanings.units(vectors) @ self.vectors.T)
        return gaussian(near, self.width) @ self.duals

    def _shared(self, words: Iterable[str]) -> Floats:
        """How much of its words a measure shares with each example, 0 to 1."""
        shared = np.zeros(len(self.duals), np.float32)
        for row, weight in zip(*self.vocabulary.unit(words), strict=True):
            here = slice(self.bounds[row], self.bounds[row + 1])
            shared[self.holders[here]] += weight * self.values[here]
        return shared

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What a file keeps of this model."""
        parts = vars(self) | vars(self.vocabulary) | vars(self.meanings)
        return {
            "names": np.array("\n".join(self.vocabulary.names)),
            **{name: parts[name].astype(np.float16) for name in _NUMBERS},
            **{name: parts[name] for name in _INTEGERS},
            "kernel": np.array([self.share, self.width]),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The model that `arrays` gave."""
        floats = {name: arrays[name].astype(np.float32) for name in _NUMBERS}
        share, width = map(float, arrays["kernel"])
        return cls(
            Vocabulary(tuple(str(arrays["names"]).split("\n")), floats["rarity"]),
            arrays["bounds"],
            arrays["holders"],
            floats["values"],
            Meanings(floats["mean"], floats["axes"]),
            np.asfortranarray(floats["vectors"]),  # a product with its transpose takes two thirds of the time
            floats["duals"],
            share,
            width,
        )


def gaussian(near: Floats, width: float) -> Floats:
    """The kernel of nearness: 1 for what is the same, less the wider `width` is."""
    kernel: Floats = np.exp(2 * width * (near - 1))
    return kernel
