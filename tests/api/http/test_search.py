import pytest
from fastapi.testclient import TestClient


def test_search_answers_in_the_promised_shape(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "petrochemicals in Daqing", "top": 3}).json()
    assert found.keys() >= {
        "query",
        "release",
        "took_ms",
        "total",
        "next",
        "interpretation",
        "hits",
        "facets",
    }
    assert "daqing" in {entity["id"] for entity in found["interpretation"]["entities"]}
    hit = found["hits"][0]
    assert hit.keys() >= {
        "id",
        "kind",
        "title",
        "title_zh",
        "url",
        "date",
        "publisher",
        "score",
        "passages",
        "why",
    }
    for passage in hit["passages"]:
        assert all(0 <= start < end <= len(passage["text"]) for start, end in passage["highlights"])


def test_filters_narrow_and_unknown_values_are_told(client: TestClient) -> None:
    everything = client.get("/api/search", params={"q": "industry"}).json()["total"]
    articles = client.get("/api/search", params={"q": "industry", "kind": "article"}).json()
    assert 0 < articles["total"] < everything
    assert {hit["kind"] for hit in articles["hits"]} == {"article"}
    refused = client.get("/api/search", params={"q": "industry", "region": "atlantis"})
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"
    assert "atlantis" in refused.json()["detail"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "x", "top": "-1"},
        {"q": "x", "top": "1000000000"},
        {"q": "x", "top": "many"},
        {"q": "x", "sort": "sideways"},
        {"q": "x", "from": "yesterday"},
        {"q": "x", "from": "2016", "to": "2003"},
        {"q": "x", "cursor": "nonsense"},
        {"q": "x", "kind": "poem"},
        {"q": "x", "language": "fr"},
    ],
)
def test_what_cannot_be_used_is_a_400_that_says_why(client: TestClient, parameters: dict[str, str]) -> None:
    answer = client.get("/api/search", params=parameters)
    assert answer.status_code == 400
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "the of and",
        "?!…",
        'a" AND (',
        "title:x~3 *",
        "\u202eabc",
        "𝒳" * 50,
        "coal " * 1_000,
        "промышленность",
    ],
)
def test_odd_questions_are_answered(client: TestClient, question: str) -> None:
    for address in ("/api/search", "/search"):
        assert client.get(address, params={"q": question}).status_code == 200


def test_filters_that_leave_nothing_find_nothing(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "steel", "kind": "policy", "from": "1900", "to": "1901"})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


def test_pages_of_results_neither_repeat_nor_skip(client: TestClient) -> None:
    parameters = {"q": "industry", "top": "7"}
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        page = client.get("/api/search", params=parameters | ({"cursor": cursor} if cursor else {})).json()
        seen += [hit["id"] for hit in page["hits"]]
        cursor = page["next"]
        if cursor is None:
            break
    whole = client.get("/api/search", params={"q": "industry", "top": len(seen)}).json()
    assert seen == [hit["id"] for hit in whole["hits"]]
    assert len(set(seen)) == len(seen)


def test_names_are_suggested_as_one_types(client: TestClient) -> None:
    assert "heilongjiang" in {
        found["id"] for found in client.get("/api/suggest", params={"q": "heilong"}).json()
    }
    assert client.get("/api/suggest", params={"q": ""}).status_code == 200


def test_related_documents_come_with_reasons(client: TestClient) -> None:
    found = client.get("/api/related/article/2006-heilongjiang-maps-resurgence").json()
    assert found
    assert found[0].keys() >= {"id", "kind", "title", "score", "reasons"}
    assert client.get("/api/related/policy/2006-heilongjiang-maps-resurgence").status_code == 404


def test_an_answer_is_made_of_sentences_of_the_documents(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "What industries has Heilongjiang?"}).json()
    for sentence in answer["sentences"]:
        text = client.get(f"/api/articles/{sentence['document']}").json()["text"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert client.post("/api/ask", json={}).status_code == 400
