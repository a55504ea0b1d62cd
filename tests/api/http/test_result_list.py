"""The page of results: what was understood, filters that contradict each other, lists to take away."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

LANGUAGES = {"en": {"accept-language": "en"}, "zh": {"accept-language": "zh-CN"}}


def page(client: TestClient, address: str, language: str = "en", status: int = 200) -> str:
    answer = client.get(address, headers={"accept": "text/html", **LANGUAGES[language]})
    assert answer.status_code == status
    return answer.text


def total(text: str) -> int:
    found = re.search(r'<b class="number" role="status">(?:共 )?([\d,]+) ', text)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_can_be_taken_back(client: TestClient, language: str) -> None:
    text = page(client, "/search?q=industry in Daqing since 2005", language)
    links = [unescape(link) for link in re.findall(r'class="take-back" href="([^"]+)"', text)]
    assert any("ignore=region%2Fdaqing" in link for link in links)
    (lifted,) = [link for link in links if "interpret=false" in link]
    taken_back = page(client, next(link for link in links if "ignore=" in link), language)
    assert 'title="Not about Daqing"' not in taken_back
    assert {"en": "not about Daqing", "zh": "不指“大庆市”"}[language] in taken_back
    assert total(page(client, lifted, language)) >= total(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_that_contradict_are_resolved_by_one_link(client: TestClient, language: str) -> None:
    address = "/search?q=industry&region=daqing&kind=article&from=1990&to=1991"
    text = page(client, address, language)
    assert total(text) == 0
    (link, count), *_ = re.findall(r'<li><a href="([^"]+)">[^<]+</a> <span[^>]*>(?:共 )?(\d+) ', text)
    assert total(page(client, unescape(link), language)) == int(count) > 0


def test_words_that_nothing_has_say_what_else_to_try(client: TestClient) -> None:
    text = page(client, "/search?q=!!!")
    assert total(text) == 0
    assert "Other words, or the name of a place" in text


@pytest.mark.parametrize("address", ["/search?q=ports&region=atlantis", "/measures?industry=alchemy"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_filter_value_is_named_and_can_be_left_out(
    client: TestClient, address: str, language: str
) -> None:
    text = page(client, address, language, 400)
    assert "atlantis" in text or "alchemy" in text
    (link,) = re.findall(r'class="button" href="([^"]+)"', text)
    assert "atlantis" not in link
    page(client, unescape(link), language)


def test_entities_are_highlighted_by_type_in_what_was_found(client: TestClient) -> None:
    text = page(client, "/search?q=industrial base in Heilongjiang&kind=article")
    assert re.search(r'class="(?:found )?name region"', text)
    assert re.search(r'class="(?:found )?name industry"', text)


def test_publishers_are_a_facet_that_narrows(client: TestClient) -> None:
    text = page(client, "/search?q=industry&kind=article")
    entry = r'href="([^"]+publisher=[^"]+)"[^>]*><span[^>]*>[^<]+</span><span class="count">(\d+)'
    links = re.findall(entry, text)
    assert links
    for link, count in links:
        assert total(page(client, unescape(link))) == int(count)


@pytest.mark.parametrize("address", ["/search?q=industry&kind=article", "/search?q=振兴&from=2006&sort=date"])
def test_a_list_is_kept_in_every_form_and_as_a_feed(client: TestClient, address: str) -> None:
    text = page(client, address)
    links = dict(re.findall(r'<a href="(/(?:search\.\w+|feed\.atom)[^"]*)"[^>]*>([^<]+)</a>', text))
    names = {name: unescape(link) for link, name in links.items()}
    assert {"CSV", "RIS", "BibTeX", "GB/T 7714", "Feed"} <= names.keys()
    assert client.get(names["CSV"]).text.count("\n") == total(text) + 1
    assert client.get(names["RIS"]).text.count("TY  - ") == total(text)
    assert client.get(names["BibTeX"]).text.count("\n@") + 1 == total(text)
    assert client.get(names["Feed"]).text.count("<entry>") == min(total(text), 30)


def test_the_link_to_a_list_gives_the_same_list(client: TestClient) -> None:
    text = page(client, "/search?q=industry&kind=policy&sort=date")
    (link,) = re.findall(r'<a href="([^"]+)">Link to this list', text)
    titles = re.compile(r"<h2><a href=[^>]+>")
    assert titles.findall(page(client, unescape(link))) == titles.findall(text)
