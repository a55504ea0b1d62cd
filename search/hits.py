"""From ranked rows to results that can be shown: passages, highlights, reasons, entities."""

from collections.abc import Mapping
from functools import cached_property, lru_cache

import numpy as np

from search.channels import Found, Ints, MeaningChannel
from search.embed import Vectors
from search.highlight import highlights, text_places
from search.index.document_terms import ENTITY_FIELDS
from search.index.rows import Rows, Unit
from search.index.terms import Mask, Terms
from search.labels import Labels
from search.ranking import Ranking
from search.result import ChannelRank, GraphRank, Hit, HitEntity, HitPassage, Why
from search.understand import Question

_TEXT_CHANNELS = ("words", "meaning", "multilingual")
_SHOWN_CHANNELS = (*_TEXT_CHANNELS, "graph")
_PASSAGES = 3
_COVERED = 0.5
"""What a passage gains by having all words of the question."""
_ENTITIES = 8
_REMEMBERED = 10_000


class HitMaker:
    """Makes hits out of rows of one index."""

    def __init__(self, rows: Rows, terms: Terms, labels: Labels) -> None:
        self._rows = rows
        self._terms = terms
        self._labels = labels
        self._entity = lru_cache(maxsize=_REMEMBERED)(self._make_entity)
        self._entities = lru_cache(maxsize=_REMEMBERED)(self._named)

    def make(
        self, question: Question, page: Ranking, meaning: Mapping[str, MeaningChannel]
    ) -> tuple[Hit, ...]:
        """Hits of the documents of `page`, in that order."""
        shown = {row: self._rows.whole(row) for row in page.rows.tolist()}
        units = {row: [unit for unit in own if unit.id is not None] for row, (_, own) in shown.items()}
        passages = self._passages(question, page.vectors, units, meaning)
        reasons = _reasons(page.channels, page.rows)
        return tuple(
            Hit(
                id=(document := shown[row][0]).id,
                kind=document.kind,
                title=document.title,
                title_zh=document.title_zh,
                url=document.url,
                date=document.date,
                publisher=document.publisher,
                score=round(score, 6),
                passages=passages[row],
                why=reasons[row],
                entities=self._entities(row, question.language),
            )
            for row, score in zip(page.rows.tolist(), page.scores.tolist(), strict=True)
        )

    def _named(self, row: int, language: str) -> tuple[HitEntity, ...]:
        codes = self._terms.leading(row, self._is_entity, _ENTITIES)
        return tuple(self._entity(code, language) for code in codes)

    def _make_entity(self, code: int, language: str) -> HitEntity:
        type_, id_ = self._terms.names[code]
        return HitEntity(id_, type_, self._labels.of(language)[code])

    @cached_property
    def _is_entity(self) -> Mask:
        """Which terms, by code, a hit is shown with."""
        return np.array([field in ENTITY_FIELDS for field, _ in self._terms.names], dtype=np.bool_)

    def _passages(
        self,
        question: Question,
        vectors: Mapping[str, Vectors],
        units: Mapping[int, list[Unit]],
        meaning: Mapping[str, MeaningChannel],
    ) -> dict[int, tuple[HitPassage, ...]]:
        flat = [unit for own in units.values() for unit in own]
        if question.empty:
            return {row: _shown(own[:1], frozenset(), frozenset()) for row, own in units.items()}
        english, chinese = (frozenset(question.all_terms.get(field, ())) for field in ("text", "zh"))
        places = [unit.row for unit in flat]
        near = dict(zip(places, _nearness(vectors, places, meaning), strict=True))

        def value(unit: Unit) -> float:
            return near[unit.row] + _COVERED * _coverage(unit.text, english, chinese)

        return {
            row: _shown(sorted(_promising(own, near), key=value, reverse=True)[:_PASSAGES], english, chinese)
            for row, own in units.items()
        }


def _promising(units: list[Unit], near: Mapping[int, float]) -> list[Unit]:
    """The units that can be among the best by any words they have: to read all of a long text takes time."""
    if len(units) <= _PASSAGES:
        return units
    least = sorted((near[unit.row] for unit in units), reverse=True)[_PASSAGES - 1]
    return [unit for unit in units if near[unit.row] + _COVERED >= least]


def _nearness(
    vectors: Mapping[str, Vectors], units: list[int], meaning: Mapping[str, MeaningChannel]
) -> list[float]:
    rows = np.array(units, dtype=np.int64)
    total = np.zeros(len(units))
    for name, vector in vectors.items():
        total += meaning[name].similarities(vector, rows)
    return [float(value) for value in total]


def _coverage(text: str, english: frozenset[str], chinese: frozenset[str]) -> float:
    """Share of the question's words that the text has."""
    wanted = len(english) + len(chinese)
    if wanted == 0:
        return 0.0
    places = text_places(text).keys()
    return (len(places & english) + len(places & chinese)) / wanted


def _shown(units: list[Unit], english: frozenset[str], chinese: frozenset[str]) -> tuple[HitPassage, ...]:
    return tuple(
        HitPassage(unit.id or "", unit.start, unit.end, unit.text, highlights(unit.text, english, chinese))
        for unit in units
    )


def _reasons(channels: Mapping[str, Found], rows: Ints) -> dict[int, Why]:
    places = {name: _places(channels[name].rows, rows) for name in _SHOWN_CHANNELS if name in channels}
    reasons = {}
    for row in rows.tolist():
        ranks: dict[str, ChannelRank] = {}
        for name in _TEXT_CHANNELS:
            at = places.get(name, {}).get(row)
            if at is not None:
                ranks[name] = ChannelRank(at + 1, round(float(channels[name].scores[at]), 4))
        nearest = min(
            (rank for name, rank in ranks.items() if name != "words"), key=lambda r: r.rank, default=None
        )
        graph = places.get("graph", {}).get(row)
        reasons[row] = Why(
            words=ranks.get("words"),
            meaning=nearest,
            graph=None if graph is None else GraphRank(graph + 1, channels["graph"].shared_by(row)),
        )
    return reasons


def _places(found: Ints, rows: Ints) -> dict[int, int]:
    """Where those of `rows` that were found stand in what was found."""
    at = np.flatnonzero(np.isin(found, rows))
    return dict(zip(found[at].tolist(), at.tolist(), strict=True))
