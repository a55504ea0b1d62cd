import pytest

from search.constraint import TimeLimits, time_limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("opening zones since 2015", (2015, None)),
        ("signs of recovery from 2018 on", (2018, None)),
        ("ports before 2012", (None, 2012)),
        ("first steps until about 2007", (None, 2007)),
        ("policies between 2003 and 2010", (2003, 2010)),
        ("2021年以后黑龙江怎样布局新兴产业", (2021, None)),
        ("2010年之前的政策", (None, 2010)),
        ("2003年到2010年的振兴政策", (2003, 2010)),
        ("the slump of 2008-2009", (None, None)),
        ("Document No. 11 of 2003", (None, None)),
        ("2016年前后批准的新区", (None, None)),
        ("the round from 2003 versus the round of 2016", (None, None)),
        ("after 2015 and before 2010", (None, None)),
    ],
)
def test_limits_of_time_are_read_where_the_question_states_them(text, limits):
    assert time_limits(text) == TimeLimits(*limits)


def test_limits_are_shown_and_can_be_left_without_effect(searcher):
    from search.query import SearchQuery

    text = "oil and steel after 2017"
    heeded = searcher.search(SearchQuery(text))
    ignored = searcher.search(SearchQuery(text, interpret=False))
    assert heeded.interpretation.filters == {"from": "2017"}
    assert ignored.interpretation.filters == {}
    assert {hit.id for hit in heeded.hits} == {hit.id for hit in ignored.hits}
    scores = [{hit.id: hit.score for hit in result.hits}["daqing-oil"] for result in (heeded, ignored)]
    assert scores[0] < scores[1]
