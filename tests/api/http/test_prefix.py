"""Behind a proxy that serves drcgraph under a prefix: every address in every answer begins with it."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.http import create_app
from api.settings import Settings

HTML = {"accept": "text/html"}
PREFIX = "/graph"
ADDRESS = re.compile(r'(?:href|action|src)="([^"#]+)"')


@pytest.fixture(scope="module")
def mounted(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), root_path=PREFIX, follow_redirects=False) as client:
        yield client


@pytest.mark.slow
def test_links_of_pages_lead_to_pages(mounted: TestClient) -> None:
    waiting, seen = [f"{PREFIX}/"], set[str]()
    while waiting and len(seen) < 60:
        address = waiting.pop(0)
        seen.add(address)
        answer = mounted.get(address, headers=HTML)
        assert answer.status_code in (200, 303), address
        found = ADDRESS.findall(answer.text) if "html" in answer.headers.get("content-type", "") else []
        for link in (*found, answer.headers.get("location")):
            if link and not link.startswith("http"):
                assert link.startswith(f"{PREFIX}/"), (address, link)
                kind = link.removeprefix(PREFIX).split("/")[1].partition("?")[0]
                of_its_kind = [known for known in (*seen, *waiting) if known.startswith(f"{PREFIX}/{kind}")]
                waiting += [link] if len(of_its_kind) < 4 else []


@pytest.mark.parametrize(
    "path",
    ["/.well-known/void", "/sitemap.xml", "/feed.atom?q=oil", "/robots.txt", "/policy/made-in-china-2025"],
)
def test_whole_addresses_have_the_prefix(mounted: TestClient, path: str) -> None:
    answer = mounted.get(PREFIX + path, headers={"accept": "text/turtle, text/html;q=0.9, */*;q=0.1"})
    whole = re.findall(r"http://testserver[^\s\"<>]*", answer.text)
    assert whole
    assert all(address.startswith(f"http://testserver{PREFIX}/") for address in whole)


def test_things_lead_to_their_pages(mounted: TestClient) -> None:
    for extension in ("", ".html"):
        answer = mounted.get(f"{PREFIX}/id/policy/made-in-china-2025{extension}", headers=HTML)
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"{PREFIX}/policy/made-in-china-2025",
        )
    assert mounted.get(f"{PREFIX}/sparql", headers=HTML).headers["location"] == f"{PREFIX}/query"
    same = mounted.get(f"{PREFIX}/id/policy/made-in-china-2025.jsonld").json()
    assert any(node["@id"] == "https://w3id.org/drcgraph/policy/made-in-china-2025" for node in same)


def test_programs_are_told_the_prefix(mounted: TestClient) -> None:
    assert mounted.get(f"{PREFIX}/openapi.json").json()["servers"] == [{"url": PREFIX}]


def test_cookies_and_tags_hold_there(mounted: TestClient) -> None:
    switched = mounted.get(f"{PREFIX}/about?ui=zh", headers=HTML)
    assert f"Path={PREFIX};" in switched.headers["set-cookie"]
    mounted.cookies.clear()
    tag = mounted.get(f"{PREFIX}/measures", headers=HTML).headers["etag"]
    assert mounted.get(f"{PREFIX}/measures", headers=HTML | {"if-none-match": tag}).status_code == 304
