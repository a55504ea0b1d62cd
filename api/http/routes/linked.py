"""Linked data: every IRI of the graph answers, as a page or as RDF, by Accept, parameter or extension."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from api.http.access import READERS
from api.http.dependencies import Linking, Serving
from api.http.negotiation import media_type
from api.http.parameters import ThingId, ThingKind
from api.http.prefixes import PREFIXES
from api.http.problem_schema import problems
from api.http.result_answer import answered
from api.http.routes.description import FORMATS, RDF_CONTENT, Format, RdfFormat
from api.http.serving import Served
from ontology.entity import ENTITY_TYPES
from ontology.errors import NotFoundError
from ontology.iri import iri
from ontology.query import MEDIA_TYPES

router = APIRouter(tags=["linked data"], **READERS)

VARY = {"vary": "Accept"}
EXTENSIONS: dict[str, RdfFormat | Literal["html"]] = {
    **{name: name for name in FORMATS},
    "rdf": "rdfxml",
    "html": "html",
}


@router.get(
    "/id/{kind}/{id:path}",
    summary="A thing by its IRI",
    response_class=StreamingResponse,
    responses={
        200: {"content": RDF_CONTENT},
        303: {"description": "Its page, to those who accept HTML"},
        **problems(400, 404, 406, 503),
    },
)
async def thing(
    request: Request,
    served: Serving,
    linker: Linking,
    kind: ThingKind,
    id: ThingId,  # noqa: A002  the name in the address
    format: Format = None,  # noqa: A002
) -> Response:
    """What the graph says of it: HTML (a redirect to its page), Turtle, JSON-LD or N-Triples."""
    chosen: str | None = format
    page = _page_of(served, kind, id)
    stem, _, extension = id.rpartition(".")
    if page is None and format is None and stem and extension in EXTENSIONS:
        id, chosen = stem, EXTENSIONS[extension]  # noqa: A001
        page = _page_of(served, kind, id)
    address = _address(kind, id)
    if page is None and not await _is_described(served, address):
        raise NotFoundError(f"the graph says nothing of <{address}>: check the id")
    wanted = chosen or _by_accept(request, page=page is not None)
    if wanted == "html":
        if page is None:
            raise NotFoundError(f"<{address}> has no page: ask for one of {', '.join(FORMATS)}")
        return RedirectResponse(linker.ui.path(*page), status_code=303, headers=VARY)
    if page not in (None, (kind, id)):
        merged = linker.ui.path("id", *page) + (f".{chosen}" if chosen else "")
        return RedirectResponse(merged, status_code=303, headers=VARY)
    return answered(await served.queries.run_async(f"DESCRIBE <{address}>", wanted, prefixes=PREFIXES))


def _page_of(served: Served, kind: str, id_: str) -> tuple[str, str] | None:
    """Kind and id of a thing's page: for a merged one that of what it became, None where there is no page."""
    knowledge, documents = served.release.knowledge, served.release.documents
    try:
        if kind == "article" and documents.document(id_).kind == "article":
            return kind, id_
        if kind == "policy":
            return kind, knowledge.policy(id_).id
        type_ = next((type_ for type_ in ENTITY_TYPES if type_ == kind), None)
        return None if type_ is None else (kind, knowledge.entity(type_, id_).id)
    except NotFoundError:
        return None


async def _is_described(served: Served, address: str) -> bool:
    result = await served.queries.run_async(f"ASK {{ <{address}> ?p ?o }}")
    result.close()
    return bool(result.boolean)


def _address(kind: str, id_: str) -> str:
    """The IRI of a thing. Raises NotFoundError where no IRI can be made of `kind`."""
    try:
        return iri(kind, *id_.split("/")).value
    except ValueError as error:
        raise NotFoundError(f"nothing is of the kind {kind!r}: check the address") from error


def _by_accept(request: Request, *, page: bool) -> str:
    types = {MEDIA_TYPES[name]: name for name in FORMATS}
    offered = {"text/html": "html", **types} if page else types
    return offered[media_type(request, list(offered))]
