"""Clients of a server: polite ones that ask at a steady pace, and one that sends queries without an end."""

import asyncio
import os
import statistics
import threading
import time
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, product, repeat
from string import ascii_lowercase

import httpx

PACE = 0.1
"""Seconds between two requests of a polite client."""
STRANGER = "127.0.0.2"
"""Where the attack comes from, unless it comes from the same address as the polite clients."""

QUESTION = "How can resource cities change their industries?"
THING = "<https://w3id.org/drcgraph/policy/made-in-china-2025>"
CHEAP = f"SELECT ?t WHERE {{ {THING} a ?t }}"

Answer = tuple[str, float]
"""What an answer was, and the seconds that it says were spent."""


def solutions(power: int) -> str:
    """A pattern with 10 to the `power` solutions."""
    return "{ " + " ".join(f"VALUES ?v{i} {{ 0 1 2 3 4 5 6 7 8 9 }}" for i in range(power)) + " }"


def endless(number: int) -> str:
    """A query that nobody lives to see the end of; each number makes another one."""
    return f"SELECT (COUNT(*) AS ?{'n' * (number + 1)}) {solutions(30)}"


def polite_addresses(server: str) -> dict[str, Iterator[str]]:
    """What the polite clients ask, one by one: a search, a query, and queries each unlike the last."""
    search = f"{server}/api/search?top=5&q={urllib.parse.quote(QUESTION)}"
    names = map("".join, (letters for size in count(1) for letters in product(ascii_lowercase, repeat=size)))
    new = (CHEAP.replace("?t", f"?{name}") for name in names)
    return {
        "search": repeat(search),
        "SPARQL": repeat(_asking(server, CHEAP)),
        "SPARQL, each a new one": (_asking(server, query) for query in new),
    }


@dataclass
class Polite:
    """A client that asks at a steady pace, and how long each answer took, in seconds."""

    addresses: Iterator[str]
    times: list[float] = field(default_factory=list)
    failures: int = 0

    def ask(self, stop: threading.Event) -> None:
        """Ask until told to stop. What comes late makes the next ones late, and that counts."""
        with httpx.Client(timeout=60) as client:
            due = time.perf_counter()
            while not stop.is_set():
                time.sleep(max(0.0, due - time.perf_counter()))
                answer = client.get(next(self.addresses))
                self.times.append(time.perf_counter() - due)
                self.failures += not answer.is_success
                due += PACE

    def p50(self) -> float:
        """In seconds."""
        return statistics.median(self.times)

    def p95(self) -> float:
        """In seconds."""
        return statistics.quantiles(self.times, n=20)[-1]


def stand_apart() -> None:
    """Let this process give way: what sending costs is no part of what the server does to its clients."""
    os.setsid()
    os.nice(10)


def attack(server: str, queries: list[str], stranger: bool) -> list[Answer]:
    """Send all queries at once and tell what came back. For a process of its own."""
    return asyncio.run(_sent(server, queries, STRANGER if stranger else None))


async def _sent(server: str, queries: Iterable[str], address: str | None) -> list[Answer]:
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(transport=transport, timeout=120) as client:
        return await asyncio.gather(*(_outcome(client, server, query) for query in queries))


async def _outcome(client: httpx.AsyncClient, server: str, query: str) -> Answer:
    """The status and limit of the answer, and the seconds that it says were spent."""
    answer = await client.post(f"{server}/sparql", data={"query": query})
    if answer.headers["content-type"] != "application/problem+json":
        return f"{answer.status_code} {answer.headers['content-type']}", answer.elapsed.total_seconds()
    problem = answer.json()
    return f"{answer.status_code}, limit {problem['limit']}", problem["elapsed"]


def _asking(server: str, query: str) -> str:
    return f"{server}/sparql?query={urllib.parse.quote(query)}"
