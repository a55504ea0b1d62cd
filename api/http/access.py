"""Who may write, and how much who may ask: keys with their scopes, rates of keys and of those without one."""

import time
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.http.dependencies import client_of
from api.http.problem import ForbiddenError, TooManyRequestsError, UnauthorizedError
from api.http.problem_schema import problems
from api.keys import Key, KeyRing
from api.settings import Settings
from ontology.errors import InvalidInputError

bearer = HTTPBearer(auto_error=False, description="A key made by `drcgraph keys add NAME`")


class Gate:
    """Checks keys and counts requests."""

    def __init__(self, settings: Settings) -> None:
        self.ring = KeyRing(settings.data)
        self._rate = _rate("DRCGRAPH_KEY_RATE", settings.key_rate)
        self._open_rate = _rate("DRCGRAPH_OPEN_RATE", settings.open_rate) if settings.open_rate else None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def writer(self, secret: str | None) -> Key:
        """The key with the scope to write.

        Raises UnauthorizedError without a known key, ForbiddenError for one that may only read,
        TooManyRequestsError past the rate.
        """
        key = self.ring.find(secret) if secret else None
        if key is None:
            raise UnauthorizedError(
                "writing needs a key: send `Authorization: Bearer KEY` (`drcgraph keys add`)"
            )
        self._count(self._rate, "key", key.name)
        if key.scope != "write":
            raise ForbiddenError(f"the key {key.name!r} may read only: use one made with --scope write")
        return key

    def reader(self, secret: str | None, client: str) -> None:
        """Counts a request to read by its key, else by its address, where reading without a key has a rate.

        Raises UnauthorizedError for an unknown key, TooManyRequestsError past the rate.
        """
        if self._open_rate is None:
            return
        if not secret:
            self._count(self._open_rate, "client", client)
        elif key := self.ring.find(secret):
            self._count(self._rate, "key", key.name)
        else:
            raise UnauthorizedError("the key is not known: check it, or read without one at a lower rate")

    def _count(self, rate: RateLimitItem, kind: str, name: str) -> None:
        if self._limiter.hit(rate, kind, name):
            return
        again = self._limiter.get_window_stats(rate, kind, name).reset_time - time.time()
        raise TooManyRequestsError(f"the {kind} {name!r} is allowed {rate}: wait and send it again", again)


def _rate(variable: str, value: str) -> RateLimitItem:
    try:
        return parse(value)
    except ValueError as error:
        message = f"{variable} has the value {value!r}: write it as 120/minute"
        raise InvalidInputError(message) from error


async def require_writer(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> Key:
    """Lets holders of a write key pass."""
    gate: Gate = request.app.state.gate
    return gate.writer(given.credentials if given else None)


async def count_reader(request: Request) -> None:
    """Lets readers pass within their rate."""
    gate: Gate = request.app.state.gate
    scheme, secret = get_authorization_scheme_param(request.headers.get("authorization"))
    gate.reader(secret if scheme.lower() == "bearer" else None, client_of(request))


READERS: dict[str, Any] = {"dependencies": [Depends(count_reader)], "responses": problems(401, 429)}
"""Arguments for routes that programs read."""
