"""Linked data: every IRI of the graph answers, as a page or as RDF, by Accept, parameter or extension."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from api.http.dependencies import Linking, Serving
from api.http.negotiation import media_type
from api.http.parameters import ThingId, ThingKind
from api.http.prefixes import PREFIXES
from api.http.problem_schema import problems
from api.http.result_answer import answered
from api.http.routes.description import FORMATS, RDF_CONTENT, Format, RdfFormat
from ontology.entity import ENTITY_TYPES
from ontology.errors import NotFoundError
from ontology.iri import iri
from ontology.query import MEDIA_TYPES

router = APIRouter(tags=["linked data"])

PAGES = ("article", "policy", *ENTITY_TYPES)
EXTENSIONS: dict[str, RdfFormat] = {**{name: name for name in FORMATS}, "rdf": "rdfxml"}


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
    stem, _, extension = id.rpartition(".")
    if format is None and stem and extension in EXTENSIONS:
        id, format = stem, EXTENSIONS[extension]  # noqa: A001
    chosen = format or _by_accept(request, page=kind in PAGES)
    if chosen == "html":
        return RedirectResponse(linker.ui.path(kind, id), status_code=303, headers={"vary": "Accept"})
    address = _address(kind, id)
    result = await served.queries.run_async(f"DESCRIBE <{address}>", chosen, prefixes=PREFIXES)
    if result.rows == 0:
        result.close()
        raise NotFoundError(f"the graph says nothing of <{address}>: check the id")
    return answered(result)


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
