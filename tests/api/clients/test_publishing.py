"""A document over HTTP, from its upload until nothing is left of it; the server starts anew in between."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.keys import KeyRing
from search.release import Release

pytestmark = pytest.mark.slow

DOCUMENT = {
    "id": "lotus-port",
    "title": "A port for lotus seeds",
    "text": (
        "Heilongjiang will build a port for lotus seeds at Fuyuan. "
        "It follows Made in China 2025 and lowers the fees of small growers by 20 percent before 2030."
    ),
    "publisher": "Fuyuan Daily",
    "date": "2019-05-01",
}
CITES = """
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX policy: <https://w3id.org/drcgraph/policy/>
SELECT ?quote WHERE {
  ?citation cito:hasCitingEntity <https://w3id.org/drcgraph/article/lotus-port> ;
    cito:hasCitedEntity policy:made-in-china-2025 ; oa:hasTarget/oa:hasSelector/oa:exact ?quote
}
"""
LEFT = 'ASK { GRAPH ?g { ?s ?p ?o FILTER (CONTAINS(CONCAT(STR(?s), " ", STR(?o)), "lotus-port")) } }'

Start = Callable[[], AbstractContextManager[httpx.Client]]
Ended = Callable[[httpx.Client, dict[str, Any]], dict[str, Any]]


@pytest.fixture
def start(
    shipped: Release,
    tmp_path: Path,
    serve: Callable[[Path], AbstractContextManager[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> Start:
    """Starts a server of a copy of the release that ships; the client has a key that may write."""
    data = tmp_path / "data"
    whole, lock = shipped.graph.parents[2], shutil.ignore_patterns("lock")
    shutil.copytree(whole, data, symlinks=True, copy_function=os.link, ignore=lock)
    headers = {"authorization": f"Bearer {KeyRing(data).add('tests', 'write')}"}
    monkeypatch.setenv("DRCGRAPH_MODELS", "")  # as the release was made

    @contextmanager
    def started() -> Iterator[httpx.Client]:
        with serve(data) as address, httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            yield client

    return started


def found(client: httpx.Client) -> list[str]:
    hits = client.get("/api/search", params={"q": "lotus seeds", "top": 10}).json()["hits"]
    return [hit["id"] for hit in hits]


def rows(client: httpx.Client, query: str) -> Any:
    return client.post("/sparql", data={"query": query}).json()


def test_a_document_is_uploaded_read_found_linked_and_deleted(start: Start, ended: Ended) -> None:
    def published(client: httpx.Client, begun: httpx.Response) -> None:
        assert begun.status_code == 202, begun.text
        job = ended(client, begun.json())
        assert job["status"] == "done", job

    with start() as client:
        assert "lotus-port" not in found(client)
        published(client, client.post("/api/articles", json=DOCUMENT))
        assert found(client)[0] == "lotus-port"
    with start() as client:
        assert found(client)[0] == "lotus-port"
        (row,) = rows(client, CITES)["results"]["bindings"]
        assert row["quote"]["value"] == "Made in China 2025"
        (citation,) = client.get("/api/articles/lotus-port").json()["citations"]
        assert (citation["status"], citation["policy"]) == ("resolved", "made-in-china-2025")
        assert "Fuyuan Daily" in client.get("/id/article/lotus-port.ttl").text
        published(client, client.delete("/api/articles/lotus-port"))
        assert client.get("/api/articles/lotus-port").status_code == 404
    with start() as client:
        assert "lotus-port" not in found(client)
        assert client.get("/api/articles/lotus-port").status_code == 404
        assert client.get("/id/article/lotus-port.ttl").status_code == 404
        assert rows(client, LEFT)["boolean"] is False
