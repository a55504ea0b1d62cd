"""Pages of a document full of markup, and of a release that has no article any more."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from ingest.publish import ingest, remove

HTML = {"accept": "text/html", "accept-language": "en"}
TITLE = '<script>alert("t")</script>' + "very long title " * 125
TEXT = (
    "<b onclick=alert(1)>Daqing</b> & <script>alert(2)</script> should develop petrochemicals.\n\n{{ 7 * 7 }}"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    document = {"id": "hostile", "title": TITLE, "text": TEXT, "url": "javascript:alert(3)", "date": "2015"}
    (root / "documents.jsonl").write_text(json.dumps(document), encoding="utf-8")
    report = ingest(root / "data", [str(root / "documents.jsonl")])
    assert report.problems == ()
    return root / "data"


@pytest.fixture(scope="module")
def pages(hostile: Path) -> Iterator[TestClient]:
    with TestClient(create_app(load_settings(data=hostile))) as client:
        yield client


@pytest.mark.parametrize(
    "address",
    [
        "/article/hostile",
        "/search?q=petrochemicals",
        "/region/daqing",
        "/measures",
        "/about",
        "/feed.atom?q=daqing",
    ],
)
def test_markup_in_a_text_is_shown_not_run(pages: TestClient, address: str) -> None:
    page = pages.get(address, headers=HTML)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b onclick" not in page.text
    assert 'href="javascript:' not in page.text


def test_an_article_shows_markup_letter_by_letter(pages: TestClient) -> None:
    page = pages.get("/article/hostile", headers=HTML).text
    assert "{{ 7 * 7 }}" in page
    assert "&lt;script&gt;alert(2)" in page


def test_a_release_without_articles_still_has_its_pages(hostile: Path) -> None:
    remove(hostile, ["hostile"])
    with TestClient(create_app(load_settings(data=hostile))) as client:
        for address in (
            "/",
            "/search?q=petrochemicals",
            "/region/daqing",
            "/measures",
            "/policy/made-in-china-2025",
        ):
            assert client.get(address, headers=HTML).status_code == 200
        about = client.get("/about", headers=HTML).text
    assert "1 document removed" in about
