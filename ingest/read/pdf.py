"""PDF files, by pdfminer.six: its layout analysis keeps columns apart; page numbers and running heads go."""

import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.read.draft import Draft
from ingest.read.page import read_page
from ingest.read.unreadable import DAMAGE, UnreadableError

_EDGE = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]?\s*\d{1,4}\s*[-–—]?|page \d+(?: of \d+)?|第\s*\d+\s*页.{0,10}|[ivxlc]{1,6})\s*", re.I
)
_RUNS_ON = re.compile(r"[a-z,;\-\u00ad\u4e00-\u9fff，、]\s*$")
_RUN_ON = re.compile(r"\s*[a-z\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Box:
    """A block of text lines and the height of its middle above the foot of the page, in points."""

    text: str
    height: float


def read_pdf(data: bytes) -> Draft:
    """The text of a PDF file. Raises UnreadableError where it is broken, locked or holds images alone."""
    # pdfminer reports the faults it works around as log lines and warnings, which no user could act on.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages, information = _parse(data)
    if not any(pages):
        raise UnreadableError(
            "holds pictures of pages and no text; run it through text recognition (OCR) first"
        )
    boxes = [text for page in _without_running(pages) for text in page]
    draft = read_page("\n\n".join(_joined(boxes)))
    draft = draft.with_defaults(title=_text(information, "Title"), date=_date(information))
    return draft.with_authors(_text(information, "Author"))


def _parse(data: bytes) -> tuple[list[list[_Box]], dict[str, Any]]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = [
            [
                _Box(item.get_text(), (item.y0 + item.y1) / 2)
                for item in page
                if isinstance(item, LTTextContainer)
            ]
            for page in extract_pages(io.BytesIO(data))
        ]
    except PDFPasswordIncorrect as error:
        raise UnreadableError("is locked with a password; save it without one") from error
    except (*DAMAGE, PSException) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableError(f"is a broken PDF ({reason}); save or download it again") from error
    filled = [[box for box in page if box.text.strip()] for page in pages]
    return filled, document.info[0] if document.info else {}


def _without_running(pages: Sequence[Sequence[_Box]]) -> Iterator[list[str]]:
    """The pages' texts without page numbers and what stands at the edge of most pages, digits aside."""
    edges = [_edge(page) for page in pages]
    counts = Counter(key for edge in edges for key in {_key(box) for box in edge})
    running = {key for key, count in counts.items() if len(pages) > 2 and count > len(pages) / 2}
    for page, edge in zip(pages, edges, strict=True):
        dropped = [box for box in edge if _key(box) in running or _PAGE_NUMBER.fullmatch(box.text)]
        yield [box.text.strip() for box in page if box not in dropped]


def _edge(page: Sequence[_Box]) -> list[_Box]:
    ordered = sorted(page, key=lambda box: box.height)
    return ordered[:_EDGE] + ordered[-_EDGE:]


def _key(box: _Box) -> str:
    return _DIGITS.sub("0", "".join(box.text.split()))


def _joined(boxes: Sequence[str]) -> Iterator[str]:
    """The boxes, a paragraph that goes on in the next column or on the next page made whole."""
    pending = ""
    for box in boxes:
        if pending and "\n" in pending and _RUNS_ON.search(pending[-4:]) and _RUN_ON.match(box):
            pending += "\n" + box
            continue
        if pending:
            yield pending
        pending = box
    if pending:
        yield pending


def _text(information: dict[str, Any], name: str) -> str:
    from pdfminer.utils import decode_text

    value = information.get(name)
    return decode_text(value).strip() if isinstance(value, bytes) else ""


def _date(information: dict[str, Any]) -> str:
    """The day in a date such as D:20180326101500+08'00'."""
    match = re.match(r"D:(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", _text(information, "CreationDate"))
    return "-".join(match.groups()) if match else ""
