"""Results of any length: short ones are sent in one piece, long ones without being held in memory."""

import threading
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from fastapi.testclient import TestClient

MIB = 1 << 20


def rows(power: int) -> str:
    """A query whose result has ten to the `power` rows."""
    return "SELECT * { " + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(power)) + " }"


def test_a_short_result_tells_its_length_and_a_long_one_comes_in_pieces(client: TestClient) -> None:
    headers = {"accept": "text/csv", "accept-encoding": "identity"}
    short, long = (client.get("/sparql", params={"query": rows(n)}, headers=headers) for n in (1, 4))
    assert int(short.headers["content-length"]) == len(short.content)
    assert "content-length" not in long.headers
    assert len(long.text.splitlines()) == 10_001


@pytest.fixture
def server(address: str) -> psutil.Process:
    """The process of the server; its children are the workers."""
    port = urlsplit(address).port
    (found,) = (
        child
        for child in psutil.Process().children()
        if any(connection.laddr.port == port for connection in child.net_connections("tcp4"))
    )
    return found


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(address: str, server: psutil.Process) -> None:
    stream(address, rows(3), server)
    _, *before = stream(address, rows(3), server)
    size, *most = stream(address, rows(5), server)
    assert size > 40_000_000
    grown = [(after - taken) / MIB for taken, after in zip(before, most, strict=True)]
    assert max(grown) < 16, f"MiB more than with few rows, server and worker: {grown}"


def stream(address: str, query: str, server: psutil.Process) -> tuple[int, int, int]:
    """The size of the result; the most memory of the server, and of a worker, until it was read."""
    size, read = 0, threading.Event()
    own: list[int] = []
    workers: list[int] = []

    def watch() -> None:
        ended = False  # a short result is read before the first wait ends: it is looked at once all the same
        while not ended:
            own.append(taken(server))
            workers.extend(map(taken, filter(is_worker, server.children())))
            ended = read.wait(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    headers = {"accept": "application/sparql-results+json", "accept-encoding": "identity"}
    try:
        with httpx.stream(
            "POST", f"{address}/sparql", data={"query": query}, headers=headers, timeout=120
        ) as answer:
            assert answer.status_code == 200
            size = sum(map(len, answer.iter_raw(1 << 18)))
    finally:
        read.set()
        watcher.join()
    return size, max(own), max(workers)


def is_worker(process: psutil.Process) -> bool:
    """Whether it runs the worker's program; until it has begun to, its memory is still the server's own."""
    try:
        return any(part.endswith("worker.py") for part in process.cmdline())
    except psutil.NoSuchProcess:
        return False


def taken(process: psutil.Process) -> int:
    """Bytes that are its own; none of one that has ended."""
    try:
        return int(process.memory_full_info().uss)
    except psutil.NoSuchProcess:
        return 0
