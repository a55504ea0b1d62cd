"""Linear models over named binary features and an optional dense vector, kept in small files of numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ontology.errors import InvalidInputError

FORMAT = 2

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """`names` `(n,)`, their `weights` `(n, classes)` and those of a dense vector, `dense` `(m, classes)`."""

    names: tuple[str, ...]
    weights: Floats
    dense: Floats

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def scores(self, features: Iterable[str], vector: Floats | None = None) -> Floats:
        """Log-odds of each class, `(classes,)`; features that training never saw say nothing."""
        rows = [self._rows[name] for name in set(features) if name in self._rows]
        sparse: Floats = self.weights[rows].sum(axis=0)
        return sparse if vector is None else sparse + vector @ self.dense

    @cached_property
    def _odds(self) -> dict[str, float]:
        return dict(zip(self.names, self.weights[:, 0].tolist(), strict=True))

    def odds(self, features: Iterable[str], vector: Floats | None = None) -> float:
        """Log-odds of the only class of a yes-or-no model; `features` hold no name twice."""
        odds = self._odds
        total = sum([odds[name] for name in features if name in odds])
        return total if vector is None else total + float(vector @ self.dense[:, 0])

    def probability(self, features: Iterable[str], vector: Floats | None = None) -> float:
        """The chance of the only class of a yes-or-no model."""
        return float(1 / (1 + np.exp(-self.odds(features, vector))))

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """What `save` keeps of this model."""
        return {
            f"{prefix}.names": np.array("\n".join(self.names)),
            f"{prefix}.weights": self.weights.astype(np.float16),
            f"{prefix}.dense": self.dense.astype(np.float16),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], prefix: str) -> Self:
        """The model that `arrays` gave."""
        return cls(
            tuple(str(arrays[f"{prefix}.names"]).split("\n")),
            arrays[f"{prefix}.weights"].astype(np.float32),
            arrays[f"{prefix}.dense"].astype(np.float32),
        )


def save(path: Path, arrays: Mapping[str, npt.NDArray[Any]], settings: Mapping[str, float | str]) -> None:
    """Write the arrays of models, and the settings that belong to them, to one compressed file."""
    kept = {name: np.array(value) for name, value in {"format": FORMAT, **settings}.items()}
    np.savez_compressed(path, allow_pickle=False, **kept, **arrays)


def load(path: Path) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file that `save` wrote; another format raises InvalidInputError."""
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    if int(arrays["format"]) != FORMAT:
        raise InvalidInputError(
            f"{path} has format {arrays['format']}, not {FORMAT}: run benchmarks/train_measures.py"
        )
    return arrays
