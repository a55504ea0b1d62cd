"""Pages of a document full of markup, and of a release that has no article any more."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from api.http import create_app
from api.http.page.interface import Interface
from api.http.page.place import place_map
from api.http.page.reference import Linker
from api.settings import load_settings
from ingest.publish import ingest, remove
from ontology.entity import Actor, Industry, Region
from ontology.knowledge import load_knowledge

HTML = {"accept": "text/html", "accept-language": "en"}
TITLE = '<script>alert("t")</script>' + "very long title " * 75 + "unbroken" * 100
CHINESE = "很长的标题" * 400
TEXT = (
    "<b onclick=alert(1)>Daqing</b> & <script>alert(2)</script> should develop petrochemicals.\n\n{{ 7 * 7 }}"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    document = {"id": "hostile", "title": TITLE, "text": TEXT, "url": "javascript:alert(3)", "date": "2015"}
    chinese = {"id": "chinese", "title": CHINESE, "text": "大庆应发展石化产业。", "publisher": CHINESE[:300]}
    lines = [json.dumps(document), json.dumps(chinese)]
    (root / "documents.jsonl").write_text("\n".join(lines), encoding="utf-8")
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


def test_what_has_a_name_in_one_language_alone_is_called_by_it_in_both() -> None:
    known = load_knowledge()
    for shown in ("en", "zh"):
        for entity in (
            Industry("i", "", "石墨产业"),
            Region("r", "", "石墨谷", kind="prefecture", lat=46.0, long=130.0),
            Actor("a", "Graphite Works", "", region="hegang"),
        ):
            name = entity.label_en or entity.label_zh
            lists = {"industry": "industries", "region": "regions", "actor": "actors"}[entity.type]
            with_it = replace(known, **{lists: {**known.entities(entity.type), entity.id: entity}})
            linker = Linker(Interface(shown), with_it)
            assert linker.thing(entity.type, entity.id).label == name
            if not isinstance(entity, Industry):
                found = place_map(entity, linker)
                assert found is not None
                assert found.shown.label


@pytest.mark.slow
@pytest.mark.browser
def test_long_names_do_not_widen_a_phone(
    hostile: Path, serve: Callable[[Path], AbstractContextManager[str]], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    with serve(hostile) as address:
        for path in (
            "/article/hostile",
            "/article/chinese",
            "/search?q=petrochemicals",
            "/search?q=石化",
            "/region/daqing",
            "/measures",
            "/about",
        ):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.close()


def test_a_release_without_articles_still_has_its_pages(hostile: Path) -> None:
    remove(hostile, ["hostile", "chinese"])
    with TestClient(create_app(load_settings(data=hostile))) as client:
        for address in (
            "/",
            "/search?q=petrochemicals",
            "/region/daqing",
            "/measures",
            "/measures?rows=industry&standing=done",
            "/uptake",
            "/cite",
            "/policy/made-in-china-2025",
            "/search.csv?q=petrochemicals",
            "/feed.atom?q=petrochemicals",
        ):
            assert client.get(address, headers=HTML).status_code == 200
        about = client.get("/about", headers=HTML).text
    assert "2 documents removed" in about
