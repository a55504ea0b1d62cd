import subprocess
import sys
import time
from pathlib import Path

from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from ingest.publish import remove
from search.release import current_release_id


def test_a_server_without_a_release_says_so(tmp_path: Path) -> None:
    with TestClient(create_app(load_settings(data=tmp_path))) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert "drcgraph ingest" in answer.json()["detail"]
        assert client.get("/search?q=x", headers={"accept": "text/html"}).status_code == 503
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200


def test_a_new_release_is_taken_up_without_a_failed_request(data_copy: Path) -> None:
    settings = load_settings(data=data_copy, release_poll_seconds=0.05)
    with TestClient(create_app(settings)) as client:
        before = client.get("/readyz").json()["release"]
        remove(data_copy, ["2003-vows-revitalize-northeastern-base"])
        wanted, deadline = current_release_id(data_copy), time.monotonic() + 20
        assert wanted != before
        while client.get("/readyz").json()["release"] != wanted:
            assert client.get("/api/search", params={"q": "industry"}).status_code == 200
            assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code == 200
            assert time.monotonic() < deadline
        assert client.get("/api/articles/2003-vows-revitalize-northeastern-base").status_code == 404


def test_the_server_never_imports_torch(data: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from api.http import create_app
from api.settings import load_settings
with TestClient(create_app(load_settings(data=Path({str(data)!r})))) as client:
    assert client.get("/api/search", params={{"q": "steel"}}).json()["hits"]
    assert client.get("/search", params={{"q": "steel"}}).status_code == 200
assert "torch" not in sys.modules, "torch was imported"
assert "spacy" not in sys.modules, "spacy was imported"
"""
    subprocess.run([sys.executable, "-c", program], check=True)
