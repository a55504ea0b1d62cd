"""A server over a data folder on a free port of this machine, stopped at the end."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

DRCGRAPH = Path(sys.executable).with_name("drcgraph")
START_LIMIT = 120


@dataclass(frozen=True)
class Server:
    """Where it answers, and its process."""

    address: str
    pid: int

    def own_memory(self) -> float:
        """Memory of the server's own process, in MB."""
        return _memory(self.pid)

    def memory(self) -> float:
        """Memory of the server and its workers, in MB; shared pages are counted once."""
        return sum(map(_memory, [self.pid, *_children(self.pid)]))


@contextlib.contextmanager
def serving(data: Path, program: Sequence[str] = (str(DRCGRAPH),), **settings: str) -> Iterator[Server]:
    """A server that is ready, of `program`; `settings` are variables of its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*program, "serve", "--port", str(port), "--data", str(data)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, **settings}) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(address, server)
            yield Server(address, server.pid)
        finally:
            server.terminate()


def _wait_until_ready(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Returns once the server is ready. Raises RuntimeError where it ends or takes too long."""
    end = time.monotonic() + START_LIMIT
    while server.poll() is None and time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz").is_success:
                return
        time.sleep(0.2)
    message = f"drcgraph serve was not ready within {START_LIMIT} s; try it by hand"
    raise RuntimeError(message)


def _memory(pid: int) -> float:
    """Proportional set size in MB; 0 for a process that has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found
