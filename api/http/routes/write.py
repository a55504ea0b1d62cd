"""Writing: documents in and out, and users' graphs. Each write is a new release."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, File, Request, Response, UploadFile
from pydantic import BaseModel, Field

from api.http import examples
from api.http.access import require_writer
from api.http.dependencies import Publishing, Serving
from api.http.interface_schema import shows
from api.http.routes.sparql import absolute_iris, sent_parameters
from api.uploads import add_upload, remove_uploaded
from ingest.publish import update_graphs
from ingest.read.identifier import checked_id
from ontology.errors import InvalidInputError
from ontology.query import with_using

router = APIRouter(tags=["writing"])

WRITERS = [Depends(require_writer)]
USING = ("using-graph-uri", "using-named-graph-uri")

_UPDATE = (
    "INSERT DATA { GRAPH <https://w3id.org/drcgraph/graph/user/notes> "
    '{ <https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#comment> "A note" } }'
)
_GRAPHS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FORM = {
    "type": "object",
    "required": ["update"],
    "properties": {"update": {"type": "string"}, **dict.fromkeys(USING, _GRAPHS)},
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
    default, named = (absolute_iris([value for name, value in parameters if name == key]) for key in USING)
    text = with_using(updates[0], default, named) if default or named else updates[0]
    await publisher.run(update_graphs, text)
    await request.app.state.keeper.refresh()
    return Response(status_code=204)


def _begin(publisher: Publishing, name: str, content: bytes, action: str) -> dict[str, Any]:
    if not content.strip():
        raise InvalidInputError(f"{name} is empty: send a document")
    return asdict(publisher.start(action, add_upload, name, content))
