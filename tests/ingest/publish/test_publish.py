"""Publishing: each run leaves one whole release, and nothing is done twice."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from ingest.publish import attach_policy, ingest, remove, republish
from ontology.errors import ConflictError, InvalidInputError, NotFoundError
from search.release import current_release_id, list_releases, open_release, prune, rollback

# Without vectors, which cost the time and are tested elsewhere.
MODELS: tuple[str, ...] = ()
KEPT = {"made-in-china-2025", "northeast-revitalization-strategy"}
TEXT = (
    "The State Council released Made in China 2025. Heilongjiang should build a petrochemical base in Daqing."
)


def markdown(folder, name, text=TEXT, title="A base in Daqing", **fields):
    lines = [f"title: {title}", "language: en", *(f"{key}: {value}" for key, value in fields.items())]
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / f"{name}.md"
    path.write_text("---\n" + "\n".join(lines) + f"\n---\n\n{text}\n", encoding="utf-8")
    return path


def publish(data, *paths, **options):
    return ingest(data, paths, models=MODELS, **options)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder with `articles` and `data`, a release of them; made once, kept as it was in `kept`."""
    root = tmp_path_factory.mktemp("base")
    markdown(root / "work" / "articles", "one")
    markdown(root / "work" / "articles", "two", "Nothing much happens in Shenyang.")
    assert publish(root / "work" / "data", root / "work" / "articles").release
    shutil.copytree(root / "work", root / "kept", symlinks=True)
    return root


@pytest.fixture
def data(base):
    """The data folder as it was at first, at the same place: paths are part of what a release knows."""
    shutil.rmtree(base / "work")
    shutil.copytree(base / "kept", base / "work", symlinks=True)
    return base / "work" / "data"


@pytest.fixture
def articles(data):
    """The folder that was ingested."""
    return data.parent / "articles"


def texts(data):
    release = open_release(data)
    return {id_: release.documents.document(id_).text for id_ in release.documents.ids("article")}


def test_a_release_holds_documents_graph_index_and_every_policy(data):
    release = open_release(data)
    assert release.documents.ids("article") == ("one", "two")
    assert set(release.documents.ids("policy")) == KEPT
    assert "https://w3id.org/drcgraph/graph/article/one" in release.statements
    assert release.manifest.counts["statements"] == len(release.statements)
    assert release.manifest.counts["articles"] == 2
    assert any(m.id == "daqing" for m in release.documents.get("one").annotation.mentions)
    summary = release.documents.document("made-in-china-2025")
    assert (summary.kind, summary.text_role) == ("policy", "register summary")
    release.verify()


def test_the_same_again_makes_no_release(data, articles):
    before = current_release_id(data)
    report = publish(data, articles)
    assert report.release is None
    assert {"one", "two"} <= set(report.unchanged)
    assert current_release_id(data) == before


def test_nothing_changed_is_found_out_without_the_heavy_libraries(data, articles):
    code = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from ingest.publish import ingest, publisher; from ontology.knowledge import load_knowledge\n"
        "few = load_knowledge()\n"
        f"few = replace(few, policies={{id_: few.policies[id_] for id_ in {sorted(KEPT)!r}}})\n"
        "publisher.load_knowledge = lambda *_: few\n"
        f"report = ingest(Path({str(data)!r}), [{str(articles)!r}], models={MODELS!r})\n"
        "assert report.release is None\n"
        "print([name for name in ('torch', 'spacy', 'faiss', 'onnxruntime') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_new_changed_and_deleted_files_take_effect_and_the_rest_stays(data, articles):
    markdown(articles, "three", "A new text about Changchun.")
    markdown(articles, "two", "Shenyang opens a port.")
    (articles / "one.md").unlink()
    report = publish(data, articles)
    assert (report.added, report.changed, report.removed) == (("three",), ("two",), ("one",))
    assert texts(data) == {"two": "Shenyang opens a port.", "three": "A new text about Changchun."}
    release = open_release(data)
    assert "https://w3id.org/drcgraph/graph/article/one" not in release.statements
    assert "https://w3id.org/drcgraph/graph/article/three" in release.statements
    release.verify()


def test_a_source_replaces_only_what_it_brought(data, articles, tmp_path):
    publish(data, markdown(tmp_path / "other", "four"))
    (articles / "one.md").unlink()
    publish(data, articles)
    assert set(texts(data)) == {"two", "four"}


def test_a_file_within_an_ingested_folder_stays_with_the_folder(data, articles):
    markdown(articles, "one", "A corrected text.")
    publish(data, articles / "one.md")
    assert texts(data)["one"] == "A corrected text."
    (articles / "one.md").unlink()
    publish(data, articles)
    assert set(texts(data)) == {"two"}


