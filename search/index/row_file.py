"""Matrices on disk of which a question needs some rows.

A map of the file would do, but each row touched brings a page or more (64 kB on Linux) into the memory of the
process, which after some hundred questions holds the whole. Rows that are read leave nothing behind.
"""

import os
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int64]
Matrix = npt.NDArray[Any]

_MAPPED = 20_000
"""Of so many rows a map is small enough."""


class RowFile:
    """Read-only access to a two-dimensional array stored by `np.save`, from any thread."""

    def __init__(self, path: Path) -> None:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        self._count, self._width = (int(length) for length in mapped.shape)
        self._dtype, self._offset = mapped.dtype, int(mapped.offset)
        self._size = self._width * self._dtype.itemsize
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, rows: Rows | slice) -> Matrix:
        """The rows, in the order given; of a slice without step those that lie in it."""
        if isinstance(rows, slice):
            start, stop, _ = rows.indices(self._count)
            content = self._read(start, stop - start)
        else:
            content = b"".join(self._read(row, 1) for row in rows.tolist())
        return np.frombuffer(content, self._dtype).reshape(-1, self._width)

    def _read(self, start: int, count: int) -> bytes:
        return os.pread(self._file, count * self._size, self._offset + start * self._size)


def open_rows(path: Path) -> Matrix | RowFile:
    """The matrix: few rows as a plain array over a map, which is quicker to index, more to be read."""
    mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    return np.asarray(mapped) if len(mapped) <= _MAPPED else RowFile(path)
