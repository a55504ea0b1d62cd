import gzip
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from ingest.read import Unreadable, read_paths
from ontology.article import Document


def read(path, **options):
    return list(read_paths([path], **options))


def reasons(items):
    return [str(item) for item in items if isinstance(item, Unreadable)]


def test_files_come_in_the_order_of_names_with_ids_made_of_their_paths(tmp_path):
    (tmp_path / "2016").mkdir()
    (tmp_path / "2016" / "Open Ports.txt").write_text("The ports are closed. They should open.")
    (tmp_path / "a.md").write_text("# Ports\n\nThe ports are closed.")
    (tmp_path / "README.md").write_text("About this folder.")
    (tmp_path / ".hidden.txt").write_text("Not for reading.")
    documents = read(tmp_path)
    assert [(d.id, d.title, d.source) for d in documents] == [
        ("a", "Ports", str(tmp_path / "a.md")),
        ("2016-open-ports", "Open Ports", str(tmp_path / "2016" / "Open Ports.txt")),
    ]


def test_one_bad_file_does_not_keep_the_others_back(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.txt").write_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0")
    (tmp_path / "d.txt").write_bytes(b"Growth was 3 \xff percent. " + "口岸应当开放。".encode())
    (tmp_path / "e.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "f.md").write_text("---\ntitle: [\n---\nText.")
    (tmp_path / "g.md").write_text("---\ntitle: Ports\ndate: soon\n---\nText.")
    (tmp_path / "h.txt").write_text("x" * 2000)
    (tmp_path / "i.xyz").write_text("text")
    (tmp_path / "j.md").write_text("---\ntitle: Ports\n---\nThe ports are closed.")
    items = read(tmp_path, size_limit=1000)
    assert [item.id for item in items if isinstance(item, Document)] == ["j"]
    for reason, words in zip(
        reasons(items),
        [
            ("a.txt", "is empty", "leave it out"),
            ("b.pdf", "broken PDF", "again"),
            ("c.txt", "a program, not text"),
            ("d.txt", "0xFF at offset 13", "save the file as UTF-8"),
            ("e.docx", "no readable Word file"),
            ("f.md", "front matter is no valid YAML"),
            ("g.md", '"soon" cannot be read', "2018-03-26"),
            ("h.txt", "has over 0.001 MB, the limit", "raise the limit"),
            (str(tmp_path), "1 files passed over (.xyz)"),
        ],
        strict=True,
    ):
        assert "\n" not in reason
        assert all(word in reason for word in words), reason


def test_what_is_not_there_and_what_holds_nothing_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    assert reasons(read(tmp_path / "none.txt")) == [
        f"{tmp_path}/none.txt: does not exist; check the spelling"
    ]
    (address,) = reasons(read("https://example.org/report.html"))
    assert "is an address; save the page" in address
    assert "holds no articles" in reasons(read(tmp_path / "empty"))[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_is_reported(tmp_path):
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be opened (Permission denied)" in reasons(read(tmp_path))[0]


def test_the_first_of_two_documents_with_one_id_is_kept(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"---\nid: ports\n---\nText {name}.")
    first, second = read(tmp_path)
    assert first.text == "Text a."
    assert str(second) == (
        f'{tmp_path}/b.md: its id "ports" is taken by {tmp_path}/a.md; give one of the two another id'
    )


def test_jsonl_lines_are_documents_and_bad_ones_are_named_by_number(tmp_path):
    file = tmp_path / "articles.jsonl"
    rows = [
        json.dumps({"_id": 7, "title": "", "text": "The ports are closed."}),
        "",
        "{broken",
        "[1]",
        json.dumps({"title": "no id", "text": "x"}),
        json.dumps({"id": "t", "title": "Only a title", "text": ""}),
        json.dumps(
            {"id": "c", "title": "C", "text": "口岸。", "authors": "Li Na; Wu Di", "date": "2016/5/4"}
        ),
        json.dumps({"id": "a b", "text": "x"}),
    ]
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    items = read(file)
    documents = [item for item in items if isinstance(item, Document)]
    assert [(d.id, d.title, d.text, d.language) for d in documents] == [
        ("7", "7", "The ports are closed.", "en"),
        ("t", "Only a title", "Only a title", "en"),
        ("c", "C", "口岸。", "zh"),
    ]
    assert (documents[2].authors, documents[2].date) == (("Li Na", "Wu Di"), "2016-05-04")
    assert [reason.split(":")[1] for reason in reasons(items)] == ["3", "4", "5", "8"]


def test_gzipped_jsonl_is_read_up_to_where_it_breaks(tmp_path):
    file = tmp_path / "articles.jsonl.gz"
    lines = (b'{"id": "%d", "text": "Ports %d."}\n' % (n, n * 7919) for n in range(5000))
    packed = gzip.compress(b"".join(lines))
    file.write_bytes(packed)
    assert len(read(file)) == 5000
    file.write_bytes(packed[:-2000])
    assert "the gzip data ends or breaks after line" in reasons(read(file))[-1]


def test_other_files_may_be_gzipped_too(tmp_path):
    (tmp_path / "ports.md.gz").write_bytes(gzip.compress(b"# Ports\n\nThe ports are closed."))
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"x" * 100_000))
    (tmp_path / "torn.txt.gz").write_bytes(gzip.compress(b"The ports are closed.")[:-9])
    items = read(tmp_path, size_limit=10_000)
    assert [(d.id, d.title) for d in items if isinstance(d, Document)] == [("ports", "Ports")]
    assert [reason.partition(": ")[2][:14] for reason in reasons(items)] == [
        "has over 0.01 ",
        "is broken gzip",
    ]


def test_a_line_over_the_limit_is_reported_and_the_next_one_read(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"id": "a", "text": "x" * 5000}) + "\n" + '{"id": "b", "text": "Ports."}\n')
    items = read(file, size_limit=1000)
    assert "longer than 1000 bytes" in items[0].reason
    assert items[1].id == "b"


@pytest.mark.slow
def test_memory_stays_flat_over_a_large_file(tmp_path):
    file = tmp_path / "a.jsonl"
    text = "The ports of the province are closed. " * 100
    with file.open("w") as lines:
        lines.writelines(json.dumps({"id": str(number), "text": text}) + "\n" for number in range(5_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_paths([file])) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_the_shipped_corpus_is_the_gold_without_its_markup():
    from ingest.evaluation.markup import parse_markup

    root = Path(__file__).parents[3]
    lines = (root / "benchmarks" / "gold" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row for row in map(json.loads, lines)}
    documents = read(root / "corpus")
    assert {d.id for d in documents} == set(gold)
    for document in documents:
        row = gold[document.id]
        assert document.text == parse_markup(row["digest"])[0].strip()
        assert list(document.authors) == row["authors"]
        for field in ("title", "date", "publisher", "url", "language"):
            assert getattr(document, field) == row[field]
    assert sum(document.translation_of in gold for document in documents) == 4
