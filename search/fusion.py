"""One score for each document out of what the channels say.

Each channel's scores are scaled by its best one and added with weights. The weights are near those that the
development questions teach (benchmarks/train_fusion.py): a pairwise logistic loss, held close to the weights
that one would start with, as 65 questions do not carry more. Among weights that serve those questions alike
these serve public collections of other subjects best (benchmarks/collections.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.channels import Found, Ints, Scores

WEIGHTS = {
    "words": 0.3,
    "passages": 0.3,
    "meaning": 0.47,
    "multilingual": 0.5,
    "graph": 0.35,
    "lineage": 0.35,
    "time": 0.55,
    "neighbours": 0.45,
    "wording": 0.4,
}

ENGLISH = {"words": 0.8, "meaning": 1.17, "multilingual": 0.3, "neighbours": 0.25, "wording": 0.3}
"""Where the question is in English its own encoder counts more, and what stands in for it elsewhere less.

The multilingual encoder ranks English less well, and where a question has one answer, as claims of science
have, what resembles the best documents, by meaning or by words, is in its way (benchmarks/collections.md).
"""

_STANDS_FOR = {"meaning": 0.8, "words": 0.4, "passages": 0.4}
"""What the multilingual encoder's score counts in place of a channel's that cannot read a document."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents that any channel found, ascending, and a column of features, about -1 to 1, by channel."""

    rows: Ints
    features: Mapping[str, Scores]

    def shared(self, shares: Mapping[str, float]) -> "Candidates":
        """The same with each feature that `shares` names times its share."""
        features = {name: shares.get(name, 1.0) * column for name, column in self.features.items()}
        return Candidates(self.rows, features)

    def score(self, weights: Mapping[str, float] = WEIGHTS) -> Scores:
        """The weighted sum of the features."""
        total = np.zeros(len(self.rows))
        for name, column in self.features.items():
            total += weights[name] * column
        return total


def align(channels: Mapping[str, Found]) -> Candidates:
    """The candidates with each channel's scaled scores.

    A document that a channel did not find counts as the least that it found, where the channel gave up at a
    depth, and as nothing otherwise.
    """
    rows = np.unique(np.concatenate([found.rows for found in channels.values()]))
    features = {}
    for name, found in channels.items():
        column = np.full(len(rows), max(0.0, float(found.scores[-1])) if found.cut else 0.0)
        column[np.searchsorted(rows, found.rows)] = np.maximum(found.scores, 0.0)
        best = column.max(initial=0.0)
        features[name] = column / best if best > 0 else column
    return Candidates(rows, features)


def cross_languages(
    features: Mapping[str, Scores], chinese: npt.NDArray[np.bool_], language: str
) -> dict[str, Scores]:
    """The features; for documents in Chinese the multilingual encoder stands in for what cannot read them.

    That is the encoder that reads English alone, and for questions in English their words. Without a
    multilingual encoder all stays as it is.
    """
    crossed = dict(features)
    if "multilingual" not in features or not chinese.any():
        return crossed
    bridge = features["multilingual"][chinese]
    for name in ("words", "passages") if language == "en" else ():
        crossed[name] = crossed[name].copy()
        crossed[name][chinese] = np.maximum(crossed[name][chinese], _STANDS_FOR[name] * bridge)
    if "meaning" in features:
        crossed["meaning"] = crossed["meaning"].copy()
        crossed["meaning"][chinese] = _STANDS_FOR["meaning"] * bridge
    return crossed
