"""How far scores can be taken for probabilities."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.evaluation.outcome import Outcome

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The readings of one subject with a score above `low` (the first bin: from it) up to `high`.

    `right` is the share of them that hit a gold span and name the right thing; the `mean` of calibrated
    scores equals it.
    """

    subject: str
    low: float
    high: float
    readings: int
    mean: float
    right: float


def calibration(subject: str, outcomes: Iterable[Outcome]) -> list[Bin]:
    """The bins that have readings."""
    scored = [(o.reading.score, o.right) for o in outcomes if o.reading is not None]
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(s, right) for s, right in scored if low < s <= high or (s == low == EDGES[0])]
        if inside:
            mean = sum(s for s, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            bins.append(Bin(subject, low, high, len(inside), round(mean, 3), round(share, 3)))
    return bins
