import pytest

from ingest.measure.certainty import Certainty, log_odds, packaged


def test_a_surer_span_or_class_gives_a_higher_score():
    certainty = packaged()
    for language in ("en", "zh"):
        middle = certainty.score(0.6, 0.6, language)
        assert certainty.score(0.9, 0.6, language) > middle
        assert certainty.score(0.6, 0.9, language) > middle


def test_scores_stay_chances_even_for_certain_readings():
    assert 0 < packaged().score(0.0, 0.0, "zh") < packaged().score(1.0, 1.0, "zh") < 1
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))


def test_without_information_the_score_is_even():
    assert Certainty(0.0, 1.0, 1.0, 0.0).score(0.5, 0.5, "en") == 0.5


def test_what_was_saved_is_read_again(tmp_path):
    certainty = Certainty(0.1, 0.5, 0.9, -0.2)
    certainty.save(tmp_path / "certainty.json")
    assert Certainty.load(tmp_path / "certainty.json") == certainty
