"""English measures: every verb is a candidate, the words around it decide, and so do those behind its end."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from ingest.measure.candidate import ends, starts
from ingest.measure.decode import Scored, best_cover, expected_hits
from ingest.measure.feature import end_features, start_features
from ingest.measure.forms import Forms
from ingest.measure.model import Floats, LinearModel, load, save
from ingest.measure.state import lower

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNLIKELY = 0.03
"""Starts below this chance are not followed up."""


@dataclass(frozen=True)
class EnglishModel:
    """Which verbs begin a measure, which phrases end it, and the chance above which a span may be one."""

    start: LinearModel
    end: LinearModel
    threshold: float

    def find(self, doc: "Doc", states: Floats) -> list[Scored]:
        """Measures of a parsed paragraph, offsets within it, in order.

        `states` `(tokens, 768)` are those of its tokens, see ingest/measure/state.py.
        """
        states, forms = lower(states), Forms.of(doc)
        candidates: list[Scored] = []
        for at in starts(doc, forms):
            chance = self.start.probability(start_features(doc[at], forms), pooled(states, at))
            if chance > _UNLIKELY:
                candidates += self._spans(doc[at], forms, chance)
        return best_cover(candidates, self.threshold)

    def _spans(self, start: "Token", forms: Forms, chance: float) -> list[Scored]:
        lasts = ends(start, forms)
        if not lasts:
            return []
        scores = np.array([self.end.odds(row) for row in end_features(start, lasts, forms)])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        doc = start.doc
        bounds = [doc[last].idx + len(doc[last]) for last in lasts]
        return expected_hits(start.idx, chance, list(zip(bounds, shares.tolist(), strict=True)))

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


def pooled(states: Floats, index: int) -> Floats:
    """The vector of a start: its own state beside the mean of those that follow, `(2 * width,)`."""
    following = states[index + 1 : index + 8]
    mean = following.mean(axis=0) if len(following) else np.zeros_like(states[index])
    return np.concatenate([states[index], mean])


@cache
def packaged() -> EnglishModel:
    """The model that ships with the package."""
    return EnglishModel.load(Path(str(files("ingest.measure") / "english.npz")))
