"""Precision, recall and F1 with their counts, and intervals by resampling documents."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.evaluation.outcome import Outcome

Counts = npt.NDArray[np.int64]
"""Gold spans, readings, gold spans found, readings that hit, hits that name the right thing: `(5,)`."""

RESAMPLES = 1_000
_SEED = 20
_LEVELS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one subject in one part of a gold set ("all", a language or a category).

    `interval` is that of F1: 95% by the bootstrap over documents (Efron 1979). `right_share` is the share of
    the hits that name the right entity, policy or class, and `linked_f1` the F1 where only these count.
    """

    set: str
    subject: str
    part: str
    documents: int
    gold: int
    read: int
    hits: int
    right: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    right_share: float
    linked_f1: float


def score(set_name: str, subject: str, part: str, counts: Sequence[Counts]) -> Score:
    """The figures of some documents, each with its counts."""
    table = np.stack(counts) if counts else np.zeros((0, 5), dtype=np.int64)
    gold, read, found, sound, right = (int(total) for total in table.sum(axis=0))
    precision, recall = _share(sound, read), _share(found, gold)
    return Score(
        set=set_name,
        subject=subject,
        part=part,
        documents=len(table),
        gold=gold,
        read=read,
        hits=found,
        right=right,
        precision=precision,
        recall=recall,
        f1=_harmonic(precision, recall),
        interval=_interval(table),
        right_share=_share(right, found),
        linked_f1=_harmonic(_share(right, read), _share(right, gold)),
    )


def count_all(outcomes: Iterable[Outcome]) -> Counts:
    """Counts where every gold span should be found and every reading should hit."""
    gold = read = hits = right = 0
    for outcome in outcomes:
        gold += outcome.gold is not None
        read += outcome.reading is not None
        hits += outcome.gold is not None and outcome.reading is not None
        right += outcome.right
    return np.array([gold, read, hits, hits, right])


def by_document(
    outcomes: Iterable[Outcome], count: Callable[[Iterable[Outcome]], Counts] = count_all
) -> dict[str, Counts]:
    """The counts of each document that has outcomes, by its id."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        grouped[outcome.document.id].append(outcome)
    return {id_: count(group) for id_, group in grouped.items()}


def _interval(table: Counts) -> tuple[float, float]:
    if not len(table):
        return (0.0, 0.0)
    picks = np.random.default_rng(_SEED).integers(len(table), size=(RESAMPLES, len(table)))
    gold, read, found, sound, _ = table[picks].sum(axis=1).T.astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = np.nan_to_num(sound / read), np.nan_to_num(found / gold)
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
    low, high = np.percentile(f1, _LEVELS)
    return (round(float(low), 4), round(float(high), 4))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _harmonic(precision: float, recall: float) -> float:
    both = precision + recall
    return round(2 * precision * recall / both, 4) if both else 0.0
