"""From probabilities of starts and ends to the measures of a sentence."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_EXACT = 0.2
"""How much the expected overlap counts beside the chance to overlap by half."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A possible measure, `[start, end)` in code points, with the chance that it hits a real one."""

    start: int
    end: int
    score: float


def expected_hits(start: int, probability: float, ends: Sequence[tuple[int, float]]) -> list[Scored]:
    """The candidates of one start, scored by the chance that they overlap the true span by half or more.

    `probability` says how likely a measure begins at `start`; `ends` gives each possible end with its share.
    Overlap is intersection over union. Many ends hit equally often, so the overlap that is to be expected
    counts too: the quote is to be the whole measure and no more.
    """
    found = []
    for end, _ in ends:
        overlaps = [(_overlap(end - start, other - start), p) for other, p in ends]
        share = sum(p for overlap, p in overlaps if overlap >= 0.5)
        mean = sum(p * overlap for overlap, p in overlaps)
        found.append(Scored(start, end, probability * ((1 - _EXACT) * share + _EXACT * mean)))
    return found


def _overlap(length: int, other: int) -> float:
    return min(length, other) / max(length, other)


def best_cover(candidates: Sequence[Scored], threshold: float) -> list[Scored]:
    """The spans, none overlapping another, with the greatest sum of `score - threshold` (weighted intervals).

    A span counts by its own chance, not only where the most likely reading has it: which of these are kept,
    their class decides as well (see certainty.py).
    """
    spans = sorted((span for span in candidates if span.score > threshold), key=lambda span: span.end)
    last = [span.end for span in spans]
    best, chosen = [0.0], list[tuple[bool, int]]()
    for index, span in enumerate(spans):
        before = bisect_right(last, span.start, 0, index)
        gain = best[before] + span.score - threshold
        chosen.append((gain > best[-1], before))
        best.append(max(gain, best[-1]))
    cover, at = [], len(spans)
    while at > 0:
        take, before = chosen[at - 1]
        if take:
            cover.append(spans[at - 1])
        at = before if take else at - 1
    return cover[::-1]
