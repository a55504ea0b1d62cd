"""Which measures a request asks for: filters as search has them, turned into what the store takes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from ontology.article import Article, DocumentKind, Measure, Standing
from ontology.entity import EntityType
from ontology.errors import InvalidInputError
from ontology.knowledge import Knowledge
from search.measure_filter import MeasureFilter
from search.request import Filters

CSV_HEADER = (
    "document", "kind", "title", "publisher", "date", "url", "start", "end", "quote",
    "instrument", "standing", "actors", "industries", "regions", "policies", "quantities", "deadline",
    "score",
)  # fmt: skip


def measure_filter(filters: Filters, knowledge: Knowledge) -> MeasureFilter:
    """The measures about these things or anything below them in the lists.

    Raises InvalidInputError for a value that is not known, so that it is not taken for "no measures".
    """
    return MeasureFilter(
        instruments=_with_narrower("instrument", filters.instrument, knowledge),
        actors=_with_narrower("actor", filters.actor, knowledge),
        industries=_with_narrower("industry", filters.industry, knowledge),
        regions=_with_narrower("region", filters.region, knowledge),
        policies=[knowledge.policy(id_).id for id_ in filters.policy],
        standings=[as_standing(value) for value in filters.standing],
        kinds=[as_kind(value) for value in filters.kind],
        publishers=filters.publisher,
        languages=filters.language,
        date_from=filters.date_from,
        date_to=filters.date_to,
    )


def as_standing(value: str) -> Standing:
    """The value as a standing. Raises InvalidInputError."""
    known: dict[str, Standing] = {name: name for name in get_args(Standing)}
    if value not in known:
        raise InvalidInputError(f"standing {value!r} is unknown: use one of {', '.join(known)}")
    return known[value]


def as_kind(value: str) -> DocumentKind:
    """The value as a kind of document. Raises InvalidInputError."""
    known: dict[str, DocumentKind] = {"article": "article", "policy": "policy"}
    if value not in known:
        raise InvalidInputError(f"kind {value!r} is unknown: use one of {', '.join(known)}")
    return known[value]


def _with_narrower(type_: EntityType, ids: Sequence[str], knowledge: Knowledge) -> set[str]:
    found: set[str] = set()
    for id_ in ids:
        if id_ not in knowledge.entities(type_):
            raise InvalidInputError(f"{type_} {id_!r} is unknown: give an id of the authority lists")
        found |= knowledge.narrower(type_, id_)
    return found


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
