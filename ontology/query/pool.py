"""Queries evaluated in worker processes, within limits of time, memory and size.

A query starts in the quick lane. One that is not done within a moment goes on in the slow lane, whose workers
give way to everything else: however many slow queries there are, quick ones do not wait behind them. Queries
like those that were quick before have a lane of their own, so that they do not wait for unknown ones either.
Clients take turns, and what comes from one with slow queries that wait is tried apart from that of others.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypedDict, Unpack

from ontology.errors import ConflictError, DrcgraphError, LimitExceededError
from ontology.processors import cores
from ontology.query import refusal
from ontology.query.guard import check_text, names_graphs
from ontology.query.habit import Habits
from ontology.query.job import Job
from ontology.query.lane import Lane
from ontology.query.priority import BEHIND, PATIENT, PROMPT
from ontology.query.process import Reply, WorkerDiedError, WorkerProcess
from ontology.query.result import QueryResult
from ontology.query.rewrite import ServiceHandler, resolve_services

QUICK = 0.05
"""Seconds of processor time that a query may take before it counts as slow."""
SHORT = 1_000
"""Characters of a query that is checked within a millisecond, as soon as another thread would have begun."""
AT_ONCE = 100
"""How many queries a client may have under way and waiting."""

Observer = Callable[[str, float], None]
"""Told of each query: "answered", "limited", "refused" or "failed", and the seconds that it took."""


class QueryOptions(TypedDict, total=False):
    """What a single query may ask for.

    `union` overrides the pool's setting. `default_graphs` and `named_graphs` are the dataset of the SPARQL
    protocol and win over the query's own. `time_limit` may only shorten the pool's. `base` resolves relative
    IRIs, `prefixes` abbreviates Turtle. `services` maps the IRI of a SERVICE to what writes the graph pattern
    that takes the clause's place. `client` tells whose query it is: clients take turns.
    """

    union: bool | None
    default_graphs: Sequence[str] | None
    named_graphs: Sequence[str] | None
    time_limit: float | None
    base: str | None
    prefixes: Mapping[str, str] | None
    services: Mapping[str, ServiceHandler] | None
    client: str


class QueryPool:
    """Evaluates queries on the graph in `directory`.

    At a time it has `workers` that are known to be quick, as many that are not known yet, and as many slow
    ones, but fewer of those than there are processors.

    Limits, per query: `time_limit` and `queue_limit` in seconds (evaluation; waiting for a worker),
    `memory_limit_mb` beyond what an idle worker has, `row_limit` solutions or statements, `result_limit_mb`
    bytes of result. Past a limit LimitExceededError is raised and nothing of the result is shown. `union`
    makes the default graph the union of all graphs, except in queries that name their graphs. `services` are
    those of every query. `observe` is told of each, from any thread.
    """

    def __init__(
        self,
        directory: Path,
        workers: int = 2,
        time_limit: float = 10.0,
        memory_limit_mb: int = 512,
        row_limit: int = 1_000_000,
        *,
        queue_limit: float = 10.0,
        result_limit_mb: int = 1024,
        union: bool = True,
        services: Mapping[str, ServiceHandler] | None = None,
        observe: Observer = lambda _outcome, _seconds: None,
    ) -> None:
        self._time_limit, self._queue_limit = time_limit, queue_limit
        self._memory_limit_mb, self._row_limit = memory_limit_mb, row_limit
        self._union, self._services, self._observe = union, dict(services or {}), observe
        spawn = partial(WorkerProcess, memory_limit_mb=memory_limit_mb, result_limit_mb=result_limit_mb)
        self._known = Lane("sparql-known", directory, workers, spawn, PROMPT)
        self._quick = Lane("sparql", directory, workers, spawn, BEHIND)
        self._slow = Lane("sparql-slow", directory, max(1, min(workers, cores() - 1)), spawn, PATIENT)
        self._doubtful = Lane("sparql-doubtful", directory, 1, spawn, PATIENT)
        self._lanes = (self._known, self._quick, self._doubtful, self._slow)
        self._habits = Habits()
        self._jobs: set[Job] = set()
        self._closed = False

    def run(
        self,
        query: str,
        format: str | Sequence[str] = "json",  # noqa: A002  the name that callers use
        **options: Unpack[QueryOptions],
    ) -> QueryResult:
        """The result of `query`, in the first of the formats that fits its form.

        Raises InvalidInputError (malformed, an update, a SERVICE), FormatMismatchError, LimitExceededError.
        """
        job = self._job(query, format, options)
        self._submit(job)
        try:
            return job.future.result(self._queue_limit)
        except TimeoutError:
            job.give_up(refusal.too_long_a_queue(job, self._queue_limit))
            return job.future.result()

    async def run_async(
        self,
        query: str,
        format: str | Sequence[str] = "json",  # noqa: A002  the name that callers use
        **options: Unpack[QueryOptions],
    ) -> QueryResult:
        """As `run`. Cancelling the task stops the query and frees its worker."""
        if len(query) <= SHORT and "service" not in query.lower():
            job = self._job(query, format, options)
        else:  # it may take its time: not on the event loop
            job = await asyncio.to_thread(self._job, query, format, options)
        self._submit(job)
        future = asyncio.wrap_future(job.future)
        try:
            await asyncio.wait([future], timeout=self._queue_limit)
            job.give_up(refusal.too_long_a_queue(job, self._queue_limit))
            return await future
        except asyncio.CancelledError:
            job.cancel()
            future.cancel()
            raise

    def switch(self, directory: Path) -> None:
        """Evaluate what comes from now on on another graph; queries under way end on theirs."""
        for lane in self._lanes:
            lane.switch(directory)

    def close(self) -> None:
        """Stop all workers; queries under way or waiting end with ConflictError."""
        self._closed = True
        for lane in self._lanes:
            lane.close()
        for job in list(self._jobs):
            job.fail(ConflictError("The query was cancelled."))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _job(self, query: str, formats: str | Sequence[str], options: QueryOptions) -> Job:
        limit = min(options.get("time_limit") or self._time_limit, self._time_limit)
        check_text(query)
        query = resolve_services(query, {**self._services, **(options.get("services") or {})}, limit)
        default, named = options.get("default_graphs"), options.get("named_graphs")
        if default is not None or named is not None:
            default, named = default or (), named or ()
        union = self._union if (wish := options.get("union")) is None else wish
        request: dict[str, object] = {
            "query": query,
            "formats": [formats] if isinstance(formats, str) else list(formats),
            "union": union and default is None and not names_graphs(query),
            "default_graphs": default,
            "named_graphs": named,
            "rows": self._row_limit,
            "seconds": int(limit) + 1,
            "base": options.get("base"),
            "prefixes": dict(options.get("prefixes") or {}),
        }
        return Job(request, limit, options.get("client", ""))

    def _submit(self, job: Job) -> None:
        self._jobs.add(job)
        job.future.add_done_callback(lambda _: self._note(job))
        if job.client and sum(other.client == job.client for other in list(self._jobs)) > AT_ONCE:
            job.fail(refusal.too_many(job, AT_ONCE))
            return
        self._enter(self._lane_of(job), job)

    def _lane_of(self, job: Job) -> Lane:
        if self._habits.is_slow(job.query):
            return self._slow
        if self._habits.is_quick(job.query):
            return self._known
        doubtful = self._slow.waiting(job.client) >= self._slow.count
        return self._doubtful if doubtful else self._quick

    def _enter(self, lane: Lane, job: Job) -> None:
        if job.elapsed > self._queue_limit:
            raise refusal.too_long_a_queue(job, self._queue_limit)
        try_ = self._try_slowly if lane is self._slow else partial(self._try_quickly, lane=lane)
        if not lane.submit(partial(self._settle, job, try_), job.client):
            job.fail(ConflictError("The query pool is closed: open a new one."))

    def _note(self, job: Job) -> None:
        self._jobs.discard(job)
        self._observe(_outcome(job.future.exception()), job.elapsed)

    def _settle(self, job: Job, work: Callable[[Job], None]) -> None:
        """Do the work; whatever it raises is the job's end."""
        try:
            work(job)
        except BaseException as error:  # noqa: BLE001  it reaches the caller by the future
            job.fail(error)

    def _try_quickly(self, job: Job, lane: Lane) -> None:
        fitting = self._lane_of(job)
        if fitting in (self._slow, self._doubtful) and fitting is not lane:
            self._enter(fitting, job)
            return
        worker = self._begin(job, lane)
        if worker is None:
            return
        try:
            answer = worker.ask_briefly(job.request, min(QUICK, job.time_limit))
        except TimeoutError:
            self._habits.was_slow(job.query)
            self._slow_down(job, worker, lane)
        except WorkerDiedError as error:
            raise self._end(job, worker, lane) from error
        else:
            self._habits.was_quick(job.query)
            self._answer(job, worker, lane, answer)

    def _slow_down(self, job: Job, worker: WorkerProcess, lane: Lane) -> None:
        """Go on in the slow lane: with the same worker where there is room, else from the start later."""
        left = job.time_limit - QUICK
        if left <= 0:
            lane.give_back(worker, fit=False)
            raise refusal.too_slow(job)
        if self._slow.full:
            job.postpone()
            lane.give_back(worker, fit=False)
            self._enter(self._slow, job)
            return
        self._slow.adopt(worker)
        lane.hand_over(worker)
        go_on = partial(self._finish, worker=worker, ask=partial(worker.wait, left))
        if not self._slow.submit(partial(self._settle, job, go_on), job.client):
            worker.close()

    def _try_slowly(self, job: Job) -> None:
        worker = self._begin(job, self._slow)
        if worker is not None:
            self._finish(job, worker, partial(worker.ask, job.request, job.time_limit))

    def _finish(
        self, job: Job, worker: WorkerProcess, ask: Callable[[], tuple[Reply, BinaryIO | None]]
    ) -> None:
        """Wait for the answer for as long as the query may run."""
        try:
            answer = ask()
        except TimeoutError:
            # Told before the worker has ended, which takes a patient one a while.
            job.fail(self._cancelled(job) or refusal.too_slow(job))
            self._slow.give_back(worker, fit=False)
            return
        except WorkerDiedError as error:
            raise self._end(job, worker, self._slow) from error
        self._answer(job, worker, self._slow, answer)

    def _begin(self, job: Job, lane: Lane) -> WorkerProcess | None:
        """A worker that is ready for the job; None where it has ended meanwhile."""
        if job.future.done():
            return None
        worker = lane.take()
        try:
            worker.wait_ready(self._queue_limit)
        except TimeoutError as error:
            raise self._end(job, worker, lane) from error
        except WorkerDiedError as error:
            lane.give_back(worker, fit=False)
            raise (self._cancelled(job) or refusal.unopened(worker)) from error
        if not job.start(worker):
            lane.give_back(worker, fit=True)
            return None
        return worker

    def _answer(
        self, job: Job, worker: WorkerProcess, lane: Lane, answer: tuple[Reply, BinaryIO | None]
    ) -> None:
        reply, file = answer
        lane.give_back(worker, fit=not reply["retire"])
        if file is None:
            raise refusal.refused(reply, job, self._memory_limit_mb)
        job.finish(QueryResult(file, reply, job.elapsed))

    def _end(self, job: Job, worker: WorkerProcess, lane: Lane) -> DrcgraphError:
        """What the end of a worker means to the one who asked."""
        lane.give_back(worker, fit=False)
        return self._cancelled(job) or refusal.ended(worker, job, self._memory_limit_mb)

    def _cancelled(self, job: Job) -> ConflictError | None:
        return ConflictError("The query was cancelled.") if job.cancelled or self._closed else None


def _outcome(error: BaseException | None) -> str:
    if error is None:
        return "answered"
    if isinstance(error, LimitExceededError):
        return "limited"
    return "failed" if type(error) is DrcgraphError or not isinstance(error, DrcgraphError) else "refused"
