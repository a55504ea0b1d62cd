import numpy as np
import pytest

from search.index import vectors
from search.index.vectors import VectorIndex, write_vectors


@pytest.fixture
def clustered():
    """2,000 vectors around 100 centres, as passages lie, `(2000, 64)`."""
    random = np.random.default_rng(1)
    around = np.repeat(random.standard_normal((100, 64)), 20, axis=0)
    found = (around + 0.6 * random.standard_normal(around.shape)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture(params=["exact", "ivf8"])
def index(request, clustered, tmp_path, monkeypatch):
    if request.param == "ivf8":
        monkeypatch.setattr(vectors, "EXACT_LIMIT", 1000)
    kind = write_vectors(tmp_path / "vectors.faiss", clustered)
    assert kind == request.param
    return VectorIndex(tmp_path / "vectors.faiss", kind)


def nearest(among, query, limit=10):
    return np.argsort(-(among @ query), kind="stable")[:limit].tolist()


def test_the_nearest_are_found(index, clustered):
    found = [len({*index.search(query, 10)[0]} & {*nearest(clustered, query)}) for query in clustered[::20]]
    assert np.mean(found) / 10 >= 0.97


def test_scores_are_cosines_best_first(index, clustered):
    rows, scores = index.search(clustered[7], 5)
    assert rows[0] == 7
    assert np.allclose(scores, clustered[rows] @ clustered[7], atol=0.02)
    assert (np.diff(scores) <= 0).all()


def test_only_allowed_rows_are_found(index, clustered):
    allowed = np.zeros(len(clustered), dtype=np.bool_)
    allowed[1:30] = True
    rows, _ = index.search(clustered[0], 2000, allowed)
    assert {*rows.tolist()} <= {*range(1, 30)}
    assert set(nearest(clustered[1:20], clustered[0], 5)) <= {row - 1 for row in rows.tolist()}


def test_stored_vectors_are_those_that_were_given(index, clustered):
    stored = index.get(np.array([3, 1999, 3]))
    assert np.allclose((stored * clustered[[3, 1999, 3]]).sum(axis=1), 1, atol=0.01)
    assert index.get(np.array([], dtype=np.int64)).shape == (0, 64)


def test_many_vectors_take_a_byte_a_number(clustered, tmp_path, monkeypatch):
    write_vectors(tmp_path / "exact", clustered)
    monkeypatch.setattr(vectors, "EXACT_LIMIT", 1000)
    write_vectors(tmp_path / "codes", clustered)
    assert (tmp_path / "codes").stat().st_size < 0.5 * (tmp_path / "exact").stat().st_size
