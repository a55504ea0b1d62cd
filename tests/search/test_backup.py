"""A data folder goes into one archive and comes back whole."""

import shutil
import tarfile

import pytest

from ingest.publish import ingest, put_graph
from ontology.errors import ConflictError, InvalidInputError
from search.backup import back_up, restore
from search.manifest import DamagedReleaseError
from search.release import current_release_id, list_releases, open_release, rollback

MODELS: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("backup")
    (root / "one.md").write_text("---\ntitle: Ports\n---\n\nThe port of Dalian is open.\n")
    first = ingest(root / "data", [root / "one.md"], models=MODELS).release
    graph = "https://w3id.org/drcgraph/graph/user/notes"
    put_graph(root / "data", graph, b"<a:a> <a:b> 'c' .", "ttl", models=MODELS)
    rollback(root / "data", first)
    return root / "data"


@pytest.mark.parametrize("name", ["backup.tar", "backup.tar.gz"])
def test_a_restored_folder_has_every_release_and_the_same_current_one(data, tmp_path, name):
    ids = back_up(data, tmp_path / name)
    assert ids == tuple(note.id for note in list_releases(data))
    assert restore(tmp_path / name, tmp_path / "new") == current_release_id(data)
    assert [n.id for n in list_releases(tmp_path / "new")] == list(ids)
    for id_ in ids:
        open_release(tmp_path / "new", id_).verify()
    assert open_release(str(tmp_path / "new")).documents.document("one").text == "The port of Dalian is open."
    with pytest.raises(ConflictError, match="holds releases already"):
        restore(tmp_path / name, tmp_path / "new")


def test_a_damaged_or_foreign_archive_is_refused_and_nothing_is_put_in_place(data, tmp_path):
    (tmp_path / "noise.tar").write_bytes(b"noise" * 1000)
    with pytest.raises(InvalidInputError, match=r"noise\.tar is no backup that can be read \([^\n]+\): give"):
        restore(tmp_path / "noise.tar", tmp_path / "new")
    back_up(data, tmp_path / "whole.tar.gz")
    (tmp_path / "cut.tar.gz").write_bytes((tmp_path / "whole.tar.gz").read_bytes()[:20_000])
    with pytest.raises(InvalidInputError, match=r"cut\.tar\.gz is no backup that can be read"):
        restore(tmp_path / "cut.tar.gz", tmp_path / "new")
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass
    with pytest.raises(InvalidInputError, match="no current release"):
        restore(tmp_path / "empty.tar", tmp_path / "new")
    copy = tmp_path / "copy"
    shutil.copytree(data, copy, symlinks=True)
    (copy / "current" / "documents.sqlite").write_bytes(b"other")
    back_up(copy, tmp_path / "damaged.tar")
    with pytest.raises(DamagedReleaseError, match=r"documents\.sqlite"):
        restore(tmp_path / "damaged.tar", tmp_path / "new")
    assert current_release_id(tmp_path / "new") is None
    assert not list(tmp_path.glob(".*partial"))
