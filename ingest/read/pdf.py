"""PDF files, by pypdf: text in reading order, without running heads and page numbers."""

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.read.draft import Draft
from ingest.read.page import read_page
from ingest.read.unreadable import UnreadableError

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE_LINES = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,4}\s*[-–—]?|page \d+(?: of \d+)?|第\s*\d+\s*页.{0,10}|[ivxlc]{1,6})\s*", re.I
)


def read_pdf(data: bytes) -> Draft:
    """The text of a PDF file. Raises UnreadableError where it is broken, locked or holds images alone."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is locked with a password; save it without one")
        pages = [page.extract_text() for page in reader.pages]
        title, author, date = _metadata(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        if isinstance(error, UnreadableError):
            raise
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableError(f"is a broken PDF ({reason}); save or download it again") from error
    if not any(page.strip() for page in pages):
        raise UnreadableError(
            "holds pictures of pages and no text; run it through text recognition (OCR) first"
        )
    draft = read_page("\n".join(_without_edges(pages)))
    return draft.with_defaults(title=title, date=date).with_authors(author)


def _metadata(reader: "PdfReader") -> tuple[str, str, str]:
    information = reader.metadata
    if information is None:
        return "", "", ""
    created = information.creation_date
    return information.title or "", information.author or "", created.date().isoformat() if created else ""


def _without_edges(pages: list[str]) -> list[str]:
    """The pages without page numbers and without lines that stand at the edge of most pages, digits aside."""
    split = [page.split("\n") for page in pages]
    edges = Counter(key for lines in split for key in {_key(line) for line in _edge(lines)})
    running = {key for key, count in edges.items() if key and len(pages) > 2 and count > len(pages) / 2}
    return ["\n".join(_trimmed(lines, running)) for lines in split]


def _edge(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _key(line: str) -> str:
    return _DIGITS.sub("0", "".join(line.split()))


def _trimmed(lines: list[str], running: set[str]) -> list[str]:
    edge = set(_edge(lines))
    return [
        line
        for line in lines
        if not (line in edge and (_key(line) in running or _PAGE_NUMBER.fullmatch(line)))
    ]
