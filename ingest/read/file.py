"""One file that is one document, by its extension."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

from ingest.read.decode import decode
from ingest.read.docx import read_docx
from ingest.read.draft import Draft, finish
from ingest.read.front_matter import split_front_matter, with_metadata
from ingest.read.html import read_html
from ingest.read.identifier import slug
from ingest.read.markdown import read_markdown
from ingest.read.page import read_page
from ingest.read.pdf import read_pdf
from ingest.read.unreadable import UnreadableError
from ontology.article import Document

DEFAULT_SIZE_LIMIT = 50_000_000
"""Largest file, and longest line of JSONL, in bytes."""

GZIP = ".gz"


def _plain(data: bytes) -> Draft:
    metadata, body = split_front_matter(decode(data))
    return with_metadata(read_page(body), metadata)


def _markdown(data: bytes) -> Draft:
    return read_markdown(decode(data))


READERS: dict[str, Callable[[bytes], Draft]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _plain,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}


def read_file(path: Path, *, name: str = "", size_limit: int = DEFAULT_SIZE_LIMIT) -> Document:
    """The document in one file.

    `name` is the relative path that an id is made of where the file gives none, by default the file's name.
    Raises UnreadableError with the reason, and OSError where the file cannot be opened.
    """
    plain = Path(path.name.removesuffix(GZIP))
    reader = READERS.get(plain.suffix.lower())
    if reader is None:
        raise UnreadableError(f'has the unknown extension "{plain.suffix}"; known are {", ".join(READERS)}')
    draft = reader(_content(path, size_limit))
    stem = str(Path((name or path.name).removesuffix(GZIP)).with_suffix(""))
    return finish(draft.with_defaults(id=slug(stem), title=_title(plain)), str(path.absolute()))


def _content(path: Path, size_limit: int) -> bytes:
    if path.name.endswith(GZIP):
        size, data = _unpacked(path, size_limit)
    else:
        size = path.stat().st_size
        data = path.read_bytes() if size <= size_limit else b""
    if size > size_limit:
        raise UnreadableError(
            f"has over {size_limit / 1e6:g} MB, the limit for one document; split it or raise the limit"
        )
    if not data.strip():
        raise UnreadableError("is empty; write some text into it or leave it out")
    return data


def _unpacked(path: Path, size_limit: int) -> tuple[int, bytes]:
    try:
        with gzip.open(path, "rb") as file:
            data = file.read(size_limit + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableError("is broken gzip data; get the file again") from error
    return len(data), data


def _title(path: Path) -> str:
    return " ".join(path.stem.replace("_", " ").replace("-", " ").split()) or path.name
