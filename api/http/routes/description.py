"""What the server tells machines that come upon it: VoID, DCAT, a map of the site."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args
from urllib.parse import quote
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.http import examples
from api.http.access import READERS
from api.http.dependencies import Serving
from api.http.negotiation import media_type
from api.http.problem_schema import problems
from api.http.serving import Served
from ontology.description import describe
from ontology.entity import ENTITY_TYPES
from ontology.errors import NotFoundError
from ontology.query import MEDIA_TYPES

router = APIRouter(tags=["linked data"], **READERS)

RdfFormat = Literal["ttl", "jsonld", "nt", "rdfxml"]
FORMATS: tuple[RdfFormat, ...] = get_args(RdfFormat)
TEXT = {"type": "string"}
RDF_SCHEMAS = {"jsonld": {"type": ["array", "object"]}}
MAP_SIZE = 50_000
"""How many addresses one site map may hold (sitemaps.org)."""

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DOORS = ("", "measures", "cite", "query", "about", "docs")
RDF_CONTENT = {
    MEDIA_TYPES[name].partition(";")[0]: {
        "schema": RDF_SCHEMAS.get(name, TEXT),
        "example": examples.RDF[name],
    }
    for name in FORMATS
}
RESPONSES: dict[int | str, dict[str, Any]] = {200: {"content": RDF_CONTENT}, **problems(400, 406, 503)}
Format = Annotated[RdfFormat | None, Query(description="Else by Accept", examples=["ttl"])]


@router.get(
    "/.well-known/void",
    summary="The data that is served, as VoID",
    response_class=Response,
    responses=RESPONSES,
)
def void(request: Request, served: Serving, format: Format = None) -> Response:  # noqa: A002
    """Size, vocabularies, graphs and endpoints of the data (the same description as /catalog)."""
    return description(request, served, format)


@router.get(
    "/catalog",
    summary="The data and the services over it, as DCAT",
    response_class=Response,
    responses=RESPONSES,
)
def catalog(request: Request, served: Serving, format: Format = None) -> Response:  # noqa: A002
    """A catalogue (DCAT 3) for data portals to harvest."""
    return description(request, served, format)


def description(request: Request, served: Served, chosen: RdfFormat | None = None) -> Response:
    """Service, data and catalogue in one graph, in the format named or accepted."""
    types = {MEDIA_TYPES[name]: name for name in FORMATS}
    name = chosen or types[media_type(request, list(types))]
    manifest = served.release.manifest
    content = describe(
        str(request.base_url).rstrip("/"),
        name,
        release=manifest.id,
        created=manifest.created,
        counts=manifest.counts,
    )
    headers = {"vary": "Accept", "access-control-allow-origin": "*"}
    return Response(content, media_type=MEDIA_TYPES[name], headers=headers)


@router.get("/robots.txt", include_in_schema=False)
async def robots(request: Request) -> Response:
    """Leads crawlers to the site map and away from questions without end."""
    base = str(request.base_url)
    rules = ("search", "api/", "sparql", "measures?", "feed.atom")
    path = request.scope.get("root_path", "")
    lines = ["User-agent: *", *(f"Disallow: {path}/{rule}" for rule in rules), f"Sitemap: {base}sitemap.xml"]
    return Response("\n".join(lines) + "\n", media_type="text/plain")


@router.get("/sitemap.xml", include_in_schema=False)
def sitemap(request: Request, served: Serving, part: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """All pages (sitemaps.org 0.9); with more than MAP_SIZE, an index of maps."""
    base = str(request.base_url)
    paths = list(_pages(served))
    parts = -(-len(paths) // MAP_SIZE)
    if part is None and parts > 1:
        return _xml("sitemapindex", "sitemap", (f"{base}sitemap.xml?part={n + 1}" for n in range(parts)))
    if part is not None and part > parts:
        raise NotFoundError(f"the site map has {parts} parts: there is no part {part}")
    first = ((part or 1) - 1) * MAP_SIZE
    return _xml("urlset", "url", (base + path for path in paths[first : first + MAP_SIZE]))


def _pages(served: Served) -> Iterator[str]:
    yield from _DOORS
    documents, knowledge = served.release.documents, served.release.knowledge
    listed = [("article", documents.ids("article")), ("policy", tuple(knowledge.policies))]
    listed += [(type_, tuple(knowledge.entities(type_))) for type_ in ENTITY_TYPES]
    for kind, ids in listed:
        yield from (f"{kind}/{quote(id_, safe='')}" for id_ in ids)


def _xml(root: str, item: str, addresses: Iterator[str]) -> Response:
    top = ET.Element(root, xmlns=_MAP)
    for address in addresses:
        ET.SubElement(ET.SubElement(top, item), "loc").text = address
    content = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return Response(content, media_type="application/xml")
