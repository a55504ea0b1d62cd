"""JSON Lines, one document a line, plain or gzipped; read as a stream, whatever its size."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ingest.read.draft import Draft
from ingest.read.front_matter import with_metadata
from ingest.read.unreadable import UnreadableError


def read_jsonl(path: Path, line_limit: int) -> Iterator[tuple[int, Draft | UnreadableError]]:
    """Each line's number, from 1, with its document or the reason why there is none; empty lines are skipped.

    Raises UnreadableError where the file itself breaks off, and OSError where it cannot be opened.
    """
    with _open(path) as file:
        for number, line in _lines(file, line_limit):
            try:
                yield number, _draft(line, line_limit)
            except UnreadableError as error:
                yield number, error


def _open(path: Path) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))  # a GzipFile has all that is used of it
    return path.open("rb")


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        while line := file.readline(limit + 1):
            number += 1
            if len(line) > limit:
                _skip_rest(file, limit, line)
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield number, line
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableError(
            f"the gzip data ends or breaks after line {number}; get the file again"
        ) from error


def _skip_rest(file: BinaryIO, limit: int, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(limit + 1)


def _draft(line: bytes, limit: int) -> Draft:
    if len(line) > limit:
        raise UnreadableError(f"is longer than {limit} bytes; split the text or raise the size limit")
    values = _object(line)
    for name in ("title", "text"):
        if not isinstance(values.get(name) or "", str):
            raise UnreadableError(f'"{name}" is no text; give it in quotes')
    given = values.get("id") if values.get("id") not in (None, "") else values.get("_id")
    if given in (None, ""):
        raise UnreadableError('has neither "id" nor "_id"; give each document one')
    title, text = values.get("title") or "", values.get("text") or ""
    if not (title.strip() or text.strip()):
        raise UnreadableError('has neither "title" nor "text"; give it one or leave the line out')
    draft = with_metadata(Draft(text=text if text.strip() else title), {**values, "id": given})
    return draft.with_defaults(title=draft.id)


def _object(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"byte {error.start + 1} of the line is no UTF-8; save the file as UTF-8"
        ) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"is no JSON ({error}); write one object a line") from error
    if not isinstance(values, dict):
        raise UnreadableError('is no JSON object; write {"id": …, "title": …, "text": …}')
    return values
