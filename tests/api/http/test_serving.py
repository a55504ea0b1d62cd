import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.http.serving import ReleaseKeeper
from api.settings import load_settings
from ingest.publish import remove
from search.release import current_release_id, prune


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


def test_paging_goes_on_in_the_release_it_began_in(data_copy: Path) -> None:
    asked = {"q": "industry", "top": "1"}
    with TestClient(create_app(load_settings(data=data_copy, release_poll_seconds=0.05))) as client:
        began = client.get("/api/search", params=asked).json()
        whole = [hit["id"] for hit in client.get("/api/search", params={"q": "industry"}).json()["hits"]]
        remove(data_copy, ["2003-vows-revitalize-northeastern-base"])
        wanted, deadline = current_release_id(data_copy), time.monotonic() + 20
        while client.get("/readyz").json()["release"] != wanted:
            assert time.monotonic() < deadline
        seen, page = [hit["id"] for hit in began["hits"]], began
        while page["next"]:
            page = client.get("/api/search", params=asked | {"cursor": page["next"]}).json()
            assert page["release"] == began["release"]
            seen += [hit["id"] for hit in page["hits"]]
        assert seen == whole
        prune(data_copy, 1)
    with TestClient(create_app(load_settings(data=data_copy))) as client:
        gone = client.get("/api/search", params=asked | {"cursor": began["next"]})
        assert gone.status_code == 410
        assert "start anew" in gone.json()["detail"]


def test_a_release_of_an_older_form_names_the_remedy(data_copy: Path) -> None:
    shutil.rmtree(data_copy / "current" / "index" / "names")
    with TestClient(create_app(load_settings(data=data_copy))) as client:
        for address in ("/api/suggest?q=hei", "/readyz"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "drcgraph upgrade" in answer.json()["detail"]
        assert client.get("/api/search", params={"q": "steel"}).status_code == 200


def test_a_release_that_two_look_for_is_opened_once(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        keeper = ReleaseKeeper(load_settings(data=data), lambda _outcome, _seconds: None)
        await asyncio.gather(keeper.refresh(), keeper.refresh())
        keeper.close()

    with caplog.at_level("INFO", "drcgraph.serving"):
        asyncio.run(main())
    assert len(caplog.records) == 1


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
