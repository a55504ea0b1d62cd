from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

Ended = Callable[[TestClient, dict[str, Any]], dict[str, Any]]

GRAPH = "https://w3id.org/drcgraph/graph/user/notes"
DOCUMENT = {
    "id": "new-plan",
    "title": "A new plan",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
}


def uploads(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "uploads").iterdir())


def test_a_document_is_added_found_and_taken_out(writing: TestClient, data_copy: Path, ended: Ended) -> None:
    begun = writing.post("/api/articles", json=DOCUMENT)
    assert begun.status_code == 202
    assert ended(writing, begun.json())["status"] == "done"
    assert writing.get("/api/articles/new-plan").json()["title"] == "A new plan"
    assert uploads(data_copy) == ["new-plan.jsonl"]
    assert ended(writing, writing.delete("/api/articles/new-plan").json())["status"] == "done"
    assert writing.get("/api/articles/new-plan").status_code == 404
    assert writing.delete("/api/articles/new-plan").status_code == 404
    assert uploads(data_copy) == []


def test_an_id_that_cannot_be_an_address_is_refused_in_words(writing: TestClient) -> None:
    answer = writing.post("/api/articles", json=DOCUMENT | {"id": "new plan"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("id: leave out spaces")
    assert "^" not in answer.json()["detail"]


def test_a_document_that_cannot_be_read_leaves_nothing(
    writing: TestClient, data_copy: Path, ended: Ended
) -> None:
    sent = {"file": ("plan.pdf", b"no PDF", "application/pdf")}
    job = ended(writing, writing.post("/api/uploads", files=sent).json())
    assert job["status"] == "failed"
    assert "plan.pdf" in job["problems"][0]
    assert uploads(data_copy) == []


def test_a_users_graph_is_written_and_read(writing: TestClient) -> None:
    turtle = {"content-type": "text/turtle"}
    wrote = writing.put("/sparql/graph", params={"graph": GRAPH}, content="<a:a> <a:b> 1 .", headers=turtle)
    assert wrote.status_code == 201
    other = writing.put(
        "/sparql/graph",
        params={"graph": "https://w3id.org/drcgraph/graph/register"},
        content="<a:a> <a:b> 1 .",
        headers=turtle,
    )
    assert other.status_code == 409
    assert writing.post("/sparql/graph", params={"graph": GRAPH}, content="[]").status_code == 415


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/api/articles"),
        ("DELETE", "/api/articles/x"),
        ("POST", "/sparql/update"),
        ("PUT", "/sparql/graph"),
    ],
)
def test_writing_needs_a_key(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address, json=DOCUMENT)
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("writing needs a key")
    assert (
        client.request(method, address, json=DOCUMENT, headers={"authorization": "Bearer x"}).status_code
        == 401
    )
