"""Documents like the best ones: what several good answers resemble is likely an answer too."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.channels import Ints, Scores

_SEEDS = 5
_REACH = 500
"""So many candidates are compared with the seeds: those below would not come up far enough to matter."""
_LEVEL = 100
"""Seeds weigh by how far they stand above the document of this rank."""


def neighbour_scores(rows: Ints, scores: Scores, vectors: Sequence[npt.NDArray[np.floating]]) -> Scores:
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
    near = order[:_REACH]
    likeness = np.zeros(len(near))
    for matrix in vectors:
        # The seeds come first, as `near` is in order of the scores.
        own = matrix[rows[near]].astype(np.float32, copy=False)
        likeness += own @ (weights.astype(np.float32) @ own[: len(seeds)])
        # A seed is no neighbour of itself.
        likeness[: len(seeds)] -= weights * np.square(own[: len(seeds)]).sum(axis=1)
    total = np.zeros(len(rows))
    total[near] = np.maximum(likeness, 0.0)
    best = total.max()
    return np.asarray(total / best if best > 0 else total)
