"""The process that evaluates queries: one store, opened read-only, one query at a time.

Run as `python worker.py SOCKET DIRECTORY MEMORY_MB RESULT_MB`. An empty line on the socket tells that the
store is open. Then a line of JSON comes in, a line of JSON goes out, with the descriptor of an unnamed file
that holds the result beside it. The parent stops the process where a query takes too long. Nothing of
drcgraph is imported here: a worker is ready within a tenth of a second.
"""

import json
import re
import resource
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

SOLUTION_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
TRIPLE_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_MEBIBYTE = 1 << 20
# A row of the JSON format begins after "[" or "," with a brace, a quote and a variable's name. Inside a
# string no bare quote stands, and one that ends a string is followed by "," or "}" or "]".
_JSON_ROW = re.compile(rb'[\[,]\{"[^,}\]:]')


class RefusedError(Exception):
    """An answer that is not a result: `reason` is a word for the parent, the message is for the user."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Output(BytesIO):
    """Counts rows and bytes on their way to the file and stops the query at the limits."""

    def __init__(
        self, file: BinaryIO, count: Callable[[bytes], int], row_limit: int, byte_limit: int
    ) -> None:
        super().__init__()
        self._file, self._count = file, count
        self._row_limit, self._byte_limit = row_limit, byte_limit
        self.rows = self.bytes = 0

    def write(self, data: Any, /) -> int:  # noqa: ANN401  any buffer, as BytesIO has it
        """Write `data`, or raise RefusedError past a limit."""
        chunk = bytes(data)
        self.rows += self._count(chunk)
        self.bytes += len(chunk)
        if self.rows > self._row_limit:
            raise RefusedError("rows", f"{self._row_limit} rows")
        if self.bytes > self._byte_limit:
            raise RefusedError("size", f"{self._byte_limit // _MEBIBYTE} MB of results")
        return self._file.write(chunk)


def json_counter() -> Callable[[bytes], int]:
    """Counts rows in chunks of JSON results. Rows without any binding are not counted."""
    tail = b""

    def count(chunk: bytes) -> int:
        nonlocal tail
        window = tail + chunk
        tail = window[-3:]
        return len(_JSON_ROW.findall(window))

    return count


def xml_counter() -> Callable[[bytes], int]:
    """Counts rows in chunks of XML results."""
    tail = b""

    def count(chunk: bytes) -> int:
        nonlocal tail
        window = tail + chunk
        tail = window[-7:]
        return window.count(b"<result>")

    return count


def csv_counter() -> Callable[[bytes], int]:
    """Counts rows in chunks of CSV results: line ends outside quotes, the header's not."""
    quoted, header = False, 1

    def count(chunk: bytes) -> int:
        nonlocal quoted, header
        parts = chunk.split(b'"')
        found = sum(part.count(b"\n") for part in parts[1 if quoted else 0 :: 2])
        quoted ^= len(parts) % 2 == 0
        found, header = max(found - header, 0), max(header - found, 0)
        return found

    return count


def tsv_counter() -> Callable[[bytes], int]:
    """Counts rows in chunks of TSV results, where values hold no line ends, the header's not."""
    header = 1

    def count(chunk: bytes) -> int:
        nonlocal header
        found = chunk.count(b"\n")
        found, header = max(found - header, 0), max(header - found, 0)
        return found

    return count


COUNTERS = {"json": json_counter, "xml": xml_counter, "csv": csv_counter, "tsv": tsv_counter}


