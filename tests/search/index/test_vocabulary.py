import numpy as np
import pytest

from search.embed import load_embedder
from search.index.vocabulary import common_words, read_vocabulary, write_vocabulary

TEXTS = (
    "The black soil of the north.",
    "Black soil feeds many; soils erode.",
    "soil again, of the Songhua plain",
)


def test_words_of_two_texts_count_and_names_and_stop_words_do_not():
    assert common_words(TEXTS) == ["soil"]


def test_pairs_that_four_texts_have_are_words_too():
    words = common_words(["the black soil erodes"] * 4)
    assert {"black soil", "soil erodes"} <= {*words}
    assert "the black" not in words


def test_a_stem_has_the_spelling_that_most_texts_have():
    assert common_words(["soils", "soils", "soil", "soils and soil"]) == ["soils"]


class Counting:
    """An embedder that says what it was asked for."""

    name, source, dimension, hash = "counting", "counting", 2, "1"

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        return np.ones((len(texts), 2), np.float32)


def test_words_that_the_index_before_has_are_not_encoded_anew(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    write_vocabulary(tmp_path / "a", ["soil water"] * 2, Counting())
    second = Counting()
    write_vocabulary(tmp_path / "b", ["soil grain"] * 2, second, tmp_path / "a")
    assert second.asked == ["grain"]
    assert read_vocabulary(tmp_path / "b")[0] == ["grain", "soil"]


def test_an_index_without_a_vocabulary_has_no_words(tmp_path):
    words, vectors = read_vocabulary(tmp_path)
    assert (words, len(vectors)) == ([], 0)


@pytest.fixture(scope="module")
def encoder(models):
    return load_embedder("multilingual-use", models)


@pytest.mark.parametrize(("word", "near"), [("粮食", "grain"), ("woodcutters", "timber")])
def test_a_word_of_either_language_is_near_those_that_mean_the_same(encoder, tmp_path, word, near):
    write_vocabulary(tmp_path, ["grain harvest steel timber loan museum"] * 2, encoder)
    words, vectors = read_vocabulary(tmp_path)
    assert words[int(np.argmax(vectors @ encoder.encode_query(word)))] == near
