"""What happens to a server, and to its other clients, when queries meet their limits.

python benchmarks/query_limits.py DATA [--seconds 15] [--output benchmarks/query_limits.md]

DATA is a data folder with a release. `drcgraph serve` runs on a free port with the limits it has by default.
Two polite clients ask all the time, one a question of the search, one a cheap SPARQL query, ten times a
second each; their times count from when a request was due. Beside them come an endless query, one with ten
million rows, one that eats memory, and 50 endless ones at once, no two alike.
"""

import argparse
import statistics
import threading
import time
import urllib.parse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
from machine import machine
from server import Server, serving

from ontology.query import QueryPool

CHEAP = "SELECT ?t WHERE { <https://w3id.org/drcgraph/policy/made-in-china-2025> a ?t }"
QUESTION = "/api/search?top=5&q=" + urllib.parse.quote("How can resource cities change their industries?")
PACE, SETTLE, AT_ONCE = 0.1, 5.0, 50
OVERHEAD_RUNS = 300


def product(count: int) -> str:
    """A pattern with 10 to the `count` solutions."""
    return "{ " + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(count)) + " }"


def endless(number: int) -> str:
    """A query that nobody lives to see the end of; each number makes another one."""
    return f"SELECT (COUNT(*) AS ?{'n' * (number + 1)}) {product(30)}"


LARGE = f"SELECT ?x {{ {product(9)} BIND(CONCAT(STR(RAND()), '{'x' * 2000}') AS ?x) }} ORDER BY ?x"
ATTACKS: dict[str, list[str]] = {
    "an endless query": [endless(0)],
    "10 million rows": [f"SELECT * {product(7)}"],
    "one that eats memory": [LARGE],
    f"{AT_ONCE} endless ones at once": [endless(number) for number in range(1, AT_ONCE + 1)],
}


@dataclass
class Polite:
    """A client that asks at a steady pace, and how long each answer took, in seconds."""

    address: str
    times: list[float] = field(default_factory=list)
    failures: int = 0

    def ask(self, stop: threading.Event) -> None:
        """Ask until told to stop. What comes late makes the next ones late, and that counts."""
        with httpx.Client(timeout=60) as client:
            due = time.perf_counter()
            while not stop.is_set():
                time.sleep(max(0.0, due - time.perf_counter()))
                answer = client.get(self.address)
                self.times.append(time.perf_counter() - due)
                self.failures += not answer.is_success
                due += PACE

    def percentiles(self) -> str:
        """Median and 95th percentile, in milliseconds."""
        return f"{1000 * statistics.median(self.times):.1f} / {1000 * self.p95():.1f}"

    def p95(self) -> float:
        """In seconds."""
        return statistics.quantiles(self.times, n=20)[-1]


@dataclass(frozen=True)
class Observed:
    """The two polite clients and what came of what ran beside them."""

    search: Polite
    sparql: Polite
    answers: list[str]
    peak: float
    after: float


