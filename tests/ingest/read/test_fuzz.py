"""Whatever a file holds, reading it gives a document or a reason, and segmenting it keeps every character."""

import io
import json
import random

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.passage import passages
from ingest.read import EXTENSIONS, Unreadable, read_paths
from ingest.read.decode import decode
from ingest.read.page import read_page
from ingest.read.unreadable import UnreadableError
from ontology.article import Document

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "title: a\n",
            "# ",
            "* ",
            "\n",
            "\n\n",
            "\r\n",
            "|a|b|\n",
            "<p>",
            "</p>",
            "<b>x</b>",
            "&amp;",
        ),
        *(
            "Guofa [2014] No. 28. ",
            "国发〔2014〕28号。",
            "1. ",
            "，",
            "(",
            ")",
            "“",
            "”",
            "x.y ",
            "\t",
            "a" * 300 + " ",
        ),
        *("You Are Here: Home > A\n", "By Li Na\n", "当前位置：首页\n", "作者：李娜 来源：新华社\n"),
        *("\0", "\ud800", "\u2028", "\ufeff", "𝒳", "é", '{"id": "a", "text": "x"}\n'),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-16-le", "gb18030", "utf-8-sig"])


def check(tmp_path, extension, data):
    """Reads one file and checks all that must hold of a document."""
    file = tmp_path / f"file{extension}"
    file.write_bytes(data)
    for item in read_paths([file]):
        if isinstance(item, Unreadable):
            assert item.reason
            assert "\n" not in str(item)
            continue
        assert isinstance(item, Document)
        assert item.id and item.title and item.text
        item.text.encode()
        position = 0
        for passage in passages(item.id, item.text, item.language):
            assert item.text[position : passage.start].strip() == ""
            assert passage.text == item.text[passage.start : passage.end]
            position = passage.end
        assert item.text[position:].strip() == ""


@given(st.sampled_from(EXTENSIONS), TEXTS, ENCODINGS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_format_gives_a_document_or_a_reason(tmp_path, extension, text, encoding):
    check(
        tmp_path,
        extension,
        text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"),
    )


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_text_or_refused_with_a_reason(data):
    try:
        assert isinstance(decode(data), str)
    except UnreadableError as error:
        assert "\n" not in str(error)


@given(TEXTS)
@settings(deadline=None)
def test_a_page_gives_back_nothing_but_what_it_holds(text):
    page = read_page(text)
    given_, found = iter("".join(text.split())), "".join(page.text.split())
    assert all(char in given_ for char in found)


@pytest.mark.slow
@given(st.sampled_from(EXTENSIONS), TEXTS, ENCODINGS)
@settings(max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_format_gives_a_document_or_a_reason_at_length(tmp_path, extension, text, encoding):
    check(
        tmp_path,
        extension,
        text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"),
    )


@pytest.mark.slow
def test_damaged_office_files_pdfs_and_json_give_a_document_or_a_reason(tmp_path):
    word = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The ports are closed.")
    document.save(word)
    pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>"
        b"endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>endobj "
        b"4 0 obj<</Length 38>>stream\nBT /F 9 Tf 9 9 Td (Ports closed.) Tj ET\nendstream endobj "
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>\n%%EOF"
    )
    line = json.dumps({"id": "a", "title": "Ports", "text": "The ports are closed.", "date": "2018"}).encode()
    chance = random.Random(20)  # noqa: S311 - a repeatable choice, no secret
    for extension, sound in ((".docx", word.getvalue()), (".pdf", pdf), (".jsonl", line)):
        for _ in range(400):
            damaged = bytearray(sound)
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            if chance.random() < 0.3:
                del damaged[chance.randrange(len(damaged)) :]
            check(tmp_path, extension, bytes(damaged))
