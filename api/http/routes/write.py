"""Writing: documents in and out, and users' graphs. Each write is a new release."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, File, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from api.http import examples
from api.http.access import require_writer
from api.http.dependencies import Publishing, Serving
from api.http.interface_schema import shows
from api.http.problem import UnsupportedMediaTypeError
from api.http.routes.sparql import sent_parameters
from api.uploads import add_upload, remove_uploaded
from ingest.publish import delete_graph, put_graph, update_graphs
from ingest.read.identifier import checked_id
from ontology.errors import InvalidInputError

router = APIRouter(tags=["writing"])

WRITERS = [Depends(require_writer)]

RDF = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}

_TURTLE = '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#comment> "A note" .'
_UPDATE = (
    "INSERT DATA { GRAPH <https://w3id.org/drcgraph/graph/user/notes> "
    '{ <https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#comment> "A note" } }'
)
_FORM = {"type": "object", "required": ["update"], "properties": {"update": {"type": "string"}}}
GRAPH_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string"}, **({"example": _TURTLE} if "json" not in kind else {})}
            for kind in ("text/turtle", "application/n-triples", "application/ld+json")
        },
    }
}
UPDATE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-update": {"schema": {"type": "string"}, "example": _UPDATE},
            "application/x-www-form-urlencoded": {"schema": _FORM, "example": {"update": _UPDATE}},
        },
    }
}


class NewDocument(BaseModel):
    """A document as a line of JSONL has it."""

    id: str = Field(description="Unique; an article of the same id that came this way is replaced")
    title: str
    text: str
    authors: list[str] = []
    publisher: str | None = None
    date: str | None = Field(None, description="ISO 8601: year, month or day")
    url: str | None = None
    language: str | None = None


@router.post(
    "/api/articles",
    status_code=202,
    dependencies=WRITERS,
    summary="Add a document",
    **shows(examples.JOB, status=202),
)
async def add_article(
    publisher: Publishing, document: Annotated[NewDocument, Body(examples=[examples.NEW_DOCUMENT])]
) -> dict[str, Any]:
    """Begin to publish it; the answer is a job to follow under /api/jobs."""
    name = f"{checked_id(document.id)}.jsonl"
    line = json.dumps(document.model_dump(exclude_none=True), ensure_ascii=False)
    return _begin(publisher, name, f"{line}\n".encode(), f"add {document.id}")


@router.post(
    "/api/articles/file",
    status_code=202,
    dependencies=WRITERS,
    summary="Add a document as a file",
    **shows(examples.JOB, status=202),
)
async def add_file(
    publisher: Publishing,
    file: Annotated[UploadFile, File(description="Of any format that `drcgraph ingest` reads")],
) -> dict[str, Any]:
    """Begin to publish it; its id is made of its name where it gives none."""
    name = checked_id(Path(file.filename or "").name)
    return _begin(publisher, name, await file.read(), f"add {name}")


@router.delete(
    "/api/articles/{id:path}",
    status_code=202,
    dependencies=WRITERS,
    summary="Take a document out",
    **shows(examples.JOB, status=202),
)
async def delete_article(
    publisher: Publishing,
    served: Serving,
    id: str,  # noqa: A002  the name in the address
) -> dict[str, Any]:
    """Begin to publish a release without it; the answer is a job to follow."""
    served.release.documents.document(id)
    return asdict(publisher.start(f"remove {id}", remove_uploaded, id))


@router.get("/api/jobs/{id}", summary="What became of a write", **shows(examples.JOB))
async def job(publisher: Publishing, id: str) -> dict[str, Any]:  # noqa: A002
    """Running, done (with the release that it made) or failed (with the reasons)."""
    return asdict(publisher.job(id))


@router.post(
    "/sparql/update",
    status_code=204,
    dependencies=WRITERS,
    summary="Change users' graphs (SPARQL 1.1 Update)",
    openapi_extra=UPDATE_BODY,
)
async def update(request: Request, publisher: Publishing) -> Response:
    """Carried out when the answer comes; only graphs under graph/user/ may be written."""
    _, parameters = await sent_parameters(request, "update")
    updates = [value for name, value in parameters if name == "update"]
    if len(updates) != 1:
        raise InvalidInputError(f"{len(updates)} updates were sent: send one, as the parameter `update`")
    if any(name in ("using-graph-uri", "using-named-graph-uri") for name, _ in parameters):
        raise InvalidInputError("using-graph-uri is not taken: write USING in the update")
    await publisher.run(update_graphs, updates[0])
    return Response(status_code=204)


GraphName = Annotated[str, Query(description="IRI of a graph under https://w3id.org/drcgraph/graph/user/")]


@router.put(
    "/sparql/graph",
    status_code=204,
    dependencies=WRITERS,
    summary="Replace a user's graph (Graph Store Protocol)",
    openapi_extra=GRAPH_BODY,
)
async def replace_graph(request: Request, publisher: Publishing, graph: GraphName) -> Response:
    """The body is Turtle, N-Triples, JSON-LD or RDF/XML."""
    await publisher.run(put_graph, graph, await request.body(), _rdf_format(request))
    return Response(status_code=204)


@router.post(
    "/sparql/graph",
    status_code=204,
    dependencies=WRITERS,
    summary="Add to a user's graph (Graph Store Protocol)",
    openapi_extra=GRAPH_BODY,
)
async def extend_graph(request: Request, publisher: Publishing, graph: GraphName) -> Response:
    """As PUT, beside what the graph holds already."""
    await publisher.run(put_graph, graph, await request.body(), _rdf_format(request), merge=True)
    return Response(status_code=204)


@router.delete(
    "/sparql/graph",
    status_code=204,
    dependencies=WRITERS,
    summary="Delete a user's graph (Graph Store Protocol)",
)
async def drop_graph(publisher: Publishing, graph: GraphName) -> Response:
    """The graph is gone from the next release on."""
    await publisher.run(delete_graph, graph)
    return Response(status_code=204)


def _begin(publisher: Publishing, name: str, content: bytes, action: str) -> dict[str, Any]:
    if not content.strip():
        raise InvalidInputError(f"{name} is empty: send a document")
    return asdict(publisher.start(action, add_upload, name, content))


def _rdf_format(request: Request) -> str:
    kind = _content_type(request)
    if kind not in RDF:
        raise UnsupportedMediaTypeError(f"Content-Type {kind!r} is not taken: send one of {', '.join(RDF)}")
    return RDF[kind]


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
