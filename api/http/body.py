"""Bodies of requests: which media types an address takes."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import BeforeValidator
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problem import TooLargeError, UnsupportedMediaTypeError, problem_of, problem_response

JSON, MULTIPART = "application/json", "multipart/form-data"


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeNumber = Annotated[int, BeforeValidator(_whole)]
"""An integer as JSON Schema has it: 16.0 is one, "16" and true are not, once the model is strict."""


def body_type(request: Request) -> str:
    """The media type of the request's body, without its parameters; empty where none is given."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def takes(kind: str) -> Any:  # noqa: ANN401  what FastAPI's Depends returns
    """A dependency that refuses bodies of another media type than `kind` with UnsupportedMediaTypeError."""
    return Depends(_refusal_of_others(kind))


def _refusal_of_others(kind: str) -> Callable[[Request], Coroutine[Any, Any, None]]:
    async def refuse_others(request: Request) -> None:
        given = body_type(request)
        if given != kind:
            raise UnsupportedMediaTypeError(f"Content-Type {given!r} is not taken: send {kind}")

    return refuse_others


class LengthMiddleware:
    """Refuses a body that says it is too large, with a problem document: Starlette's answer is plain text.

    Starlette counts the bodies that do not say.
    """

    def __init__(self, app: ASGIApp, limit_mb: int) -> None:
        self.app = app
        self._limit_mb = limit_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI entry."""
        length = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if not length.isdecimal() or int(length) <= self._limit_mb * 1_000_000:
            await self.app(scope, receive, send)
            return
        error = TooLargeError(f"the body has {int(length):,} bytes where {self._limit_mb} MB are taken")
        await problem_response(problem_of(error))(scope, receive, send)
