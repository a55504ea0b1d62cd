"""Writing in a process of its own: one publish after another, each a job that can be followed."""

import asyncio
import multiprocessing
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Literal

from api.settings import Settings
from ingest.publish.report import PublishReport
from ontology.errors import DrcgraphError, NotFoundError

KEPT = 1000


@dataclass
class Job:
    """A publish under way or done. `release` is the one it made, None where nothing had changed."""

    id: str
    action: str
    status: Literal["running", "done", "failed"] = "running"
    release: str | None = None
    problems: tuple[str, ...] = ()


class Publisher:
    """Runs publishes one by one and remembers the last jobs."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._one = asyncio.Lock()

    def job(self, id_: str) -> Job:
        """A job by its id. Raises NotFoundError."""
        try:
            return self._jobs[id_]
        except KeyError:
            raise NotFoundError(
                f"no job {id_!r}: the last {KEPT} are remembered until the server ends"
            ) from None

    def start(self, action: str, work: Callable[..., PublishReport], *values: object) -> Job:
        """Begin a publish: `work(data, *values, models=…, assistant=…)`."""
        job = Job(uuid.uuid4().hex, action)
        self._jobs[job.id] = job
        while len(self._jobs) > KEPT:
            self._jobs.pop(next(iter(self._jobs)))
        task = asyncio.create_task(self._follow(job, work, *values))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    async def run(
        self, work: Callable[..., PublishReport], *values: object, **named: object
    ) -> PublishReport:
        """The report of a publish, awaited. Raises what it raises."""
        async with self._one:
            with writing_process() as pool:
                named |= {"models": self._settings.model_names, "assistant": self._settings.reader}
                future = pool.submit(_call, work, (self._settings.data, *values), named)
                return await asyncio.wrap_future(future)

    async def close(self) -> None:
        """Wait for what is being written: a publish is short, and a half-written one would be cleared."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self, job: Job, work: Callable[..., PublishReport], *values: object) -> None:
        try:
            report = await self.run(work, *values)
        except DrcgraphError as error:
            job.status, job.problems = "failed", (str(error),)
            return
        except Exception:
            job.status, job.problems = "failed", ("the server failed; its log holds the reason",)
            raise
        job.release = report.release
        job.problems = tuple(map(str, report.problems))
        job.status = "failed" if report.problems else "done"


def writing_process() -> Executor:
    """A process for one publish, which gives back all memory with it."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def _call(
    work: Callable[..., PublishReport], values: tuple[object, ...], named: dict[str, object]
) -> PublishReport:
    return work(*values, **named)
