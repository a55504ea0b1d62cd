"""The matrix of measures and the pairs of quotes, on a release with two provinces and two cities."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import load_settings
from ingest.publish import ingest

HTML = {"accept": "text/html", "accept-language": "en"}
DOCUMENTS = (
    {
        "id": "daqing",
        "date": "2015-03-01",
        "text": "Daqing should build new railways and merge refineries.",
    },
    {"id": "harbin", "date": "2017-03-01", "text": "Harbin should build new railways."},
    {"id": "liaoning", "date": "2019", "text": "Liaoning should reform its state-owned enterprises."},
    {
        "id": "vat",
        "date": "2004-04",
        "text": "Firms should deduct the tax on equipment.",
    },
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    root: Path = tmp_path_factory.mktemp("measures")
    lines = [json.dumps({"title": f"On {document['id']}", **document}) for document in DOCUMENTS]
    (root / "documents.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ingest(root / "data", [str(root / "documents.jsonl")])
    with TestClient(create_app(load_settings(data=root / "data"))) as client:
        yield client


def links(page: str) -> list[tuple[str, int]]:
    """The numbers of the matrix with where they lead."""
    found = re.findall(r'<td class="(?:shade-\d|number)"><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    return [(unescape(href), int(count)) for href, count in found]


def cards(client: TestClient, address: str) -> int:
    (count,) = re.findall(r"<h2>([\d,]+) measures?</h2>", client.get(address, headers=HTML).text)
    return int(count.replace(",", ""))


@pytest.mark.parametrize(
    "address",
    [
        "/measures",
        "/measures?rows=industry",
        "/measures?rows=region&region=heilongjiang",
        "/measures?kind=article&from=2016",
        "/measures?standing=proposed&standing=planned",
    ],
)
def test_every_number_opens_as_many_cards(pages: TestClient, address: str) -> None:
    found = links(pages.get(address, headers=HTML).text)
    assert found
    for href, count in found[:12]:
        assert cards(pages, href) == count, href


def test_a_city_counts_for_its_province(pages: TestClient) -> None:
    page = pages.get("/measures?kind=article", headers=HTML).text
    provinces = re.findall(r'<th scope="row"><a href="/region/([^"]+)"', page)
    assert provinces[0] == "heilongjiang"
    assert "daqing" not in provinces


def test_a_place_that_is_chosen_is_laid_out_by_its_parts(pages: TestClient) -> None:
    page = pages.get("/measures?kind=article&rows=region&region=heilongjiang", headers=HTML).text
    rows = set(re.findall(r'<th scope="row"><a href="/region/([^"]+)"', page))
    assert rows >= {"heilongjiang", "daqing", "harbin"}
    assert "liaoning" not in rows


def test_pairs_stand_beside_each_other_and_are_filtered(pages: TestClient) -> None:
    page = pages.get("/uptake", headers=HTML)
    assert page.status_code == 200
    assert "From proposal to policy" in page.text
    late = pages.get("/uptake?from=2030&kind=uptake", headers=HTML).text
    assert "No pairs in this release." in late
    assert 'href="/uptake"' in late
    assert pages.get("/uptake?from=never", headers=HTML).status_code == 400
    assert pages.get("/uptake?kind=other", headers=HTML).status_code in (400, 422)
