"""Annotation in a process of its own: the parser's libraries and its work stay out of the server."""

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from api.http.problem import TooLargeError
from api.settings import Settings
from ontology.article import Annotation
from ontology.errors import DrcgraphError, LimitExceededError
from search.assistant import Assistant

if TYPE_CHECKING:
    from ingest.annotate import Annotator

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class AnnotationWorker:
    """One worker process, started on first use, started anew after a crash or a time-out."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: ProcessPoolExecutor | None = None

    async def annotate(
        self, text: str, *, id_: str = "", language: str | None = None, date: str | None = None
    ) -> Annotation:
        """What is read in `text`.

        Raises TooLargeError for a text over the limit, LimitExceededError when it takes too long.
        """
        limit = self._settings.text_limit
        if len(text) > limit:
            message = f"the text has {len(text):,} characters where {limit:,} are taken: send it in parts"
            raise TooLargeError(message)
        return await self._call(
            _annotate, self._settings.data, self._settings.reader, text, language, date, id_
        )

    async def read(self, name: str, content: bytes) -> str:
        """The text of an uploaded file of any format that ingest reads.

        Raises InvalidInputError where it cannot be read.
        """
        return await self._call(_read, name, content)

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._stop(self._pool)

    async def _call(
        self, work: Callable[Parameters, Result], *values: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        began, limit, pool = monotonic(), self._settings.annotate_time_limit, self._running()
        future = asyncio.wrap_future(pool.submit(work, *values, **named))
        try:
            return await asyncio.wait_for(future, limit)
        except TimeoutError as error:
            self._stop(pool)
            message = f"reading the text took longer than {limit:g} s: send a shorter one"
            elapsed = monotonic() - began
            raise LimitExceededError(message, limit=f"{limit:g} s", elapsed=elapsed) from error
        except BrokenProcessPool as error:
            self._stop(pool)
            raise DrcgraphError("the annotation process ended at this text: send it in parts") from error

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        return self._pool

    def _stop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        # A busy worker would end only after its work: there is no public way to stop it sooner.
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _annotate(
    data: Path, assistant: Assistant | None, text: str, language: str | None, date: str | None, id_: str
) -> Annotation:
    from search.release import current_release_id

    return _annotator(data, current_release_id(data), assistant).annotate(text, language, date, id_)


def _read(name: str, content: bytes) -> str:
    from tempfile import TemporaryDirectory

    from ingest.read import read_file

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()}"
        path.write_bytes(content)
        return read_file(path).text


@lru_cache(maxsize=1)
def _annotator(data: Path, release: str | None, assistant: Assistant | None) -> "Annotator":
    from api.reading import annotator

    return annotator(data, release, assistant)
