"""Search as a service that SPARQL calls: `SERVICE <https://w3id.org/drcgraph/search> { … }`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from ontology.errors import InvalidInputError
from ontology.iri import BASE, iri, local_id
from ontology.query import SUBJECT, Iri, Row, Service, Value
from search.request import Filters, SearchQuery, Sort
from search.result import Hit

if TYPE_CHECKING:
    from search.release import Release

SEARCH = BASE + "search"
NAMESPACE = SEARCH + "#"
_FILTERS = (
    *("kind", "region", "industry", "actor", "instrument", "policy", "publisher", "standing", "language"),
)
_DATES = {"from": "date_from", "to": "date_to"}
_OPTIONS = frozenset({*_FILTERS, *_DATES, "limit", "sort"})
_OUTPUTS = frozenset({"document", "score", "rank", "place", "quote", "wordsRank", "meaningRank", "graphRank"})


def search_services(release: "Release") -> Mapping[str, Service]:
    """The services for a `QueryPool` over the graph of `release`; its index is opened at the first call."""

    def evaluate(arguments: Mapping[str, Sequence[Value]], passages: bool) -> Iterator[Row]:
        result = release.searcher.search(_query(arguments))
        for rank, hit in enumerate(result.hits, 1):
            yield from _rows(hit, rank, passages=passages)

    return {SEARCH: Service(NAMESPACE, "text", _OPTIONS, _OUTPUTS, evaluate)}


def _query(arguments: Mapping[str, Sequence[Value]]) -> SearchQuery:
    filters: dict[str, Any] = {
        name: tuple(_filter_value(name, value) for value in arguments[name])
        for name in _FILTERS
        if name in arguments
    }
    filters |= {field: str(_one(arguments, name)) for name, field in _DATES.items() if name in arguments}
    text, top = _one(arguments, "text"), _one(arguments, "limit", 10)
    if isinstance(text, Iri):
        raise InvalidInputError(f"search:text <{text.value}> is an IRI: give a string")
    if not isinstance(top, int):
        raise InvalidInputError(f"search:limit {top!r} is no whole number: write it without quotes")
    sort = cast("Sort", str(_one(arguments, "sort", "relevance")))
    return SearchQuery(str(text), Filters(**filters), top=top, sort=sort)


def _one(arguments: Mapping[str, Sequence[Value]], name: str, default: Value = "") -> Value:
    values = arguments.get(name, (default,))
    if len(values) > 1:
        raise InvalidInputError(f"search:{name} has {len(values)} values: give one")
    return values[0]


def _filter_value(name: str, value: Value) -> str:
    """An id: as it is, or out of the IRI of the thing."""
    if not isinstance(value, Iri):
        return str(value)
    kind = "concept/standing" if name == "standing" else name
    id_ = local_id(value.value, kind)
    if id_ is None:
        raise InvalidInputError(
            f"search:{name} <{value.value}> is no {name}: give an IRI under {BASE}{kind}/"
        )
    return id_


def _rows(hit: Hit, rank: int, *, passages: bool) -> Iterator[Row]:
    """A row a passage, or without passages one for the document with its best quote."""
    row: dict[str, Value] = {
        "document": Iri(iri(hit.kind, hit.id).value),
        "score": hit.score,
        "rank": rank,
        **_ranks(hit),
    }
    if not passages:
        quote = {"quote": hit.passages[0].text} if hit.passages else {}
        yield row | quote
        return
    for place, passage in enumerate(hit.passages, 1):
        subject = Iri(iri("passage", passage.id).value)
        yield row | {SUBJECT: subject, "quote": passage.text, "place": place}


def _ranks(hit: Hit) -> dict[str, int]:
    found = {"wordsRank": hit.why.words, "meaningRank": hit.why.meaning, "graphRank": hit.why.graph}
    return {name: channel.rank for name, channel in found.items() if channel is not None}
