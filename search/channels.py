"""The ways a document is found: by words, by meaning, by what it shares with the question in the graph."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from search.embed import Embedder, Vectors
from search.index.terms import Mask, Terms
from search.index.vectors import VectorIndex
from search.index.words import Words
from search.result import QuestionEntity

Scores = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_DAMPING = 1.5
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that a channel found: rows, best first, and the channel's own scores.

    `cut` says that there are more, which the channel left out. `named` tells of each thing that the question
    names, as `kind/id`, which documents speak of it.
    """

    rows: Ints
    scores: Scores
    cut: bool = False
    named: Mapping[str, Mask] = field(default_factory=dict)

    def shared_by(self, row: int) -> tuple[str, ...]:
        """What the document shares with the question."""
        return tuple(name for name, has in self.named.items() if has[row])


class MeaningChannel:
    """Nearest units by one embedder; a document is as near as its nearest unit."""

    def __init__(
        self, embedder: Embedder, index: VectorIndex, owners: npt.NDArray[np.int32], depth: int, floor: float
    ) -> None:
        self.embedder = embedder
        self._index = index
        self._owners = owners
        self._depth = depth
        self._floor = floor

    def search(self, vector: Vectors, allowed: Mask | None) -> Found:
        """Documents whose nearest unit is at least `floor` near to the vector."""
        units = None if allowed is None else allowed[self._owners]
        rows, scores = self._index.search(vector, self._depth, units)
        near = scores >= self._floor
        cut = len(rows) == self._depth and bool(near.all())
        return _by_document(self._owners[rows[near]], scores[near], cut)

    def similarities(self, vector: Vectors, units: Ints) -> Scores:
        """Cosine of each unit row to the vector."""
        return np.asarray(self._index.get(units) @ vector, dtype=np.float64)


class PassageWords:
    """BM25 over passages; a document counts as its best passage does, however long the rest of it is.

    "MaxP" of Dai and Callan 2019, for words.
    """

    def __init__(self, words: Words, owners: npt.NDArray[np.int32], depth: int) -> None:
        self._words = words
        self._owners = owners
        self._depth = depth

    def search(self, terms: Mapping[str, Mapping[str, float]], allowed: Mask | None) -> Found:
        """Documents with any of the terms, by their best passage."""
        units = None if allowed is None else allowed[self._owners]
        rows, scores = self._words.search(terms, self._depth, units)
        return _by_document(self._owners[rows], scores, len(rows) == self._depth)


def _by_document(owners: npt.NDArray[np.int32], scores: npt.NDArray[np.floating], cut: bool) -> Found:
    """Each document once, at its first place in a list of units, best first."""
    first = np.sort(np.unique(owners, return_index=True)[1])
    return Found(owners[first].astype(np.int64), scores[first].astype(np.float64), cut)


def best_places(scores: Scores, limit: int) -> Ints:
    """Places of the `limit` highest scores, best first, of equals the first; without sorting them all."""
    places = np.arange(len(scores))
    if len(scores) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        above, level = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        places = np.concatenate([above, level[: limit - len(above)]])
    return places[np.lexsort((places, -scores[places]))]


class GraphChannel:
    """Documents that speak of what the question names, or of what lies within it."""

    def __init__(self, knowledge: Knowledge, terms: Terms) -> None:
        self._knowledge = knowledge
        self._terms = terms
        # Questions name the same places again and again, and a region may hold hundreds.
        self._codes = lru_cache(maxsize=_REMEMBERED)(self._codes_within)

    def search(self, entities: Sequence[QuestionEntity], allowed: Mask | None, limit: int) -> Found:
        """Documents by the summed rarity of the entities they share, damped by how often they name each."""
        scores = np.zeros(self._terms.documents)
        named: dict[str, Mask] = {}
        for type_, id_ in dict.fromkeys((e.type, e.id) for e in entities):
            counts = self._counts(type_, id_)
            named[f"{type_}/{id_}"] = counts > 0
            rows = np.flatnonzero(counts)
            if len(rows):
                rarity = math.log(1 + self._terms.documents / len(rows))
                scores[rows] += rarity * counts[rows] / (counts[rows] + _DAMPING)
        return self._found(scores, allowed, limit, named)

    def lineage(self, entities: Sequence[QuestionEntity], allowed: Mask | None, limit: int) -> Found:
        """Documents that speak of the policies next to those named: carried out, amended, cited by them.

        One step down the register's relations counts 1, a second step down or one up counts a half.
        """
        scores = np.zeros(self._terms.documents)
        for id_ in dict.fromkeys(e.id for e in entities if e.type == "policy"):
            below = self._below.get(id_, set())
            policy = self._knowledge.policies.get(id_)
            far = {target for near in below for target in self._below.get(near, ())}
            far |= {relation.target for relation in policy.relations} if policy else set()
            for ids, worth in ((far, 0.5), (below, 1.0)):
                for one in ids:
                    rows = self._terms.rows(("policy", one))
                    scores[rows] = np.maximum(scores[rows], worth)
        return self._found(scores, allowed, limit, {})

    def _found(self, scores: Scores, allowed: Mask | None, limit: int, named: Mapping[str, Mask]) -> Found:
        if allowed is not None:
            scores[~allowed] = 0.0
        rows = np.flatnonzero(scores)
        rows = rows[best_places(scores[rows], limit)]
        return Found(rows, scores[rows], named=named)

    def _counts(self, type_: str, id_: str) -> Scores:
        """How often each document names the entity or what lies within it."""
        return self._terms.mentions(self._codes(type_, id_))

    def _codes_within(self, type_: str, id_: str) -> Ints:
        """Codes of the terms of the entity and of what lies within it."""
        ids = {id_}
        for known in ENTITY_TYPES:
            if type_ == known:
                ids = self._knowledge.narrower(known, id_)
        return self._terms.codes_among((type_, one) for one in ids)

    @cached_property
    def _below(self) -> dict[str, set[str]]:
        below: dict[str, set[str]] = defaultdict(set)
        for policy in self._knowledge.policies.values():
            for relation in policy.relations:
                below[relation.target].add(policy.id)
        return below
