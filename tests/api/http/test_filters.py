import pytest

from api.http.filters import Address, filters_of
from ontology.errors import InvalidInputError

HERE = Address("/search", [("q", "coal"), ("region", "jilin"), ("from", "2003")])


def test_a_filter_is_toggled_by_its_link() -> None:
    assert HERE.toggled("region", "liaoning") == "/search?q=coal&region=jilin&from=2003&region=liaoning"
    assert HERE.toggled("region", "jilin") == "/search?q=coal&from=2003"


def test_a_parameter_is_set_and_taken_out() -> None:
    assert HERE.changed(from_="2010", to="2012") == "/search?q=coal&region=jilin&from=2010&to=2012"
    assert HERE.changed(q=None, from_=None) == "/search?region=jilin"


def test_values_of_one_filter_are_alternatives() -> None:
    filters = filters_of([("region", "jilin"), ("region", "liaoning"), ("to", "2016")])
    assert filters.region == ("jilin", "liaoning")
    assert filters.date_to == "2016"


def test_two_dates_for_one_end_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="from is given 2 times"):
        filters_of([("from", "2003"), ("from", "2004")])
