import xml.etree.ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Namespace, URIRef

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def graph(client: TestClient, address: str, accept: str = "text/turtle") -> Graph:
    answer = client.get(address, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    return Graph().parse(data=answer.text, format={"application/ld+json": "json-ld"}.get(accept, accept))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_the_endpoint_without_a_query_describes_itself(client: TestClient, accept: str) -> None:
    found = graph(client, "/sparql", accept)
    (service,) = found.subjects(RDF.type, SD.Service)
    assert found.value(service, SD.endpoint) == service == URIRef("http://testserver/sparql")
    assert SD.SPARQL11Query in set(found.objects(service, SD.supportedLanguage))
    dataset = found.value(service, SD.defaultDataset)
    for named in found.objects(dataset, SD.namedGraph):
        name = found.value(named, SD.name)
        asked = {"query": f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"}
        assert client.get("/sparql", params=asked).json()["boolean"], name


@pytest.mark.parametrize("accept", ["text/html", "text/html,application/xml;q=0.9,*/*;q=0.8"])
def test_a_browser_is_led_to_the_query_page(client: TestClient, accept: str) -> None:
    page = client.get("/sparql", headers={"accept": accept}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/query")
    assert "Accept" in page.headers["vary"]


def test_a_client_that_would_take_a_page_too_is_given_the_description_it_prefers(client: TestClient) -> None:
    accept = "text/turtle,application/ld+json;q=0.9,text/html;q=0.2,*/*;q=0.1"
    assert client.get("/sparql", headers={"accept": accept}).headers["content-type"].startswith("text/turtle")


def test_the_data_is_described_as_void_and_dcat(client: TestClient) -> None:
    found = graph(client, "/.well-known/void")
    (dataset,) = found.subjects(RDF.type, VOID.Dataset)
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"})
    (row,) = counted.json()["results"]["bindings"]
    assert found.value(dataset, VOID.triples).toPython() == int(row["n"]["value"])
    catalog = graph(client, "/catalog")
    assert (None, DCAT.dataset, dataset) in catalog
    assert client.get("/catalog", params={"format": "poem"}).status_code == 400
    assert client.get("/catalog", headers={"accept": "image/png"}).status_code == 406


def test_the_site_map_leads_to_pages(client: TestClient) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    top = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  of our own server
    addresses = [found.text or "" for found in top.iter(f"{MAP}loc")]
    assert "http://testserver/article/2006-heilongjiang-maps-resurgence" in addresses
    assert len(set(addresses)) == len(addresses)
    for address in addresses[::200]:
        assert client.get(address, headers={"accept": "text/html"}).status_code == 200, address
    assert client.get("/sitemap.xml?part=2").status_code == 404


def test_pages_of_other_sites_may_read_but_not_write(client: TestClient) -> None:
    origin = {"origin": "https://example.org"}
    assert client.get("/api/suggest?q=a", headers=origin).headers["access-control-allow-origin"] == "*"
    asked = origin | {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    assert client.options("/sparql", headers=asked).status_code == 200
    writing = origin | {
        "access-control-request-method": "PUT",
        "access-control-request-headers": "authorization",
    }
    assert client.options("/sparql/graph", headers=writing).status_code == 400


def test_a_kind_that_no_iri_can_hold_is_not_found(client: TestClient) -> None:
    answer = client.get("/id/%01/x", headers={"accept": "text/turtle"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_rdf_xml_is_had_by_its_usual_extension(client: TestClient) -> None:
    answer = client.get("/id/policy/made-in-china-2025.rdf")
    assert answer.headers["content-type"] == "application/rdf+xml"
