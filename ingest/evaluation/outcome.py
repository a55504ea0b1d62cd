"""What became of each gold span and of each span that was read: the facts behind all figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.evaluation.gold import GoldText
from ingest.evaluation.markup import Span

LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """A span that was read. `name` is the id, class or label it was given; `asserted`: it claims a link."""

    start: int
    end: int
    type: str
    name: str
    score: float
    asserted: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold span and the reading that hit it; one of the two is missing where there was no hit.

    `right` says that the reading names the gold span's entity, policy or instrument class.
    """

    document: GoldText
    subject: str
    gold: Span | None
    reading: Reading | None
    right: bool


Judge = Callable[[Span, Reading], bool]
"""Whether a reading that hits a span also names the right thing."""


def overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    """Length of what two spans share over that of their union."""
    shared = min(end, other_end) - max(start, other_start)
    return max(0, shared) / (max(end, other_end) - min(start, other_start)) if shared > 0 else 0.0


def outcomes(
    document: GoldText, subject: str, gold: Sequence[Span], readings: Sequence[Reading], judge: Judge
) -> Iterator[Outcome]:
    """Match spans one to one, best overlaps first, and tell what is left over on either side."""
    pairs = sorted(_pairs(gold, readings), reverse=True)
    gold_left, readings_left = dict(enumerate(gold)), dict(enumerate(readings))
    for _, g, r in pairs:
        if g in gold_left and r in readings_left:
            span, reading = gold_left.pop(g), readings_left.pop(r)
            yield Outcome(document, subject, span, reading, judge(span, reading))
    yield from (Outcome(document, subject, span, None, right=False) for span in gold_left.values())
    yield from (Outcome(document, subject, None, reading, right=False) for reading in readings_left.values())


def _pairs(gold: Sequence[Span], readings: Sequence[Reading]) -> Iterator[tuple[float, int, int]]:
    """Overlaps of at least half of the union, with the positions of both spans."""
    for g, span in enumerate(gold):
        for r, reading in enumerate(readings):
            share = overlap(span.start, span.end, reading.start, reading.end)
            if share >= LEAST_OVERLAP:
                yield share, g, r
