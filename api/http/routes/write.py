"""Writing: documents in and out, and users' graphs. Each write is a new release."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile
from pydantic import BaseModel, Field

from api.http.access import require_writer
from api.http.dependencies import Publishing, Serving
from api.http.problem import UnsupportedMediaTypeError
from ingest.publish import delete_graph, ingest, put_graph, remove, update_graphs
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


@router.post("/api/articles", status_code=202, dependencies=WRITERS, summary="Add a document")
async def add_article(publisher: Publishing, document: NewDocument) -> dict[str, Any]:
    """Begin to publish it; the answer is a job to follow under /api/jobs."""
    path = publisher.uploads / f"{checked_id(document.id)}.jsonl"
    line = json.dumps(document.model_dump(exclude_none=True), ensure_ascii=False)
    return _begin(publisher, path, f"{line}\n".encode(), f"add {document.id}")


@router.post("/api/articles/file", status_code=202, dependencies=WRITERS, summary="Add a document as a file")
async def add_file(
    publisher: Publishing,
    file: Annotated[UploadFile, File(description="Of any format that `drcgraph ingest` reads")],
) -> dict[str, Any]:
    """Begin to publish it; its id is made of its name where it gives none."""
    name = checked_id(Path(file.filename or "").name)
    return _begin(publisher, publisher.uploads / name, await file.read(), f"add {name}")


@router.delete(
    "/api/articles/{id:path}", status_code=202, dependencies=WRITERS, summary="Take a document out"
)
async def delete_article(
    publisher: Publishing,
    served: Serving,
    id: str,  # noqa: A002  the name in the address
) -> dict[str, Any]:
    """Begin to publish a release without it; the answer is a job to follow."""
    served.release.documents.document(id)
    return asdict(publisher.start(f"remove {id}", remove, [id]))


@router.get("/api/jobs/{id}", summary="What became of a write")
async def job(publisher: Publishing, id: str) -> dict[str, Any]:  # noqa: A002
    """Running, done (with the release that it made) or failed (with the reasons)."""
    return asdict(publisher.job(id))


@router.post(
    "/sparql/update",
    status_code=204,
    dependencies=WRITERS,
    summary="Change users' graphs (SPARQL 1.1 Update)",
)
async def update(request: Request, publisher: Publishing) -> Response:
    """Carried out when the answer comes; only graphs under graph/user/ may be written."""
    kind = _content_type(request)
    if kind == "application/sparql-update":
        text = (await request.body()).decode("utf-8")
    elif kind == "application/x-www-form-urlencoded":
        text = str((await request.form()).get("update", ""))
    else:
        raise UnsupportedMediaTypeError(f"Content-Type {kind!r} is not taken: send application/sparql-update")
    await publisher.run(update_graphs, text)
    return Response(status_code=204)


GraphName = Annotated[str, Query(description="IRI of a graph under https://w3id.org/drcgraph/graph/user/")]


@router.put(
    "/sparql/graph",
    status_code=204,
    dependencies=WRITERS,
    summary="Replace a user's graph (Graph Store Protocol)",
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


def _begin(publisher: Publishing, path: Path, content: bytes, action: str) -> dict[str, Any]:
    if not content.strip():
        raise InvalidInputError(f"{path.name} is empty: send a document")
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.partial")
    half.write_bytes(content)
    half.replace(path)
    return asdict(publisher.start(action, ingest, [str(path)]))


def _rdf_format(request: Request) -> str:
    kind = _content_type(request)
    if kind not in RDF:
        raise UnsupportedMediaTypeError(f"Content-Type {kind!r} is not taken: send one of {', '.join(RDF)}")
    return RDF[kind]


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
