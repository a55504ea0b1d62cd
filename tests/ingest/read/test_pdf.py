import zlib

import pytest

from ingest.read.pdf import read_pdf
from ingest.read.unreadable import UnreadableError

LEFT = [
    "The ports of the province serve",
    "a hinterland of three regions and",
    "handle most of its grain. Freight",
    "has fallen for two years.",
]
RIGHT = [
    "A second column tells of rail-",
    "ways that end before the ports,",
    "and of firms that pay for trucks",
    "instead.",
]


def pdf(*pages, information=b""):
    """A PDF file with lines of Helvetica: each page is a list of (x, y, text), in points."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        content = b"".join(
            b"BT /F 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, t.encode("latin-1")) for x, y, t in lines
        )
        packed = zlib.compress(content)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(information or b"<<>>")
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(objects), start)
    )


def column(x, lines):
    return [(x, 700 - 14 * row, line) for row, line in enumerate(lines)]


def test_columns_are_read_one_after_the_other_even_when_written_row_by_row():
    rows = [line for pair in zip(column(60, LEFT), column(320, RIGHT), strict=True) for line in pair]
    draft = read_pdf(pdf([(60, 780, "Open the Ports"), *rows, (290, 30, "1")]))
    assert draft.title == "Open the Ports"
    assert draft.text == (
        "The ports of the province serve a hinterland of three regions and handle most of its grain. "
        "Freight has fallen for two years.\n\n"
        "A second column tells of railways that end before the ports, and of firms that pay for trucks "
        "instead."
    )


def test_a_paragraph_goes_on_over_pages_whose_running_heads_go():
    words = ["grain", "coal", "steel"]
    pages = [
        [
            (60, 800, f"Report {n}"),
            *column(60, ["The ports handle more and", f"more of the {word} and"]),
            (290, 30, f"{n}"),
        ]
        for n, word in enumerate(words, start=1)
    ]
    pages.append([(60, 800, "Report 4"), *column(60, ["so they grow."]), (290, 30, "4")])
    text = read_pdf(pdf(*pages)).text
    assert "Report" not in text
    assert not any(digit in text for digit in "1234")
    assert text.endswith("more of the steel and so they grow.")


def test_title_author_and_date_come_from_the_properties_where_the_text_has_none():
    information = b"<</Title(Open the Ports)/Author(Li Na; Wu Di)/CreationDate(D:20180326101500+08'00')>>"
    draft = read_pdf(pdf(column(60, LEFT), information=information))
    assert (draft.title, draft.authors, draft.date) == ("Open the Ports", ("Li Na", "Wu Di"), "2018-03-26")


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"not a PDF", pdf(column(60, LEFT))[:300]])
def test_a_broken_file_is_an_error_with_a_remedy(data):
    with pytest.raises(UnreadableError, match=r"is a broken PDF|holds pictures"):
        read_pdf(data)


def test_a_file_of_pictures_asks_for_text_recognition():
    with pytest.raises(UnreadableError, match="OCR"):
        read_pdf(pdf([]))
