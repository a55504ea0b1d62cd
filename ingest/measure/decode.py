"""From probabilities of starts and ends to the measures of a sentence."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A possible measure, `[start, end)` in code points, with the chance that it hits a real one."""

    start: int
    end: int
    score: float


def expected_hits(start: int, probability: float, ends: Sequence[tuple[int, float]]) -> list[Scored]:
    """The candidates of one start, scored by the chance that they overlap the true span by half or more.

    `probability` says how likely a measure begins at `start`; `ends` gives each possible end with its share.
    Overlap is intersection over union, so an end that lies between two likely ones may win over both.
    """
    found = []
    for end, _ in ends:
        share = sum(p for other, p in ends if _overlap(end - start, other - start) >= 0.5)
        found.append(Scored(start, end, probability * share))
    return found


def _overlap(length: int, other: int) -> float:
    return min(length, other) / max(length, other)


def best_cover(candidates: Sequence[Scored], threshold: float) -> list[Scored]:
    """The spans, none overlapping another, with the greatest sum of `score - threshold` (weighted intervals).

    F1 is highest where a span is kept when its chance exceeds half the F1 that is reached
    (Lewis 1995; Lipton et al. 2014), hence a threshold instead of the most likely reading.
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
