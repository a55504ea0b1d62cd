"""What OpenAPI tells of problem documents: their shape, and which of them an operation may answer with."""

from http import HTTPStatus
from typing import Any

PROBLEM_TYPE = "application/problem+json"
PROBLEM: dict[str, Any] = {
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
        "missing": {"type": "array", "items": {"type": "string"}, "description": "What /readyz misses"},
    },
}

_WHEN: dict[int, tuple[str, str]] = {
    400: (
        "A value is malformed or names nothing that there is",
        "filter region: 'atlantis' is unknown; give the id or name of a region",
    ),
    401: ("No key, or one that is not known", "writing needs a key: send `Authorization: Bearer KEY`"),
    403: ("The key does not allow this", "the key 'reader' may read only: use one made with --scope write"),
    404: ("There is no such thing", "no policy 'atlantis' in the register: `drcgraph register add` it"),
    406: ("None of the accepted formats can be had", "Accept: image/png fits none of the formats"),
    409: (
        "The graph is not one to write",
        "graph/register cannot be written: only graphs under graph/user/ can",
    ),
    410: (
        "The release of the cursor has been deleted",
        "release 20261125T200434Z is gone: leave out the cursor",
    ),
    413: (
        "The body is larger than what is taken",
        "the text has 2,000,000 characters where 1,000,000 are taken",
    ),
    415: (
        "The body is of another media type",
        "Content-Type 'text/plain' is not taken: send application/json",
    ),
    429: (
        "The rate is used up; Retry-After tells when to come again",
        "the key 'notes' allows 120 per 1 minute",
    ),
    500: (
        "The process that did the work ended",
        "the annotation process ended at this text: send it in parts",
    ),
    503: ("A limit was met, or nothing is served yet", "The query took longer than 10 s: ask for less."),
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with problem documents of these statuses."""
    return {status: _problem(status) for status in sorted(statuses)}


def _problem(status: int) -> dict[str, Any]:
    when, detail = _WHEN[status]
    example = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": when, "content": {PROBLEM_TYPE: {"schema": schema, "example": example}}}
