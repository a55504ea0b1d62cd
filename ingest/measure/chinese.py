"""Chinese measures: clauses and cue words propose, two linear models over characters decide."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from ingest.measure.chinese_feature import end_features, ends, start_features, starts
from ingest.measure.decode import Scored, best_cover, expected_hits
from ingest.measure.model import LinearModel, load, save

_UNLIKELY = 0.03


@dataclass(frozen=True)
class ChineseModel:
    """Which offsets begin a measure, where it ends, and the chance above which a span is kept."""

    start: LinearModel
    end: LinearModel
    threshold: float

    def find(self, paragraph: str) -> list[Scored]:
        """Measures of a paragraph, in order."""
        return best_cover(self.candidates(paragraph), self.threshold)

    def candidates(self, paragraph: str) -> list[Scored]:
        """Every span that may be a measure, with its chance."""
        found: list[Scored] = []
        for start in starts(paragraph):
            chance = self.start.probability(start_features(paragraph, start))
            if chance > _UNLIKELY:
                found += self._spans(paragraph, start, chance)
        return found

    def _spans(self, text: str, start: int, chance: float) -> list[Scored]:
        bounds = ends(text, start)
        if not bounds:
            return []
        scores = np.array([self.end.scores(end_features(text, start, end))[0] for end in bounds])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return expected_hits(start, chance, list(zip(bounds, shares.tolist(), strict=True)))

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        save(path, {"start": self.start, "end": self.end}, {"threshold": self.threshold})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote."""
        arrays = load(path)
        start, end = (LinearModel.from_arrays(arrays, prefix) for prefix in ("start", "end"))
        return cls(start, end, float(arrays["threshold"]))


@cache
def packaged() -> ChineseModel:
    """The model that ships with the package."""
    return ChineseModel.load(Path(str(files("ingest.measure") / "chinese.npz")))
