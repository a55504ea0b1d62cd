"""The workers and threads of one lane of the pool."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ontology.query.priority import PATIENT
from ontology.query.process import WorkerProcess
from ontology.query.turns import Turns, Work

Spawn = Callable[[Path, int], WorkerProcess]


class Lane:
    """At most `count` queries at a time, each in a worker of its own; clients take turns.

    `niceness` is that of its workers. It keeps `count` of them warm; a patient lane has those that it was
    given by others.
    """

    def __init__(self, name: str, directory: Path, count: int, spawn: Spawn, niceness: int) -> None:
        self.count = count
        self._directory = directory
        self._make, self._niceness = spawn, niceness
        self._lock = threading.Lock()
        self._busy: set[WorkerProcess] = set()
        self._closed = False
        self._idle = self._warm(directory)
        self._load = self._starting = 0
        self._turns = Turns()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix=name)

    def submit(self, work: Work, client: str) -> bool:
        """Do `work` when the client's turn has come; false where the lane is closed."""
        with self._lock:
            if self._closed:
                return False
            self._load += 1
            self._turns.add(client, work)
            self._threads.submit(self._work)
        return True

    def _work(self) -> None:
        with self._lock:
            work = self._turns.take()
        try:
            if work is not None:
                work()
        finally:
            with self._lock:
                self._load -= 1

    @property
    def full(self) -> bool:
        """Whether what is submitted now would have to wait."""
        with self._lock:
            return self._load >= self.count

    def waiting(self, client: str) -> int:
        """How much of the client waits here."""
        with self._lock:
            return self._turns.waiting(client)

    def take(self) -> WorkerProcess:
        """A worker, to be given back or handed over."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        worker = worker or self._spawn(self._directory)
        self._keep_busy(worker)
        return worker

    def adopt(self, worker: WorkerProcess) -> None:
        """Take a worker over from another lane, busy as it is."""
        worker.stand_back(self._niceness)
        self._keep_busy(worker)

    def _keep_busy(self, worker: WorkerProcess) -> None:
        with self._lock:
            self._busy.add(worker)
            if self._closed:
                worker.kill()

    def hand_over(self, worker: WorkerProcess) -> None:
        """Let a busy worker go to another lane, and replace it."""
        with self._lock:
            self._busy.discard(worker)
        self._refill()

    def give_back(self, worker: WorkerProcess, *, fit: bool) -> None:
        """Keep a worker for the next query, or end it and start another one."""
        with self._lock:
            self._busy.discard(worker)
            keep = fit and worker.directory == self._directory and not self._closed
            if keep and len(self._idle) < self.count:
                self._idle.append(worker)
                return
        worker.close()
        self._refill()

    def switch(self, directory: Path) -> None:
        """Work on another graph from now on; what is under way ends on its own."""
        fresh = self._warm(directory)
        with self._lock:
            self._directory = directory
            old, self._idle = self._idle, fresh
        for worker in old:
            worker.close()

    def close(self) -> None:
        """Stop all workers, and the threads once they have seen it."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for worker in self._busy:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in idle:
            worker.close()

    def _refill(self) -> None:
        """Start a worker where one is missing. Whoever submits does not wait for that."""
        with self._lock:
            directory = self._directory
            warm = len(self._idle) + self._starting
            if self._niceness == PATIENT or self._closed or warm >= self.count:
                return
            self._starting += 1
        worker = self._spawn(directory)
        with self._lock:
            self._starting -= 1
            wanted = not self._closed and directory == self._directory
            if wanted:
                self._idle.append(worker)
        if not wanted:
            worker.close()

    def _warm(self, directory: Path) -> list[WorkerProcess]:
        # A patient lane gets its workers from the other one, already at work.
        return [] if self._niceness == PATIENT else [self._spawn(directory) for _ in range(self.count)]

    def _spawn(self, directory: Path) -> WorkerProcess:
        return self._make(directory, self._niceness)
