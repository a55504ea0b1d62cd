"""Documents like the best ones: what several good answers resemble is likely an answer too."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.channels import Ints, Scores

_SEEDS = 5
_LEVEL = 100
"""Seeds weigh by how far they stand above the document of this rank."""


def neighbour_scores(rows: Ints, scores: Scores, vectors: Sequence[npt.NDArray[np.float16]]) -> Scores:
    """For each candidate its weighted likeness to the best few others, scaled to at most 1.

    `vectors` are document vectors by row, one array an embedder.
    """
    if len(rows) < 2:
        return np.zeros(len(rows))
    order = np.lexsort((rows, -scores))
    seeds = order[:_SEEDS]
    weights = scores[seeds] - scores[order[min(_LEVEL, len(order)) - 1]]
    if weights.sum() <= 0:
        return np.zeros(len(rows))
    weights = weights / weights.sum()
    total = np.zeros(len(rows))
    for matrix in vectors:
        own = matrix[rows].astype(np.float32)
        total += own @ (weights.astype(np.float32) @ own[seeds])
        # A seed is no neighbour of itself.
        total[seeds] -= weights * np.square(own[seeds]).sum(axis=1)
    total = np.maximum(total, 0.0)
    best = total.max()
    return np.asarray(total / best if best > 0 else total)
