import dataclasses
import json

import pytest

from ontology.errors import InvalidInputError
from search.query import Filters, SearchQuery


def ids(searcher, text="", **filters):
    return [hit.id for hit in searcher.search(SearchQuery(text, Filters(**filters))).hits]


def test_a_question_in_english_finds_the_document_that_answers_it(searcher):
    assert ids(searcher, "petrochemical base in Daqing")[0] == "daqing-oil"


def test_a_question_in_chinese_finds_english_documents(searcher):
    assert ids(searcher, "辽宁钢铁去产能")[0] == "liaoning-steel"


def test_a_question_in_english_finds_chinese_documents(searcher):
    assert ids(searcher, "ice and snow tourism in Harbin")[0] == "bingxue"


def test_each_passage_lies_at_its_offsets_and_each_highlight_within_it(searcher, small_articles):
    texts = {article.document.id: article.document.text for article in small_articles}
    for hit in searcher.search(SearchQuery("blast furnaces and petrochemical workers")).hits:
        for passage in hit.passages:
            assert texts[hit.id][passage.start : passage.end] == passage.text
            for start, end in passage.highlights:
                assert 0 <= start < end <= len(passage.text)


def test_highlights_mark_the_words_of_the_question_in_any_inflection(searcher):
    hit = searcher.search(SearchQuery("closing a furnace in Anshan")).hits[0]
    marked = {hit.passages[0].text[a:b] for a, b in hit.passages[0].highlights}
    assert {"close", "furnaces", "Anshan"} <= marked


def test_why_names_the_channels_that_found_a_document(searcher):
    why = searcher.search(SearchQuery("petrochemical base in Daqing")).hits[0].why
    assert why.words is not None
    assert why.words.rank == 1
    assert why.meaning is not None
    assert why.graph is not None
    assert "region/daqing" in why.graph.shared


def test_entities_in_the_question_are_shown_with_their_place(searcher):
    text = "what to see in Daqing"
    (entity,) = searcher.search(SearchQuery(text)).interpretation.entities
    assert (entity.type, entity.id, text[entity.start : entity.end]) == ("region", "daqing", "Daqing")


def test_contained_regions_count(searcher):
    assert set(ids(searcher, region=("heilongjiang",))) == {"daqing-oil", "bingxue"}


def test_filters_can_be_given_by_name(searcher):
    assert ids(searcher, region=("Liaoning",)) == ids(searcher, region=("辽宁",)) == ["liaoning-steel"]


def test_several_values_mean_any_and_several_fields_mean_all(searcher):
    assert set(ids(searcher, region=("liaoning", "daqing"))) == {"liaoning-steel", "daqing-oil"}
    assert ids(searcher, region=("liaoning", "daqing"), standing=("done",)) == ["liaoning-steel"]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"date_from": "2017-06"}, {"bingxue", "liaoning-steel"}),
        ({"date_to": "2016"}, {"daqing-oil"}),
        ({"date_from": "2016-05-04", "date_to": "2016-05-04"}, {"daqing-oil"}),
        ({"date_from": "2030"}, set()),
    ],
)
def test_dates_limit_both_ends_inclusively_and_a_year_covers_all_its_days(searcher, limits, expected):
    assert set(ids(searcher, **limits)) == expected


def test_a_facet_count_is_the_total_under_that_filter(searcher):
    result = searcher.search(SearchQuery("city workers and tourists of the oil and steel towns"))
    checked = 0
    for field in ("publisher", "standing", "language", "kind", "policy"):
        for value in result.facets[field]:
            narrowed = searcher.search(SearchQuery(result.query, Filters(**{field: (value.id,)})))
            assert narrowed.total == value.count
            checked += 1
    assert checked >= 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("region", "atlantis"),
        ("language", "fr"),
        ("kind", "book"),
        ("publisher", "Nobody"),
        ("standing", "maybe"),
    ],
)
def test_an_unknown_filter_value_is_named(searcher, field, value):
    with pytest.raises(InvalidInputError, match=value):
        searcher.search(SearchQuery("oil", Filters(**{field: (value,)})))


def test_contradictory_filters_find_nothing(searcher):
    result = searcher.search(SearchQuery("oil", Filters(region=("liaoning",), date_from="2020")))
    assert (result.total, result.hits) == (0, ())


@pytest.mark.parametrize("dates", [("2020", "2019"), ("2020-02", "2020-01"), ("2020-02-03", "2020-02-02")])
def test_reversed_dates_are_refused(dates):
    with pytest.raises(InvalidInputError, match="reversed"):
        Filters(date_from=dates[0], date_to=dates[1])


@pytest.mark.parametrize("date", ["yesterday", "2020-13", "20200101", "2020-1"])
def test_what_is_no_date_is_refused(date):
    with pytest.raises(InvalidInputError, match=date):
        Filters(date_from=date)


