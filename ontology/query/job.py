"""A query on its way through the pool: waiting, under way in a worker, answered."""

import threading
import time
from concurrent.futures import Future

from ontology.query.process import WorkerProcess
from ontology.query.result import QueryResult


class Job:
    """One query: what the worker is told, how long it may run, whose it is, and the future of its result.

    Whatever ends it first counts: an answer, an error, or the caller who gives up.
    """

    def __init__(self, request: dict[str, object], time_limit: float, client: str) -> None:
        self.request = request
        self.time_limit = time_limit
        self.client = client
        self.submitted = time.monotonic()
        self.cancelled = False
        self.future: Future[QueryResult] = Future()
        self.future.set_running_or_notify_cancel()  # from here on `cancel` alone stops it
        self._worker: WorkerProcess | None = None
        self._lock = threading.Lock()

    @property
    def query(self) -> str:
        """The text that the engine is given."""
        return str(self.request["query"])

    @property
    def elapsed(self) -> float:
        """Seconds since it was submitted."""
        return time.monotonic() - self.submitted

    def start(self, worker: WorkerProcess) -> bool:
        """Note who works on it; false where it has ended meanwhile."""
        with self._lock:
            if self.cancelled or self.future.done():
                return False
            self._worker = worker
            return True

    def postpone(self) -> None:
        """Let it wait again: nobody works on it any more."""
        with self._lock:
            self._worker = None

    def cancel(self) -> None:
        """Stop the work on it. Its result is not wanted any more."""
        with self._lock:
            self.cancelled = True
            if self._worker is not None:
                self._worker.kill()

    def finish(self, result: QueryResult) -> None:
        """Answer it; where that comes too late the result is closed."""
        with self._lock:
            if not self.cancelled and not self.future.done():
                self.future.set_result(result)
                return
        result.close()

    def fail(self, error: BaseException) -> None:
        """End it with an error, unless it has ended."""
        with self._lock:
            if not self.future.done():
                self.future.set_exception(error)

    def give_up(self, error: Exception) -> None:
        """End it with an error, unless it has ended or is under way."""
        with self._lock:
            if self._worker is None and not self.future.done():
                self.future.set_exception(error)
