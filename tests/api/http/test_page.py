import re

import pytest
from fastapi.testclient import TestClient

HTML = {"accept": "text/html"}
ADDRESSES = (
    "/",
    "/search?q=industry",
    "/search?q=",
    "/article/2006-heilongjiang-maps-resurgence",
    "/policy/made-in-china-2025",
    "/region/heilongjiang",
    "/industry/petrochemical",
    "/actor/state-council",
    "/instrument/soe-reform",
    "/measures",
    "/measures?rows=industry&region=heilongjiang",
    "/cite",
    "/query",
    "/about",
    "/docs",
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_whole_in_both_languages(client: TestClient, address: str, language: str) -> None:
    page = client.get(address, headers=HTML | {"accept-language": language})
    assert page.status_code == 200
    assert page.text.startswith("<!doctype html>")
    tag = "zh-Hans" if language == "zh" else "en"
    assert f'<html lang="{tag}">' in page.text
    assert page.headers["content-language"] == tag
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_run_nothing_inline_and_load_nothing_from_elsewhere(client: TestClient, address: str) -> None:
    page = client.get(address, headers=HTML)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    data = '<script type="application/ld+json">'  # which browsers do not run
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", page.text.replace(data, ""))
    loaded = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', page.text)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    for address in loaded:
        assert client.get(address).status_code == 200


def test_the_language_switch_is_remembered(client: TestClient) -> None:
    switched = client.get("/about?ui=zh", headers=HTML)
    assert switched.headers["set-cookie"].startswith("ui=zh;")
    client.cookies.clear()
    assert 'href="/about?ui=zh"' in client.get("/about", headers=HTML).text


def test_markup_in_a_question_is_shown_not_run(client: TestClient) -> None:
    page = client.get("/search", params={"q": '"><script>alert(1)</script>'}, headers=HTML).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_article_shows_its_text_marked_with_links(client: TestClient) -> None:
    page = client.get("/article/2006-heilongjiang-maps-resurgence", headers=HTML).text
    assert 'href="/region/daqing"' in page
    assert "Original at english.china.org.cn" in page
    shown = client.get("/api/articles/2006-heilongjiang-maps-resurgence").json()
    text = re.sub(
        r"<sup.*?</sup>|<a class=\"measure-ref\".*?</a>", "", page.partition('<div class="prose"')[2]
    )
    words = " ".join(re.sub(r"<[^>]+>", "", text.partition(">")[2]).split())
    assert words.startswith(" ".join(shown["text"].split())[:400].replace("'", "&#39;"))


def test_a_register_summary_is_never_shown_as_the_policys_words(client: TestClient) -> None:
    page = client.get("/policy/made-in-china-2025", headers=HTML).text
    assert "not the policy&#39;s own words" in page or "not the policy's own words" in page


def test_a_facet_link_keeps_the_question_and_sets_the_filter(client: TestClient) -> None:
    page = client.get("/search?q=industry", headers=HTML).text
    (link, *_) = re.findall(r'<li><a href="([^"]+kind=article[^"]*)"', page)
    narrowed = client.get(link.replace("&amp;", "&"), headers=HTML).text
    assert 'aria-label="Remove the filter Article"' in narrowed


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing", 404),
        ("/article/nothing", 404),
        ("/policy/nothing", 404),
        ("/region/nothing", 404),
        ("/poem/x", 404),
        ("/search?q=x&region=atlantis", 400),
        ("/measures?standing=maybe", 400),
        ("/static/../app.py", 404),
        ("/static/nothing.css", 404),
    ],
)
def test_errors_are_pages_for_people_and_problems_for_programs(
    client: TestClient, address: str, status: int
) -> None:
    page = client.get(address, headers=HTML)
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    problem = client.get(address, headers={"accept": "application/json"})
    assert problem.status_code == status
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json().keys() >= {"type", "title", "status", "detail"}
    assert problem.json()["status"] == status
