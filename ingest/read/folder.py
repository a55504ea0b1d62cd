"""Files and folders to documents, one after the other, so that memory stays flat whatever their number."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.read.draft import finish
from ingest.read.file import DEFAULT_SIZE_LIMIT, GZIP, READERS, read_file
from ingest.read.jsonl import read_jsonl
from ingest.read.unreadable import Unreadable, UnreadableError
from ontology.article import Document

EXTENSIONS = (*READERS, ".jsonl")
"""Known kinds of files; each may be gzipped (.md.gz)."""


def read_paths(
    paths: Iterable[Path | str], *, size_limit: int = DEFAULT_SIZE_LIMIT
) -> Iterator[Document | Unreadable]:
    """The documents of files and folders (these recursively, in the order of names), and what gave none.

    Hidden files and READMEs of folders are passed over. A document's `source` is the absolute path of the
    file that it stands in. The first document with an id keeps it; later ones with it are reported.
    """
    seen: dict[str, str] = {}
    for path in map(Path, paths):
        for where, item in _read(path, size_limit):
            if isinstance(item, Unreadable):
                yield item
            elif item.id in seen:
                reason = f'its id "{item.id}" is taken by {seen[item.id]}; give one of the two another id'
                yield Unreadable(where, reason)
            else:
                seen[item.id] = where
                yield item


_Item = tuple[str, Document | Unreadable]
"""Where it stands, and what came of it."""


def _absence(path: Path) -> str:
    if "http:" in path.parts or "https:" in path.parts:
        return "is an address; save the page and give the file"
    return "does not exist; check the spelling"


def _read(path: Path, size_limit: int) -> Iterator[_Item]:
    if not path.exists():
        yield _unread(path, _absence(path))
    elif not path.is_dir():
        yield from _read_one(path, path.name, size_limit)
    else:
        yield from _read_folder(path, size_limit)


def _read_folder(folder: Path, size_limit: int) -> Iterator[_Item]:
    found, unknown = False, dict[str, int]()
    for item in _walk(folder):
        if isinstance(item, OSError):
            yield _unread(item.filename, _os_reason(item))
            continue
        if not item.name.lower().removesuffix(GZIP).endswith(EXTENSIONS):
            unknown[item.suffix] = unknown.get(item.suffix, 0) + 1
            continue
        found = True
        yield from _read_one(item, str(item.relative_to(folder)), size_limit)
    where = str(folder)
    if unknown:
        kinds = ", ".join(sorted(extension or "no extension" for extension in unknown))
        reason = f"{sum(unknown.values())} files passed over ({kinds}); known are {', '.join(EXTENSIONS)}"
        yield where, Unreadable(where, reason)
    elif not found:
        yield where, Unreadable(where, f"holds no articles; known files are {', '.join(EXTENSIONS)}")


def _walk(folder: Path) -> Iterator[Path | OSError]:
    """The files below `folder` in the order of names, and the folders that cannot be opened."""
    errors: list[OSError] = []
    for directory, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            Path(directory, name)
            for name in sorted(files)
            if not name.startswith((".", "~$")) and Path(name).stem.lower() != "readme"
        )
        yield from errors
        errors.clear()
    yield from errors


def _read_one(path: Path, name: str, size_limit: int) -> Iterator[_Item]:
    try:
        if path.name.lower().removesuffix(GZIP).endswith(".jsonl"):
            yield from _read_lines(path, size_limit)
        else:
            yield str(path), read_file(path, name=name, size_limit=size_limit)
    except UnreadableError as error:
        yield _unread(path, str(error))
    except OSError as error:
        yield _unread(path, _os_reason(error))


def _read_lines(path: Path, size_limit: int) -> Iterator[_Item]:
    number, source = 0, str(path.absolute())
    for number, draft in read_jsonl(path, size_limit):
        where = f"{path}:{number}"
        try:
            if isinstance(draft, UnreadableError):
                raise draft
            yield where, finish(draft, source)
        except UnreadableError as error:
            yield where, Unreadable(where, str(error), unread=str(path))
    if not number:
        yield _unread(path, "is empty; write one JSON object a line into it or leave it out")


def _unread(path: Path | str, reason: str) -> _Item:
    return str(path), Unreadable(str(path), reason, unread=str(path))


def _os_reason(error: OSError) -> str:
    return f"cannot be opened ({error.strerror or error}); check its permissions"
