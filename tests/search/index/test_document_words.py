import numpy as np
import pytest

from search.index.document_words import TERMS, DocumentWords, DocumentWordsWriter


@pytest.fixture
def store(tmp_path):
    def store(*documents):
        writer = DocumentWordsWriter()
        for text in documents:
            writer.add(text.split())
        writer.write(tmp_path)
        return DocumentWords(tmp_path)

    return store


def test_documents_are_alike_by_the_rare_words_they_share(store):
    words = store("coal mine city", "coal mine town", "rice city", "wheat city")
    itself, mine, rice, _ = words.likeness(np.arange(4), np.array([1.0]))
    assert itself == pytest.approx(1, abs=1e-3)
    assert mine > rice > 0


def test_a_word_of_all_documents_tells_nothing(store):
    words = store("city coal", "city rice", "city coal")
    assert words.likeness(np.array([0, 1]), np.array([1.0]))[1] == 0


def test_rows_are_compared_with_the_weighted_sum_of_the_first(store):
    words = store("coal", "rice", "coal", "rice", "wheat")
    assert words.likeness(np.arange(4), np.array([0.75, 0.25])).tolist() == [0.75, 0.25, 0.75, 0.25]


def test_a_long_document_keeps_its_weightiest_words(store):
    many = " ".join(f"w{number}" for number in range(3 * TERMS))
    words = store(f"{many} {'coal ' * 9}", many, "coal", "other")
    assert words.likeness(np.array([0, 2]), np.array([1.0]))[1] > 0
