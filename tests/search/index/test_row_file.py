import numpy as np
import pytest

from search.index import row_file
from search.index.row_file import RowFile, open_rows


@pytest.fixture
def stored(tmp_path):
    matrix = np.arange(60, dtype=np.float16).reshape(12, 5)
    path = tmp_path / "matrix.npy"
    np.save(path, matrix, allow_pickle=False)
    return path, matrix


def test_rows_come_in_the_order_asked_for(stored):
    path, matrix = stored
    rows = np.array([7, 0, 11, 7])
    assert np.array_equal(RowFile(path)[rows], matrix[rows])
    assert RowFile(path)[rows[:0]].shape == (0, 5)


@pytest.mark.parametrize("part", [slice(0, 4), slice(9, 40), slice(3, 3)])
def test_a_slice_is_read_in_one_go(stored, part):
    path, matrix = stored
    assert np.array_equal(RowFile(path)[part], matrix[part])
    assert len(RowFile(path)) == len(matrix)


def test_many_rows_are_read_and_few_are_mapped(stored, monkeypatch):
    path, matrix = stored
    assert isinstance(open_rows(path), np.ndarray)
    monkeypatch.setattr(row_file, "_MAPPED", 11)
    many = open_rows(path)
    assert isinstance(many, RowFile)
    assert np.array_equal(many[np.array([3])], matrix[[3]])
