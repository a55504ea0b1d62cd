import io

import docx
import pytest

from ingest.read.docx import read_docx
from ingest.read.unreadable import UnreadableError


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_paragraphs_lists_and_tables_come_in_their_order():
    document = docx.Document()
    document.add_heading("Open the Ports", 0)
    document.add_paragraph("The ports  are closed.\nThey should open.")
    document.add_paragraph("Build roads", style="List Bullet")
    document.add_paragraph("Cut taxes", style="List Number")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Port", "Tonnes", "Dalian", "300"], strict=True):
        cell.text = text
    document.add_paragraph("完。")
    document.core_properties.author = "Li Na; Wu Di"
    draft = read_docx(saved(document))
    assert draft.title == "Open the Ports"
    assert draft.authors == ("Li Na", "Wu Di")
    assert draft.text.split("\n\n") == [
        "The ports are closed. They should open.",
        "- Build roads",
        "- Cut taxes",
        "Port | Tonnes",
        "Dalian | 300",
        "完。",
    ]


def test_a_merged_cell_is_read_once():
    document = docx.Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Ports"
    table.cell(0, 2).text = "300"
    assert read_docx(saved(document)).text == "Ports | 300"


@pytest.mark.parametrize("cut", [0, 100, 5000])
def test_a_broken_file_is_an_error_with_a_remedy(cut):
    data = saved(docx.Document())[:cut]
    with pytest.raises(UnreadableError, match="save it again as"):
        read_docx(data)
