import numpy as np
import pytest

from search.index.document_words import DocumentWords, DocumentWordsWriter
from search.neighbours import Company

ROWS = np.array([1, 2, 4])
SCORES = np.array([0.9, 0.2, 0.1])


def test_what_is_like_the_best_by_vectors_comes_up():
    vectors = np.zeros((5, 2), np.float16)
    vectors[[1, 4]], vectors[2] = (1, 0), (0, 1)
    company = Company.of(ROWS, SCORES)
    assert company is not None
    assert company.in_meaning([vectors]).tolist() == pytest.approx([0.0, 0.0, 1.0], abs=1e-6)


def test_what_shares_words_with_the_best_comes_up(tmp_path):
    writer = DocumentWordsWriter()
    for text in ("rice", "coal", "rice", "wheat", "coal"):
        writer.add(text.split())
    writer.write(tmp_path)
    company = Company.of(ROWS, SCORES)
    assert company is not None
    assert company.in_words(DocumentWords(tmp_path))[2] == 1.0


@pytest.mark.parametrize("scores", [[0.5], [0.4, 0.4, 0.4]])
def test_where_nothing_stands_out_there_is_no_company(scores):
    assert Company.of(np.arange(len(scores)), np.array(scores)) is None
