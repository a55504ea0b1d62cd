import numpy as np
import pytest

from ingest.measure.kernel import KernelModel, Meanings, Vocabulary, gaussian


@pytest.fixture
def model():
    """Two examples: "road" along the first axis for the first class, "tax" along the second for the other."""
    return KernelModel(
        vocabulary=Vocabulary(("road", "tax"), np.array([2, 1], np.float32)),
        bounds=np.array([0, 1, 2], np.int32),
        holders=np.array([0, 1], np.int32),
        values=np.ones(2, np.float32),
        meanings=Meanings(np.zeros(2, np.float32), np.eye(2, dtype=np.float32)),
        vectors=np.eye(2, dtype=np.float32),
        duals=np.array([[1, -1], [-1, 1]], np.float32),
        share=0.5,
        width=1.0,
    )


def test_a_measure_takes_the_class_of_the_example_that_it_is_near(model):
    scores = model.scores([["road"], ["tax"]], np.array([[3, 0], [0, 1]], np.float32))
    assert scores.argmax(axis=1).tolist() == [0, 1]


def test_words_and_vectors_both_count(model):
    first, second = model.scores([["road"], ["tax"]], np.array([[1, 0], [1, 0]], np.float32))[:, 0]
    assert first > second


def test_words_that_no_example_has_say_nothing(model):
    known, other = model.scores([[], ["harbour"]], np.array([[1, 0], [1, 0]], np.float32))
    assert known.tolist() == other.tolist()


def test_rare_words_weigh_more(model):
    rows, weights = model.vocabulary.unit(["tax", "road", "road", "harbour"])
    assert rows == [1, 0]
    assert weights.tolist() == pytest.approx([1 / np.sqrt(5), 2 / np.sqrt(5)])


def test_vectors_are_compared_by_their_direction_from_the_mean():
    meanings = Meanings(np.array([1, 1], np.float32), np.eye(2, dtype=np.float32))
    units = meanings.units(np.array([[4, 5], [7, 9]], np.float32))
    assert units.tolist() == pytest.approx(np.array([[0.6, 0.8]] * 2))


def test_the_same_measure_has_kernel_1():
    assert gaussian(np.array([1.0]), 1.5).tolist() == [1]


def test_a_model_survives_its_arrays(model):
    again = KernelModel.from_arrays(model.arrays())
    vectors = np.array([[1, 2]], np.float32)
    assert again.scores([["road"]], vectors) == pytest.approx(model.scores([["road"]], vectors), abs=1e-3)
