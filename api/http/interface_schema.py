"""The OpenAPI document: what FastAPI reads off the signatures, with the shapes of answers and problems."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.http.answers import REFERENCE, answer_schemas
from api.http.middleware import TAGGED
from api.http.problem_schema import PROBLEM, problems

TAGS = {
    "search": "Questions in plain language, and what is near a document.",
    "documents": "Documents, policies and entities with everything that was read in them.",
    "annotation": "Texts of your own: what they mention, cite and order.",
    "SPARQL": "The graph by the SPARQL 1.1 protocols.",
    "linked data": "Things and data sets by their own addresses, as RDF.",
    "writing": "For holders of a key with the scope `write`; each write is a new release.",
    "operations": "For who runs the server.",
}
_ETAG = {"description": "Changes with the release: send it as If-None-Match", "schema": {"type": "string"}}
_UNCHANGED = {"description": "What the client has (If-None-Match) is as it was", "headers": {"ETag": _ETAG}}


def operation_id(route: APIRoute) -> str:
    """What clients made from the document call the operation."""
    return route.name


def shows(
    answer: str,
    example: object,
    *statuses: int,
    status: int = 200,
    **more: Any,  # noqa: ANN401  parts of the document
) -> dict[str, Any]:
    """Keyword arguments for a route that answers with JSON of the shape `answer` (answers.py).

    `example` is such an answer, `statuses` are those of its problem documents, `more` are members of the
    successful response: further contents, headers or links.
    """
    content = {"application/json": {"schema": {"$ref": REFERENCE.format(model=answer)}, "example": example}}
    success = {**more, "content": {**content, **more.get("content", {})}}
    return {"responses": {status: success, **problems(*statuses)}}


def link(operation: str, description: str, **parameters: str) -> dict[str, Any]:
    """A link of a response: an operation that goes on from it, and where its parameters stand."""
    return {"operationId": operation, "description": description, "parameters": parameters}


class DescribedAPI(FastAPI):
    """An application that tells OpenAPI more of its answers than signatures do."""

    def include_router(self, router: APIRouter, *values: Any, **options: Any) -> None:  # noqa: ANN401
        """As FastAPI does; what the routes say of their answers is read once more for the document."""
        super().include_router(router, *values, **options)
        described = (route for route in router.routes if isinstance(route, APIRoute))
        self.state.described = [*getattr(self.state, "described", []), *described]

    def openapi(self) -> dict[str, Any]:
        """The document, made on first use."""
        if self.openapi_schema is None:
            _complete(super().openapi(), self.state.described)
        return super().openapi()


def _complete(document: dict[str, Any], routes: Iterable[APIRoute]) -> None:
    schemas = document["components"]["schemas"]
    schemas |= {"Problem": PROBLEM, **answer_schemas()}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, method, operation in _operations(document):
        responses = operation["responses"]
        # What does not fit the signature is answered 400.
        responses.pop(str(HTTPStatus.UNPROCESSABLE_ENTITY.value), None)
        for response in responses.values():
            _refer(response)
        if method == "get" and TAGGED.match(path):
            responses["200"].setdefault("headers", {})["ETag"] = _ETAG
            responses["304"] = _UNCHANGED
        operation["responses"] = dict(sorted(responses.items()))
    for route in routes:
        _show_nulls(document, route)


def _show_nulls(document: dict[str, Any], route: APIRoute) -> None:
    """Gives examples the members back that are null, which FastAPI leaves out."""
    methods = document["paths"].get(route.path_format, {}) if route.include_in_schema else {}
    for method in route.methods or ():
        for status, response in route.responses.items():
            told = methods.get(method.lower(), {}).get("responses", {}).get(str(status), {})
            for kind, content in response.get("content", {}).items():
                if "example" in content and kind in told.get("content", {}):
                    told["content"][kind]["example"] = content["example"]


def _refer(response: dict[str, Any]) -> None:
    """Leaves the name of a shape alone where FastAPI has added the type of the function's result."""
    for content in response.get("content", {}).values():
        if "$ref" in (schema := content.get("schema", {})):
            content["schema"] = {"$ref": schema["$ref"]}


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation
