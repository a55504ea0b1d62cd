import json

from ingest.publish.report import silent
from ingest.publish.source import dropped, gather
from search.documents import DocumentRecord


def record(file):
    return DocumentRecord(id="", kind="article", source=str(file), content_hash="", reading_key="")


def gone(path, records):
    """Which of the earlier documents the path no longer has."""
    gathered = gather([path], (), strict=False, progress=silent)
    return dropped(gathered, {id_: record(file) for id_, file in records.items()})


def test_a_file_of_an_unknown_kind_keeps_no_deleted_document(tmp_path):
    (tmp_path / "a.md").write_text("# Ports\n\nThe ports are closed.")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert gone(tmp_path, {"a": tmp_path / "a.md", "b": tmp_path / "b.md"}) == {"b"}


def test_an_unreadable_file_keeps_what_it_brought(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF- torn")
    assert gone(tmp_path, {"a": tmp_path / "a.pdf", "b": tmp_path / "b.md"}) == {"b"}


def test_a_bad_line_keeps_what_its_file_brought(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "a", "text": "Ports."}) + "\n{torn\n")
    assert gone(file, {"a": file, "b": file}) == set()
    file.write_text(json.dumps({"id": "a", "text": "Ports."}) + "\n")
    assert gone(file, {"a": file, "b": file}) == {"b"}