@pytest.mark.parametrize("top", [-1, 10**9])
def test_top_out_of_range_is_refused(top):
    with pytest.raises(InvalidInputError, match=str(top)):
        SearchQuery("oil", top=top)


def test_top_zero_gives_total_and_facets_alone(searcher):
    result = searcher.search(SearchQuery("oil", top=0))
    assert result.hits == ()
    assert result.next is None
    assert result.total > 0
    assert result.facets["kind"]


def test_an_empty_question_lists_everything_newest_first(searcher):
    assert ids(searcher) == ["bingxue", "liaoning-steel", "daqing-oil", "empty"]


def test_a_question_of_punctuation_finds_nothing_and_says_why(searcher):
    result = searcher.search(SearchQuery("?!… 。"))
    assert result.hits == ()
    assert "no word" in result.warnings[0]


def test_a_question_of_stop_words_is_answered(searcher):
    assert searcher.search(SearchQuery("what is this and that")).warnings == ()


def test_a_very_long_question_is_cut_with_a_warning(searcher):
    result = searcher.search(SearchQuery("oil field " * 10_000))
    assert result.hits[0].id == "daqing-oil"
    assert "2000" in result.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        'title:"oil" AND (',
        "oil^99999",
        "oil~ [a TO z] {",
        "\\",
        "+oil -daqing",
        "\x00 oil",
        "\ud800oil",
        "/.*/",
    ],
)
def test_operators_of_the_word_index_mean_nothing(searcher, text):
    searcher.search(SearchQuery(text))


def test_pages_follow_each_other_without_gap_or_repeat(searcher):
    whole = searcher.search(SearchQuery("")).hits
    first = searcher.search(SearchQuery("", top=3))
    second = searcher.search(SearchQuery("", top=3, cursor=first.next))
    assert first.hits + second.hits == whole
    assert second.next is None


@pytest.mark.parametrize("cursor", ["", "nonsense", "é", "MTAuYWJj"])
def test_a_foreign_cursor_is_refused(searcher, cursor):
    with pytest.raises(InvalidInputError, match="cursor"):
        searcher.search(SearchQuery("oil", cursor=cursor))


def test_results_can_be_sorted_by_date(searcher):
    dates = [hit.date or "" for hit in searcher.search(SearchQuery("oil steel 冰雪", sort="date")).hits]
    assert dates == sorted(dates, reverse=True)


def test_the_quick_way_ranks_as_search_does(searcher):
    text = "workers of closed furnaces"
    (ranking,) = searcher.rank([text], top=10)
    assert [id_ for id_, _ in ranking] == ids(searcher, text)


def test_an_index_without_documents_answers(make_release):
    searcher = make_release([]).searcher
    assert searcher.search(SearchQuery("oil")).total == 0
    assert searcher.search(SearchQuery("")).total == 0


def test_json_has_plain_values_and_leaves_silent_channels_out(searcher):
    content = searcher.search(SearchQuery("steel")).to_json()
    assert set(content) >= {
        "query",
        "release",
        "took_ms",
        "total",
        "next",
        "interpretation",
        "hits",
        "facets",
    }
    assert all(found is not None for hit in content["hits"] for found in hit["why"].values())


def test_json_text_says_what_the_plain_values_say(searcher):
    result = searcher.search(SearchQuery("steel in 鞍山"))
    assert json.loads(result.to_bytes()) == result.to_json()
    assert json.loads(result.to_bytes())["hits"][0]["why"].keys() <= {"words", "meaning", "graph"}


def test_results_are_the_same_every_time(searcher):
    once, again = (
        dataclasses.replace(searcher.search(SearchQuery("oil city")), took_ms=0.0) for _ in range(2)
    )
    assert once == again


def test_a_long_document_counts_by_its_best_passage(make_release, article):
    answer = "Dalian builds a shipyard for icebreakers on its northern shore."
    filler = [f"Paragraph {n} speaks of schools, taxes and railways in town {n}." for n in range(40)]
    long = article("long", "Report", *filler, answer)
    short = article("short", "Report", "Dalian lies on a shore; a shipyard was shut there.")
    ids, found = make_release([long, short]).searcher.candidates("shipyard for icebreakers in Dalian")
    worth = dict(zip(ids, found.features["passages"].tolist(), strict=True))
    assert worth["long"] == 1.0 > worth["short"]


def test_of_a_long_document_the_passages_with_the_words_of_the_question_are_shown(make_release, article):
    filler = [f"Paragraph {n} speaks of schools, taxes and railways in town {n}." for n in range(30)]
    told = "Dalian builds a shipyard for icebreakers."
    searcher = make_release([article("long", "A long report", *filler[:20], told, *filler[20:])]).searcher
    (hit,) = searcher.search(SearchQuery("shipyard for icebreakers")).hits
    assert hit.passages[0].text == told
    assert len(hit.passages) == 3
