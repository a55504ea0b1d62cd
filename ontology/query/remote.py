"""SERVICE clauses that other endpoints answer, where an operator has listed them.

The engine would follow a SERVICE to any host, without limits. So a listed one is asked here, once, by the
SPARQL 1.1 Protocol, and its rows take the place of the clause as VALUES.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import NoReturn

from pyoxigraph import BlankNode, QueryResultsFormat, QuerySolutions, parse_query_results

from ontology.errors import LimitExceededError
from ontology.query.call import MalformedCallError
from ontology.query.clause import ServiceClause

ROW_LIMIT, BYTE_LIMIT = 10_000, 10 << 20
"""Rows and bytes that another endpoint's answer may have."""
_RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class RemoteService:
    """An endpoint that may be asked, within `time_limit` seconds."""

    address: str
    time_limit: float = 10.0

    def __call__(self, clause: ServiceClause) -> str:
        """The graph pattern that takes the place of the clause; with SILENT a failure leaves one empty row.

        Raises MalformedCallError where the answer cannot be used, LimitExceededError.
        """
        try:
            return self._values(self._answer(remote_query(clause)))
        except (MalformedCallError, LimitExceededError):
            if clause.silent:
                return "{ }"
            raise

    def _answer(self, query: str) -> bytes:
        import httpx

        began, body = time.monotonic(), bytearray()
        headers = {"accept": _RESULTS, "accept-encoding": "identity"}
        try:
            # No proxies, passwords or redirections: only the listed host is asked.
            with (
                httpx.Client(trust_env=False, timeout=self.time_limit, headers=headers) as client,
                client.stream("POST", self.address, data={"query": query}) as response,
            ):
                if response.status_code != HTTPStatus.OK:
                    self._refuse(f"it answered {response.status_code}")
                for chunk in response.iter_raw():
                    body += chunk
                    self._check(len(body), began)
        except httpx.TimeoutException:
            self._check(0, began - self.time_limit)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._refuse(f"it cannot be asked ({type(error).__name__})")
        return bytes(body)

    def _check(self, size: int, began: float) -> None:
        elapsed = time.monotonic() - began
        over = f"{BYTE_LIMIT >> 20} MB" if size > BYTE_LIMIT else None
        over = over or (f"{self.time_limit:g} s" if elapsed > self.time_limit else None)
        if over:
            message = f"SERVICE <{self.address}>: its answer took more than {over}; ask it for less."
            raise LimitExceededError(message, limit=over, elapsed=elapsed)

    def _values(self, content: bytes) -> str:
        try:
            results = parse_query_results(content, format=QueryResultsFormat.JSON)
            if not isinstance(results, QuerySolutions):
                self._refuse("it answered no table")
            rows = list(self._rows(results))
        except (SyntaxError, ValueError, OSError) as error:
            self._refuse(f"its answer cannot be read ({' '.join(str(error).split())[:200]})")
        names = " ".join(str(variable) for variable in results.variables)
        return f"{{ VALUES ({names}) {{ {' '.join(rows)} }} }}"

    def _rows(self, results: QuerySolutions) -> Iterator[str]:
        for number, solution in enumerate(results, 1):
            if number > ROW_LIMIT:
                limit = f"{ROW_LIMIT} rows"
                message = f"SERVICE <{self.address}>: its answer has more than {limit}; ask it for less."
                raise LimitExceededError(message, limit=limit, elapsed=0.0)
            cells = [solution[variable] for variable in results.variables]
            if any(isinstance(cell, BlankNode) for cell in cells):
                self._refuse("its answer has blank nodes, which mean nothing here: leave them out")
            yield f"({' '.join('UNDEF' if cell is None else str(cell) for cell in cells)})"

    def _refuse(self, reason: str) -> NoReturn:
        raise MalformedCallError(f"SERVICE <{self.address}>: {reason}.")


def remote_services(addresses: Iterable[str], time_limit: float) -> Mapping[str, RemoteService]:
    """Services for a pool, by their IRIs."""
    return {address: RemoteService(address, time_limit) for address in addresses}


def remote_query(clause: ServiceClause) -> str:
    """The query that another endpoint is asked: the clause's pattern with the prefixes of the whole."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in clause.prefixes.items())
    return f"{prefixes}SELECT * {clause.body}"
