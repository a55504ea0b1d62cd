"""The release that the tools read: the current one, opened anew when another has become current."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from mcp.server.mcpserver.exceptions import ToolError

from api.settings import Settings
from ingest.annotate import Annotator
from ontology.article import Annotation
from ontology.errors import DrcgraphError, LimitExceededError
from ontology.query import QueryPool, remote_services
from search.release import Release, current_release_id, open_release
from search.service import search_services

Parameters = ParamSpec("Parameters")
Shape = dict[str, Any]


class Opened:
    """Hands out the current release and a pool for queries over its graph; tools run in threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._release: Release | None = None
        self._pool: QueryPool | None = None
        self._annotator: tuple[str, Annotator] | None = None
        self._lock, self._reading = threading.Lock(), threading.Lock()

    def release(self) -> Release:
        """The current release. Raises NotFoundError before the first."""
        with self._lock:
            wanted = current_release_id(self.settings.data)
            if self._release is None or wanted != self._release.id:
                self._release = open_release(self.settings.data, wanted)
                self._close_pool()
            return self._release

    def queries(self) -> QueryPool:
        """Workers for SPARQL, started with the first query."""
        release, settings = self.release(), self.settings
        with self._lock:
            if self._pool is None:
                self._pool = QueryPool(
                    release.graph,
                    workers=1,
                    time_limit=settings.sparql_time_limit,
                    memory_limit_mb=settings.sparql_memory_limit_mb,
                    row_limit=settings.sparql_row_limit,
                    services={
                        **remote_services(settings.services, settings.sparql_time_limit),
                        **search_services(release),
                    },
                )
            return self._pool

    def annotate(self, text: str, date: str | None) -> tuple[Release, Annotation]:
        """What is read in `text`, and the release whose lists it was read with; one text at a time."""
        release = self.release()
        with self._reading:
            if self._annotator is None or self._annotator[0] != release.id:
                self._annotator = release.id, Annotator(release.knowledge)
            return release, self._annotator[1].annotate(text, date=date)

    def close(self) -> None:
        """Stop the workers."""
        with self._lock:
            self._close_pool()

    def _close_pool(self) -> None:
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def told(tool: Callable[Parameters, Shape]) -> Callable[Parameters, Shape]:
    """The tool with errors that the assistant can read and act upon; a limit tells itself."""

    @wraps(tool)
    def wrapped(*values: Parameters.args, **named: Parameters.kwargs) -> Shape:
        try:
            return tool(*values, **named)
        except LimitExceededError as error:
            raise ToolError(f"{error} (limit: {error.limit}, after {error.elapsed:.1f} s)") from error
        except DrcgraphError as error:
            raise ToolError(str(error)) from error

    return wrapped
