"""Documents like the best ones: what several good answers resemble is likely an answer too."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.channels import Ints, Scores
from search.index.document_words import DocumentWords
from search.index.row_file import Matrix, RowFile

_SEEDS = 5
_REACH = 200
"""So many candidates are compared with the seeds: those below would not come up far enough to matter."""
_LEVEL = 100
"""Seeds weigh by how far they stand above the document of this rank."""


@dataclass(frozen=True, slots=True)
class Company:
    """The best candidates of a question, for others to be likened to.

    `order` are places among the candidates, best first, no more than are compared; the first of them, as many
    as there are `weights`, are the seeds. Weights add up to 1.
    """

    rows: Ints
    order: Ints
    weights: Scores

    @classmethod
    def of(cls, rows: Ints, scores: Scores) -> "Company | None":
        """That of candidates by their scores; None where none stands out."""
        order = np.lexsort((rows, -scores))
        if len(order) < 2:
            return None
        seeds = order[:_SEEDS]
        weights = scores[seeds] - scores[order[min(_LEVEL, len(order)) - 1]]
        if weights.sum() <= 0:
            return None
        return cls(rows, order[:_REACH], weights / weights.sum())

    def in_meaning(self, vectors: Sequence[Matrix | RowFile]) -> Scores:
        """Likeness of each candidate to the seeds by document vectors, one array an embedder; at most 1."""
        seeds = len(self.weights)
        likeness = np.zeros(len(self.order))
        for matrix in vectors:
            own = matrix[self.rows[self.order]].astype(np.float32, copy=False)
            likeness += own @ (self.weights.astype(np.float32) @ own[:seeds])
            # A seed is no neighbour of itself.
            likeness[:seeds] -= self.weights * np.square(own[:seeds]).sum(axis=1)
        return self._spread(likeness)

    def in_words(self, words: DocumentWords) -> Scores:
        """Likeness of each candidate to the seeds by the words that tell documents apart; at most 1."""
        likeness = words.likeness(self.rows[self.order], self.weights).astype(np.float64)
        likeness[: len(self.weights)] -= self.weights
        return self._spread(likeness)

    def _spread(self, likeness: Scores) -> Scores:
        """For all candidates, scaled by the best."""
        total = np.zeros(len(self.rows))
        total[self.order] = np.maximum(likeness, 0.0)
        best = total.max()
        return np.asarray(total / best if best > 0 else total)
