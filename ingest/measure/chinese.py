"""Chinese measures: clauses, cue words and verbs propose, two linear models decide."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from ingest.measure.chinese_feature import (
    ChineseSentence,
    end_features,
    ends,
    sentences,
    start_features,
    starts,
)
from ingest.measure.decode import Scored, best_cover, expected_hits
from ingest.measure.model import LinearModel, load, save

_UNLIKELY = 0.03


@dataclass(frozen=True)
class ChineseModel:
    """Which offsets begin a measure, where it ends, and the chance above which a span may be one."""

    start: LinearModel
    end: LinearModel
    threshold: float

    def find(self, text: str, blocked: Collection[int] = ()) -> list[Scored]:
        """Measures of `text`, in order; none begins at an offset in `blocked`, which names cover."""
        found: list[Scored] = []
        for sentence in sentences(text):
            cover = best_cover(self._candidates(sentence, blocked), self.threshold)
            found += [Scored(s.start + sentence.start, s.end + sentence.start, s.score) for s in cover]
        return found

    def _candidates(self, sentence: ChineseSentence, blocked: Collection[int]) -> list[Scored]:
        found: list[Scored] = []
        for start in starts(sentence, blocked):
            chance = self.start.probability(start_features(sentence, start))
            if chance > _UNLIKELY:
                found += self._spans(sentence, start, chance)
        return found

    def _spans(self, sentence: ChineseSentence, start: int, chance: float) -> list[Scored]:
        bounds = ends(sentence, start)
        if not bounds:
            return []
        scores = np.array([self.end.odds(end_features(sentence, start, end)) for end in bounds])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return expected_hits(start, chance, list(zip(bounds, shares.tolist(), strict=True)))

    def save(self, path: Path) -> None:
        """Write the model to `path`."""
        arrays = self.start.arrays("start") | self.end.arrays("end")
        save(path, arrays, {"threshold": self.threshold})

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
