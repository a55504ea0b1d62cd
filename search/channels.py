"""The ways a document is found: by words, by meaning, by what it shares with the question in the graph."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from search.embed import Embedder, Vectors
from search.index.terms import Mask, Term, Terms
from search.index.vectors import VectorIndex
from search.result import QuestionEntity

Scores = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that a channel found: rows, best first, and the channel's own scores."""

    rows: Ints
    scores: Scores
    shared: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


class MeaningChannel:
    """Nearest units by one embedder; a second near one brings a document nearer."""

    def __init__(
        self, embedder: Embedder, index: VectorIndex, owners: npt.NDArray[np.int32], units: int, floor: float
    ) -> None:
        self.embedder = embedder
        self._index = index
        self._owners = owners
        self._units = units
        self._floor = floor

    def search(self, vector: Vectors, allowed: Mask | None) -> Found:
        """Documents whose best unit is at least `floor` near to the vector."""
        units = None if allowed is None else allowed[self._owners]
        rows, scores = self._index.search(vector, self._units, units)
        near = scores >= self._floor
        return pool(self._owners[rows[near]], scores[near])

    def similarities(self, vector: Vectors, units: Ints) -> Scores:
        """Cosine of each unit row to the vector."""
        return np.asarray(self._index.get(units) @ vector, dtype=np.float64)


def pool(owners: npt.NDArray[np.int32], scores: npt.NDArray[np.float32]) -> Found:
    """From units, best first, to documents: best score plus a tenth of the second best."""
    documents, first, inverse = np.unique(owners, return_index=True, return_inverse=True)
    best = scores[first].astype(np.float64)
    rest = scores.astype(np.float64).copy()
    rest[first] = 0.0
    second = np.zeros(len(documents))
    np.maximum.at(second, inverse, rest)
    total = best + 0.1 * second
    order = np.lexsort((documents, -total))
    return Found(documents[order].astype(np.int64), total[order])


class GraphChannel:
    """Documents that speak of what the question names, or of what lies within it."""

    def __init__(self, knowledge: Knowledge, terms: Terms) -> None:
        self._knowledge = knowledge
        self._terms = terms

    def search(self, entities: tuple[QuestionEntity, ...], allowed: Mask | None, limit: int) -> Found:
        """Documents by the summed rarity of the entities they share, damped by how often they name each."""
        scores = np.zeros(self._terms.documents)
        shared: dict[int, list[str]] = {}
        for type_, id_ in dict.fromkeys((e.type, e.id) for e in entities):
            rows = self._documents((type_, id_))
            if len(rows) == 0:
                continue
            scores[rows] += math.log(1 + self._terms.documents / len(rows))
            for row in rows.tolist():
                shared.setdefault(row, []).append(f"{type_}/{id_}")
        if allowed is not None:
            scores[~allowed] = 0.0
        rows = np.flatnonzero(scores)
        rows = rows[np.lexsort((rows, -scores[rows]))][:limit]
        return Found(rows, scores[rows], {row: tuple(shared[row]) for row in rows.tolist()})

    def _documents(self, term: Term) -> Ints:
        type_, id_ = term
        ids = {id_}
        for known in ENTITY_TYPES:
            if type_ == known:
                ids = self._knowledge.narrower(known, id_)
        parts = [self._terms.rows((type_, one)) for one in ids]
        return np.unique(np.concatenate(parts)).astype(np.int64)
