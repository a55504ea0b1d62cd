"""A worker process as its parent sees it: started, asked, stopped."""

import contextlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from ontology.query.priority import stand_back

Reply = dict[str, Any]
_OUT_OF_MEMORY = re.compile(
    rb"memory allocation of|MemoryError|[Cc]annot allocate memory|out of memory|bad_alloc"
)
LAST_WORDS = 1
"""Seconds that a process which is ending may take for it."""
PATIENCE = 20
"""How many times as long as its processor time a brief query may take."""


class WorkerDiedError(Exception):
    """The process ended before it had answered."""


class WorkerProcess:
    """One process with the store in `directory` open. Starting does not wait for it to be ready.

    `niceness` says how far it stands back behind other processes, from 0 to 19.
    """

    def __init__(self, directory: Path, niceness: int, *, memory_limit_mb: int, result_limit_mb: int) -> None:
        self.directory = directory
        self._received, self._files = bytearray(), list[int]()
        self._ready = False
        self._channel, theirs = socket.socketpair()
        self._messages = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        script = Path(__file__).with_name("worker.py")
        arguments = [str(theirs.fileno()), str(directory), str(memory_limit_mb), str(result_limit_mb)]
        with theirs:
            # -P: the folder of the script is not searched for modules, only what is installed.
            self._process = subprocess.Popen(  # noqa: S603  the command is ours
                [sys.executable, "-P", str(script), *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=self._messages,
            )
        self.stand_back(niceness)

    def wait_ready(self, seconds: float) -> None:
        """Return once the store is open. Raises TimeoutError, WorkerDiedError."""
        if not self._ready:
            self._line(seconds)
            self._ready = True

    def ask(self, request: Mapping[str, object], seconds: float) -> tuple[Reply, BinaryIO | None]:
        """The reply, with the open file of a result.

        Raises WorkerDiedError, and TimeoutError where it takes longer: `wait` then waits on.
        """
        try:
            self._channel.settimeout(seconds)
            self._channel.sendall(json.dumps(request).encode() + b"\n")
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerDiedError from error
        return self.wait(seconds)

    def wait(self, seconds: float) -> tuple[Reply, BinaryIO | None]:
        """As `ask`, for a request that was sent before."""
        reply = json.loads(self._line(seconds))
        files, self._files = self._files, []
        return reply, _opened(files)

    def _line(self, seconds: float) -> bytes:
        """The next line from the process."""
        deadline = time.monotonic() + seconds
        try:
            while not self._received.endswith(b"\n"):
                self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
                data, descriptors, _, _ = socket.recv_fds(self._channel, 1 << 16, 1)
                self._files += descriptors
                if not data:
                    self._hear_out()
                    raise WorkerDiedError
                self._received += data
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerDiedError from error
        line = bytes(self._received)
        self._received.clear()
        return line

    def _hear_out(self) -> None:
        """Let a process that is ending say why."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(LAST_WORDS)

    def stand_back(self, niceness: int) -> None:
        """Give way to other processes from now on; there is no way back."""
        stand_back(self._process.pid, niceness)

    def ask_briefly(self, request: Mapping[str, object], seconds: float) -> tuple[Reply, BinaryIO | None]:
        """As `ask`, but for `seconds` of processor time: on a busy machine it may take longer."""
        begun, used = time.monotonic(), self._processor_time()
        try:
            return self.ask(request, seconds)
        except TimeoutError:
            while (left := seconds - (self._processor_time() - used)) > 0:
                if time.monotonic() - begun > PATIENCE * seconds:
                    raise
                # On a busy machine little may be left for long: not to look all the time.
                with contextlib.suppress(TimeoutError):
                    return self.wait(max(left, seconds / 5))
            raise

    def _processor_time(self) -> float:
        """Seconds that it has run; the time of day where the system does not tell."""
        if sys.platform != "linux":
            return time.monotonic()
        try:
            # The clock of a process (clock_getcpuclockid(3)). What is read under /proc/PID would cost time
            # once more when the process ends.
            return time.clock_gettime(~self._process.pid << 3 | 2)
        except OSError:
            return time.monotonic()

    def kill(self) -> None:
        """Stop the process at once, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """Stop the process and forget it."""
        self._process.kill()
        self._process.wait()
        self._channel.close()
        self._said = self._last_words()
        self._messages.close()

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether a closed process had ended for want of memory."""
        return _OUT_OF_MEMORY.search(self._said) is not None

    @property
    def last_line(self) -> str:
        """What a closed process had said last; empty where it had said nothing."""
        return self._said.decode("utf-8", "replace").strip().rpartition("\n")[2]

    @property
    def ran_out_of_time(self) -> bool:
        """Whether a closed process had been ended for the processor time it took."""
        return self._process.returncode == -signal.SIGXCPU

    def _last_words(self) -> bytes:
        size = os.fstat(self._messages.fileno()).st_size
        self._messages.seek(max(size - 4096, 0))
        return self._messages.read()


def _opened(descriptors: list[int]) -> BinaryIO | None:
    if not descriptors:
        return None
    file = io.open(descriptors[0], "rb")  # noqa: SIM115, UP020  the caller closes it
    file.seek(0)
    return file
