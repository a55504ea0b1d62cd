"""Things by their own addresses: the same answer for the same thing, however its form is asked for."""

import pytest
from fastapi.testclient import TestClient

KNOWN = "/id/policy/made-in-china-2025"
FORMS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}


@pytest.mark.parametrize(("extension", "kind"), FORMS.items())
def test_extension_and_accept_give_the_same(client: TestClient, extension: str, kind: str) -> None:
    by_name, by_accept = client.get(f"{KNOWN}.{extension}"), client.get(KNOWN, headers={"accept": kind})
    assert by_name.status_code == by_accept.status_code == 200
    assert by_name.headers["content-type"].partition(";")[0] == kind
    assert by_name.content == by_accept.content


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*"])
def test_the_page_has_an_extension_too(client: TestClient, accept: str) -> None:
    answer = client.get(f"{KNOWN}.html", headers={"accept": accept}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/policy/made-in-china-2025")


@pytest.mark.parametrize(
    "thing", ["policy/nothing", "article/made-in-china-2025", "region/nowhere", "measure/none", "odd/none"]
)
@pytest.mark.parametrize("form", ["", ".html", *(f".{name}" for name in FORMS)])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*"])
def test_what_is_unknown_is_not_found_in_any_form(
    client: TestClient, thing: str, form: str, accept: str
) -> None:
    answer = client.get(f"/id/{thing}{form}", headers={"accept": accept}, follow_redirects=False)
    assert answer.status_code == 404


def test_what_has_no_page_is_told_in_rdf(client: TestClient) -> None:
    query = "SELECT ?m { ?m a <https://w3id.org/drcgraph/ontology#Measure> } LIMIT 1"
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    path = row["m"]["value"].replace("https://w3id.org/drcgraph", "/id")
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    assert client.get(path, headers=browser).headers["content-type"].startswith("text/turtle")
    assert client.get(path, headers={"accept": "text/html"}).status_code == 406
    assert "has no page" in client.get(f"{path}.html").json()["detail"]
