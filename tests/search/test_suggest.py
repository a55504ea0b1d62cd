import pytest


def suggested(searcher, typed):
    return [(found.type, found.id) for found in searcher.suggest(typed)]


@pytest.mark.parametrize("typed", ["Daq", "daqing", "大庆", "大"])
def test_the_beginning_of_a_name_in_either_language_suggests_it(searcher, typed):
    assert ("region", "daqing") in suggested(searcher, typed)


def test_a_later_word_of_a_name_can_begin_it(searcher):
    assert ("policy", "made-in-china-2025") in suggested(searcher, "china 2025")


def test_a_typo_is_forgiven_where_nothing_else_fits(searcher):
    assert ("region", "heilongjiang") in suggested(searcher, "heilonjiang")


def test_titles_of_articles_are_suggested(searcher):
    assert ("article", "liaoning-steel") in suggested(searcher, "steel mills of l")
    assert ("article", "bingxue") in suggested(searcher, "冰雪旅")


def test_each_thing_is_suggested_once_and_no_more_than_asked_for(searcher):
    found = searcher.suggest("ch", limit=4)
    assert len(found) == len({(one.type, one.id) for one in found}) == 4


@pytest.mark.parametrize("typed", ["", " ", "?", "zzzzzzzzzz", "\\", "a" * 10_000])
def test_what_begins_no_name_suggests_nothing(searcher, typed):
    assert searcher.suggest(typed) == ()