def test_a_folder_that_moved_brings_the_same_documents_without_reading_them_again(data, articles, tmp_path):
    moved = articles.rename(tmp_path / "elsewhere")
    report = publish(data, moved)
    assert report.changed == ("one", "two")
    assert publish(data, moved).release is None
    assert open_release(data).documents.document("one").source == str(moved / "one.md")


def test_problems_are_reported_and_the_other_files_taken(data, articles, tmp_path):
    mixed = tmp_path / "mixed"
    markdown(mixed, "five", "Anshan makes steel.")
    markdown(mixed, "made-in-china-2025")
    lines = [{"id": "five", "title": "Again", "text": "x"}, {"id": "six", "title": "Six", "text": "Benxi."}]
    (mixed / "more.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (mixed / "empty.txt").write_bytes(b"")
    report = publish(data, mixed, tmp_path / "missing")
    assert set(report.added) == {"five", "six"}
    told = "\n".join(map(str, report.problems))
    assert len(report.problems) == 4
    for words in ("empty.txt", '"five" is taken', "that of a registered policy", "missing"):
        assert words in told


def test_strict_stops_at_the_first_problem_and_publishes_nothing(data, articles):
    before = current_release_id(data)
    markdown(articles, "seven")
    (articles / "empty.txt").write_bytes(b"")
    with pytest.raises(InvalidInputError, match=r"empty\.txt"):
        publish(data, articles, strict=True)
    assert current_release_id(data) == before


def test_a_file_that_can_no_longer_be_read_keeps_what_it_brought(data, articles):
    (articles / "one.md").write_bytes(b"")
    report = publish(data, articles)
    assert (report.release, len(report.problems)) == (None, 1)
    assert texts(data)["one"] == TEXT


def test_a_source_that_is_gone_keeps_what_it_brought(data, articles, tmp_path):
    articles.rename(tmp_path / "away")
    report = publish(data, articles)
    assert (report.release, len(report.problems)) == (None, 1)
    assert texts(data)["one"] == TEXT


def test_removed_documents_leave_nothing_behind(data, articles):
    report = remove(data, ["two"], models=MODELS)
    assert report.removed == ("two",)
    assert set(texts(data)) == {"one"}
    release = open_release(data)
    files = [path for path in release.paths.root.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Nothing much happens" in path.read_bytes()]


def test_removing_what_is_not_there_or_is_registered_is_refused(data):
    with pytest.raises(NotFoundError, match="'nobody'"):
        remove(data, ["nobody"], models=MODELS)
    with pytest.raises(InvalidInputError, match="policy of the register"):
        remove(data, ["made-in-china-2025"], models=MODELS)


def test_a_policys_full_text_takes_the_place_of_its_summary_and_goes_again(data, tmp_path):
    full = tmp_path / "full.txt"
    full.write_text("By 2025 China shall be a strong manufacturing country.\n", encoding="utf-8")
    report = attach_policy(data, "made-in-china-2025", full, models=MODELS)
    assert report.changed == ("made-in-china-2025",)
    document = open_release(data).documents.document("made-in-china-2025")
    assert document.text_role == "full text"
    assert document.text.startswith("By 2025 China shall")
    assert document.title == "Made in China 2025"
    assert republish(data, models=MODELS).release is None
    remove(data, ["made-in-china-2025"], models=MODELS)
    assert open_release(data).documents.document("made-in-china-2025").text_role == "register summary"


def test_a_second_writer_is_refused_at_once(data):
    with FileLock(data / "lock"), pytest.raises(ConflictError, match="written by another process"):
        republish(data, models=MODELS)


def test_releases_are_listed_returned_to_and_pruned(data, articles):
    first = current_release_id(data)
    markdown(articles, "eight")
    second = publish(data, articles).release
    notes = list_releases(data)
    assert [note.id for note in notes][:2] == [second, first]
    assert [note.id for note in notes if note.current] == [second]
    rollback(data, first)
    assert "eight" not in texts(data)
    open_release(data, second).verify()
    with pytest.raises(NotFoundError, match="'20000101T000000Z'"):
        rollback(data, "20000101T000000Z")
    with pytest.raises(NotFoundError):
        rollback(data, "../releases")
    gone = prune(data, keep=1)
    assert first not in gone
    assert {note.id for note in list_releases(data)} == {first, second}


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInputError, match="cannot be written"):
        republish(Path(tmp_path / "file"), models=MODELS)
