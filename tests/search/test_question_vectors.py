import numpy as np
import pytest

from search.question_vectors import QuestionVectors


def test_a_question_has_a_vector_by_each_embedder_and_is_remembered(small):
    vectors = QuestionVectors(small.paths.index, small.models)
    vectors.begin()
    found = vectors.of("oil", "oil")
    assert {role: vector.shape for role, vector in found.items()} == {
        "meaning": (384,),
        "multilingual": (512,),
    }
    assert all(vectors.of("oil", "oil")[role] is vector for role, vector in found.items())


def test_models_loaded_ahead_give_the_same_vectors(small):
    ahead, late = (QuestionVectors(small.paths.index, small.models) for _ in range(2))
    ahead.begin()
    ahead.begin()
    for role, vector in ahead.of("oil city", "石油").items():
        assert np.array_equal(vector, late.of("oil city", "石油")[role])


def test_a_text_without_english_has_no_english_vector(small):
    assert set(QuestionVectors(small.paths.index, small.models).of("", "石油")) == {"multilingual"}


def test_an_index_without_vectors_has_none_of_a_question(small, monkeypatch):
    vectors = QuestionVectors(small.paths.index, small.models)
    monkeypatch.setattr(vectors, "embedders", {})
    assert vectors.of("oil", "oil") == {}


def test_words_have_the_vectors_of_the_embedder_that_crosses_languages(small):
    vectors = QuestionVectors(small.paths.index, small.models)
    grain, oil = vectors.words(["粮食", "oil"])
    assert np.allclose(oil, vectors.of("oil", "oil")["multilingual"], atol=1e-5)
    assert grain.shape == oil.shape


def test_a_question_whose_encoding_failed_is_tried_again(small, monkeypatch):
    def fail(text):
        raise MemoryError

    vectors = QuestionVectors(small.paths.index, small.models)
    with monkeypatch.context() as patch:
        patch.setattr(vectors.embedders["meaning"], "encode_query", fail)
        with pytest.raises(MemoryError):
            vectors.of("oil", "oil")
    assert set(vectors.of("oil", "oil")) == {"meaning", "multilingual"}
