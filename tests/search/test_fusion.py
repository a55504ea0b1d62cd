import numpy as np
import pytest

from search.channels import Found
from search.fusion import ENGLISH, WEIGHTS, align


def found(rows, scores, *, cut=False):
    return Found(np.array(rows, dtype=np.int64), np.array(scores, dtype=np.float64), cut)


def test_each_channel_is_scaled_by_its_best():
    candidates = align({"words": found([4, 2], [30.0, 15.0]), "meaning": found([2], [0.5])})
    assert candidates.rows.tolist() == [2, 4]
    assert candidates.features["words"].tolist() == [0.5, 1.0]
    assert candidates.features["meaning"].tolist() == [1.0, 0.0]


def test_what_a_channel_left_out_at_its_depth_counts_as_the_least_it_found():
    candidates = align({"words": found([1, 2], [4.0, 2.0], cut=True), "meaning": found([3], [0.9])})
    assert candidates.features["words"].tolist() == [1.0, 0.5, 0.5]


def test_a_score_is_the_weighted_sum_and_a_share_lessens_a_feature():
    candidates = align({"words": found([1], [1.0]), "multilingual": found([1, 2], [0.8, 0.4])})
    plain, shared = candidates.score(), candidates.shared(ENGLISH).score()
    assert plain.tolist() == pytest.approx(
        [WEIGHTS["words"] + WEIGHTS["multilingual"], WEIGHTS["multilingual"] / 2]
    )
    assert shared[1] == pytest.approx(ENGLISH["multilingual"] * plain[1])
