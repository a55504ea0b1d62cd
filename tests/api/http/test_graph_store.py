import pytest
from fastapi.testclient import TestClient

GRAPH = "https://w3id.org/drcgraph/graph/user/kept"
REGISTER = "https://w3id.org/drcgraph/graph/register"
TURTLE = {"content-type": "text/turtle"}
ONE, TWO = "<a:a> <a:b> 1 .", "<a:a> <a:b> 2 ."


def statements(client: TestClient, graph: str = GRAPH) -> list[str]:
    headers = {"accept": "application/n-triples"}
    return sorted(client.get("/sparql/graph", params={"graph": graph}, headers=headers).text.splitlines())


@pytest.mark.slow
def test_a_graph_is_made_extended_replaced_and_deleted(writing: TestClient) -> None:
    named = {"params": {"graph": GRAPH}, "headers": TURTLE}
    assert writing.get("/sparql/graph", params={"graph": GRAPH}).status_code == 404
    assert writing.put("/sparql/graph", content=ONE, **named).status_code == 201
    assert writing.post("/sparql/graph", content=TWO, **named).status_code == 204
    assert len(statements(writing)) == 2
    assert writing.put("/sparql/graph", content=TWO, **named).status_code == 204
    assert [line.split()[2][1] for line in statements(writing)] == ["2"]
    assert writing.delete("/sparql/graph", params={"graph": GRAPH}).status_code == 204
    assert writing.get("/sparql/graph", params={"graph": GRAPH}).status_code == 404
    assert writing.delete("/sparql/graph", params={"graph": GRAPH}).status_code == 404


@pytest.mark.slow
def test_a_graph_may_be_empty(writing: TestClient) -> None:
    named = {"params": {"graph": GRAPH}, "headers": TURTLE}
    assert writing.put("/sparql/graph", content="", **named).status_code == 201
    assert statements(writing) == []
    assert writing.get("/sparql/graph", params={"graph": GRAPH}).status_code == 200
    assert writing.put("/sparql/graph", content="", **named).status_code == 204
    assert writing.delete("/sparql/graph", params={"graph": GRAPH}).status_code == 204


def test_the_default_graph_is_that_of_queries(client: TestClient) -> None:
    answer = client.get("/sparql/graph?default", headers={"accept": "application/n-triples"})
    query = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(set(answer.text.splitlines())) == int(row["n"]["value"])


def test_a_graph_without_a_name_gets_one(writing: TestClient) -> None:
    made = writing.post("/sparql/graph", content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert "1" in writing.get(made.headers["location"], headers={"accept": "text/turtle"}).text


@pytest.mark.parametrize("where", [{"graph": REGISTER}, {"default": ""}])
def test_only_users_graphs_are_written(writing: TestClient, where: dict[str, str]) -> None:
    for method in ("PUT", "POST", "DELETE"):
        answer = writing.request(method, "/sparql/graph", params=where, content=ONE, headers=TURTLE)
        assert answer.status_code == 409


def test_what_is_no_graph_is_refused(writing: TestClient) -> None:
    named = {"graph": GRAPH}
    assert writing.put("/sparql/graph", params=named, content=ONE).status_code == 415
    assert writing.put("/sparql/graph", params=named, content="<a:a>", headers=TURTLE).status_code == 400
    assert writing.put("/sparql/graph", content=ONE, headers=TURTLE).status_code == 400
    both = {"graph": GRAPH, "default": ""}
    assert writing.put("/sparql/graph", params=both, content=ONE, headers=TURTLE).status_code == 400


@pytest.mark.parametrize(
    "kind", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
@pytest.mark.parametrize("where", [{"graph": f"{REGISTER}"}, {"default": ""}])
def test_every_graph_is_read_in_the_form_asked_for(client: TestClient, kind: str, where) -> None:
    answer = client.get("/sparql/graph", params=where, headers={"accept": kind})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert len(answer.content) > 1000
    head = client.head("/sparql/graph", params=where, headers={"accept": kind})
    assert (head.status_code, head.headers["content-type"]) == (200, answer.headers["content-type"])


@pytest.mark.parametrize("address", ["/sparql/graph", "/sparql"])
def test_a_charset_in_accept_is_no_matter(client: TestClient, address: str) -> None:
    asked = {"graph": REGISTER} if address.endswith("graph") else {"query": "DESCRIBE <a:a>"}
    headers = {"accept": 'text/turtle;charset="utf-8" ; q=0.9'}
    answer = client.get(address, params=asked, headers=headers)
    assert (answer.status_code, answer.headers["content-type"][:11]) == (200, "text/turtle")


def test_what_cannot_be_read_is_told(client: TestClient) -> None:
    assert client.get("/sparql/graph").status_code == 400
    assert client.get("/sparql/graph", params={"graph": "no graph"}).status_code == 400
    image = client.get("/sparql/graph", params={"graph": REGISTER}, headers={"accept": "image/png"})
    assert image.status_code == 406


@pytest.mark.slow
def test_an_update_takes_its_dataset_from_the_protocol(writing: TestClient) -> None:
    named = {"params": {"graph": GRAPH}, "headers": TURTLE}
    writing.put("/sparql/graph", content=ONE, **named)
    update = f"INSERT {{ GRAPH <{GRAPH}-2> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    sent = {"update": update, "using-graph-uri": GRAPH}
    assert writing.post("/sparql/update", data=sent).status_code == 204
    assert statements(writing, f"{GRAPH}-2") == statements(writing)
    conflict = sent | {"update": update.replace("WHERE", f"USING <{GRAPH}> WHERE")}
    assert writing.post("/sparql/update", data=conflict).status_code == 400
    assert writing.post("/sparql/update", data=sent | {"using-graph-uri": "no"}).status_code == 400


@pytest.mark.slow
def test_files_of_a_form_are_written_together(writing: TestClient) -> None:
    files = [
        ("graphs", ("one.ttl", "<a:a> <a:b> _:x . _:x <a:c> 1 .", "text/turtle")),
        ("graphs", ("two.nt", "<a:a> <a:b> _:x .", "application/n-triples")),
    ]
    assert writing.put("/sparql/graph", params={"graph": GRAPH}, files=files).status_code == 201
    assert len(statements(writing)) == 3
    image = [("graphs", ("three.png", b"", "image/png"))]
    assert writing.put("/sparql/graph", params={"graph": GRAPH}, files=image).status_code == 415


@pytest.mark.slow
def test_blank_nodes_of_what_is_added_are_others_than_those_there(writing: TestClient) -> None:
    named = {"params": {"graph": GRAPH}, "headers": TURTLE}
    writing.put("/sparql/graph", content="_:x <a:b> 1 .", **named)
    writing.post("/sparql/graph", content="_:x <a:c> 2 .", **named)
    assert len({line.split()[0] for line in statements(writing)}) == 2
