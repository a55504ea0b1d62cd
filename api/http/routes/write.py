"""Writing: documents in and out, and users' graphs. Each write is a new release."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, File, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from api.http import examples
from api.http.access import require_writer
from api.http.body import JSON, MULTIPART, takes
from api.http.dependencies import Publishing, Serving, base_of
from api.http.interface_schema import link, shows
from api.http.parameters import LANGUAGE, DocumentId, JobId
from api.http.problem_schema import problems
from api.http.publishing import Job
from api.http.routes.sparql import absolute_iris, sent_parameters
from api.uploads import add_upload, remove_uploaded
from ingest.publish import update_graphs
from ingest.read.identifier import LONGEST, checked_id
from ontology.errors import InvalidInputError
from ontology.query import check_update, with_using
from ontology.user_graph import is_user_graph
from search.request import DATE_PATTERN

router = APIRouter(tags=["writing"])

WRITERS = [Depends(require_writer)]
ID = r"^(\.{0,2}[^\s/\\?#%.\x00-\x1f\x7f-\x9f]|\.{3})[^\s/\\?#%\x00-\x1f\x7f-\x9f]*$"
"""An id that can stand in an address, as `checked_id` has it."""
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

FOLLOWED: dict[str, Any] = {
    "headers": {"Location": {"description": "Where the job can be followed", "schema": {"type": "string"}}},
    "links": {"job": link("job", "What becomes of it", id="$response.body#/id")},
}


async def beginning(request: Request, response: Response) -> Callable[[Job], dict[str, Any]]:
    """What answers with a job that has begun, and where it can be followed."""

    def begun(job: Job) -> dict[str, Any]:
        response.headers["location"] = f"{request.scope.get('root_path', '')}/api/jobs/{job.id}"
        return asdict(job)

    return begun


Begun = Annotated[Callable[[Job], dict[str, Any]], Depends(beginning)]


class NewDocument(BaseModel):
    """A document as a line of JSONL has it."""

    model_config = ConfigDict(strict=True)

    id: str = Field(
        max_length=LONGEST,
        pattern=ID,
        description="Unique; an article of the same id that came this way is replaced",
    )
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    authors: list[str] = []
    publisher: str | None = None
    date: str | None = Field(None, pattern=f"^{DATE_PATTERN}$", description="ISO 8601: year, month or day")
    url: str | None = None
    language: str | None = Field(None, pattern=LANGUAGE, description="ISO 639-1; recognised where not given")


@router.post(
    "/api/articles",
    status_code=202,
    dependencies=[*WRITERS, takes(JSON)],
    summary="Add a document",
    **shows("Job", examples.RUNNING, 400, 401, 403, 413, 415, 429, status=202, **FOLLOWED),
)
async def add_article(
    publisher: Publishing,
    begun: Begun,
    document: Annotated[NewDocument, Body(examples=[examples.NEW_DOCUMENT])],
) -> dict[str, Any]:
    """Begin to publish it; the answer is a job to follow under /api/jobs."""
    name = f"{checked_id(document.id)}.jsonl"
    line = json.dumps(document.model_dump(exclude_none=True), ensure_ascii=False)
    return begun(publisher.start(f"add {document.id}", add_upload, name, f"{line}\n".encode()))


@router.post(
    "/api/uploads",
    status_code=202,
    dependencies=[*WRITERS, takes(MULTIPART)],
    summary="Add a document as a file",
    openapi_extra={"requestBody": {"content": {MULTIPART: {"example": {"file": "# A new plan\n\nA port."}}}}},
    **shows("Job", examples.RUNNING, 400, 401, 403, 413, 415, 429, status=202, **FOLLOWED),
)
async def add_file(
    publisher: Publishing,
    begun: Begun,
    file: Annotated[UploadFile, File(description="Of any format that `drcgraph ingest` reads")],
) -> dict[str, Any]:
    """Begin to publish it; its id is made of its name where it gives none."""
    name = checked_id(Path(file.filename or "").name)
    content = await file.read()
    if not content.strip():
        raise InvalidInputError(f"{name} is empty: send a document")
    return begun(publisher.start(f"add {name}", add_upload, name, content))


@router.delete(
    "/api/articles/{id:path}",
    status_code=202,
    dependencies=WRITERS,
    summary="Take a document out",
    **shows("Job", examples.RUNNING, 401, 403, 404, 429, 503, status=202, **FOLLOWED),
)
async def delete_article(
    publisher: Publishing,
    begun: Begun,
    served: Serving,
    id: DocumentId,  # noqa: A002  the name in the address
) -> dict[str, Any]:
    """Begin to publish a release without it; the answer is a job to follow."""
    served.release.documents.document(id)
    return begun(publisher.start(f"remove {id}", remove_uploaded, id))


@router.get("/api/jobs/{id}", summary="What became of a write", **shows("Job", examples.JOB, 404))
async def job(publisher: Publishing, id: JobId) -> dict[str, Any]:  # noqa: A002
    """Running, done (with the release that it made) or failed (with the reasons)."""
    return asdict(publisher.job(id))


@router.post(
    "/sparql/update",
    status_code=204,
    dependencies=WRITERS,
    summary="Change users' graphs (SPARQL 1.1 Update)",
    responses=problems(400, 401, 403, 409, 413, 415, 429, 503),
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
    # What is refused need not wait for its turn to write.
    await asyncio.to_thread(check_update, text, is_user_graph)
    await publisher.run(update_graphs, text, base=base_of(request))
    await request.app.state.keeper.refresh()
    return Response(status_code=204)
