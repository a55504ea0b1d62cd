"""From a question, read, to all documents found, best first."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ontology.knowledge import Knowledge
from search.channels import Found, GraphChannel, Ints, MeaningChannel, PassageWords, Scores
from search.embed import Vectors, load_embedder
from search.embed.bert import cores
from search.fusion import ENGLISH, Candidates, align
from search.index.layout import DOCUMENT_VECTORS, PASSAGE_WORDS, UNIT_DOCUMENT, WORDS, VectorInfo, read_info
from search.index.terms import Mask, Terms
from search.index.vectors import VectorIndex
from search.index.words import Words
from search.neighbours import neighbour_scores
from search.understand import Question

DEPTH = 1000
"""How many documents by words and passages by meaning are considered."""

MULTILINGUAL = "multilingual-use"
_REMEMBERED = 1000
_FLOOR = 0.2
"""Below this cosine both embedders place texts that have nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All documents found, best first, the channels that found them and the question's vectors by role."""

    rows: Ints
    scores: Scores
    channels: Mapping[str, Found] = field(default_factory=dict)
    vectors: Mapping[str, Vectors] = field(default_factory=dict)


NOTHING = Ranking(np.empty(0, np.int64), np.empty(0, np.float64))


class Ranker:
    """Ranks the documents of one index."""

    def __init__(self, directory: Path, models: Path, knowledge: Knowledge, terms: Terms) -> None:
        self._directory = directory
        self._models = models
        self._knowledge = knowledge
        self._terms = terms

    def rank(self, question: Question, allowed: Mask | None) -> Ranking:
        """Documents in `allowed` (all where None) that a channel finds."""
        if question.empty or self._terms.documents == 0 or (allowed is not None and not allowed.any()):
            return NOTHING
        vectors = self.query_vectors(question)
        channels = self._channels(question, vectors, allowed)
        candidates = self._candidates(question, channels)
        if len(candidates.rows) == 0:
            return NOTHING
        scores = candidates.score()
        order = np.lexsort((candidates.rows, -scores))
        return Ranking(candidates.rows[order], scores[order], channels, vectors)

    def candidates(self, question: Question) -> Candidates:
        """Every document that a channel finds, with its features: what the weights are learned from."""
        return self._candidates(question, self._channels(question, self.query_vectors(question), None))

    def _channels(
        self, question: Question, vectors: Mapping[str, Vectors], allowed: Mask | None
    ) -> dict[str, Found]:
        rows, scores = self._words.search(question.all_terms, DEPTH, allowed)
        channels = {"words": Found(rows, scores, len(rows) == DEPTH)}
        channels["passages"] = self._passage_words.search(question.all_terms, allowed)
        for name, vector in vectors.items():
            channels[name] = self.meaning[name].search(vector, allowed)
        channels["graph"] = self._graph.search(question.entities, allowed, DEPTH)
        channels["lineage"] = self._graph.lineage(question.entities, allowed, DEPTH)
        return channels

    def _candidates(self, question: Question, channels: Mapping[str, Found]) -> Candidates:
        """The features of all documents that a channel found, time and neighbours among them."""
        found = align(channels)
        features = dict(found.features)
        features["time"] = self._time(question, found.rows)
        shares = ENGLISH if question.language == "en" and "meaning" in features else {}
        first = Candidates(found.rows, features).shared(shares).score()
        features["neighbours"] = neighbour_scores(found.rows, first, self.document_vectors)
        return Candidates(found.rows, features).shared(shares)

    def query_vectors(self, question: Question) -> dict[str, Vectors]:
        """The question as each embedder sees it."""
        return self._encoded(question.english, question.text)

    @cached_property
    def _encoded(self) -> Callable[[str, str], dict[str, Vectors]]:
        """Vectors by role; remembered, as a question comes again with every page and filter."""

        @lru_cache(maxsize=_REMEMBERED)
        def encoded(english: str, text: str) -> dict[str, Vectors]:
            texts = {"meaning": english, "multilingual": text}
            wanted = {name: texts[name] for name in self.meaning if texts[name]}
            vectors = self._pool.map(
                lambda name: self.meaning[name].embedder.encode_query(wanted[name]), wanted
            )
            return dict(zip(wanted, vectors, strict=True))

        return encoded

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """Embedders work side by side, as they compute outside the interpreter's lock."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="encode")

    def _time(self, question: Question, rows: Ints) -> Scores:
        """-1 for documents of a known date outside the limits that the question states, else 0."""
        first, last = question.limits.first, question.limits.last
        outside = np.zeros(len(rows), dtype=np.bool_)
        if first is not None:
            outside |= self._terms.last_day[rows] < first * 10_000
        if last is not None:
            outside |= self._terms.first_day[rows] > last * 10_000 + 1231
        return np.where(outside & (self._terms.first_day[rows] > 0), -1.0, 0.0)

    @cached_property
    def _words(self) -> Words:
        return Words(self._directory / WORDS)

    @cached_property
    def _passage_words(self) -> PassageWords:
        return PassageWords(Words(self._directory / PASSAGE_WORDS), self._owners, DEPTH)

    @cached_property
    def _owners(self) -> npt.NDArray[np.int32]:
        """The document row of each unit; a plain array over the map, which is quicker to index."""
        return np.asarray(np.load(self._directory / UNIT_DOCUMENT, mmap_mode="r", allow_pickle=False))

    @cached_property
    def _graph(self) -> GraphChannel:
        return GraphChannel(self._knowledge, self._terms)

    @cached_property
    def meaning(self) -> dict[str, MeaningChannel]:
        """By role: "multilingual" is the embedder that crosses languages, "meaning" another one."""
        channels = {}
        for info in self._infos:
            embedder = load_embedder(info.source or info.model, self._models)
            index = VectorIndex(self._directory / info.file, info.kind)
            role = "multilingual" if info.model == MULTILINGUAL else "meaning"
            channels[role] = MeaningChannel(embedder, index, self._owners, DEPTH, _FLOOR)
        return channels

    @cached_property
    def _infos(self) -> tuple[VectorInfo, ...]:
        return read_info(self._directory).vectors

    @cached_property
    def document_vectors(self) -> list[npt.NDArray[np.float16]]:
        """Document vectors by row, one array an embedder."""
        paths = (self._directory / DOCUMENT_VECTORS.format(info.model) for info in self._infos)
        return [np.load(path, mmap_mode="r", allow_pickle=False) for path in paths]
