"""Which release is served: the current one, followed as it changes, each closed after its last reader.

Somebody who pages through a result list reads on in the release that it was made of.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from api.http.problem import NotReadyError
from api.settings import Settings
from ontology.errors import DrcgraphError
from ontology.query import Observer, QueryPool, remote_services
from search.release import Release, current_release_id, open_release
from search.service import search_services

log = logging.getLogger("drcgraph.serving")


EARLIER = 4
"""How many earlier releases stay open for those who still page through their lists."""


@dataclass(eq=False, kw_only=True)
class Held:
    """An open release, closed once it is retired and nobody reads it."""

    release: Release
    readers: int = 0
    retired: bool = False

    @contextmanager
    def read(self) -> Iterator[None]:
        """Keep it open meanwhile."""
        self.readers += 1
        try:
            yield
        finally:
            self.readers -= 1
            self._close_if_unused()

    def retire(self) -> None:
        """Close it after its last reader."""
        self.retired = True
        self._close_if_unused()

    def close(self) -> None:
        """Give back the files."""
        self.release.close()

    def _close_if_unused(self) -> None:
        if self.retired and self.readers == 0:
            self.close()


@dataclass(eq=False, kw_only=True)
class Served(Held):
    """The current release, with the workers that answer SPARQL over its graph."""

    queries: QueryPool

    def close(self) -> None:
        """Give back the files and the worker processes."""
        self.queries.close()
        super().close()


class ReleaseKeeper:
    """Hands out the current release and swaps in the next one without failing a request."""

    def __init__(self, settings: Settings, observe: Observer) -> None:
        self._settings = settings
        self._observe = observe
        self._served: Served | None = None
        self._refreshing = asyncio.Lock()
        self._earlier: OrderedDict[str, Held] = OrderedDict()
        self.problem: str | None = None

    @property
    def release_id(self) -> str | None:
        """The id of the release that is served, None while there is none."""
        return None if self._served is None else self._served.release.id

    @asynccontextmanager
    async def lease(self) -> AsyncIterator[Served]:
        """The current release, kept open for as long as the caller reads it.

        Raises NotReadyError where nothing is published yet.
        """
        served = self._served
        if served is None:
            raise NotReadyError(self.problem or self._nothing_published())
        with served.read():
            yield served

    @asynccontextmanager
    async def lease_earlier(self, release_id: str) -> AsyncIterator[Release]:
        """A release that is no longer current. Raises NotFoundError where it has been deleted."""
        held = self._earlier.get(release_id)
        if held is None:
            release = await asyncio.to_thread(open_release, self._settings.data, release_id)
            held = self._earlier.setdefault(release_id, Held(release=release))
        self._earlier.move_to_end(release_id)
        with held.read():
            while len(self._earlier) > EARLIER:
                self._earlier.popitem(last=False)[1].retire()
            yield held.release

    async def follow(self) -> None:
        """Look for a new release for ever, opening it before it replaces the last one."""
        while True:
            await self.refresh()
            await asyncio.sleep(self._settings.release_poll_seconds)

    async def refresh(self) -> None:
        """Open the current release if it is another than the one served; a failure is logged and retried."""
        async with self._refreshing:
            await self._refresh()

    async def _refresh(self) -> None:
        wanted = current_release_id(self._settings.data)
        if wanted is None or (self._served is not None and self._served.release.id == wanted):
            return
        try:
            fresh = await self._opened(wanted)
        except DrcgraphError as error:
            if self.problem != str(error):
                log.warning("release %s cannot be served: %s", wanted, error)
            self.problem = str(error)
            return
        last, self._served, self.problem = self._served, fresh, None
        log.info("serving release %s", wanted)
        if last is not None:
            last.retire()

    def close(self) -> None:
        """Close what is served; nobody reads any more."""
        if self._served is not None:
            self._served.close()
            self._served = None
        for held in self._earlier.values():
            held.close()
        self._earlier.clear()

    async def _opened(self, release_id: str) -> Served:
        """The release, open; where the server ends meanwhile, what was being opened is closed again."""
        opening = asyncio.create_task(asyncio.to_thread(self._open, release_id))
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            (await opening).close()
            raise

    def _open(self, release_id: str) -> Served:
        settings = self._settings
        release = open_release(settings.data, release_id)
        queries = QueryPool(
            release.graph,
            workers=settings.sparql_workers,
            time_limit=settings.sparql_time_limit,
            memory_limit_mb=settings.sparql_memory_limit_mb,
            row_limit=settings.sparql_row_limit,
            services={
                **remote_services(settings.services, settings.sparql_time_limit),
                **search_services(release),
            },
            observe=self._observe,
        )
        try:
            release.searcher.prepare()
        except BaseException:
            queries.close()
            raise
        return Served(release=release, queries=queries)

    def _nothing_published(self) -> str:
        return f"{self._settings.data} holds no release yet: run `drcgraph ingest PATH` first"
