import pytest

from ingest.measure import find_measures


def instruments(text, language="en"):
    return [measure.instrument for measure in find_measures(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "instrument"),
    [
        ("The province will build a railway to the border.", "en", "infrastructure"),
        ("The ministry will subsidize the counties from the central budget.", "en", "fiscal-support"),
        ("The city will merge two state-owned steelmakers.", "en", "soe-reform"),
        ("省政府将建设通往边境的铁路。", "zh", "infrastructure"),
        ("全省将深化国有企业混合所有制改革。", "zh", "soe-reform"),
    ],
)
def test_a_plain_measure_has_the_class_of_its_words(text, language, instrument):
    assert instruments(text, language) == [instrument]
