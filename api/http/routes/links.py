"""Derived links of a document, for programs."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from api.http.access import READERS
from api.http.dependencies import Serving
from api.http.interface_schema import shows
from api.http.parameters import DocumentId, DocumentKindPath
from ontology.errors import NotFoundError
from search.derived import document_links

router = APIRouter(prefix="/api", tags=["search"], **READERS)

_EXAMPLE = [
    {
        "kind": "uptake",
        "other": "policy/northeast-vat-rules-2004",
        "forward": True,
        "score": 0.86,
        "similarity": 0.58,
        "text_role": "register-summary",
        "outcome": None,
        "source": "deduct the tax on equipment",
        "target": "deduct input tax on purchased, self-built or leased",
        "citing": [],
    }
]


@router.get(
    "/links/{kind}/{id:path}",
    summary="Proposals taken up, measures handed down, policies that belong together",
    **shows("DocumentLinks", _EXAMPLE, 404, 503),
)
def links(
    served: Serving,
    kind: DocumentKindPath,
    id: DocumentId,  # noqa: A002  the name in the address
) -> list[dict[str, Any]]:
    """Links that were derived from the whole release, each with the quotes behind it and a score."""
    if served.release.documents.document(id).kind != kind:
        raise NotFoundError(f"{id!r} is no {kind}: look it up by search")
    return [asdict(link) for link in document_links(served.release, kind, id)]
