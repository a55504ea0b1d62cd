"""Word files (.docx), by python-docx: paragraphs, lists and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.read.draft import Draft
from ingest.read.unreadable import DAMAGE, UnreadableError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table

_MOST_UNPACKED = 500_000_000
_TITLE_STYLES = ("Title", "Heading 1")


def read_docx(data: bytes) -> Draft:
    """The text of a Word file. Raises UnreadableError where it is broken, locked or unpacks to 500 MB."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive)
        return _draft(docx.Document(io.BytesIO(data)))
    except UnreadableError:
        raise
    except (*DAMAGE, zipfile.BadZipFile, OpcError, LxmlError) as error:
        raise UnreadableError(
            "is no readable Word file, or locked with a password; save it again as .docx"
        ) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
        raise UnreadableError("unpacks to more than 500 MB; save its text as .txt")


def _draft(document: "WordDocument") -> Draft:
    blocks = list(_blocks(document))
    title = ""
    if blocks and blocks[0][0] in _TITLE_STYLES:
        title, blocks = blocks[0][1], blocks[1:]
    properties = document.core_properties
    draft = Draft(
        text="\n\n".join(content for _, content in blocks), title=title, language=properties.language
    )
    created = properties.created.date().isoformat() if properties.created and properties.author else ""
    return draft.with_defaults(title=properties.title, date=created).with_authors(properties.author)


def _blocks(document: "WordDocument") -> Iterator[tuple[str, str]]:
    """Pairs of a style's name and a paragraph's text; tables give one block a row."""
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        if not isinstance(block, Paragraph):
            yield from (("", row) for row in _rows(block))
        elif block.text.strip():
            style = (block.style.name or "") if block.style is not None else ""
            marker = "- " if style.startswith("List") else ""
            yield style, marker + " ".join(block.text.split())


def _rows(table: "Table") -> Iterator[str]:
    for row in table.rows:
        # A merged cell comes once for each column that it spans.
        cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
        yield " | ".join(cell for cell in cells if cell)
