"""What HTTP adds to a cheap SPARQL query, and what a long result costs the server.

python benchmarks/speed_http.py DATA [--times 500] [--output benchmarks/speed_http.md]

DATA is a data folder with a release. The same query is asked of the engine in this process, of a pool of
worker processes, and of `drcgraph serve` over one connection that is kept; in turns, so that what else the
machine does falls on all alike. Results of growing length are then streamed, while the memory of the server
and of its workers is watched.
"""

import argparse
import http.client
import io
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from machine import machine
from server import Server, serving

from ontology.query import QueryPool

CHEAP = "SELECT ?t WHERE { <https://w3id.org/drcgraph/policy/made-in-china-2025> a ?t }"
JSON = "application/sparql-results+json"
LENGTHS = (1_000, 10_000, 100_000)
LIMIT_MS = 3.0


def main() -> None:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--times", type=int, default=500)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with serving(options.data, DRCGRAPH_SPARQL_TIME_LIMIT="120") as server:
        parts = ["# What HTTP costs", machine(), *overhead(server, options.data, options.times)]
        parts += streaming(server)
    report = "\n\n".join(parts)
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def overhead(server: Server, data: Path, times: int) -> list[str]:
    """A cheap query by each way, in turns."""
    graph = data / "current" / "graph"
    store, connection = ox.Store.read_only(str(graph)), connect(server)
    get = f"/sparql?query={quote(CHEAP)}"
    form = urlencode({"query": CHEAP})
    headers = {"accept": JSON, "content-type": "application/x-www-form-urlencoded"}
    with QueryPool(graph, workers=1) as pool:
        ways: dict[str, Callable[[], object]] = {
            "the engine in the asking process": lambda: evaluate(store),
            "a worker process": lambda: pool.run(CHEAP).read(),
            "HTTP, no query (`/healthz`)": lambda: asked(connection, "GET", "/healthz", None, {}),
            "HTTP, GET": lambda: asked(connection, "GET", get, None, headers),
            "HTTP, POST of a form": lambda: asked(connection, "POST", "/sparql", form, headers),
        }
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(times):
            for name, ask in ways.items():
                spent[name].append(clocked(ask))
    engine = deciles(spent["the engine in the asking process"])
    rows = [
        f"| {name} | {tenth:.2f} | {median:.2f} | {last:.2f} "
        f"| {tenth - engine[0]:.2f} | {median - engine[1]:.2f} |"
        for name, (tenth, median, last) in ((name, deciles(found)) for name, found in spent.items())
    ]
    head = [
        "| way | tenth ms | median ms | nine tenths ms | over the engine: tenth | median |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    told = f"A cheap query, {times} times each in turns; at most {LIMIT_MS:g} ms over the engine are wanted:"
    return [told, "\n".join(head + rows)]


def deciles(times: list[float]) -> tuple[float, float, float]:
    """What a tenth, half and nine tenths of the times lie below."""
    cuts = statistics.quantiles(times, n=10)
    return cuts[0], cuts[4], cuts[8]


def evaluate(store: ox.Store) -> bytes:
    """The result as the server writes it, by the engine alone."""
    written = io.BytesIO()
    solutions = store.query(CHEAP, use_default_graph_as_union=True)
    solutions.serialize(written, ox.QueryResultsFormat.JSON)
    return written.getvalue()


def connect(server: Server) -> http.client.HTTPConnection:
    """A connection that is kept."""
    return http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=300)


def asked(
    connection: http.client.HTTPConnection, method: str, path: str, body: str | None, headers: dict[str, str]
) -> bytes:
    """The content of an answer. Raises RuntimeError where it is none."""
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        message = f"{method} {path}: {answer.status} {content[:200]!r}"
        raise RuntimeError(message)
    return content


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes."""
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def streaming(server: Server) -> list[str]:
    """What results of growing length cost; the first is asked twice, to warm."""
    stream(server, LENGTHS[0])
    head = [
        "| rows | MB of JSON | first byte s | all s | server MB: before, at most | workers MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    rows = [stream(server, length) for length in LENGTHS]
    return ["A long result, read as it comes:", "\n".join(head + rows)]


def stream(server: Server, length: int) -> str:
    """A row of the table for a result of `length` rows."""
    own, workers = server.own_memory(), server.memory() - server.own_memory()
    most, stop = [own, workers], threading.Event()
    watcher = threading.Thread(target=watch, args=(server, most, stop))
    watcher.start()
    connection, began, size = connect(server), time.perf_counter(), 0
    connection.request("GET", f"/sparql?query={quote(long_query(length))}", headers={"accept": JSON})
    answer = connection.getresponse()
    first = time.perf_counter() - began
    while chunk := answer.read(1 << 16):
        size += len(chunk)
    spent = time.perf_counter() - began
    stop.set()
    watcher.join()
    return (
        f"| {length:,} | {size / 1e6:.1f} | {first:.2f} | {spent:.2f} | {own:.0f}, {most[0]:.0f} | "
        f"{workers:.0f}, {most[1]:.0f} |"
    )


def long_query(length: int) -> str:
    """A query whose result has `length` rows, a power of ten."""
    columns = range(len(str(length)) - 1)
    return "SELECT * { " + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in columns) + " }"


def watch(server: Server, most: list[float], stop: threading.Event) -> None:
    """Keep the most memory that the server and its workers had, in MB."""
    while not stop.wait(0.02):
        own = server.own_memory()
        most[0] = max(most[0], own)
        most[1] = max(most[1], server.memory() - own)


if __name__ == "__main__":
    main()
