"""From a question, read, to all documents found, best first."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ontology.knowledge import Knowledge
from ontology.processors import cores
from search.channels import Found, GraphChannel, Ints, MeaningChannel, PassageWords, Scores
from search.embed import Vectors
from search.fusion import ENGLISH, Candidates, align, cross_languages
from search.index.document_words import DocumentWords
from search.index.layout import DOCUMENT_VECTORS, PASSAGE_WORDS, UNIT_DOCUMENT, WORDS
from search.index.row_file import Matrix, RowFile, open_rows
from search.index.terms import Mask, Terms
from search.index.vectors import VectorIndex
from search.index.words import Words
from search.neighbours import Company
from search.question_vectors import QuestionVectors
from search.understand import Question

DEPTH = 500
"""How many documents by words and passages by meaning are considered."""

_FEW_DOCUMENTS = 10_000
"""Vectors of so many documents are kept in memory (36 MB), those of more are read where they are needed."""

_FEW_PASSAGES = 5_000
"""Vectors of so many passages are compared before another thread would have begun."""

_FLOOR = 0.15
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

    def __init__(
        self, directory: Path, question_vectors: QuestionVectors, knowledge: Knowledge, terms: Terms
    ) -> None:
        self._directory = directory
        self._question_vectors = question_vectors
        self._knowledge = knowledge
        self._terms = terms

    def rank(self, question: Question, allowed: Mask | None) -> Ranking:
        """Documents in `allowed` (all where None) that a channel finds."""
        if question.empty or self._terms.documents == 0 or (allowed is not None and not allowed.any()):
            return NOTHING
        channels, vectors = self._channels(question, allowed)
        candidates = self._candidates(question, channels)
        if len(candidates.rows) == 0:
            return NOTHING
        scores = candidates.score()
        order = np.lexsort((candidates.rows, -scores))
        return Ranking(candidates.rows[order], scores[order], channels, vectors)

    def candidates(self, question: Question) -> Candidates:
        """Every document that a channel finds, with its features: what the weights are learned from."""
        return self._candidates(question, self._channels(question, None)[0])

    def _channels(
        self, question: Question, allowed: Mask | None
    ) -> tuple[dict[str, Found], Mapping[str, Vectors]]:
        """What each channel finds, and the question's vectors."""
        vectors = self._question_vectors.of(question.english, question.text)
        near = {role: self._begin(role, vector, allowed) for role, vector in vectors.items()}
        rows, scores = self._words.search(question.all_terms, DEPTH, allowed)
        channels = {"words": Found(rows, scores, len(rows) == DEPTH)}
        channels["passages"] = self._passage_words.search(question.all_terms, allowed)
        channels |= {role: found() for role, found in near.items()}
        channels["graph"] = self._graph.search(question.entities, allowed, DEPTH)
        channels["lineage"] = self._graph.lineage(question.entities, allowed, DEPTH)
        return channels, vectors

    def _begin(self, role: str, vector: Vectors, allowed: Mask | None) -> Callable[[], Found]:
        """What will give the documents near `vector`, looked for meanwhile where there are many passages."""
        search = partial(self.meaning[role].search, vector, allowed)
        return self._pool.submit(search).result if len(self._owners) > _FEW_PASSAGES else search

    def _candidates(self, question: Question, channels: Mapping[str, Found]) -> Candidates:
        """The features of all documents that a channel found, time and neighbours among them."""
        found = align(channels)
        features = cross_languages(found.features, self._chinese[found.rows], question.language)
        features["time"] = self._time(question, found.rows)
        shares = ENGLISH if question.language == "en" and "meaning" in features else {}
        company = Company.of(found.rows, Candidates(found.rows, features).shared(shares).score())
        if company is not None:
            features["neighbours"] = company.in_meaning(self.document_vectors)
            if self._document_words is not None:
                features["wording"] = company.in_words(self._document_words)
        return Candidates(found.rows, features).shared(shares)

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
    def _pool(self) -> ThreadPoolExecutor:
        """FAISS compares vectors outside the interpreter's lock."""
        return ThreadPoolExecutor(cores(), thread_name_prefix="near")

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
    def _document_words(self) -> DocumentWords | None:
        """None in an index of before they were stored."""
        return DocumentWords(self._directory) if DocumentWords.exists(self._directory) else None

    @cached_property
    def _chinese(self) -> Mask:
        """Which documents are in Chinese."""
        chinese = np.zeros(self._terms.documents, dtype=np.bool_)
        chinese[self._terms.rows(("language", "zh"))] = True
        return chinese

    @cached_property
    def _graph(self) -> GraphChannel:
        return GraphChannel(self._knowledge, self._terms)

    @cached_property
    def meaning(self) -> dict[str, MeaningChannel]:
        """Nearest passages by each embedder, by role."""
        embedders = self._question_vectors.embedders
        return {
            role: MeaningChannel(
                embedders[role],
                VectorIndex(self._directory / info.file, info.kind),
                self._owners,
                DEPTH,
                _FLOOR,
            )
            for role, info in self._question_vectors.infos.items()
        }

    @cached_property
    def document_vectors(self) -> list[Matrix | RowFile]:
        """Document vectors by row, one array an embedder."""
        paths = (
            self._directory / DOCUMENT_VECTORS.format(info.model)
            for info in self._question_vectors.infos.values()
        )
        # To widen few for each question would take longer than to compare them.
        return [
            each.astype(np.float32) if isinstance(each, np.ndarray) and len(each) <= _FEW_DOCUMENTS else each
            for each in map(open_rows, paths)
        ]
