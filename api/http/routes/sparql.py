"""The SPARQL endpoint: the query operation of the SPARQL 1.1 Protocol."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.datastructures import ImmutableMultiDict
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from api.http.dependencies import Serving
from api.http.page.render import interface
from api.http.problem import NotAcceptableError, UnsupportedMediaTypeError
from ontology.errors import InvalidInputError
from ontology.query import MEDIA_TYPES, FormatMismatchError

router = APIRouter(tags=["SPARQL"])

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
ALIASES = {"application/json": "json", "application/xml": "xml", "text/plain": "nt", "text/xml": "xml"}
DATASET = ("default-graph-uri", "named-graph-uri")


@router.get("/sparql", summary="Query the graph", response_class=StreamingResponse)
async def sparql_get(request: Request, served: Serving) -> Response:
    """SPARQL 1.1 Protocol, query via GET; a browser without a query is shown the query page."""
    if "query" not in request.query_params and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(interface(request).path("query"), status_code=303)
    return await answer(request, served, request.query_params)


@router.post("/sparql", summary="Query the graph", response_class=StreamingResponse)
async def sparql_post(request: Request, served: Serving) -> Response:
    """SPARQL 1.1 Protocol, query via POST: URL-encoded parameters or the query as the body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        form = await request.form()
        parameters = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    elif kind == QUERY:
        parameters = [*request.query_params.multi_items(), ("query", (await request.body()).decode("utf-8"))]
    else:
        raise UnsupportedMediaTypeError(f"Content-Type {kind!r} is not taken: send {FORM} or {QUERY}")
    return await answer(request, served, ImmutableMultiDict(parameters))


async def answer(request: Request, served: Serving, parameters: ImmutableMultiDict[str, str]) -> Response:
    """Evaluate the one query among the parameters and stream its result."""
    queries = parameters.getlist("query")
    if len(queries) != 1:
        raise InvalidInputError(f"{len(queries)} queries were sent: send one, as the parameter `query`")
    formats = wanted_formats(parameters.get("format"), request.headers.get("accept", "*/*"))
    options: dict[str, Any] = {}
    if any(name in parameters for name in DATASET):
        options["default_graphs"], options["named_graphs"] = (parameters.getlist(name) for name in DATASET)
    try:
        result = await served.queries.run_async(queries[0], formats, **options)
    except FormatMismatchError as error:
        if parameters.get("format"):
            raise
        raise NotAcceptableError(str(error)) from error
    headers = {"access-control-allow-origin": "*", "vary": "Accept"}
    return StreamingResponse(result, media_type=result.media_type, headers=headers)


def wanted_formats(parameter: str | None, accept: str) -> Sequence[str]:
    """Formats in order of preference: the parameter's (a name or media type), else Accept's.

    Raises InvalidInputError for an unknown name, NotAcceptableError where no format fits Accept.
    """
    types = {kind.partition(";")[0]: name for name, kind in MEDIA_TYPES.items()}
    if parameter is not None:
        name = types.get(parameter, parameter)
        if name not in MEDIA_TYPES:
            raise InvalidInputError(f"format {parameter!r} is not known: use one of {', '.join(MEDIA_TYPES)}")
        return [name]
    accepted = parse_accept_header(accept, MIMEAccept)
    offered = [*types.items(), *ALIASES.items()]
    ranked = sorted(offered, key=lambda offer: -accepted.quality(offer[0]))
    formats = dict.fromkeys(name for kind, name in ranked if accepted.quality(kind) > 0)
    if not formats:
        raise NotAcceptableError(f"Accept: {accept} fits no result format: ask for one of {', '.join(types)}")
    return list(formats)
