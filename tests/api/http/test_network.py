"""Neighbours of a thing and the terms of the graph, as the pages ask for them."""

from fastapi.testclient import TestClient

POLICY = "policy/northeast-revitalization-opinions-2003"


def network(client: TestClient, thing: str, **headers: str):
    answer = client.get(f"/api/network/{thing}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_policy_is_linked_to_those_that_implement_or_cite_it(client: TestClient) -> None:
    found = network(client, POLICY)
    assert found["nodes"][0]["id"] == POLICY
    ids = {node["id"] for node in found["nodes"]}
    assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= ids
    assert all(POLICY in (edge["source"], edge["target"]) for edge in found["edges"])
    assert len(found["nodes"]) > 1


def test_an_article_is_linked_to_what_it_names(client: TestClient) -> None:
    found = network(client, "article/2006-heilongjiang-maps-resurgence")
    assert "region/heilongjiang" in {node["id"] for node in found["nodes"]}


def test_an_entity_is_linked_to_what_it_is_named_with_and_belongs_to(client: TestClient) -> None:
    found = network(client, "region/daqing")
    relations = {edge["relation"] for edge in found["edges"]}
    assert {"together", "belongs"} <= relations


def test_labels_are_in_the_reader_s_language(client: TestClient) -> None:
    found = network(client, "region/heilongjiang", **{"accept-language": "zh"})
    assert found["nodes"][0]["label"] == "黑龙江省"


def test_what_is_not_there_is_said_so(client: TestClient) -> None:
    assert client.get("/api/network/policy/nothing").status_code == 404
    assert client.get("/api/network/planet/mars").status_code == 404


def test_the_vocabulary_names_what_the_graph_is_written_in(client: TestClient) -> None:
    found = client.get("/api/vocabulary").json()
    measure = next(term for term in found["classes"] if term["iri"].endswith("ontology#Measure"))
    assert measure["count"] > 0
    assert (measure["en"], measure["zh"]) == ("measure", "措施")
    counts = [term["count"] for term in found["properties"]]
    assert counts == sorted(counts, reverse=True)
