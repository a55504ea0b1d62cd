"""What the SPARQL 1.1 Protocol asks of an endpoint, beyond the ways to send a query."""

import pytest
from fastapi.testclient import TestClient

ASK = "ASK { ?s ?p ?o }"


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_pages_of_other_sites_may_post_a_query(client: TestClient, kind: str) -> None:
    asked = {
        "origin": "https://example.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type, accept",
    }
    allowed = client.options("/sparql", headers=asked)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "POST" in allowed.headers["access-control-allow-methods"]
    body = ASK if kind.endswith("query") else {"query": ASK}
    sent = {"content": body} if isinstance(body, str) else {"data": body}
    answer = client.post("/sparql", headers={"origin": "https://example.org", "content-type": kind}, **sent)
    assert answer.json()["boolean"] is True
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_malformed_query_is_told_in_a_line_with_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"})
    assert answer.status_code == 400
    assert "2:9" in answer.json()["detail"]
    assert "\n" not in answer.json()["detail"]


def test_a_head_is_a_get_without_its_body(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"


def test_an_update_is_posted(client: TestClient) -> None:
    assert client.get("/sparql/update", params={"update": "CLEAR ALL"}).is_client_error
    assert client.put("/sparql/update", content="CLEAR ALL").status_code == 405


def test_relative_names_stand_against_the_address_of_the_endpoint(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<x> AS ?x) {}"})
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "http://testserver/x"
