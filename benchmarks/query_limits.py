"""What happens to a server, and to its other clients, when queries meet their limits.

python benchmarks/query_limits.py DATA [--seconds 15] [--rounds 3] [--output benchmarks/query_limits.md]

DATA is a data folder with a release. `drcgraph serve` runs on a free port with the limits it has by default.
Three polite clients ask all the time, ten times a second each: a question of the search, a cheap SPARQL
query, and cheap SPARQL queries each unlike the last. Their times count from when a request was due. Beside
them come an endless query, one with ten million rows, one that eats memory, and 50 endless ones at once, no
two alike, sent by a process of its own. Quiet and loud spells take turns; a ratio is that of a loud spell to
the quiet one just before it.
"""

import argparse
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from attack import Answer, Polite, attack, endless, polite_addresses, solutions, stand_apart
from machine import machine
from server import Server, serving

SETTLE, AT_ONCE = 5.0, 50

LARGE = f"SELECT ?x {{ {solutions(9)} BIND(CONCAT(STR(RAND()), '{'x' * 2000}') AS ?x) }} ORDER BY ?x"
FIFTY = [endless(number) for number in range(1, AT_ONCE + 1)]


@dataclass(frozen=True)
class Attack:
    """Queries that are sent together, from the address of the polite clients or from another one."""

    name: str
    queries: list[str]
    stranger: bool = True


ATTACKS = (
    Attack("an endless query", [endless(0)]),
    Attack("10 million rows", [f"SELECT * {solutions(7)}"]),
    Attack("one that eats memory", [LARGE]),
    Attack(f"{AT_ONCE} endless ones at once", FIFTY),
    Attack(f"{AT_ONCE} endless ones, from the same address", FIFTY, stranger=False),
)


@dataclass(frozen=True)
class Spell:
    """What the polite clients saw for a while, what came of what ran beside them, and the memory in MB."""

    clients: dict[str, Polite]
    answers: list[Answer]
    before: float
    peak: float
    after: float


def main() -> None:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="attacks whose name has this word")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    attacks = [attack for attack in ATTACKS if options.only in attack.name]
    with serving(options.data) as server, attacking_process() as attacker:
        seen = under_attack(server, attacker, attacks, options.seconds, options.rounds)
    report = f"# Limits under load\n\n`python benchmarks/query_limits.py DATA`; {machine()}.\n\n{seen}"
    print(report)
    if options.output:
        options.output.write_text(report + "\n", encoding="utf-8")


def attacking_process() -> Executor:
    """A process that gives way to those that are measured."""
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=stand_apart)


def under_attack(
    server: Server, attacker: Executor, attacks: list[Attack], seconds: float, rounds: int
) -> str:
    """The tables of attacks: what became of the queries and the memory, and what the polite clients saw."""
    watch(server, attacker, Attack("warming up", []), 3)
    ends = [
        "| beside it | answers | memory MB: before, at most, after |",
        "|---|---|---|",
    ]
    seen = [
        "| beside it | client | quiet p50 / p95 ms | loud p50 / p95 ms | p95, loud to quiet: median (all) |",
        "|---|---|---|---|---|",
    ]
    for each in attacks:
        pairs = [
            (watch(server, attacker, Attack("nothing", []), seconds), watch(server, attacker, each, seconds))
            for _ in range(rounds)
        ]
        ends.append(ending(each.name, [loud for _, loud in pairs]))
        seen += [client_row(each.name, client, pairs) for client in pairs[0][0].clients]
    return "\n".join([*ends, "", *seen])


def ending(name: str, spells: list[Spell]) -> str:
    """What became of the queries of all spells, and of the server's memory."""
    answers = [answer for spell in spells for answer in spell.answers]
    memory = "; ".join(f"{spell.before:.0f}, {spell.peak:.0f}, {spell.after:.0f}" for spell in spells)
    return f"| {name} | {'; '.join(counted(answers))} | {memory} |"


def client_row(name: str, client: str, pairs: list[tuple[Spell, Spell]]) -> str:
    """What one polite client saw."""
    quiet, loud = ([spell.clients[client] for spell in spells] for spells in zip(*pairs, strict=True))
    ratios = [ours.p95() / usual.p95() for usual, ours in zip(quiet, loud, strict=True)]
    failures = sum(polite.failures for polite in quiet + loud)
    told = f"{client} ({failures} requests failed)" if failures else client
    shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    return (
        f"| {name} | {told} | {percentiles(quiet)} | {percentiles(loud)} | "
        f"{statistics.median(ratios):.2f} ({shown}) |"
    )


def percentiles(clients: list[Polite]) -> str:
    """The medians over spells of median and 95th percentile, in milliseconds."""
    p50, p95 = (
        statistics.median(values) for values in ([c.p50() for c in clients], [c.p95() for c in clients])
    )
    return f"{1000 * p50:.1f} / {1000 * p95:.1f}"


def watch(server: Server, attacker: Executor, beside: Attack, seconds: float) -> Spell:
    """What the polite clients see while `beside` goes on, for as long as it does and `seconds` at least."""
    clients = {name: Polite(asked) for name, asked in polite_addresses(server.address).items()}
    stop, peak, before = threading.Event(), [0.0], server.memory()
    with ThreadPoolExecutor(len(clients) + 1) as threads:
        for client in clients.values():
            threads.submit(client.ask, stop)
        threads.submit(until, stop, lambda: peak.append(max(peak.pop(), server.memory())))
        end = time.monotonic() + seconds
        answers = attacker.submit(attack, server.address, beside.queries, beside.stranger).result()
        time.sleep(max(0.0, end - time.monotonic()))
        stop.set()
    time.sleep(SETTLE)
    return Spell(clients, answers, before, peak[0], server.memory())


def until(stop: threading.Event, work: Callable[[], None]) -> None:
    """Do `work` twice a second."""
    while not stop.wait(0.5):
        work()


def counted(answers: list[Answer]) -> list[str]:
    """Each kind of answer with how often it came and the longest time."""
    kinds = dict.fromkeys(kind for kind, _ in answers)
    times = {kind: [seconds for other, seconds in answers if other == kind] for kind in kinds}
    return [f"{len(spent)} × {kind} (after {max(spent):.1f} s)" for kind, spent in times.items()]


if __name__ == "__main__":
    main()
