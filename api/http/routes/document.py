"""Documents, policies, entities and what is related to them, for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.http import examples
from api.http.access import READERS
from api.http.answers import BRIEF
from api.http.dependencies import Listing, Serving
from api.http.filters import FilterPairs, filters_of
from api.http.interface_schema import shows
from api.http.measuring import CSV_HEADER, csv_rows, measure_filter
from api.http.negotiation import media_type
from api.http.page.reference import as_entity_type
from api.http.parameters import (
    Cursor,
    DocumentId,
    EntityId,
    EntityTypePath,
    PolicyId,
    TableFormat,
    filter_parameters,
)
from api.http.table import csv_response
from api.shape import article_shape, entity_shape, measure_shape, policy_shape
from ontology.article import Document
from search.cursor import Cursor as Place
from search.cursor import place_of

router = APIRouter(prefix="/api", tags=["documents"], **READERS)


@router.get(
    "/articles/{id:path}",
    summary="A document with everything read in it",
    **shows("AnnotatedDocument", examples.ARTICLE, 404, 503),
)
def article(served: Serving, id: DocumentId) -> dict[str, Any]:  # noqa: A002  the name in the address
    """Metadata, text, passages, mentions, citations and measures; offsets are code points of `text`."""
    return article_shape(served.release.documents.get(id))


@router.get(
    "/policies/{id:path}",
    summary="A policy of the register",
    **shows("CitedPolicy", examples.POLICY, 404, 503),
)
def policy(served: Serving, id: PolicyId) -> dict[str, Any]:  # noqa: A002
    """Its titles, number, issuers, validity and relations, and the documents that cite it."""
    known = served.release.knowledge.policy(id)
    citing = served.release.documents.citations_of(id)
    return {**policy_shape(known), "cited_by": sorted({found.document.id for found, _ in citing})}


@router.get(
    "/entities/{type}/{id:path}",
    summary="An entity of the authority lists",
    **shows("Entry", examples.ENTITY, 404, 503),
)
def entity(served: Serving, type: EntityTypePath, id: EntityId) -> dict[str, Any]:  # noqa: A002
    """Its names in both languages, its place in the list, and the documents that mention it."""
    known = served.release.knowledge.entity(as_entity_type(type), id)
    mentions = served.release.documents.mentions_of(type, id)
    return {**entity_shape(known), "mentioned_in": sorted({found.document.id for found, _ in mentions})}


@router.get(
    "/measures",
    summary="Measures, filtered as search is",
    response_model=None,
    openapi_extra=filter_parameters(),
    **shows(
        "MeasureList",
        examples.MEASURES,
        400,
        406,
        410,
        503,
        content={"text/csv": {"schema": {"type": "string"}, "example": examples.MEASURES_CSV}},
    ),
)
def measures(
    request: Request,
    release: Listing,
    pairs: FilterPairs,
    top: Annotated[int, Query(ge=0, le=1000, description="How many to give", examples=[20])] = 100,
    cursor: Cursor = None,
    format: TableFormat = None,  # noqa: A002
) -> dict[str, Any] | Response:
    """Measures with their documents, newest first. CSV holds all of them."""
    filters, documents = filters_of(pairs), release.documents
    wanted = measure_filter(filters, release)
    chosen = format or media_type(request, ["application/json", "text/csv"]).rpartition("/")[2]
    if chosen == "csv":
        return csv_response(CSV_HEADER, csv_rows(documents.measures(wanted)), "measures.csv")
    question = ("measures", filters)
    offset, total = place_of(cursor, question, release.id), documents.count_measures(wanted)
    following = offset + top
    return {
        "release": release.id,
        "total": total,
        "next": str(Place.of(release.id, following, question)) if top > 0 and following < total else None,
        "measures": [
            {"document": _brief(article.document), **measure_shape(measure)}
            for article, measure in documents.measures(wanted, top, offset)
        ],
    }


def _brief(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in BRIEF}
