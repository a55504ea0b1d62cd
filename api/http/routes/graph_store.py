"""The SPARQL 1.1 Graph Store HTTP Protocol: graphs by their names, those of users to write."""

from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.http import examples
from api.http.access import READERS, require_writer
from api.http.dependencies import Publishing, Serving, client_of
from api.http.graph_body import sent_statements
from api.http.negotiation import media_type
from api.http.prefixes import PREFIXES
from api.http.problem_schema import problems
from api.http.result_answer import answered
from api.http.routes.description import FORMATS, RDF_CONTENT, RDF_SCHEMAS, TEXT
from api.http.routes.sparql import absolute_iris
from api.http.serving import Served
from ingest.publish import delete_graph, put_graph
from ontology.errors import ConflictError, InvalidInputError, NotFoundError
from ontology.iri import BASE
from ontology.query import MEDIA_TYPES

router = APIRouter()

READING: dict[str, Any] = {
    "tags": ["SPARQL"],
    "response_class": StreamingResponse,
    "dependencies": READERS["dependencies"],
}
WRITING: dict[str, Any] = {"tags": ["writing"], "dependencies": [Depends(require_writer)]}
USER_GRAPHS = f"{BASE}graph/user/"
RDF = {MEDIA_TYPES[name].partition(";")[0]: name for name in FORMATS}
STATEMENTS = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": RDF_SCHEMAS.get(name, TEXT), "example": examples.RDF[name]}
            for kind, name in RDF.items()
        },
    }
}
WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {"description": "The graph is new"},
    **problems(400, 401, 403, 409, 413, 415, 429, 503),
}

GraphName = Annotated[
    str | None, Query(alias="graph", description="IRI of a graph", examples=[f"{BASE}graph/ontology"])
]
UserGraphName = Annotated[
    str | None,
    Query(
        alias="graph",
        description=f"IRI of a graph; those under {USER_GRAPHS} can be written",
        examples=[f"{USER_GRAPHS}notes"],
    ),
]
Default = Annotated[
    str | None,
    Query(
        alias="default",
        description="The default graph, which as in queries is the union of all: to be read, not written",
        examples=[""],
    ),
]


async def named_graph(graph: GraphName = None, default: Default = None) -> str | None:
    """The graph's IRI, None for the default graph. Raises InvalidInputError unless one is named."""
    if (graph is None) == (default is None):
        raise InvalidInputError("name one graph: ?graph=IRI, or ?default")
    return None if graph is None else absolute_iris([graph])[0]


async def writable_graph(graph: UserGraphName = None, default: Default = None) -> str:
    """The graph's IRI. Raises InvalidInputError unless one is named, ConflictError for the default graph."""
    iri = await named_graph(graph, default)
    if iri is None:
        raise ConflictError(f"the default graph cannot be written: only graphs {USER_GRAPHS}NAME can")
    return iri


async def extended_graph(graph: UserGraphName = None, default: Default = None) -> str:
    """As `writable_graph`; where none is named it is a new one."""
    unnamed = graph is None and default is None
    return f"{USER_GRAPHS}{uuid4().hex}" if unnamed else await writable_graph(graph, default)


Readable = Annotated[str | None, Depends(named_graph)]
Writable = Annotated[str, Depends(writable_graph)]
Extended = Annotated[str, Depends(extended_graph)]


@router.get(
    "/sparql/graph",
    summary="Read a graph (Graph Store Protocol)",
    responses={
        200: {"description": "The statements", "content": RDF_CONTENT},
        **problems(400, 401, 404, 406, 429, 503),
    },
    **READING,
)
async def read_graph(request: Request, served: Serving, iri: Readable) -> Response:
    """Its statements as Turtle, N-Triples, JSON-LD or RDF/XML by Accept."""
    if iri is not None and not _exists(served, iri):
        raise NotFoundError(
            f"no graph <{iri}> in the release: SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists them"
        )
    types = {MEDIA_TYPES[name]: name for name in FORMATS}
    wanted = types[media_type(request, list(types))]
    options: dict[str, Any] = {} if iri is None else {"default_graphs": [iri]}
    options |= {"prefixes": PREFIXES, "client": client_of(request)}
    return answered(await served.queries.run_async(STATEMENTS, wanted, **options))


@router.put(
    "/sparql/graph",
    status_code=204,
    summary="Replace a user's graph (Graph Store Protocol)",
    openapi_extra=BODY,
    responses=WRITTEN,
    **WRITING,
)
async def replace_graph(request: Request, publisher: Publishing, served: Serving, iri: Writable) -> Response:
    """The body is Turtle, N-Triples, JSON-LD or RDF/XML; an empty one makes a graph without statements.

    multipart/form-data brings several documents as files, each with its Content-Type.
    """
    return await _put(request, publisher, served, iri)


@router.post(
    "/sparql/graph",
    status_code=204,
    summary="Add to a user's graph (Graph Store Protocol)",
    openapi_extra=BODY,
    responses=WRITTEN,
    **WRITING,
)
async def extend_graph(request: Request, publisher: Publishing, served: Serving, iri: Extended) -> Response:
    """As PUT, beside what the graph holds already. Without a name the graph is new: Location names it."""
    answer = await _put(request, publisher, served, iri, merge=True)
    if "graph" not in request.query_params:
        answer.headers["location"] = str(request.url.include_query_params(graph=iri))
    return answer


@router.delete(
    "/sparql/graph",
    status_code=204,
    summary="Delete a user's graph (Graph Store Protocol)",
    responses=problems(400, 401, 403, 404, 409, 429, 503),
    **WRITING,
)
async def drop_graph(request: Request, publisher: Publishing, iri: Writable) -> Response:
    """The graph is gone when the answer comes."""
    await publisher.run(delete_graph, iri)
    return await _written(request, 204)


async def _put(
    request: Request, publisher: Publishing, served: Serving, iri: str, *, merge: bool = False
) -> Response:
    """Write the body's statements; 201 where the graph is new."""
    content, name = await sent_statements(request, iri, RDF)
    await publisher.run(put_graph, iri, content, name, merge=merge)
    return await _written(request, 204 if _exists(served, iri) else 201)


async def _written(request: Request, status: int) -> Response:
    """The answer to a write, once its release is served: who wrote a graph can read it."""
    await request.app.state.keeper.refresh()
    return Response(status_code=status)


def _exists(served: Served, iri: str) -> bool:
    return iri in served.release.statements
