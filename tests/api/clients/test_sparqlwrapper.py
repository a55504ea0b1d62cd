"""SPARQLWrapper over a running server, in every format that it knows."""

from xml.dom.minidom import Document

import pytest
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

# Its converter of graphs uses a class of rdflib that is to go.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

BASE = "https://w3id.org/drcgraph/"
PREFIXES = f"""
PREFIX article: <{BASE}article/>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX drc: <{BASE}ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX policy: <{BASE}policy/>
PREFIX search: <{BASE}search#>
"""
SEARCH = f"""
SELECT ?document ?title ?quote WHERE {{
  SERVICE <{BASE}search> {{
    ?passage search:text "振兴东北老工业基地" ; search:document ?document ; search:rank ?rank ;
      search:quote ?quote .
  }}
  ?document dcterms:title ?title .
}} ORDER BY ?rank
"""
CITATIONS = """
SELECT ?quote ?state ?policy WHERE {
  ?citation cito:hasCitingEntity policy:northeast-revitalization-opinions-2003 ; drc:citationState ?state ;
    oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?citation cito:hasCitedEntity ?policy }
}
"""
TABLE = "SELECT ?p WHERE { ?p a drc:Policy } ORDER BY ?p LIMIT 2"
TRIPLES = "CONSTRUCT { ?p a drc:Policy } WHERE { ?p a drc:Policy }"


@pytest.fixture
def client(address: str) -> SPARQLWrapper:
    return SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)


def rows(client: SPARQLWrapper, query: str) -> list[dict[str, str]]:
    client.setQuery(PREFIXES + query)
    found = client.queryAndConvert()["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def converted(client: SPARQLWrapper, query: str, form: str) -> object:
    client.setQuery(PREFIXES + query)
    client.setReturnFormat(form)
    return client.queryAndConvert()


def test_a_question_in_chinese_finds_passages_and_their_documents(client: SPARQLWrapper) -> None:
    found = rows(client, SEARCH)
    assert found[0].keys() == {"document", "title", "quote"}
    assert any(row["document"].startswith(f"{BASE}article/") for row in found)


def test_the_citations_of_a_document_lead_to_policies(client: SPARQLWrapper) -> None:
    found = rows(client, CITATIONS)
    assert f"{BASE}policy/northeast-revitalization-strategy" in {row.get("policy") for row in found}
    assert all(row["quote"] and row["state"] for row in found)


def test_a_table_comes_in_each_format_for_tables(client: SPARQLWrapper) -> None:
    assert len(converted(client, TABLE, JSON)["results"]["bindings"]) == 2
    assert converted(client, TABLE, CSV).decode().splitlines()[0] == "p"
    assert converted(client, TABLE, TSV).decode().splitlines()[0] == "?p"
    table = converted(client, TABLE, XML)
    assert isinstance(table, Document)
    assert len(table.getElementsByTagName("result")) == 2


@pytest.mark.parametrize("form", [TURTLE, N3])
def test_statements_come_as_text(client: SPARQLWrapper, form: str) -> None:
    assert len(Graph().parse(data=converted(client, TRIPLES, form), format="turtle")) == 4


@pytest.mark.parametrize("form", [XML, RDFXML, JSONLD])
def test_statements_come_as_a_graph(client: SPARQLWrapper, form: str) -> None:
    assert len(converted(client, TRIPLES, form)) == 4
    assert len(converted(client, "DESCRIBE policy:made-in-china-2025", form)) > 5


@pytest.mark.parametrize(
    ("query", "answer"), [("ASK { ?p a drc:Policy }", True), ("ASK { drc:x a drc:x }", False)]
)
def test_a_question_of_yes_or_no_is_answered(client: SPARQLWrapper, query: str, answer: bool) -> None:
    assert converted(client, query, JSON)["boolean"] is answer


@pytest.mark.parametrize("directly", [True, False])
def test_a_query_that_no_address_could_hold_is_posted(client: SPARQLWrapper, directly: bool) -> None:
    client.setMethod(POST)
    if directly:
        client.setRequestMethod(POSTDIRECTLY)
    many = " ".join(f"policy:unknown-{number}" for number in range(5000))
    found = rows(client, f"SELECT ?p {{ VALUES ?p {{ {many} policy:made-in-china-2025 }} ?p a drc:Policy }}")
    assert [row["p"] for row in found] == [f"{BASE}policy/made-in-china-2025"]


def test_graphs_are_named_beside_the_query(client: SPARQLWrapper) -> None:
    client.addParameter("default-graph-uri", f"{BASE}graph/register")
    (count,) = rows(client, "SELECT (COUNT(?a) AS ?n) WHERE { ?a a drc:Article }")
    assert count == {"n": "0"}


def test_a_mistake_is_told_with_its_reason(client: SPARQLWrapper) -> None:
    with pytest.raises(QueryBadFormed, match="Malformed SPARQL"):
        rows(client, "SELECT nonsense")


@pytest.mark.slow
def test_a_graph_of_ones_own_is_updated_with_a_key_alone(endpoints) -> None:
    client = SPARQLWrapper(endpoints.query, endpoints.update, returnFormat=JSON)
    client.setMethod(POST)
    note = f'<{BASE}policy/made-in-china-2025> <x:note> "new"'
    client.setQuery(f"INSERT DATA {{ GRAPH <{BASE}graph/user/wrapper> {{ {note} }} }}")
    with pytest.raises(Unauthorized):
        client.query()
    client.addCustomHttpHeader("Authorization", endpoints.authorization)
    client.query()
    assert rows(client, "SELECT ?n { ?p a drc:Policy ; <x:note> ?n }") == [{"n": "new"}]
    client.setQuery("DELETE WHERE { GRAPH <https://w3id.org/drcgraph/graph/register> { ?s ?p ?o } }")
    with pytest.raises(Exception, match="409"):
        client.query()
