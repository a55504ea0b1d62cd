"""Search called from SPARQL, over a small index and a graph with the titles of its documents."""

import json

import pytest
from pyoxigraph import Literal

from ontology.errors import InvalidInputError
from ontology.iri import iri
from ontology.named_graph import NamedGraph
from ontology.query import QueryPool
from ontology.store import write_graph
from ontology.vocabulary import term
from search.service import search_services

PREFIX = """PREFIX search: <https://w3id.org/drcgraph/search#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX region: <https://w3id.org/drcgraph/region/> PREFIX standing: <https://w3id.org/drcgraph/concept/standing/>
"""


@pytest.fixture(scope="module")
def ask(small, small_articles, tmp_path_factory):
    from pyoxigraph import Triple

    directory = tmp_path_factory.mktemp("graph") / "graph"
    documents = [article.document for article in small_articles]
    titles = [Triple(iri("article", d.id), term("dcterms:title"), Literal(d.title)) for d in documents]
    write_graph(directory, None, [NamedGraph("https://example.org/titles", titles)])
    with QueryPool(directory, workers=1, services=search_services(small)) as pool:

        def run(body):
            rows = json.loads(pool.run(f"{PREFIX} SELECT * {{ {body} }}").read())["results"]["bindings"]
            return [{name: cell["value"].rpartition("/")[2] for name, cell in row.items()} for row in rows]

        yield run


def call(inside):
    return f"SERVICE <https://w3id.org/drcgraph/search> {{ {inside} }}"


def test_passages_come_with_their_document_its_score_and_the_rank_in_each_channel(ask, searcher):
    found = ask(
        call(
            "?passage search:text 'petrochemicals in Daqing' ; search:limit 1 ; search:document ?document ; "
            "search:score ?score ; search:rank ?rank ; search:place ?place ; search:quote ?quote ; "
            "search:wordsRank ?words ; search:meaningRank ?meaning ; search:graphRank ?graph"
        )
    )
    assert {row["document"] for row in found} == {"daqing-oil"}
    assert [row["place"] for row in found] == ["1", "2"]
    assert found[0]["passage"] == "daqing-oil-p1"
    assert found[0]["quote"].startswith("Daqing was built")
    assert {row[channel] for row in found for channel in ("rank", "words", "meaning", "graph")} == {"1"}
    from search.query import SearchQuery

    (hit,) = searcher.search(SearchQuery("petrochemicals in Daqing", top=1)).hits
    assert float(found[0]["score"]) == hit.score


def test_a_blank_subject_gives_each_document_once_joined_with_the_graph(ask):
    found = ask(
        call("[] search:text '冰雪旅游'@zh ; search:limit 1 ; search:document ?d") + "?d dcterms:title ?title"
    )
    assert found == [{"d": "bingxue", "title": "黑龙江发展冰雪旅游"}]


def test_filters_are_given_as_things_names_or_dates(ask):
    def documents(options):
        return {row["d"] for row in ask(call(f"[] search:text '' ; {options} ; search:document ?d"))}

    assert documents("search:region region:heilongjiang") == {"daqing-oil", "bingxue"}
    assert documents("search:region 'Liaoning', region:harbin") == {"liaoning-steel", "bingxue"}
    assert documents("search:standing standing:done") == {"liaoning-steel"}
    assert documents("search:from '2016' ; search:to '2017'") == {"daqing-oil", "liaoning-steel"}


def test_several_texts_are_searched_at_once(ask):
    found = ask(
        "VALUES ?text { 'oil' 'blast furnaces' } "
        + call("[] search:text ?text ; search:limit 1 ; search:document ?d")
    )
    assert {(row["text"], row["d"]) for row in found} == {
        ("oil", "daqing-oil"),
        ("blast furnaces", "liaoning-steel"),
    }


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("search:limit '5'", "write it without quotes"),
        ("search:limit 5, 6", "has 2 values"),
        ("search:limit 100000", "out of range"),
        ("search:region 'Atlantis'", "Atlantis"),
        ("search:region standing:done", "is no region: give an IRI under"),
        ("search:from 'soon'", "is no date"),
        ("search:sort 'colour'", "use relevance or date"),
    ],
)
def test_options_that_make_no_sense_are_told(ask, options, reason):
    with pytest.raises(InvalidInputError, match=reason):
        ask(call(f"[] search:text 'oil' ; {options} ; search:document ?d"))
