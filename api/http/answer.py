"""How errors reach the client: a page for people, a problem document for programs."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.http.allow import allowed_methods
from api.http.filters import FILTERS, Address
from api.http.log import request_id
from api.http.page.render import interface, render
from api.http.parameters import LANGUAGE
from api.http.problem import again_after, problem_of, problem_response
from api.http.routes import routers
from api.http.routes.write import ID
from ontology.errors import DrcgraphError
from search.request import DATE_PATTERN

log = logging.getLogger("drcgraph.http")
API_PREFIXES = ("/api/", "/sparql", "/healthz", "/readyz", "/metrics", "/openapi.json")

_DATE_FORM = "write YYYY, YYYY-MM or YYYY-MM-DD"
_FORMS = {
    ID: "leave out spaces, control characters and / \\ ? # %",
    LANGUAGE: "write the two letters of ISO 639-1, as en or zh",
    f"^{DATE_PATTERN}$": _DATE_FORM,
    f"^({DATE_PATTERN})?$": _DATE_FORM,
}
"""The patterns of parameters and bodies, in words."""


async def failure(request: Request, error: Exception) -> Response:
    """The answer to a request that failed."""
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _other_methods(request, error)
    return _failed(request, error)


def _other_methods(request: Request, error: HTTPException) -> Response:
    """What the address takes instead, over all its routes: the answer to OPTIONS (RFC 9110, 9.3.7)."""
    methods = ", ".join(allowed_methods(routers(), request.scope)) or (error.headers or {})["Allow"]
    headers = {"Allow": methods}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    detail = f"{request.method} is not taken at this address: send {methods}"
    return _failed(request, HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers))


def _failed(request: Request, error: Exception) -> Response:
    problem = _problem(error)
    if problem["status"] == HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, DrcgraphError):
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    if not wants_page(request):
        response: Response = problem_response(problem)
    else:
        heading = interface(request).word("error", str(problem["status"]))
        values = {"problem": problem, "heading": heading, "again": _without_filters(request)}
        response = render(request, "error.html", problem["status"], **values)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    response.headers.update(again_after(error))
    if request_id.get():
        # What was not foreseen is answered outside of the middleware that would add it.
        response.headers["x-request-id"] = str(request_id.get())
    return response


def _without_filters(request: Request) -> str | None:
    """The same address without its filters, where it has some: what was asked for may be all right."""
    pairs = request.query_params.multi_items()
    kept = [(name, value) for name, value in pairs if name not in (*FILTERS, "cursor")]
    root, path = request.scope.get("root_path", "").rstrip("/"), request.scope["path"]
    return Address(root + path.removeprefix(root), kept).changed() if len(kept) < len(pairs) else None


def wants_page(request: Request) -> bool:
    """Whether a person reads the answer: an address that programs do not use, and HTML accepted."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return not f"{path}/".startswith(API_PREFIXES) and "text/html" in request.headers.get("accept", "")


def _problem(error: Exception) -> dict[str, Any]:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            reason = str(first["ctx"]["error"]).lower()
            return _made(
                HTTPStatus.BAD_REQUEST, f"the body is no JSON (at character {first['loc'][1]}: {reason})"
            )
        place = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        # What lacks a part is the whole request, which whoever sent it knows.
        value = None if first["type"] == "missing" else first.get("input")
        shown = f" (given: {str(value)[:80]!r})" if value is not None else ""
        # A part of the path that cannot be is an address that does not exist.
        status = HTTPStatus.NOT_FOUND if first["loc"][0] == "path" else HTTPStatus.BAD_REQUEST
        return _made(status, f"{place}: {_said(first)}{shown}")
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        detail = str(error.detail)
        if isinstance(error.__cause__, UnicodeDecodeError):
            detail = f"the body is not UTF-8 (byte {error.__cause__.start + 1}): send it in that encoding"
        if status is HTTPStatus.NOT_FOUND and detail == status.phrase:
            detail = "nothing is served at this address: /docs lists what is"
        return _made(status, detail)
    return problem_of(error)


def _said(error: dict[str, Any]) -> str:
    """What is wrong, in words; people do not read patterns."""
    if error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] in _FORMS:
        return _FORMS[error["ctx"]["pattern"]]
    return str(error["msg"]).lower()


def _made(status: HTTPStatus, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
