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
        ("by the end of the 14th Five-Year Plan", "2025"),
        ("by 31 December 2025", "2025-12"),
        ("by July 1, 2026", "2026-07"),
        ("by year-end 2026", "2026"),
        ("annually through 2030", "2030"),
        ("2026年7月1日前制定细则", "2026-07"),
        ("力争在2025年实现", "2025"),
        ("到二〇三〇年", "2030"),
        ("“十四五”期间", "2025"),
        ("到“十五五”末", "2030"),
        ("it cost them up to 2,000 yuan by 2020.5", None),
        ("截至2023年底已有三座", None),
        ("it was built in 2015", None),
        ("2016年有600吨粮食运抵", None),
    ],
)
def test_deadlines_are_read_in_both_languages(text, expected):
    assert find_deadline(text) == expected


def test_a_deadline_begins_within_the_measure_and_may_run_on():
    text = "issue rules by July 1, 2026 or by 2030"
    assert find_deadline(text, len("issue rules by July 1")) == "2026-07"
    assert find_deadline(text, len("issue rules")) is None


def test_five_year_plans_end_when_they_did():
    assert [plan_end(n) for n in (1, 2, 3, 10, 13)] == [1957, 1962, 1970, 2005, 2020]
