"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol."""

import asyncio
import re
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.datastructures import ImmutableMultiDict

from api.http import examples
from api.http.access import READERS
from api.http.dependencies import Serving, base_of, client_of
from api.http.negotiation import media_type
from api.http.page.render import interface
from api.http.problem import NotAcceptableError, UnsupportedMediaTypeError
from api.http.problem_schema import problems
from api.http.result_answer import answered
from api.http.result_format import NAMES, wanted_formats
from api.http.routes.description import RDF_CONTENT, RDF_SCHEMAS, TEXT, description
from ontology.errors import InvalidInputError
from ontology.query import MEDIA_TYPES, FormatMismatchError

router = APIRouter(tags=["SPARQL"], **READERS)

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
HTML = "text/html"
DATASET = ("default-graph-uri", "named-graph-uri")
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*')


RESULTS: dict[str, Any] = {
    kind.partition(";")[0]: {"schema": RDF_SCHEMAS.get(name, TEXT), "example": examples.RESULTS[name]}
    for name, kind in MEDIA_TYPES.items()
}
RESULTS["application/sparql-results+json"]["schema"] = {
    "type": "object",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
        "results": {"type": "object", "properties": {"bindings": {"type": "array"}}},
        "boolean": {"type": "boolean"},
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The result", "content": RESULTS},
    **problems(400, 406, 503),
}
EXAMPLE = (
    "PREFIX drc: <https://w3id.org/drcgraph/ontology#> SELECT (COUNT(*) AS ?n) WHERE { ?m a drc:Measure }"
)


def _parameter(name: str, description: str, schema: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


GRAPHS = {
    "type": "array",
    "items": {"type": "string", "format": "iri"},
    "examples": [["https://w3id.org/drcgraph/graph/ontology"]],
}
DATASET_PARAMETERS = [
    _parameter("default-graph-uri", "Graphs that make up the default graph", GRAPHS),
    _parameter("named-graph-uri", "Graphs that GRAPH may name", GRAPHS),
    _parameter("format", "Instead of Accept", {"type": "string", "enum": list(NAMES), "examples": ["json"]}),
]
QUERY_PARAMETER = _parameter(
    "query", "A SPARQL 1.1 query; without one, the service describes itself", {"type": "string"}
)
GET_EXTRA = {"parameters": [{**QUERY_PARAMETER, "example": EXAMPLE}, *DATASET_PARAMETERS]}
FORM_SCHEMA = {
    "type": "object",
    "required": ["query"],
    "properties": {"query": {"type": "string"}, "default-graph-uri": GRAPHS, "named-graph-uri": GRAPHS},
}
POST_EXTRA = {
    "parameters": DATASET_PARAMETERS,
    "requestBody": {
        "required": True,
        "content": {
            QUERY: {"schema": {"type": "string"}, "example": EXAMPLE},
            FORM: {"schema": FORM_SCHEMA, "example": {"query": EXAMPLE}},
        },
    },
}


@router.get(
    "/sparql",
    summary="Query the graph",
    response_class=StreamingResponse,
    responses={**RESPONSES, 303: {"description": "The page to write queries on, to those who prefer HTML"}},
    openapi_extra=GET_EXTRA,
)
async def sparql_get(request: Request, served: Serving) -> Response:
    """SPARQL 1.1 Protocol, query via GET; without parameters the service describes itself."""
    if not request.query_params:
        if media_type(request, [*RDF_CONTENT, HTML]) == HTML:
            page = interface(request).path("query")
            return RedirectResponse(page, status_code=303, headers={"vary": "Accept"})
        return await asyncio.to_thread(description, request, served)
    return await answer(request, served, request.query_params)


@router.post(
    "/sparql",
    summary="Query the graph",
    response_class=StreamingResponse,
    responses={**RESPONSES, **problems(413, 415)},
    openapi_extra=POST_EXTRA,
)
async def sparql_post(request: Request, served: Serving) -> Response:
    """SPARQL 1.1 Protocol, query via POST: URL-encoded parameters or the query as the body."""
    kind, parameters = await sent_parameters(request, "query")
    if kind == FORM and any(name in request.query_params for name in ("query", *DATASET)):
        raise InvalidInputError("query or graphs stand in the address beside a form: put all into the form")
    return await answer(request, served, ImmutableMultiDict(parameters))


async def sent_parameters(request: Request, operation: str) -> tuple[str, list[tuple[str, str]]]:
    """The media type of the body, and the parameters of `operation` (query, update) from body and address.

    Raises UnsupportedMediaTypeError, InvalidInputError for a body that is not UTF-8.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    own = f"application/sparql-{operation}"
    if kind not in (FORM, own):
        raise UnsupportedMediaTypeError(f"Content-Type {kind!r} is not taken: send {FORM} or {own}")
    body = await request.body()
    try:
        text = body.decode("utf-8")
        if kind == own:
            return kind, [*request.query_params.multi_items(), (operation, text)]
        return kind, parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise InvalidInputError(f"the {operation} is not UTF-8: send it in that encoding") from error


async def answer(request: Request, served: Serving, parameters: ImmutableMultiDict[str, str]) -> Response:
    """Evaluate the one query among the parameters and stream its result."""
    queries = parameters.getlist("query")
    if len(queries) != 1:
        raise InvalidInputError(f"{len(queries)} queries were sent: send one, as the parameter `query`")
    formats = wanted_formats(parameters.getlist("format"), request.headers.get("accept", "*/*"))
    options: dict[str, Any] = {"client": client_of(request), "base": base_of(request)}
    if any(name in parameters for name in DATASET):
        default, named = (parameters.getlist(name) for name in DATASET)
        options |= {"default_graphs": absolute_iris(default), "named_graphs": absolute_iris(named)}
    try:
        result = await served.queries.run_async(queries[0], formats, **options)
    except FormatMismatchError as error:
        if "format" in parameters:
            raise
        raise NotAcceptableError(str(error)) from error
    return answered(result)


def absolute_iris(iris: list[str]) -> list[str]:
    """The names of graphs as they came. Raises InvalidInputError for one that is no absolute IRI."""
    for iri in iris:
        if not _IRI.fullmatch(iri):
            raise InvalidInputError(f"{iri!r} is no absolute IRI: name a graph as <…> would in a query")
    return iris
