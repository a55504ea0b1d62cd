"""Who may write: holders of a key with the scope, within a rate."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.http.problem import ForbiddenError, TooManyRequestsError, UnauthorizedError
from api.keys import Key, KeyRing
from api.settings import Settings

bearer = HTTPBearer(auto_error=False, description="A key made by `drcgraph keys add NAME`")


class Gate:
    """Checks keys and counts their requests."""

    def __init__(self, settings: Settings) -> None:
        self.ring = KeyRing(settings.data)
        self._rate = parse(settings.key_rate)
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
        if not self._limiter.hit(self._rate, key.name):
            raise TooManyRequestsError(f"the key {key.name!r} allows {self._rate}: wait and send it again")
        if key.scope != "write":
            raise ForbiddenError(f"the key {key.name!r} may read only: use one made with --scope write")
        return key


async def require_writer(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> Key:
    """Lets holders of a write key pass."""
    gate: Gate = request.app.state.gate
    return gate.writer(given.credentials if given else None)
