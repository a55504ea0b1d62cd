"""What pages tell search engines: schema.org's terms, which rdflib reads as RDF."""

import json
import re

import pytest
from fastapi.testclient import TestClient

from api.http.page.structured import article_data
from ontology.article import Annotation, Article, Document
from ontology.knowledge import load_knowledge


def told(client: TestClient, path: str) -> dict[str, object]:
    page = client.get(path, headers={"accept": "text/html"}).text
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    structured: dict[str, object] = json.loads(found)
    assert structured["@context"] == "https://schema.org"
    assert structured["@id"] == f"https://w3id.org/drcgraph{path}"
    assert structured["url"] == f"http://testserver{path}"
    return structured


def test_an_article_tells_its_date_and_what_it_cites(client: TestClient) -> None:
    article = told(client, "/article/2006-heilongjiang-maps-resurgence")
    assert (article["@type"], article["inLanguage"]) == ("Article", "en")
    assert str(article["datePublished"]).startswith("2006")


def test_a_policy_tells_its_number_and_issuer(client: TestClient) -> None:
    policy = told(client, "/policy/made-in-china-2025")
    assert (policy["@type"], policy["legislationIdentifier"]) == ("Legislation", "国发〔2015〕28号")
    assert {"@type": "Organization", "@id": "https://w3id.org/drcgraph/actor/state-council"}.items() <= (
        policy["legislationPassedBy"][0].items()  # type: ignore[index]  it is a list
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/region/heilongjiang", "AdministrativeArea"),
        ("/actor/state-council", "Organization"),
        ("/industry/steel", "DefinedTerm"),
    ],
)
def test_an_entity_tells_its_names(client: TestClient, path: str, kind: str) -> None:
    entity = told(client, path)
    assert entity["@type"] == kind
    assert entity["name"]


def test_what_is_not_known_is_left_out() -> None:
    article = Article(Document("a", "</script><b>", "text"), (), Annotation("en"))
    assert article_data(article, load_knowledge(), "/article/a").keys() == {
        *("@context", "@type", "@id", "url"),
        *("headline", "inLanguage"),
    }
