"""Bundled files: compressed when they were built, kept by clients for good."""

import pytest
from fastapi.testclient import TestClient

from api.http.bundle import bundle_index

built = pytest.mark.skipif(not bundle_index(), reason="the package was not built")


@built
@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", None)])
def test_a_file_is_sent_as_the_client_takes_it(
    client: TestClient, accepted: str, encoding: str | None
) -> None:
    answer = client.get(f"/static/bundle/{bundle_index()['page.js']}", headers={"accept-encoding": accepted})
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_file_of_another_build_is_not_found(client: TestClient) -> None:
    assert client.get("/static/bundle/page-OLD.js").status_code == 404


@built
def test_the_licences_of_what_was_bundled_come_with_it(client: TestClient) -> None:
    text = client.get("/static/bundle/LICENSES.txt").text
    assert "cytoscape" in text
    assert "@zazuko/yasgui" in text
