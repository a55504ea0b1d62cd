import re

import pytest
from fastapi.testclient import TestClient

HTML = {"accept": "text/html"}


def test_what_a_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/search", params={"q": "steel"})
    assert client.get("/readyz").json()["release"] in first.headers["etag"]
    again = client.get("/api/search", params={"q": "steel"}, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/search", params={"q": "coal"}, headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/api/search?q=steel", "/measures", "/id/policy/made-in-china-2025.ttl"])
def test_caches_learn_from_304_what_they_would_from_the_whole_answer(client: TestClient, path: str) -> None:
    first = client.get(path, headers=HTML | {"accept-encoding": "gzip"})
    again = client.get(path, headers=HTML | {"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (first.status_code, again.status_code) == (200, 304)
    for name in ("etag", "cache-control"):
        assert again.headers[name] == first.headers[name]
    told, before = ({name.strip().lower() for name in a.headers["vary"].split(",")} for a in (again, first))
    assert {"accept", "accept-language"} < told == before


def test_a_star_stands_for_whatever_there_is(client: TestClient) -> None:
    star = {"if-none-match": "*"}
    there = client.get("/api/policies/made-in-china-2025", headers=star)
    assert (there.status_code, there.content) == (304, b"")
    assert "etag" in there.headers
    assert client.get("/api/policies/nothing", headers=star).status_code == 404


def test_a_page_in_another_language_has_another_tag(client: TestClient) -> None:
    tags = {
        client.get("/measures", headers=HTML | {"accept-language": name}).headers["etag"]
        for name in ("en", "zh")
    }
    assert len(tags) == 2


def test_errors_are_not_tagged(client: TestClient) -> None:
    assert "etag" not in client.get("/api/articles/nothing").headers


def test_each_request_has_an_id_and_keeps_the_one_it_came_with(client: TestClient) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", client.get("/healthz").headers["x-request-id"])
    assert client.get("/healthz", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/healthz", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"


def test_requests_are_counted_by_route(client: TestClient) -> None:
    client.get("/api/articles/nothing")
    told = client.get("/metrics").text
    assert 'drcgraph_requests_total{method="GET",route="/api/articles/{id:path}",status="404"}' in told


def test_large_answers_are_compressed(client: TestClient) -> None:
    answer = client.get("/search?q=industry", headers=HTML | {"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < 100_000


@pytest.mark.parametrize("path", ["/", "/api/search?q=oil", "/id/policy/made-in-china-2025.ttl", "/healthz"])
def test_head_tells_what_get_does_without_the_content(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code == 200
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""


def test_an_interface_asked_by_a_wrong_method_says_so(client: TestClient) -> None:
    wrong = client.get("/api/cite")
    assert wrong.status_code == 405
    assert wrong.headers["allow"] == "POST"
