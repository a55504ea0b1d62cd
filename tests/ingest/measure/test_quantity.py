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
        ("建设500千瓦的电站和7千米公路", [(500, "kW"), (7, "km")]),
        ("安置30多万人，造林20余万亩", [(300_000, "persons"), (200_000, "mu")]),
        ("培养3万名技工，降低百分之十五", [(30_000, "persons"), (15, "%")]),
        ("raise HK$3 billion, €5 billion and $2bn", [(3e9, "HKD"), (5e9, "EUR"), (2e9, "USD")]),
        ("create 100,000 new jobs for 5,000 laid-off workers", [(100_000, "persons"), (5_000, "persons")]),
        ("half of it, or 50 percent of workers", [(50, "%")]),
        ("a 1,200 km line for 350 km/h", [(1200, "km")]),
    ],
)
def test_units_are_normalised(text, expected):
    assert [(q.value, q.unit) for q in find_quantities(text)] == expected


def test_numbers_without_a_unit_are_no_quantities():
    assert find_quantities("carry out 12 tasks in 2020") == ()
    assert find_quantities("link 12 cities and workers, 5万，排第3名") == ()


def test_the_quote_stands_in_the_text():
    text = "put 1,500 tons of fish and 30 million kilowatts to use"
    assert [q.text for q in find_quantities(text)] == ["1,500 tons", "30 million kilowatts"]
