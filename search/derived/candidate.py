"""Measures as they are compared: with their vectors and with what their surroundings are about."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ontology.article import Article, Measure
from ontology.derived_link import PlacedMeasure, TextRole
from ontology.knowledge import Knowledge
from ontology.policy import Policy
from search.embed import Vectors

Floats = npt.NDArray[np.float32]
NEIGHBOURS = 10
_WIDE = frozenset({"china", "northeast-china"})
"""Regions that nearly everything here is about: to share them says nothing."""
_INDUSTRY_WORTH, _REGION_WORTH = 0.1, 0.05
SHARED_WORTH = _INDUSTRY_WORTH + _REGION_WORTH
"""The most that what both are about adds to the strength of a pair."""
_SLOPE = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure; `industries` and `regions` are its own or else those of its passage or policy."""

    placed: PlacedMeasure
    date: str | None
    role: TextRole
    industries: frozenset[str]
    regions: frozenset[str]
    row: int

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.placed.measure


def candidates(articles: Iterable[Article], knowledge: Knowledge, first_row: int = 0) -> Iterator[Candidate]:
    """All measures of the articles, rows counted from `first_row`."""
    row = first_row
    for article in articles:
        document = article.document
        policy = knowledge.policies.get(document.id) if document.kind == "policy" else None
        for measure in article.annotation.measures:
            yield Candidate(
                PlacedMeasure(document.kind, document.id, measure),
                document.date,
                document.text_role,
                _industries(article, measure, policy),
                _regions(article, measure, policy),
                row,
            )
            row += 1


def margins(left: Vectors, right: Vectors) -> tuple[Floats, Floats]:
    """Cosines of all pairs, and what each is above the average of both sides' nearest ones.

    A text that is near to everything ("improve policies") proves little by being near: half of the mean of
    its NEAREST cosines is taken off on either side (CSLS, Conneau et al. 2018, halved).
    """
    cosines = left @ right.T
    crowd = 0.5 * (_nearest(cosines)[:, None] + _nearest(cosines.T)[None, :])
    return cosines, cosines - crowd


def _nearest(cosines: Floats) -> Floats:
    count = min(NEIGHBOURS, cosines.shape[1])
    if count == 0:
        return np.zeros(cosines.shape[0], np.float32)
    return np.asarray(np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1), dtype=np.float32)


def strength(margin: float, one: Candidate, other: Candidate) -> float:
    """How much speaks for two measures being one: the margin of their quotes and what both are about."""
    shared_region = (one.regions & other.regions) - _WIDE
    return (
        margin
        + _INDUSTRY_WORTH * bool(one.industries & other.industries)
        + _REGION_WORTH * bool(shared_region)
    )


def score_of(strength_: float, enough: float) -> float:
    """Strength as a number from 0 to 1, 0.5 where it is just enough."""
    return 1 / (1 + math.exp(-(strength_ - enough) / _SLOPE))


def _industries(article: Article, measure: Measure, policy: Policy | None) -> frozenset[str]:
    if measure.industries:
        return frozenset(measure.industries)
    return frozenset(policy.industries) if policy else _around(article, measure, "industry")


def _regions(article: Article, measure: Measure, policy: Policy | None) -> frozenset[str]:
    if measure.regions:
        return frozenset(measure.regions)
    return frozenset(policy.regions) if policy else _around(article, measure, "region")


def _around(article: Article, measure: Measure, type_: str) -> frozenset[str]:
    """What the passage with the measure names."""
    passage = next((p for p in article.passages if p.start <= measure.start < p.end), None)
    if passage is None:
        return frozenset()
    return frozenset(
        mention.id
        for mention in article.annotation.mentions
        if mention.type == type_
        and mention.status == "listed"
        and passage.start <= mention.start < passage.end
    )


def vectors_of(measures: Sequence[Candidate], vectors: Vectors) -> Vectors:
    """The vectors of some measures, in their order."""
    return vectors[[candidate.row for candidate in measures]]
