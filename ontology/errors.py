"""The errors a user can meet: each message names the value at fault and the remedy, in one line.

`api/` turns the five kinds into exit statuses and HTTP problem documents; nothing else may reach a user.
"""

from collections.abc import Callable
from functools import partial


class DrcgraphError(Exception):
    """Root of all errors that drcgraph raises on purpose: the work failed."""


class InvalidInputError(DrcgraphError):
    """A value, a file or a query that was given cannot be used as it is."""


class NotFoundError(DrcgraphError):
    """A named thing (document, entity, release, path) does not exist."""


class ConflictError(DrcgraphError):
    """The state of the data folder forbids this now: another writer holds it, or a graph is protected."""


class LimitExceededError(DrcgraphError):
    """A limit of time, memory or size stopped the work before it was done.

    `limit` says which one in words ("10 s", "512 MB"); `elapsed` is in seconds. `again` is the seconds after
    which the same may succeed, None where it is no use to try.
    """

    def __init__(self, message: str, *, limit: str, elapsed: float, again: float | None = None) -> None:
        super().__init__(message)
        self.limit = limit
        self.elapsed = elapsed
        self.again = again

    def __reduce__(self) -> tuple[Callable[..., "LimitExceededError"], tuple[str]]:
        """How it comes over from another process, where work may meet its limit too."""
        again = partial(LimitExceededError, limit=self.limit, elapsed=self.elapsed, again=self.again)
        return again, (str(self),)
