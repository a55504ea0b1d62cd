"""One ranking out of several."""

from collections.abc import Mapping

import numpy as np

from search.channels import Found, Ints, Scores

RRF_CONSTANT = 60
WEIGHTS = {"words": 1.0, "meaning": 1.0, "multilingual": 0.6, "graph": 0.3}


def fuse(channels: Mapping[str, Found], documents: int) -> tuple[Ints, Scores]:
    """Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): rows and scores, best first."""
    scores = np.zeros(documents)
    for name, found in channels.items():
        scores[found.rows] += WEIGHTS[name] / (RRF_CONSTANT + 1 + np.arange(len(found.rows)))
    rows = np.flatnonzero(scores)
    rows = rows[np.lexsort((rows, -scores[rows]))]
    return rows, scores[rows]
