"""Worker processes that evaluate queries, within limits of time, memory and size, taken in turn."""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self, TypedDict, Unpack

from ontology.errors import ConflictError, DrcgraphError, InvalidInputError, LimitExceededError
from ontology.query.clause import ServiceClause, find_services
from ontology.query.guard import check_query, names_graphs
from ontology.query.process import Reply, WorkerDiedError, WorkerProcess
from ontology.query.result import QueryResult

ServiceHandler = Callable[[ServiceClause], str]
SERVICE_LIMIT = 10
"""How many SERVICE clauses a query may have."""


class FormatMismatchError(InvalidInputError):
    """The query's form has no result in any of the formats asked for."""


class QueryOptions(TypedDict, total=False):
    """What a single query may ask for.

    `union` overrides the pool's setting. `default_graphs` and `named_graphs` are the dataset of the SPARQL
    protocol and win over the query's own. `time_limit` may only shorten the pool's. `base` resolves relative
    IRIs, `prefixes` abbreviates Turtle. `services` maps the IRI of a SERVICE to what writes the graph pattern
    that takes the clause's place.
    """

    union: bool | None
    default_graphs: Sequence[str] | None
    named_graphs: Sequence[str] | None
    time_limit: float | None
    base: str | None
    prefixes: Mapping[str, str] | None
    services: Mapping[str, ServiceHandler] | None


@dataclass(eq=False)
class _Job:
    request: dict[str, object]
    time_limit: float
    submitted: float
    worker: WorkerProcess | None = None
    cancelled: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def cancel(self) -> None:
        with self.lock:
            self.cancelled = True
            if self.worker is not None:
                self.worker.kill()

    def start(self, worker: WorkerProcess) -> None:
        with self.lock:
            self.worker = worker
            if self.cancelled:
                worker.kill()


