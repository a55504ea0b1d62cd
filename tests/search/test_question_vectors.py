import numpy as np

from search.question_vectors import QuestionVectors


def test_a_question_has_a_vector_by_each_embedder_and_is_remembered(small):
    vectors = QuestionVectors(small.paths.index, small.models)
    vectors.begin()
    found = vectors.of("oil", "oil")
    assert {role: vector.shape for role, vector in found.items()} == {
        "meaning": (384,),
        "multilingual": (512,),
    }
    assert vectors.of("oil", "oil") is found


def test_models_loaded_ahead_give_the_same_vectors(small):
    ahead, late = (QuestionVectors(small.paths.index, small.models) for _ in range(2))
    ahead.begin()
    ahead.begin()
    for role, vector in ahead.of("oil city", "石油").items():
        assert np.array_equal(vector, late.of("oil city", "石油")[role])


def test_a_text_without_english_has_no_english_vector(small):
    assert set(QuestionVectors(small.paths.index, small.models).of("", "石油")) == {"multilingual"}


def test_words_of_a_question_have_vectors_and_the_question_has_its_own_afterwards(small):
    vectors, plain = (QuestionVectors(small.paths.index, small.models) for _ in range(2))
    grain, oil = vectors.words(["粮食", "oil"], "grain and oil")
    assert np.allclose(oil, plain.of("oil", "oil")["multilingual"], atol=1e-5)
    assert grain.shape == oil.shape
    for role, vector in vectors.of("grain and oil", "grain and oil").items():
        assert np.allclose(vector, plain.of("grain and oil", "grain and oil")[role], atol=1e-5)
