import pytest

from ingest.measure.quantity import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invest 61.4 billion yuan (US$7.65 billion)", [(61.4e9, "yuan"), (7.65e9, "USD")]),
        ("build an $11 billion refinery", [(11e9, "USD")]),
        ("set up a 300-million-yuan fund", [(3e8, "yuan")]),
        ("store 180 billion jin and 1,500 tons", [(9e7, "tonnes"), (1500, "tonnes")]),
        ("raise the share to 4.5 per cent", [(4.5, "%")]),
        ("reclaim 274 square kilometers", [(274, "km2")]),
        ("造林56.4万亩", [(564_000, "mu")]),
        ("投入1.2万亿元，分流10万人", [(1.2e12, "yuan"), (100_000, "persons")]),
        ("比重提高到10%", [(10, "%")]),
    ],
)
def test_units_are_normalised(text, expected):
    assert [(q.value, q.unit) for q in find_quantities(text)] == expected


def test_numbers_without_a_unit_are_no_quantities():
    assert find_quantities("carry out 12 tasks in 2020") == ()


def test_the_quote_stands_in_the_text():
    text = "put 1,500 tons of fish and 30 million kilowatts to use"
    assert [q.text for q in find_quantities(text)] == ["1,500 tons", "30 million kilowatts"]
