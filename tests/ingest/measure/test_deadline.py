import pytest

from ingest.measure.deadline import find_deadline, plan_end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reach it by 2020", "2020"),
        ("finish by the end of June 2021", "2021-06"),
        ("before late 2030", "2030"),
        ("到2025年总规模翻一番", "2025"),
        ("2030年前实现", "2030"),
        ("during the 14th Five-Year Plan period", "2025"),
        ("it was built in 2015", None),
        ("2016年有600吨粮食运抵", None),
    ],
)
def test_deadlines_are_read_in_both_languages(text, expected):
    assert find_deadline(text) == expected


def test_five_year_plans_end_when_they_did():
    assert [plan_end(n) for n in (1, 2, 3, 10, 13)] == [1957, 1962, 1970, 2005, 2020]
