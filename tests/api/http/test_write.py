import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

GRAPH = "https://w3id.org/drcgraph/graph/user/notes"
DOCUMENT = {
    "id": "new-plan",
    "title": "A new plan",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
}


def uploads(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "uploads").iterdir())


def finished(client: TestClient, job: dict[str, str]) -> dict[str, str]:
    deadline = time.monotonic() + 280
    while job["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.2)
        job = client.get(f"/api/jobs/{job['id']}").json()
    assert job["status"] == "done", job
    while client.get("/readyz").json()["release"] != job["release"]:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return job


def test_a_document_is_added_found_and_taken_out(writing: TestClient, data_copy: Path) -> None:
    begun = writing.post("/api/articles", json=DOCUMENT)
    assert begun.status_code == 202
    assert finished(writing, begun.json())["status"] == "done"
    assert writing.get("/api/articles/new-plan").json()["title"] == "A new plan"
    assert uploads(data_copy) == ["new-plan.jsonl"]
    assert finished(writing, writing.delete("/api/articles/new-plan").json())["status"] == "done"
    assert writing.get("/api/articles/new-plan").status_code == 404
    assert writing.delete("/api/articles/new-plan").status_code == 404
    assert uploads(data_copy) == []


def test_a_document_that_cannot_be_read_leaves_nothing(writing: TestClient, data_copy: Path) -> None:
    sent = {"file": ("plan.pdf", b"no PDF", "application/pdf")}
    job = writing.post("/api/uploads", files=sent).json()
    deadline = time.monotonic() + 60
    while job["status"] == "running":
        assert time.monotonic() < deadline
        time.sleep(0.1)
        job = writing.get(f"/api/jobs/{job['id']}").json()
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
