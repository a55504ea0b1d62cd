"""Search over one release."""

import base64
import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ontology.errors import InvalidInputError
from search.channels import Found, GraphChannel, Ints, MeaningChannel, Scores
from search.embed import load_embedder
from search.facets import facets
from search.filters import FilterReader
from search.fusion import fuse
from search.hits import HitMaker
from search.index.layout import ROWS, WORDS, read_info
from search.index.rows import Rows
from search.index.terms import Mask, Terms
from search.index.vectors import VectorIndex
from search.index.words import Words
from search.request import Filters, SearchQuery
from search.result import Interpretation, SearchResult
from search.understand import LONGEST_QUESTION, Question, Understander

if TYPE_CHECKING:
    from search.release import Release

__all__ = ["Filters", "SearchQuery", "SearchResult", "Searcher"]

_DEPTH = 1000
"""How many documents by words and units by meaning are considered."""

_FLOORS = {"multilingual-use": 0.2}
_FLOOR = 0.2


@dataclass(frozen=True, slots=True)
class _Ranking:
    """All documents found, best first, with the channels that found them."""

    rows: Ints
    scores: Scores
    channels: Mapping[str, Found]


class Searcher:
    """Answers questions over one release, from any thread; each part is opened on first use."""

    def __init__(self, release: "Release") -> None:
        self._release = release
        self._directory = release.paths.index

    def search(self, query: SearchQuery) -> SearchResult:
        """Find documents. Raises InvalidInputError for unknown filter values and foreign cursors."""
        started = time.perf_counter()
        filters = self._filters.canonical(query.filters)
        question, warnings = self._read(query.text)
        ranking = self._rank(question, filters)
        if query.sort == "date" or question.text == "":
            ranking = self._by_date(ranking)
        offset = _offset(query)
        shown = slice(offset, offset + query.top)
        hits = self._hits.make(
            question, ranking.rows[shown], ranking.scores[shown], ranking.channels, self._meaning
        )
        following = offset + query.top
        return SearchResult(
            query=query.text,
            release=self._release.id,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            total=len(ranking.rows),
            next=_cursor(query, following) if query.top and following < len(ranking.rows) else None,
            interpretation=Interpretation(entities=question.entities),
            hits=hits,
            facets=facets(self._terms, ranking.rows, self._release.knowledge, question.language),
            warnings=warnings,
        )

    def rank(self, texts: Iterable[str], top: int) -> Iterator[list[tuple[str, float]]]:
        """For each text the ids and scores of the best `top` documents: the quick way for many questions."""
        ids = self._rows.ids()
        for text in texts:
            question, _ = self._read(text)
            ranking = self._rank(question, Filters()) if not question.empty else _NOTHING
            pairs = zip(ranking.rows[:top].tolist(), ranking.scores[:top].tolist(), strict=True)
            yield [(ids[row], score) for row, score in pairs]

    def _read(self, text: str) -> tuple[Question, tuple[str, ...]]:
        # Half a surrogate pair is no character: it could be neither matched nor printed.
        text = text.encode("utf-8", "replace").decode("utf-8").strip()
        warnings: tuple[str, ...] = ()
        if len(text) > LONGEST_QUESTION:
            warnings = (f"the question is long: its first {LONGEST_QUESTION} characters were read",)
            text = text[:LONGEST_QUESTION]
        question = self._understander.read(text)
        if text and question.empty:
            warnings = (*warnings, "the question has no word in it, so nothing was looked for")
        return question, warnings

    def _rank(self, question: Question, filters: Filters) -> _Ranking:
        allowed = self._filters.mask(filters)
        if question.text == "":
            rows = np.flatnonzero(allowed) if allowed is not None else np.arange(self._terms.documents)
            return _Ranking(rows, np.zeros(len(rows)), {})
        if question.empty or (allowed is not None and not allowed.any()):
            return _NOTHING
        channels = self._channels(question, allowed)
        rows, scores = fuse(channels, self._terms.documents)
        return _Ranking(rows, scores, channels)

    def _channels(self, question: Question, allowed: Mask | None) -> dict[str, Found]:
        terms = {**question.bridged, **question.terms}
        channels = {"words": Found(*self._words.search(terms, _DEPTH, allowed))}
        for name, channel in self._meaning.items():
            if question.language == "en" or name == "multilingual":
                channels[name] = channel.search(channel.embedder.encode_query(question.text), allowed)
        channels["graph"] = self._graph.search(question.entities, allowed, _DEPTH)
        return channels

    def _by_date(self, ranking: _Ranking) -> _Ranking:
        order = np.lexsort((ranking.rows, -self._terms.last_day[ranking.rows]))
        return _Ranking(ranking.rows[order], ranking.scores[order], ranking.channels)

    @cached_property
    def _understander(self) -> Understander:
        return Understander(self._release.knowledge)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._directory / ROWS)

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self._directory)

    @cached_property
    def _words(self) -> Words:
        return Words(self._directory / WORDS)

    @cached_property
    def _filters(self) -> FilterReader:
        return FilterReader(self._release.knowledge, self._terms)

    @cached_property
    def _graph(self) -> GraphChannel:
        return GraphChannel(self._release.knowledge, self._terms)

    @cached_property
    def _hits(self) -> HitMaker:
        return HitMaker(self._rows, self._terms, self._release.knowledge)

    @cached_property
    def _meaning(self) -> dict[str, MeaningChannel]:
        """By role: "meaning" is the first embedder, "multilingual" the one that crosses languages."""
        owners = np.load(self._directory / "unit_document.npy", mmap_mode="r", allow_pickle=False)
        channels = {}
        for info in read_info(self._directory).vectors:
            embedder = load_embedder(info.model, self._release.models)
            index = VectorIndex(self._directory / info.file, info.kind)
            role = "multilingual" if info.model == "multilingual-use" else "meaning"
            floor = _FLOORS.get(info.model, _FLOOR)
            channels[role] = MeaningChannel(embedder, index, owners, _DEPTH, floor)
        return channels


_NOTHING = _Ranking(np.empty(0, np.int64), np.empty(0, np.float64), {})


def _digest(query: SearchQuery) -> str:
    return hashlib.sha256(repr((query.text, query.filters, query.sort)).encode()).hexdigest()[:12]


def _cursor(query: SearchQuery, offset: int) -> str:
    return base64.urlsafe_b64encode(f"{offset}.{_digest(query)}".encode()).decode()


def _offset(query: SearchQuery) -> int:
    if query.cursor is None:
        return 0
    try:
        offset, digest = base64.urlsafe_b64decode(query.cursor).decode().split(".")
        if digest == _digest(query):
            return int(offset)
    except ValueError:
        pass
    raise InvalidInputError(
        f"cursor {query.cursor!r} belongs to another question: leave it out to start anew"
    )
