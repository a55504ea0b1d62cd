import numpy as np
import pytest

from search.channels import Found
from search.fusion import ENGLISH, WEIGHTS, align, cross_languages


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


FEATURES = {name: np.array([0.5, 0.1]) for name in ("words", "passages", "meaning")}
CHINESE = np.array([False, True])


def test_what_crosses_languages_stands_in_for_what_cannot_read_a_chinese_document():
    features = {**FEATURES, "multilingual": np.array([0.2, 1.0])}
    crossed = cross_languages(features, CHINESE, "en")
    assert [crossed[name].tolist() for name in ("meaning", "words")] == [[0.5, 0.8], [0.5, 0.4]]
    assert features["meaning"].tolist() == [0.5, 0.1]


def test_words_of_a_chinese_question_are_found_in_chinese_documents_as_they_are():
    features = {**FEATURES, "multilingual": np.array([0.2, 1.0])}
    assert cross_languages(features, CHINESE, "zh")["words"].tolist() == [0.5, 0.1]


def test_without_a_multilingual_encoder_all_stays_as_it_is():
    assert cross_languages(FEATURES, CHINESE, "en") == FEATURES
