import pytest

from ingest.measure.certainty import Certainty, log_odds, packaged


def test_a_surer_span_or_class_gives_a_higher_score():
    for language in ("en", "zh"):
        certainty = packaged(language)
        middle = certainty.score(0.6, 0.6)
        assert certainty.score(0.9, 0.6) > middle
        assert certainty.score(0.6, 0.9) > middle


def test_scores_stay_chances_even_for_certain_readings():
    certainty = packaged("zh")
    assert 0 < certainty.score(0.0, 0.0) < certainty.score(1.0, 1.0) < 1
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))


def test_without_information_the_score_is_even():
    assert Certainty(0.0, 1.0, 1.0).score(0.5, 0.5) == 0.5


def test_what_was_saved_is_read_again(tmp_path):
    certainty = Certainty(0.1, 0.5, 0.9)
    certainty.save(tmp_path / "certainty.json")
    assert Certainty.load(tmp_path / "certainty.json") == certainty
