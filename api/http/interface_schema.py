"""What OpenAPI tells of the interface beside the signatures: problems, filters, example answers."""

from typing import Any

from api.http.filters import DATES, LISTS

PROBLEM_TYPE = "application/problem+json"
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "A problem document (RFC 9457)",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong, and the remedy"},
        "limit": {"type": "string", "description": "The limit that was met"},
        "elapsed": {"type": "number", "description": "Seconds until it was met"},
    },
}


def _problem(description: str, **example: object) -> dict[str, Any]:
    content = {"schema": _PROBLEM, "example": {"type": "about:blank", **example}}
    return {"description": description, "content": {PROBLEM_TYPE: content}}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": _problem(
        "The request cannot be answered as it is",
        title="Bad Request",
        status=400,
        detail="region 'atlantis' is not in the list: look it up by /api/suggest",
    ),
    "5XX": _problem(
        "A limit was met, or nothing is served yet",
        title="Service Unavailable",
        status=503,
        detail="The query took longer than 10 s: ask for less.",
        limit="10 s",
        elapsed=10.003,
    ),
}

_FILTER_HELP = {
    "kind": "article or policy",
    "standing": "proposed, planned, under-way or done",
    "publisher": "a publisher's name",
    "language": "en or zh",
    "from": "ISO 8601, as short as a year",
    "to": "ISO 8601, as short as a year",
}
_FILTER_EXAMPLES = {"region": ["heilongjiang"], "industry": ["petrochemical"], "kind": ["article"]}


def filter_parameters() -> dict[str, Any]:
    """The filters of search, for `openapi_extra` of the routes that take them."""
    lists = [
        {
            "name": name,
            "in": "query",
            "description": f"{_FILTER_HELP.get(name, f'id of the {name}')}; several values mean any of them",
            "schema": {"type": "array", "items": {"type": "string"}},
            **({"example": _FILTER_EXAMPLES[name]} if name in _FILTER_EXAMPLES else {}),
        }
        for name in LISTS
    ]
    dates = [
        {"name": name, "in": "query", "description": _FILTER_HELP[name], "schema": {"type": "string"}}
        for name in DATES
    ]
    return {"parameters": [*lists, *dates]}


def shows(example: object, media_type: str = "application/json", status: int = 200) -> dict[str, Any]:
    """Keyword arguments for a route whose answer looks like `example`."""
    return {"responses": {status: {"content": {media_type: {"example": example}}}}}
