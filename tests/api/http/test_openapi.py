"""The OpenAPI document is complete, and what it shows is what the server does."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator

Json = dict[str, Any]
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def document(client: TestClient) -> Json:
    return client.get("/openapi.json").json()


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def check(document: Json, schema: Json, value: object, where: str) -> None:
    """Fails with what is wrong where the value is not of the shape."""
    validator = Draft202012Validator({**schema, "components": document["components"]})
    assert [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(value)] == [], where


def examples(document: Json, described: Json) -> list[Any]:
    """All examples of a parameter or a content, or of the shape that it names."""
    if "example" in described:
        return [described["example"]]
    schema = described["schema"]
    named = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
    return schema.get("examples", []) or named.get("examples", [])


def bodies(document: Json, operation: Json) -> list[tuple[str, Any] | None]:
    """The examples of bodies with their media types; None where there is no body."""
    contents = operation.get("requestBody", {}).get("content", {})
    return [(kind, e) for kind, content in contents.items() for e in examples(document, content)] or [None]


def test_each_operation_has_a_summary_a_description_and_a_tag_that_is_explained(document: Json) -> None:
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for path, method, operation in operations(document):
        assert operation["summary"], (method, path)
        assert operation["description"], (method, path)
        assert set(operation["tags"]) <= tags, (method, path)


def test_each_parameter_has_a_description_and_an_example_of_its_shape(document: Json) -> None:
    for path, method, operation in operations(document):
        for parameter in operation.get("parameters", []):
            where = f"{method} {path} {parameter['name']}"
            assert parameter["description"], where
            assert examples(document, parameter), where
            for example in examples(document, parameter):
                check(document, parameter["schema"], example, where)


def test_each_body_and_answer_has_a_shape_and_an_example_of_it(document: Json) -> None:
    for path, method, operation in operations(document):
        told = list(operation.get("requestBody", {}).get("content", {}).items())
        for status, response in operation["responses"].items():
            assert response["description"], (method, path, status)
            told += response.get("content", {}).items()
        for kind, content in told:
            where = f"{method} {path} {kind}"
            schema = content["schema"]
            shown = examples(document, content)
            assert shown, where
            for example in shown:
                check(document, schema, example, where)


def test_what_can_go_wrong_is_a_problem_document(document: Json) -> None:
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == [PROBLEM], (method, path, status)
                assert response["content"][PROBLEM]["example"]["status"] == int(status)
        statuses = operation["responses"].keys()
        if "security" in operation:
            assert {"401", "403", "429"} <= statuses, (method, path)
        if "requestBody" in operation:
            assert {"400", "413", "415"} <= statuses, (method, path)
        if any(parameter["in"] == "path" for parameter in operation.get("parameters", [])):
            assert "404" in statuses, (method, path)


def send(
    client: TestClient, document: Json, path: str, method: str, chosen: Json, body: tuple[str, Any] | None
) -> Response:
    """The answer to a request with the example of each path parameter, and what was chosen."""
    for parameter in document["paths"][path][method].get("parameters", []):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(examples(document, parameter)[0], safe=""))
    sent = {} if body is None else _as_sent(*body)
    return client.request(method, path, follow_redirects=False, params=chosen, **sent)


def _as_sent(kind: str, value: Any) -> Json:
    """Arguments for a request with this body."""
    if kind.endswith("json"):
        return {"json": value, "headers": {"content-type": kind}}
    if kind == "multipart/form-data":
        return {"files": {name: (f"{name}.md", content) for name, content in value.items()}}
    if kind == "application/x-www-form-urlencoded":
        return {"data": value}
    return {"content": value, "headers": {"content-type": kind}}


def checked(document: Json, operation: Json, answer: Response, where: str) -> None:
    """The answer is one that the operation declares, and of the shape declared for it."""
    declared = operation["responses"].get(str(answer.status_code))
    assert declared is not None, (where, answer.status_code, answer.text[:200])
    if not answer.content or answer.is_redirect:
        return
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in declared["content"], (where, kind)
    if kind.endswith("json"):
        check(document, declared["content"][kind]["schema"], answer.json(), where)


REFUSED = {"cursor": 400, "default-graph-uri": 400, "named-graph-uri": 400, "graph": 404}
"""Examples that cannot be good everywhere: a cursor belongs to a question; graphs, to a query."""


def test_each_example_of_reading_is_answered_as_declared(client: TestClient, document: Json) -> None:
    for path, method, operation in operations(document):
        if "security" in operation:
            continue
        chosen = [
            {parameter["name"]: example}
            for parameter in operation.get("parameters", [])
            if parameter["in"] == "query"
            for example in examples(document, parameter)
        ]
        for query in [{}, *chosen]:
            for body in bodies(document, operation):
                if (method, path) == ("get", "/sparql") and query:
                    query = {"query": "ASK {}", **query}
                where = f"{method} {path} {query} {body}"
                answer = send(client, document, path, method, query, body)
                checked(document, operation, answer, where)
                if path == "/api/jobs/{id}":
                    assert answer.status_code == 404
                elif not query.keys() & REFUSED.keys() and path != "/sparql/graph":
                    assert answer.status_code in (200, 303), (where, answer.text[:200])


@pytest.mark.slow
def test_each_example_of_writing_is_answered_as_declared(writing: TestClient) -> None:
    document = writing.get("/openapi.json").json()
    graph = {"graph": "https://w3id.org/drcgraph/graph/user/notes"}
    for path, method, operation in sorted(operations(document), key=lambda found: found[1] == "delete"):
        if "security" not in operation:
            continue
        for body in bodies(document, operation):
            query = graph if path == "/sparql/graph" else {}
            answer = send(writing, document, path, method, query, body)
            where = f"{method} {path} {body}"
            checked(document, operation, answer, where)
            assert answer.is_success, (where, answer.text)
            if answer.status_code == 202:
                assert _ended(writing, answer.headers["location"])["status"] == "done", where


def _ended(client: TestClient, address: str) -> Json:
    deadline = time.monotonic() + 120
    while (job := client.get(address).json())["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return job


def test_without_a_key_each_operation_of_writing_says_so(client: TestClient, document: Json) -> None:
    for path, method, operation in operations(document):
        if "security" in operation:
            answer = client.request(method, path.replace("{id}", "x"))
            assert answer.status_code == 401, (method, path)
            assert answer.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST"),
        ("/api/articles/x", "DELETE, GET, HEAD"),
        ("/api/articles", "POST"),
        ("/sparql/graph", "DELETE, GET, HEAD, POST, PUT"),
        ("/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_taken_names_all_that_are(client: TestClient, path: str, methods: str) -> None:
    other = client.patch(path)
    assert other.status_code == 405
    assert sorted(other.headers["allow"].split(", ")) == methods.split(", ")
    assert methods.split(", ")[0] in other.json()["detail"]
    options = client.options(path)
    assert (options.status_code, sorted(options.headers["allow"].split(", "))) == (204, methods.split(", "))


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/articles/", "/sparql/nothing"])
def test_an_address_of_programs_that_does_not_exist_is_a_problem_even_for_browsers(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM


@pytest.mark.parametrize("path", ["/api/cite", "/api/annotate", "/api/ask"])
def test_a_body_of_another_kind_is_refused_with_the_kind_that_is_taken(client: TestClient, path: str) -> None:
    for headers in ({"content-type": "text/plain"}, {}):
        answer = client.post(path, content="a text", headers=headers)
        assert answer.status_code == 415
        assert "application/json" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask", {"question": 5}),
        ("/api/ask", {"question": "Who?", "top": "3"}),
        ("/api/ask", {"question": "Who?", "phrase": 1}),
        ("/api/ask", {"question": "Who?", "top": True}),
        ("/api/ask", {"question": "Who?", "top": 2.5}),
        ("/api/cite", {"text": "a", "language": "English"}),
        ("/api/cite", {"text": "a", "date": "yesterday"}),
        ("/api/cite", {"text": None}),
    ],
)
def test_a_body_with_a_value_of_another_type_is_refused(client: TestClient, path: str, body: Json) -> None:
    assert client.post(path, json=body).status_code == 400


def test_what_is_no_json_is_said_with_the_place(client: TestClient) -> None:
    answer = client.post("/api/cite", content='{"text": }', headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "the body is no JSON (at character 9: expecting value)"


def test_what_is_not_utf8_is_said_with_the_place(client: TestClient) -> None:
    body = '{"text": "国发"}'.encode("gbk")
    answer = client.post("/api/cite", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("the body is not UTF-8 (byte 11)")


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"text": "a", "date": "yesterday"}, "date: write YYYY, YYYY-MM or YYYY-MM-DD (given: 'yesterday')"),
        ({"text": "a", "language": "English"}, "language: write the two letters of ISO 639-1, as en or zh"),
        ({"name": "a"}, "text: field required"),
    ],
)
def test_what_is_wrong_with_a_body_is_said_without_patterns_or_python(
    client: TestClient, body: Json, detail: str
) -> None:
    told = client.post("/api/cite", json=body).json()["detail"]
    assert told.startswith(detail)
    assert "{" not in told
    assert "[" not in told
