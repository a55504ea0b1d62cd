import numpy as np
import pytest

from search.channels import best_places


@pytest.mark.parametrize("limit", [1, 3, 4, 10])
def test_the_highest_come_first_and_of_equals_the_one_that_stands_first(limit):
    scores = np.array([2.0, 5.0, 2.0, 5.0, 1.0, 2.0])
    assert best_places(scores, limit).tolist() == [1, 3, 0, 2, 5, 4][:limit]


def test_of_no_scores_none_is_best():
    assert best_places(np.empty(0), 5).tolist() == []
