"""Files put into a data folder by a publish, and taken back where it fails."""

import os
from contextlib import ExitStack
from pathlib import Path


def place_file(path: Path, content: bytes, undo: ExitStack) -> None:
    """Put a file in place at once and on disk; `undo` then brings back what was there before."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
        undo.callback(path.parent.rmdir)
    undo.callback(_bring_back, path, path.read_bytes() if path.is_file() else None)
    _write(path, content)


def _bring_back(path: Path, before: bytes | None) -> None:
    if before is not None:
        _write(path, before)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.stem}.partial")
    try:
        with half.open("wb") as stream:
            stream.write(content)
            os.fsync(stream.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