class QueryPool:
    """Evaluates queries on the graph in `directory`, at most `workers` at a time, in order of arrival.

    Limits, per query: `time_limit` and `queue_limit` in seconds (evaluation; waiting for a worker),
    `memory_limit_mb` beyond what an idle worker has, `row_limit` solutions or statements, `result_limit_mb`
    bytes of result. Past a limit LimitExceededError is raised and nothing of the result is shown. `union`
    makes the default graph the union of all graphs, except in queries that name their graphs. `services` are
    those of every query.
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
    ) -> None:
        self._directory = directory
        self._count = workers
        self._time_limit, self._queue_limit = time_limit, queue_limit
        self._memory_limit_mb, self._row_limit = memory_limit_mb, row_limit
        self._result_limit_mb, self._union = result_limit_mb, union
        self._services = dict(services or {})
        self._lock = threading.Lock()
        self._idle = self._spawn_all(directory)
        self._busy: set[WorkerProcess] = set()
        self._closed = False
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="sparql")

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
        return self._submit(job).result()

    async def run_async(
        self,
        query: str,
        format: str | Sequence[str] = "json",  # noqa: A002  the name that callers use
        **options: Unpack[QueryOptions],
    ) -> QueryResult:
        """As `run`. Cancelling the task stops the query and frees its worker."""
        # A service may take its time: not on the event loop.
        job = await asyncio.to_thread(self._job, query, format, options)
        future = self._submit(job)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            job.cancel()
            raise

    def switch(self, directory: Path) -> None:
        """Evaluate what comes from now on on another graph; queries under way end on theirs."""
        fresh = self._spawn_all(directory)
        with self._lock:
            self._directory = directory
            old, self._idle = self._idle, fresh
        for worker in old:
            worker.close()

    def close(self) -> None:
        """Stop all workers; queries under way or waiting end with ConflictError or are cancelled."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in [*idle, *self._idle]:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _job(self, query: str, formats: str | Sequence[str], options: QueryOptions) -> _Job:
        limit = min(options.get("time_limit") or self._time_limit, self._time_limit)
        query = _resolve_services(query, {**self._services, **(options.get("services") or {})}, limit)
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
        return _Job(request, limit, time.monotonic())

    def _submit(self, job: _Job) -> Future[QueryResult]:
        if self._closed:
            raise ConflictError("The query pool is closed: open a new one.")
        return self._threads.submit(self._execute, job)

    def _execute(self, job: _Job) -> QueryResult:
        waited = time.monotonic() - job.submitted
        if waited > self._queue_limit:
            raise LimitExceededError(
                f"No worker was free within {self._queue_limit:g} s: ask again later.",
                limit=f"{self._queue_limit:g} s of waiting",
                elapsed=waited,
            )
        worker = self._take()
        job.start(worker)
        try:
            reply, file = worker.ask(job.request, job.time_limit)
        except (WorkerDiedError, TimeoutError) as error:
            self._give_back(worker, fit=False)
            self._explain(error, job, worker)
        self._give_back(worker, fit=not reply["retire"])
        if file is None:
            self._refuse(reply, job)
        if job.cancelled:
            file.close()
        return QueryResult(file, reply, time.monotonic() - job.submitted)

    def _take(self) -> WorkerProcess:
        with self._lock:
            worker = self._idle.pop() if self._idle else self._spawn(self._directory)
            self._busy.add(worker)
            return worker

    def _give_back(self, worker: WorkerProcess, *, fit: bool) -> None:
        with self._lock:
            self._busy.discard(worker)
            if fit and worker.directory == self._directory and not self._closed:
                self._idle.append(worker)
                return
            worker.close()
            if not self._closed and len(self._idle) < self._count:
                self._idle.append(self._spawn(self._directory))

    def _spawn(self, directory: Path) -> WorkerProcess:
        return WorkerProcess(directory, self._memory_limit_mb, self._result_limit_mb)

    def _spawn_all(self, directory: Path) -> list[WorkerProcess]:
        return [self._spawn(directory) for _ in range(self._count)]

    def _explain(self, error: WorkerDiedError | TimeoutError, job: _Job, worker: WorkerProcess) -> NoReturn:
        """Raise what a worker's end means to the one who asked."""
        elapsed = time.monotonic() - job.submitted
        if job.cancelled or self._closed:
            raise ConflictError("The query was cancelled.") from error
        if isinstance(error, TimeoutError) or worker.ran_out_of_time:
            limit = f"{job.time_limit:g} s"
            raise LimitExceededError(
                f"The query was stopped after {limit}: narrow it or add a LIMIT.",
                limit=limit,
                elapsed=elapsed,
            ) from error
        if worker.ran_out_of_memory:
            self._refuse_for_memory(job)
        raise DrcgraphError("The query crashed the engine: simplify it.") from error

    def _refuse(self, reply: Reply, job: _Job) -> NoReturn:
        reason, message = reply["error"], str(reply["message"])
        if reason == "syntax":
            raise InvalidInputError(f"Malformed SPARQL: {message[:300]}")
        if reason == "format":
            raise FormatMismatchError(message)
        if reason == "memory":
            self._refuse_for_memory(job)
        if reason in {"rows", "size"}:
            raise LimitExceededError(
                f"The result is larger than {message}: narrow the query or add a LIMIT.",
                limit=message,
                elapsed=time.monotonic() - job.submitted,
            )
        raise InvalidInputError(f"The query failed: {message[:300]}")

    def _refuse_for_memory(self, job: _Job) -> NoReturn:
        limit = f"{self._memory_limit_mb} MB"
        raise LimitExceededError(
            f"The query needs more than {limit} of memory: narrow it.",
            limit=limit,
            elapsed=time.monotonic() - job.submitted,
        )


def _resolve_services(query: str, services: Mapping[str, ServiceHandler], time_limit: float) -> str:
    """The query with each SERVICE of `services` replaced by what its handler writes; others are refused.

    No clause is begun after `time_limit` seconds: LimitExceededError.
    """
    check_query(query, services)
    if not services:
        return query
    clauses = _outermost(find_services(query))
    if len(clauses) > SERVICE_LIMIT:
        raise InvalidInputError(
            f"The query has {len(clauses)} SERVICE clauses: at most {SERVICE_LIMIT} are taken."
        )
    started = time.monotonic()
    for clause in reversed(clauses):
        elapsed = time.monotonic() - started
        if elapsed > time_limit:
            limit = f"{time_limit:g} s"
            raise LimitExceededError(
                f"The SERVICE clauses took more than {limit}: call fewer.", limit=limit, elapsed=elapsed
            )
        query = query[: clause.start] + services[clause.name or ""](clause) + query[clause.end :]
    check_query(query)
    return query


def _outermost(clauses: Sequence[ServiceClause]) -> list[ServiceClause]:
    """Those that are not inside another one, whose handler sees them in its body."""
    found: list[ServiceClause] = []
    for clause in clauses:
        if not found or clause.start >= found[-1].end:
            found.append(clause)
    return found
