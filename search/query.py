"""Search over one release."""

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from search.answer import Answer, extract_answer
from search.constraint import TimeLimits
from search.cursor import Cursor, place_of
from search.facets import FacetCounter
from search.filters import FilterReader
from search.fusion import Candidates
from search.hits import HitMaker
from search.index.layout import NAMES, ROWS, part_of
from search.index.names import Names
from search.index.rows import Rows
from search.index.terms import Mask, Terms
from search.labels import Labels
from search.lexicon import Lexicon
from search.question_vectors import QuestionVectors
from search.ranking import Ranker, Ranking
from search.related import Related, related
from search.request import Filters, SearchQuery
from search.result import Interpretation, SearchResult
from search.suggest import Suggestion, suggest
from search.understand import LONGEST_QUESTION, Question, Understander

if TYPE_CHECKING:
    from search.release import Release

__all__ = ["Filters", "SearchQuery", "SearchResult", "Searcher"]


class Searcher:
    """Answers questions over one release, from any thread; each part is opened on first use."""

    def __init__(self, release: "Release") -> None:
        self._release = release
        self._directory = release.paths.index
        self._turn = Lock()

    def search(self, query: SearchQuery) -> SearchResult:
        """Find documents. Raises InvalidInputError for unknown filter values and foreign cursors.

        Searches take turns: side by side, under the interpreter's lock, they would only interrupt each other.
        """
        with self._turn:
            return self._search(query)

    def _search(self, query: SearchQuery) -> SearchResult:
        started = time.perf_counter()
        self._question_vectors.begin()
        offset = place_of(query.cursor, query.question, self._release.id)
        allowed = self._filters.mask(self._filters.canonical(query.filters))
        question, warnings = self._read(query.text, interpret=query.interpret, ignore=query.ignore)
        ranking = self._everything(allowed) if question.text == "" else self._ranker.rank(question, allowed)
        if query.sort == "date":
            ranking = self._by_date(ranking)
        following = offset + query.top
        more = query.top and following < len(ranking.rows)
        page = replace(ranking, rows=ranking.rows[offset:following], scores=ranking.scores[offset:following])
        return SearchResult(
            query=query.text,
            release=self._release.id,
            total=len(ranking.rows),
            next=str(Cursor.of(self._release.id, following, query.question)) if more else None,
            interpretation=Interpretation(question.entities, question.limits.as_filters()),
            hits=self._hits.make(question, page, self._ranker.meaning),
            facets=self._facets.count(ranking.rows, question.language),
            warnings=warnings,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
        )

    def canonical(self, filters: Filters) -> Filters:
        """The same filters with names replaced by ids. Raises InvalidInputError for an unknown value."""
        return self._filters.canonical(filters)

    def prepare(self) -> None:
        """Open now what is opened on first use, and read ahead what is worth it for many questions."""
        self._question_vectors.prepare()
        self.search(SearchQuery("振兴 revitalization", top=1))

    def rank(
        self, texts: Iterable[str], top: int, filters: Filters | None = None
    ) -> Iterator[list[tuple[str, float]]]:
        """For each text the ids and scores of the best `top` documents: the quick way for many questions."""
        self._question_vectors.prepare()
        allowed = self._filters.mask(self._filters.canonical(filters or Filters()))
        for text in texts:
            question, _ = self._read(text, interpret=True)
            ranking = self._ranker.rank(question, allowed)
            rows = ranking.rows[:top].tolist()
            documents = self._rows.documents(rows)
            yield [
                (documents[row].id, score)
                for row, score in zip(rows, ranking.scores[:top].tolist(), strict=True)
            ]

    def candidates(self, text: str) -> tuple[list[str], Candidates]:
        """Ids of all documents found and their features, for learning weights and for looking into ranks."""
        question, _ = self._read(text, interpret=True)
        found = self._ranker.candidates(question)
        documents = self._rows.documents(found.rows.tolist())
        return [documents[row].id for row in found.rows.tolist()], found

    def suggest(self, typed: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """Names that `typed` begins, typo-tolerant, in both languages."""
        return suggest(self._names, typed, limit)

    def related(self, id_: str, limit: int = 10) -> tuple[Related, ...]:
        """Documents related to the article or policy `id_`, with reasons. Raises NotFoundError."""
        return related(self._rows, self._terms, self._ranker.document_vectors, id_, limit)

    def answer(self, text: str, filters: Filters | None = None, limit: int = 5) -> Answer:
        """Sentences that answer the question, each with its source."""
        result = self.search(SearchQuery(text, filters or Filters(), top=8))
        question, _ = self._read(text, interpret=True)
        vectors = {} if question.empty else self._question_vectors.of(question.english, question.text)
        return extract_answer(question, result, vectors, self._ranker.meaning, limit)

    def _read(
        self, text: str, *, interpret: bool, ignore: Collection[str] = ()
    ) -> tuple[Question, tuple[str, ...]]:
        # Half a surrogate pair is no character: it could be neither matched nor printed.
        text = text.encode("utf-8", "replace").decode("utf-8").strip()
        warnings: tuple[str, ...] = ()
        if len(text) > LONGEST_QUESTION:
            warnings = (f"the question is long: its first {LONGEST_QUESTION} characters were read",)
            text = text[:LONGEST_QUESTION]
        question = self._understander.read(text)
        if text and question.empty:
            warnings = (*warnings, "the question has no word in it, so nothing was looked for")
        if ignore:
            meant = tuple(e for e in question.entities if f"{e.type}/{e.id}" not in ignore)
            question = replace(question, entities=meant)
        return question if interpret else replace(question, limits=TimeLimits()), warnings

    def _everything(self, allowed: Mask | None) -> Ranking:
        rows = np.flatnonzero(allowed) if allowed is not None else np.arange(self._terms.documents)
        return self._by_date(Ranking(rows, np.zeros(len(rows))))

    def _by_date(self, ranking: Ranking) -> Ranking:
        order = np.lexsort((ranking.rows, -self._terms.last_day[ranking.rows]))
        return replace(ranking, rows=ranking.rows[order], scores=ranking.scores[order])

    @cached_property
    def _understander(self) -> Understander:
        lexicon = Lexicon(self._directory, self._question_vectors.words)
        return Understander(self._release.knowledge, self._release.models, lexicon)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(part_of(self._directory, ROWS))

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self._directory)

    @cached_property
    def _names(self) -> Names:
        return Names(part_of(self._directory, NAMES))

    @cached_property
    def _filters(self) -> FilterReader:
        return FilterReader(self._release.knowledge, self._terms)

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self._directory, self._question_vectors, self._release.knowledge, self._terms)

    @cached_property
    def _question_vectors(self) -> QuestionVectors:
        return QuestionVectors(self._directory, self._release.models)

    @cached_property
    def _facets(self) -> FacetCounter:
        return FacetCounter(self._terms, self._labels)

    @cached_property
    def _hits(self) -> HitMaker:
        return HitMaker(self._rows, self._terms, self._labels)

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self._terms, self._release.knowledge)
