"""rdflib's own stores over a running server: what it holds is a Graph like any other."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, Namespace
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

BASE = "https://w3id.org/drcgraph/"
DRC, CITO, POLICY = Namespace(f"{BASE}ontology#"), Namespace("http://purl.org/spar/cito/"), f"{BASE}policy/"
ARTICLE = URIRef(f"{BASE}article/2006-heilongjiang-maps-resurgence")
NOTES = URIRef(f"{BASE}graph/user/rdflib")
SEARCH = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX search: <https://w3id.org/drcgraph/search#>
SELECT ?document ?title ?words ?publisher WHERE {
  SERVICE <https://w3id.org/drcgraph/search> {
    [] search:text "the resurgence of Heilongjiang's industry" ; search:kind "article" ;
      search:document ?document ; search:rank ?rank ; search:wordsRank ?words .
  }
  ?document dcterms:title ?title .
  OPTIONAL { ?document dcterms:isReplacedBy ?publisher }
} ORDER BY ?rank LIMIT 1
"""


@pytest.fixture(scope="module")
def graph(address: str) -> Graph:
    """The release as a graph that is read over HTTP."""
    return Graph(SPARQLStore(f"{address}/sparql", returnFormat="json"))


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_text_meaning_and_graph_are_joined_in_one_query(address: str, method: str, form: str) -> None:
    store = SPARQLStore(f"{address}/sparql", method=method, returnFormat=form)
    ((document, title, words, publisher),) = store.query(SEARCH)
    assert document == ARTICLE
    assert "Heilongjiang" in title
    assert words.toPython() == 1
    assert publisher is None


def test_statements_are_made_of_what_was_found(address: str) -> None:
    store = SPARQLStore(f"{address}/sparql", returnFormat="xml")
    query = SEARCH.replace("SELECT ?document ?title ?words ?publisher", "CONSTRUCT { ?document a ?words }")
    assert len(store.query(query).graph) == 1


def test_a_pattern_is_matched_as_in_any_graph(graph: Graph) -> None:
    assert (ARTICLE, RDF.type, DRC.Article) in graph
    assert str(graph.value(ARTICLE, DCTERMS.title)).startswith("Heilongjiang")
    assert len(list(graph.triples((None, RDF.type, DRC.Policy)))) == len(
        set(graph.subjects(RDF.type, DRC.Policy))
    )


def test_a_policy_is_followed_to_what_cites_it(graph: Graph) -> None:
    strategy = URIRef(f"{POLICY}northeast-revitalization-strategy")
    citing = {
        document
        for citation in graph.subjects(CITO.hasCitedEntity, strategy)
        for document in graph.objects(citation, CITO.hasCitingEntity)
    }
    assert citing == {URIRef(f"{POLICY}northeast-revitalization-opinions-2003")}
    assert all(str(graph.value(document, DCTERMS.title)) for document in citing)


def test_bound_variables_and_prefixes_go_with_a_query(graph: Graph) -> None:
    asked = graph.query(
        "ASK { ?article a drc:Article }", initNs={"drc": DRC}, initBindings={"article": ARTICLE}
    )
    assert asked.askAnswer


@pytest.mark.slow
def test_a_graph_of_ones_own_is_written_queried_and_emptied(endpoints) -> None:
    store = SPARQLUpdateStore(
        endpoints.query,
        endpoints.update,
        returnFormat="json",
        headers={"Authorization": endpoints.authorization},
        autocommit=False,  # each commit is a release
    )
    notes = Graph(store, identifier=NOTES)
    notes.add((ARTICLE, RDFS.comment, Literal("read twice", lang="en")))
    notes.add((ARTICLE, RDFS.seeAlso, URIRef("https://example.org/资源")))
    assert set(notes.objects(ARTICLE)) == {
        Literal("read twice", lang="en"),
        URIRef("https://example.org/资源"),
    }
    joined = "SELECT ?title { ?article rdfs:comment 'read twice'@en ; dcterms:title ?title }"
    everything = Graph(store)
    assert len(everything.query(joined, initNs={"rdfs": RDFS, "dcterms": DCTERMS})) == 1
    notes.remove((ARTICLE, None, None))
    assert len(notes) == 0
