"""The rows of an index: documents and their units, in SQLite, read by row number.

A unit is what has a vector: a passage, or the title of a document without passages. Units
of a document have consecutive row numbers.
"""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_REMEMBERED = 500

_SCHEMA = """
CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, title TEXT, title_zh TEXT,
    url TEXT, date TEXT, publisher TEXT, language TEXT);
CREATE TABLE unit (row INTEGER PRIMARY KEY, document INTEGER, id TEXT, start INTEGER, end INTEGER,
    text TEXT, hash BLOB);
"""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What a result list shows of a document."""

    row: int
    id: str
    kind: str
    title: str
    title_zh: str | None
    url: str | None
    date: str | None
    publisher: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage, or a title (`id` None) that stands for one, with the digest of the text that was encoded."""

    row: int
    document: int
    id: str | None
    start: int
    end: int
    text: str
    hash: bytes


class RowWriter:
    """Writes the rows of a new index."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)

    def add(self, document: DocumentRow, units: Iterable[Unit]) -> None:
        """Add a document and its units."""
        values = (document.row, document.id, document.kind, document.title, document.title_zh)
        rest = (document.url, document.date, document.publisher, document.language)
        self._connection.execute("INSERT INTO document VALUES (?,?,?,?,?,?,?,?,?)", (*values, *rest))
        self._connection.executemany(
            "INSERT INTO unit VALUES (?,?,?,?,?,?,?)",
            ((u.row, u.document, u.id, u.start, u.end, u.text, u.hash) for u in units),
        )

    def close(self) -> None:
        """Index the digests and finish the file."""
        self._connection.execute("CREATE INDEX unit_hash ON unit (hash)")
        self._connection.execute("CREATE INDEX unit_document ON unit (document)")
        self._connection.commit()
        self._connection.close()


class Rows:
    """Read-only access, from any thread."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        # What one answer shows comes again in the next.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._read)

    def whole(self, row: int) -> tuple[DocumentRow, tuple[Unit, ...]]:
        """A document with its units, in order."""
        return self._remembered(row)

    def _read(self, row: int) -> tuple[DocumentRow, tuple[Unit, ...]]:
        document = self._connection.execute("SELECT * FROM document WHERE row = ?", (row,)).fetchone()
        units = self._connection.execute("SELECT * FROM unit WHERE document = ? ORDER BY row", (row,))
        return DocumentRow(*document), tuple(Unit(*values) for values in units.fetchall())

    def documents(self, rows: Sequence[int]) -> dict[int, DocumentRow]:
        """Documents by row."""
        found = self._in("SELECT * FROM document WHERE row IN", rows)
        return {values[0]: DocumentRow(*values) for values in found}

    def row_of(self, id_: str) -> int | None:
        """The row of a document id."""
        found = self._connection.execute("SELECT row FROM document WHERE id = ?", (id_,)).fetchone()
        return int(found[0]) if found else None

    def ids(self) -> list[str]:
        """All document ids in the order of their rows."""
        return [id_ for (id_,) in self._connection.execute("SELECT id FROM document ORDER BY row")]

    def units(self) -> Iterator[Unit]:
        """All units in order of their rows."""
        return (Unit(*values) for values in self._connection.execute("SELECT * FROM unit ORDER BY row"))

    def rows_of_hashes(self, hashes: Sequence[bytes]) -> dict[bytes, int]:
        """A row for each digest that is known here."""
        found: dict[bytes, int] = {}
        for at in range(0, len(hashes), 500):
            part = hashes[at : at + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT hash, row FROM unit WHERE hash IN ({marks})"  # noqa: S608
            found.update(self._connection.execute(query, part).fetchall())
        return found

    def _in(self, query: str, rows: Sequence[int]) -> Iterator[Any]:
        marks = ",".join(str(int(row)) for row in rows)
        return iter(self._connection.execute(f"{query} ({marks})").fetchall())
