"""Errors as problem documents (RFC 9457): one table from exceptions to HTTP status codes."""

from http import HTTPStatus
from math import ceil
from typing import Any

from fastapi.responses import JSONResponse

from ontology.errors import (
    ConflictError,
    DrcgraphError,
    InvalidInputError,
    LimitExceededError,
    NotFoundError,
)
from search.index.layout import OutdatedIndexError


class NotReadyError(DrcgraphError):
    """Nothing has been published yet, so there is nothing to serve."""


class TooLargeError(InvalidInputError):
    """The request holds more than the server takes."""


class NotAcceptableError(InvalidInputError):
    """None of the media types asked for can be given."""


class UnsupportedMediaTypeError(InvalidInputError):
    """The request's body is of a kind that this address does not take."""


class GoneError(NotFoundError):
    """What was asked for was there and has been deleted."""


class UnauthorizedError(DrcgraphError):
    """The request needs a key and came without a known one."""


class ForbiddenError(DrcgraphError):
    """The key does not allow this."""


class TooManyRequestsError(DrcgraphError):
    """The rate is used up; it has room again in `again` seconds."""

    def __init__(self, message: str, again: float) -> None:
        super().__init__(message)
        self.again = again


STATUS: dict[type[Exception], HTTPStatus] = {
    UnauthorizedError: HTTPStatus.UNAUTHORIZED,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    TooManyRequestsError: HTTPStatus.TOO_MANY_REQUESTS,
    NotReadyError: HTTPStatus.SERVICE_UNAVAILABLE,
    OutdatedIndexError: HTTPStatus.SERVICE_UNAVAILABLE,
    GoneError: HTTPStatus.GONE,
    TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NotAcceptableError: HTTPStatus.NOT_ACCEPTABLE,
    UnsupportedMediaTypeError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    InvalidInputError: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    ConflictError: HTTPStatus.CONFLICT,
    LimitExceededError: HTTPStatus.SERVICE_UNAVAILABLE,
    DrcgraphError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(error: Exception) -> HTTPStatus:
    """The status of the nearest class in the table; 500 for what was not foreseen."""
    for kind in type(error).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def problem_of(error: Exception) -> dict[str, Any]:
    """The members of the problem document; a limit that was met tells itself and the time spent."""
    status = status_of(error)
    known = isinstance(error, DrcgraphError)
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error) if known else "The server failed; its log holds the reason.",
    }
    if isinstance(error, LimitExceededError):
        problem |= {"limit": error.limit, "elapsed": round(error.elapsed, 3)}
    return problem


def again_after(error: Exception) -> dict[str, str]:
    """The header that tells when the same request may succeed (RFC 9110, 10.2.3), where time will help."""
    again = error.again if isinstance(error, (LimitExceededError, TooManyRequestsError)) else None
    return {} if again is None else {"retry-after": str(ceil(again))}


def problem_response(problem: dict[str, Any]) -> JSONResponse:
    """The problem as `application/problem+json`, with its own status."""
    return JSONResponse(problem, status_code=problem["status"], media_type="application/problem+json")
