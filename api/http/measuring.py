"""Which measures a request asks for: filters as search has them, turned into what the store takes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from ontology.article import Article, DocumentKind, Measure, Standing
from ontology.entity import EntityType
from ontology.knowledge import Knowledge
from search.measure_filter import MeasureFilter
from search.request import Filters

if TYPE_CHECKING:
    from search.release import Release

CSV_HEADER = (
    "document", "kind", "title", "publisher", "date", "url", "start", "end", "quote",
    "instrument", "standing", "actors", "industries", "regions", "policies", "quantities", "deadline",
    "score",
)  # fmt: skip


def measure_filter(filters: Filters, release: "Release") -> MeasureFilter:
    """The measures about these things or anything below them in the lists.

    Raises InvalidInputError for a value that is not known, so that it is not taken for "no measures".
    """
    known, knowledge = release.searcher.canonical(filters), release.knowledge
    return MeasureFilter(
        instruments=_with_narrower("instrument", known.instrument, knowledge),
        actors=_with_narrower("actor", known.actor, knowledge),
        industries=_with_narrower("industry", known.industry, knowledge),
        regions=_with_narrower("region", known.region, knowledge),
        policies=known.policy,
        standings=cast("tuple[Standing, ...]", known.standing),
        kinds=cast("tuple[DocumentKind, ...]", known.kind),
        publishers=known.publisher,
        languages=known.language,
        date_from=known.date_from,
        date_to=known.date_to,
    )


def _with_narrower(type_: EntityType, ids: Sequence[str], knowledge: Knowledge) -> set[str]:
    return {below for id_ in ids for below in knowledge.narrower(type_, id_)}


def csv_rows(found: Iterable[tuple[Article, Measure]]) -> Iterator[tuple[object, ...]]:
    """The measures as rows under CSV_HEADER; several ids in a cell are parted by "; "."""
    for article, measure in found:
        document = article.document
        links = (measure.actors, measure.industries, measure.regions, measure.policies)
        yield (
            document.id,
            document.kind,
            document.title,
            document.publisher,
            document.date,
            document.url,
            measure.start,
            measure.end,
            measure.text,
            measure.instrument,
            measure.standing,
            *("; ".join(ids) for ids in links),
            "; ".join(quantity.text for quantity in measure.quantities),
            measure.deadline,
            round(measure.score, 3),
        )
