import json

import pytest
from fastapi.testclient import TestClient

ASK = "ASK { ?s ?p ?o }"
TEN = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 10"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.get("/sparql", params={"query": TEN}),
        lambda client: client.post("/sparql", data={"query": TEN}),
        lambda client: client.post(
            "/sparql", content=TEN, headers={"content-type": "application/sparql-query"}
        ),
    ],
    ids=["get", "form", "body"],
)
def test_the_three_ways_of_the_protocol_give_the_same(client: TestClient, send) -> None:
    answer = send(client)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert len(answer.json()["results"]["bindings"]) == 10


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (TEN, "text/csv", "text/csv; charset=utf-8"),
        (TEN, "application/sparql-results+xml", "application/sparql-results+xml"),
        (TEN, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (TEN, "text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json"),
        (ASK, "application/json", "application/sparql-results+json"),
        (GRAPH, "*/*", "text/turtle; charset=utf-8"),
        (GRAPH, "application/ld+json", "application/ld+json"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_format_follows_accept(client: TestClient, query: str, accept: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_parameter_wins_over_accept(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": TEN, "format": "csv"}, headers={"accept": "text/turtle"})
    assert answer.text.splitlines()[0] == "s"


@pytest.mark.parametrize(
    ("query", "names", "kind"),
    [
        (GRAPH, ["turtle"], "text/turtle; charset=utf-8"),
        (GRAPH, ["xml"], "application/rdf+xml"),
        (GRAPH, ["json"], "application/ld+json"),
        (GRAPH, ["rdf+xml", "application/rdf+xml"], "application/rdf+xml"),
        (GRAPH, ["application/x-json+ld,application/ld+json"], "application/ld+json"),
        (TEN, ["xml"], "application/sparql-results+xml"),
        (TEN, ["text/csv", ""], "text/csv; charset=utf-8"),
    ],
)
def test_a_parameter_may_have_the_names_that_other_clients_use(
    client: TestClient, query: str, names: list[str], kind: str
) -> None:
    answer = client.get("/sparql", params={"query": query, "format": names})
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    ("parameters", "headers", "status", "word"),
    [
        ({"query": "SELECT nonsense"}, {}, 400, "SPARQL"),
        ({"format": "json"}, {}, 400, "0 queries"),
        ({"query": TEN, "default-graph-uri": "a graph"}, {}, 400, "'a graph'"),
        ({"query": [ASK, ASK]}, {}, 400, "2 queries"),
        ({"query": TEN, "format": "poem"}, {}, 400, "poem"),
        ({"query": TEN, "format": ""}, {}, 400, "format"),
        ({"query": TEN, "format": "turtle"}, {}, 400, "ttl"),
        ({"query": TEN}, {"accept": "image/png"}, 406, "image/png"),
        ({"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, {}, 400, "SERVICE"),
        ({"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, {}, 400, ""),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: TestClient, parameters, headers, status, word) -> None:
    answer = client.get("/sparql", params=parameters, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert word in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (TEN.encode(), "", 415),
        ("ASK { ?s ?p 'é' }".encode("latin-1"), "application/sparql-query", 400),
        (b"query=" + ASK.encode() + b"&query=" + ASK.encode(), "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_body_that_is_no_query_is_refused(
    client: TestClient, content: bytes, kind: str, status: int
) -> None:
    headers = {"content-type": kind} if kind else {}
    answer = client.post("/sparql", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_only_the_two_methods_of_the_protocol_are_taken(client: TestClient) -> None:
    assert client.put("/sparql", params={"query": ASK}).status_code == 405


def test_the_graphs_of_the_protocol_win_over_those_of_the_query(client: TestClient) -> None:
    register = "https://w3id.org/drcgraph/graph/register"
    empty = {"query": f"ASK FROM <{register}> {{ ?s ?p ?o }}", "default-graph-uri": "https://example.org/no"}
    assert client.get("/sparql", params=empty).json()["boolean"] is False
    named = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": register}
    rows = client.post("/sparql", data=named).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == [register]


def test_named_graphs_may_be_chosen_by_the_protocol(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    graph = "https://w3id.org/drcgraph/graph/article/2006-heilongjiang-maps-resurgence"
    counts = [
        int(json.loads(client.get("/sparql", params=p).text)["results"]["bindings"][0]["n"]["value"])
        for p in ({"query": query}, {"query": query, "default-graph-uri": graph})
    ]
    assert counts[0] > counts[1] > 0


def test_a_thing_is_described_in_the_form_asked_for(client: TestClient) -> None:
    address = "/id/policy/made-in-china-2025"
    assert client.get(address, headers={"accept": "text/turtle"}).text.startswith("@prefix")
    assert client.get(address + ".jsonld").headers["content-type"] == "application/ld+json"
    assert client.get(address, params={"format": "nt"}).text.startswith("<https://w3id.org/drcgraph/")
    page = client.get(address, headers={"accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/policy/made-in-china-2025")
    assert client.get("/id/policy/nothing", headers={"accept": "text/turtle"}).status_code == 404
    assert client.get(address, headers={"accept": "image/png"}).status_code == 406


def test_the_query_page_shows_an_answer_as_a_table(client: TestClient) -> None:
    page = client.get("/query", params={"query": TEN}, headers={"accept": "text/html"}).text
    assert "<h2>10 rows</h2>" in page
    broken = client.get("/query", params={"query": "SELECT nonsense"}, headers={"accept": "text/html"})
    assert broken.status_code == 400
    assert "SELECT nonsense</textarea>" in broken.text
