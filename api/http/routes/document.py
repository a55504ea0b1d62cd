"""Documents, policies, entities and what is related to them, for programs."""

from typing import Any

from fastapi import APIRouter

from api.http.dependencies import Serving
from api.http.page.reference import as_entity_type
from api.shape import article_shape, entity_shape, policy_shape
from ontology.entity import EntityType

router = APIRouter(prefix="/api", tags=["documents"])


@router.get("/articles/{id:path}", summary="A document with everything read in it")
def article(served: Serving, id: str) -> dict[str, Any]:  # noqa: A002  the name in the address
    """Metadata, text, passages, mentions, citations and measures; offsets are code points of `text`."""
    return article_shape(served.release.documents.get(id))


@router.get("/policies/{id:path}", summary="A policy of the register")
def policy(served: Serving, id: str) -> dict[str, Any]:  # noqa: A002
    """Its titles, number, issuers, validity and relations, and the documents that cite it."""
    known = served.release.knowledge.policy(id)
    citing = served.release.documents.citations_of(id)
    return {**policy_shape(known), "cited_by": sorted({found.document.id for found, _ in citing})}


@router.get("/entities/{type}/{id:path}", summary="An entity of the authority lists")
def entity(served: Serving, type: EntityType, id: str) -> dict[str, Any]:  # noqa: A002
    """Its names in both languages, its place in the list, and the documents that mention it."""
    known = served.release.knowledge.entity(as_entity_type(type), id)
    mentions = served.release.documents.mentions_of(type, id)
    return {**entity_shape(known), "mentioned_in": sorted({found.document.id for found, _ in mentions})}