class Worker:
    """Evaluates requests on one store within limits."""

    def __init__(self, directory: str, memory_mb: int, result_mb: int) -> None:
        self._store = Store.read_only(directory)
        self._store.query("SELECT * { ?s ?p ?o } LIMIT 1")
        self._byte_limit = result_mb * _MEBIBYTE
        self._resident = _resident()
        self._memory = memory_mb * _MEBIBYTE
        _limit_memory(self._memory)

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], BinaryIO | None]:
        """The reply and, where the query had a result, the file that holds it."""
        _limit_processor_time(request["seconds"])
        file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
        try:
            reply = self._evaluate(request, file)
        except RefusedError as error:
            reply = {"error": error.reason, "message": str(error)}
        except SyntaxError as error:
            reply = {"error": "syntax", "message": " ".join(str(error.msg).split())}
        except MemoryError:
            reply = {"error": "memory", "message": ""}
        except (ValueError, OSError, RuntimeError) as error:
            reply = {"error": "failed", "message": " ".join(str(error).split())}
        reply["retire"] = _resident() - self._resident > self._memory // 2
        if "error" in reply:
            file.close()
            return reply, None
        return reply, file

    def _evaluate(self, request: dict[str, Any], file: BinaryIO) -> dict[str, Any]:
        default, named = request["default_graphs"], request["named_graphs"]
        results = self._store.query(
            request["query"],
            base_iri=request["base"],
            use_default_graph_as_union=request["union"],
            default_graph=None if default is None else [NamedNode(iri) for iri in default],
            named_graphs=None if named is None else [NamedNode(iri) for iri in named],
        )
        if isinstance(results, QueryTriples):
            return self._triples(results, request, file)
        return self._solutions(results, request, file)

    def _solutions(
        self, results: QuerySolutions | QueryBoolean, request: dict[str, Any], file: BinaryIO
    ) -> dict[str, Any]:
        name = _fitting(request["formats"], SOLUTION_FORMATS)
        output = Output(file, COUNTERS[name](), request["rows"], self._byte_limit)
        if isinstance(results, QueryBoolean) and name in {"csv", "tsv"}:
            output.write(b"true" if results else b"false")
        else:
            results.serialize(output, SOLUTION_FORMATS[name])
        file.flush()
        boolean = bool(results) if isinstance(results, QueryBoolean) else None
        return {"format": name, "rows": output.rows, "boolean": boolean}

    def _triples(self, results: QueryTriples, request: dict[str, Any], file: BinaryIO) -> dict[str, Any]:
        name = _fitting(request["formats"], TRIPLE_FORMATS)
        rows = 0

        def counted() -> Iterator[Triple]:
            nonlocal rows
            for triple in results:
                rows += 1
                if rows > request["rows"]:
                    raise RefusedError("rows", f"{request['rows']} statements")
                yield triple

        output = Output(file, lambda _: 0, request["rows"], self._byte_limit)
        serialize(counted(), output, TRIPLE_FORMATS[name], prefixes=request["prefixes"])
        file.flush()
        return {"format": name, "rows": rows, "boolean": None}


def _fitting(wanted: list[str], possible: dict[str, Any]) -> str:
    for name in wanted:
        if name in possible:
            return name
    raise RefusedError(
        "format", f"{' or '.join(wanted)} cannot hold this result: ask for {', '.join(possible)}."
    )


def _resident() -> int:
    """Bytes of memory in use; 0 where the system does not tell."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text().split()[1]) * resource.getpagesize()


def _limit_memory(allowance: int) -> None:
    """Let the process grow by `allowance` bytes beyond what it has now."""
    status = Path("/proc/self/status")
    if not status.exists():
        return
    used = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmData"))
    limit = used * 1024 + allowance
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _limit_processor_time(seconds: int) -> None:
    """End the process after `seconds` more of processor time: it then stops even without a parent."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + seconds + 1, hard))


def main(arguments: list[str]) -> None:
    """Answer requests until the socket is closed."""
    descriptor, directory, memory_mb, result_mb = arguments
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with socket.socket(fileno=int(descriptor)) as channel:
        worker = Worker(directory, int(memory_mb), int(result_mb))
        channel.sendall(b"\n")
        for line in channel.makefile("rb"):
            reply, file = worker.answer(json.loads(line))
            message = json.dumps(reply).encode() + b"\n"
            if file is None:
                channel.sendall(message)
            else:
                socket.send_fds(channel, [message], [file.fileno()])
                file.close()


if __name__ == "__main__":
    main(sys.argv[1:])