def main() -> None:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    with serving(options.data) as server:
        parts = [
            under_attack(server, options.seconds),
            overhead(server, options.data),
            streamed(server),
        ]
    report = "\n\n".join(
        ["# Limits under load", f"`python benchmarks/query_limits.py DATA`; {machine()}.", *parts]
    )
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def under_attack(server: Server, seconds: float) -> str:
    """The table of attacks; quiet spells before and between them say what is usual."""
    watch(server, [], 3)
    lines = [
        "| beside it | answers | search p50 / p95 ms | p95 to quiet | SPARQL p50 / p95 ms | p95 to quiet | "
        "memory MB: before, at most, after |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, queries in ATTACKS.items():
        before = server.memory()
        quiet, loud = watch(server, [], seconds), watch(server, queries, seconds)
        lines += [
            row("nothing", quiet, quiet, before),
            row(name, loud, quiet, quiet.after),
        ]
    return "\n".join(lines)


def row(name: str, seen: Observed, quiet: Observed, before: float) -> str:
    """A line of the table."""
    if seen.search.failures or seen.sparql.failures:
        name += f" ({seen.search.failures + seen.sparql.failures} polite requests failed)"
    memory = f"{before:.0f}, {seen.peak:.0f}, {seen.after:.0f}"
    search, sparql = (
        f"{mine.percentiles()} | {mine.p95() / usual.p95():.2f}"
        for mine, usual in ((seen.search, quiet.search), (seen.sparql, quiet.sparql))
    )
    return f"| {name} | {'; '.join(seen.answers) or '–'} | {search} | {sparql} | {memory} |"


def watch(server: Server, queries: list[str], seconds: float) -> Observed:
    """What the polite clients see while `queries` run, for as long as those do and `seconds` at least."""
    search = Polite(server.address + QUESTION)
    sparql = Polite(f"{server.address}/sparql?query={urllib.parse.quote(CHEAP)}")
    stop, peak = threading.Event(), [0.0]
    with ThreadPoolExecutor(len(queries) + 3) as threads:
        for client in (search, sparql):
            threads.submit(client.ask, stop)
        threads.submit(until, stop, lambda: peak.append(max(peak.pop(), server.memory())))
        end = time.monotonic() + seconds
        with httpx.Client(timeout=120, limits=httpx.Limits()) as client:
            answers = list(threads.map(partial(outcome, client, server.address), queries))
        time.sleep(max(0.0, end - time.monotonic()))
        stop.set()
    time.sleep(SETTLE)
    return Observed(search, sparql, counted(answers), peak[0], server.memory())


def until(stop: threading.Event, work: Callable[[], None]) -> None:
    """Do `work` twice a second."""
    while not stop.wait(0.5):
        work()


def outcome(client: httpx.Client, address: str, query: str) -> tuple[str, float]:
    """The status and limit of the answer, and the seconds that it says were spent."""
    answer = client.post(f"{address}/sparql", data={"query": query})
    if answer.headers["content-type"] != "application/problem+json":
        return f"{answer.status_code} {answer.headers['content-type']}", answer.elapsed.total_seconds()
    problem = answer.json()
    return f"{answer.status_code}, limit {problem['limit']}", problem["elapsed"]


def counted(answers: list[tuple[str, float]]) -> list[str]:
    """Each kind of answer with how often it came and the longest time."""
    kinds = dict.fromkeys(kind for kind, _ in answers)
    times = {kind: [seconds for other, seconds in answers if other == kind] for kind in kinds}
    return [f"{len(spent)} × {kind} (after {max(spent):.1f} s)" for kind, spent in times.items()]


def overhead(server: Server, data: Path) -> str:
    """A cheap query over HTTP and in the engine's worker alone, in turns."""
    http, engine = list[float](), list[float]()
    address = f"{server.address}/sparql?query={urllib.parse.quote(CHEAP)}"
    with QueryPool(data / "current" / "graph", workers=1) as pool, httpx.Client() as client:
        for _ in range(OVERHEAD_RUNS):
            engine.append(clocked(lambda: pool.run(CHEAP).read()))
            http.append(clocked(lambda: client.get(address).read()))
    lines = [
        f"A cheap query, {OVERHEAD_RUNS} times each in turns, ms:",
        "",
        "| | median | least |",
        "|---|---|---|",
        *(
            f"| {name} | {1000 * statistics.median(times):.2f} | {1000 * min(times):.2f} |"
            for name, times in (("worker process alone", engine), ("over HTTP", http))
        ),
        "",
        f"HTTP adds {1000 * (statistics.median(http) - statistics.median(engine)):.2f} ms to the median and "
        f"{1000 * (min(http) - min(engine)):.2f} ms to the least.",
    ]
    return "\n".join(lines)


def clocked(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def streamed(server: Server) -> str:
    """What 100,000 rows cost the server's own process."""
    before, most, size = server.own_memory(), 0.0, 0
    query = {"query": f"SELECT * {product(5)}"}
    with httpx.stream(
        "POST", f"{server.address}/sparql", data=query, timeout=60, headers={"accept-encoding": "identity"}
    ) as answer:
        answer.raise_for_status()
        for number, chunk in enumerate(answer.iter_raw(1 << 16)):
            size += len(chunk)
            if number % 20 == 0:
                most = max(most, server.own_memory())
    return (
        f"100,000 rows streamed as {size / 1e6:.1f} MB of JSON: the server's own process takes {before:.1f} "
        f"MB before and at most {most:.1f} MB meanwhile."
    )


if __name__ == "__main__":
    main()
