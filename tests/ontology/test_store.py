"""The graph of a release: written beside the last one, which stays as it is."""

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import InvalidInputError, NotFoundError
from ontology.named_graph import NamedGraph
from ontology.store import GraphStore, write_graph


def graph(name, *values):
    subject, predicate = NamedNode("https://example.org/s"), NamedNode("https://example.org/p")
    return NamedGraph(f"https://example.org/{name}", [Triple(subject, predicate, Literal(v)) for v in values])


def values(directory):
    return sorted(triple.object.value for triple in GraphStore(directory).match())


def content(directory):
    return {f.name: hashlib.sha256(f.read_bytes()).digest() for f in Path(directory).iterdir() if f.is_file()}


def inodes(directory):
    return {file.stat().st_ino for file in directory.glob("*.sst")}


def test_what_is_written_is_read_back_graph_by_graph(tmp_path):
    assert write_graph(tmp_path / "a", None, [graph("one", "x", "y"), graph("two", "z")]) == 3
    store = GraphStore(tmp_path / "a")
    assert sorted(store.graphs()) == ["https://example.org/one", "https://example.org/two"]
    assert [t.object.value for t in store.triples("https://example.org/two")] == ["z"]
    assert "https://example.org/one" in store
    assert "https://example.org/three" not in store
    assert len(store) == 3


def test_an_addition_shares_files_and_leaves_the_previous_store_byte_for_byte_as_it_was(tmp_path):
    write_graph(tmp_path / "a", None, [graph("one", "x")])
    before = content(tmp_path / "a")
    assert write_graph(tmp_path / "b", tmp_path / "a", [graph("two", "y")]) == 2
    assert content(tmp_path / "a") == before
    assert values(tmp_path / "a") == ["x"]
    assert values(tmp_path / "b") == ["x", "y"]
    assert inodes(tmp_path / "a") & inodes(tmp_path / "b")


def test_a_removed_graph_leaves_nothing_in_the_files(tmp_path):
    write_graph(tmp_path / "a", None, [graph("one", "a secret that nobody shall find"), graph("two", "y")])
    write_graph(tmp_path / "b", tmp_path / "a", [], removed=["https://example.org/one"])
    assert values(tmp_path / "b") == ["y"]
    assert not any(b"a secret that nobody" in f.read_bytes() for f in (tmp_path / "b").iterdir())


def test_a_graph_without_statements_stays_where_it_is_wanted(tmp_path):
    empty = "https://example.org/empty"
    write_graph(tmp_path / "a", None, [graph("one", "x"), graph("none")], lasting=[empty])
    write_graph(tmp_path / "b", tmp_path / "a", [graph("two", "y")])
    write_graph(tmp_path / "c", tmp_path / "b", [], removed=["https://example.org/one"])
    for name in "abc":
        assert empty in GraphStore(tmp_path / name), name
        assert "https://example.org/none" not in GraphStore(tmp_path / name), name
    write_graph(tmp_path / "d", tmp_path / "c", [], removed=[empty])
    assert empty not in GraphStore(tmp_path / "d")


def test_a_changed_graph_is_replaced_whole(tmp_path):
    write_graph(tmp_path / "a", None, [graph("one", "x", "y"), graph("two", "z")])
    write_graph(tmp_path / "b", tmp_path / "a", [graph("one", "w")], removed=["https://example.org/one"])
    assert values(tmp_path / "b") == ["w", "z"]


def test_a_transient_graph_is_replaced_in_a_shared_copy(tmp_path):
    transient = ["https://example.org/counts"]
    write_graph(tmp_path / "a", None, [graph("one", "x"), graph("counts", "1")])
    write_graph(tmp_path / "b", tmp_path / "a", [graph("counts", "2")], transient, transient)
    assert values(tmp_path / "b") == ["2", "x"]
    assert inodes(tmp_path / "a") & inodes(tmp_path / "b")


def test_a_store_is_written_anew_before_its_files_become_too_many(tmp_path, monkeypatch):
    monkeypatch.setattr("ontology.store.MANY_FILES", 40)
    previous = None
    for number in range(12):
        write_graph(tmp_path / str(number), previous, [graph(f"g{number}", str(number))])
        previous = tmp_path / str(number)
        assert len(list(previous.glob("*.sst"))) <= 60
    assert values(previous) == sorted(map(str, range(12)))
    assert values(tmp_path / "3") == ["0", "1", "2", "3"]


def test_replacing_a_graph_by_accident_is_refused(tmp_path):
    write_graph(tmp_path / "a", None, [graph("one", "x")])
    with pytest.raises(InvalidInputError, match="name it as removed"):
        write_graph(tmp_path / "b", tmp_path / "a", [graph("one", "y")])


def test_a_missing_store_is_said_to_be_missing(tmp_path):
    with pytest.raises(NotFoundError, match="publish a release first"):
        GraphStore(tmp_path / "none")
    assert not (tmp_path / "none").exists()
