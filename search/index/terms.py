"""What documents can be filtered and counted by: for each document its terms, for each term its documents.

Both directions are flat arrays (compressed sparse rows), memory-mapped, so opening costs nothing at any size.
A term is a pair of field and id, such as ("region", "liaoning").
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

Term = tuple[str, str]
Mask = npt.NDArray[np.bool_]

_NAMES = "terms.json"
_ARRAYS = (
    *("document_at", "document_term", "document_count"),
    *("term_at", "term_document", "term_count", "date_first", "date_last"),
)
NO_DATE = 0


def day_range(date: str | None) -> tuple[int, int]:
    """First and last day of an ISO date that may lack day or month, as numbers YYYYMMDD; (0, 0) for none."""
    if not date:
        return NO_DATE, NO_DATE
    parts = date.split("-")
    year = int(parts[0]) * 10_000
    month = int(parts[1]) * 100 if len(parts) > 1 else 0
    day = int(parts[2][:2]) if len(parts) > 2 else 0
    return year + (month or 100) + (day or 1), year + (month or 1200) + (day or 31)


def write_terms(
    directory: Path, documents: Sequence[Mapping[Term, int]], dates: Iterable[str | None]
) -> None:
    """Store the terms of each document, with how often it names each, and each document's date."""
    names = sorted({term for document in documents for term in document})
    codes = {term: code for code, term in enumerate(names)}
    rows = [sorted((codes[term], count) for term, count in document.items()) for document in documents]
    flat = np.array([pair for row in rows for pair in row], dtype=np.int32).reshape(-1, 2)
    lengths = np.array([len(row) for row in rows], dtype=np.int64)
    owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    order = np.argsort(flat[:, 0], kind="stable")
    days = np.array([day_range(date) for date in dates], dtype=np.int32).reshape(-1, 2)
    arrays = (
        np.concatenate([[0], np.cumsum(lengths)]),
        flat[:, 0],
        flat[:, 1],
        np.searchsorted(flat[order, 0], np.arange(len(names) + 1)),
        owner[order],
        flat[order, 1],
        *days.T,
    )
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(directory / f"{name}.npy", array, allow_pickle=False)
    (directory / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


class Terms:
    """Read-only access to what write_terms stored."""

    def __init__(self, directory: Path) -> None:
        self._names_file = directory / _NAMES
        # Plain arrays over the maps: slicing a memmap itself costs many times as much.
        files = [directory / f"{name}.npy" for name in _ARRAYS]
        arrays = [np.asarray(np.load(file, mmap_mode="r", allow_pickle=False)) for file in files]
        self._document_at, self._document_term, self._document_count = arrays[:3]
        self._term_at, self._term_document, self._term_count, self.first_day, self.last_day = arrays[3:]

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self._document_at) - 1

    @cached_property
    def names(self) -> list[Term]:
        """All terms, by code."""
        return [(field, id_) for field, id_ in json.loads(self._names_file.read_text("utf-8"))]

    @cached_property
    def codes(self) -> dict[Term, int]:
        """The code of each term."""
        return {term: code for code, term in enumerate(self.names)}

    def rows(self, term: Term) -> npt.NDArray[np.int32]:
        """Rows of the documents that have the term, ascending."""
        code = self.codes.get(term)
        if code is None:
            return np.empty(0, dtype=np.int32)
        return self._term_document[self._term_at[code] : self._term_at[code + 1]]

    def codes_among(self, terms: Iterable[Term]) -> npt.NDArray[np.int64]:
        """Codes of those of the terms that any document has, ascending."""
        return np.array(sorted(self.codes[term] for term in terms if term in self.codes), dtype=np.int64)

    def mentions(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """How often each document names any of the terms with these codes, by row."""
        places = _places(self._term_at[codes], self._term_at[codes + 1])
        found = np.bincount(self._term_document[places], self._term_count[places], minlength=self.documents)
        return np.asarray(found, dtype=np.float64)

    def of(self, document: int) -> Counter[Term]:
        """Terms of a document with how often it names each."""
        part = slice(self._document_at[document], self._document_at[document + 1])
        pairs = zip(self._document_term[part].tolist(), self._document_count[part].tolist(), strict=True)
        return Counter({self.names[code]: count for code, count in pairs})

    def leading(self, document: int, among: Mask, limit: int) -> list[int]:
        """Codes of the terms that a document names most, of those that `among` (by code) admits."""
        part = slice(self._document_at[document], self._document_at[document + 1])
        codes, counts = self._document_term[part], self._document_count[part]
        own = np.flatnonzero(among[codes])
        best = own[np.argsort(-counts[own], kind="stable")[:limit]]
        found: list[int] = codes[best].tolist()
        return found

    def codes_of(self, field: str) -> range:
        """The codes of a field's terms, which stand together and in order of their ids."""
        return self._fields.get(field, range(0))

    def frequencies(self, documents: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """How many of the documents have each term, by code."""
        if len(documents) == self.documents:
            return self._everywhere
        places = _places(self._document_at[documents], self._document_at[documents + 1])
        return np.bincount(self._document_term[places], minlength=len(self.names))

    @cached_property
    def _everywhere(self) -> npt.NDArray[np.int64]:
        return np.diff(self._term_at).astype(np.int64)

    @cached_property
    def _fields(self) -> dict[str, range]:
        fields: dict[str, range] = {}
        for code, (field, _) in enumerate(self.names):
            fields[field] = range(fields.get(field, range(code, code)).start, code + 1)
        return fields


def _places(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All places of the ranges `[start, end)`, range after range."""
    lengths = ends - starts
    shifts: npt.NDArray[np.int64] = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return np.arange(lengths.sum()) + shifts
