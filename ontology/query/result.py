"""What comes back from a query."""

import os
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import BinaryIO, Self

from ontology.query.process import Reply

MEDIA_TYPES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_CHUNK = 1 << 16


class QueryResult:
    """A finished result, read in chunks from a file that nobody else sees. Iterating closes it.

    `format` is the one chosen, `rows` counts solutions or statements, `boolean` is the answer of an ASK,
    `elapsed` is in seconds, waiting included.
    """

    def __init__(self, file: BinaryIO, reply: Reply, elapsed: float) -> None:
        self.format = str(reply["format"])
        self.media_type = MEDIA_TYPES[self.format]
        self.rows = int(reply["rows"])
        self.boolean: bool | None = reply["boolean"]
        self.elapsed = elapsed
        self._file = file

    @property
    def size(self) -> int:
        """Bytes of the whole result, before any of it is read."""
        return os.fstat(self._file.fileno()).st_size

    def __iter__(self) -> Iterator[bytes]:
        with self._file:
            while chunk := self._file.read(_CHUNK):
                yield chunk

    def read(self) -> bytes:
        """The whole result at once."""
        return b"".join(self)

    def close(self) -> None:
        """Let go of a result that is not read to its end."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
