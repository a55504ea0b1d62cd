"""The tests of the SPARQL 1.1 Service Description: what the endpoint says of itself."""

import httpx
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
IRI_VALUED = {
    SD.endpoint,
    SD.feature,
    SD.supportedLanguage,
    SD.resultFormat,
    SD.inputFormat,
    SD.languageExtension,
    SD.extensionFunction,
    SD.extensionAggregate,
    SD.propertyFeature,
    SD.defaultEntailmentRegime,
    SD.defaultSupportedEntailmentProfile,
    SD.entailmentRegime,
    SD.supportedEntailmentProfile,
    SD.name,
}
"""Properties whose values are IRIs."""
LINKS = {
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.availableGraphs: (SD.Service, SD.GraphCollection),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (SD.GraphCollection, SD.NamedGraph),
    SD.graph: (SD.NamedGraph, SD.Graph),
}
"""Properties from a thing of one class to a thing of another."""
FEATURES = {
    SD.DereferencesURIs,
    SD.UnionDefaultGraph,
    SD.RequiresDataset,
    SD.EmptyGraphs,
    SD.BasicFederatedQuery,
}
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update}


def returns_rdf(client: httpx.Client) -> None:
    """The endpoint asked for nothing answers RDF."""
    assert len(_description(client)) > 0


def has_endpoint_triple(client: httpx.Client) -> None:
    """One service has the endpoint's own address."""
    graph = _description(client)
    address = URIRef(str(client.base_url).rstrip("/") + "/sparql")
    assert list(graph.subjects(SD.endpoint, address))


def conforms_to_schema(client: httpx.Client) -> None:
    """Terms of the vocabulary are used on the things, and with the values, that they are made for."""
    graph = _description(client)
    services = set(graph.subjects(RDF.type, SD.Service))
    assert services
    assert all(len(list(graph.objects(service, SD.endpoint))) == 1 for service in services)
    assert set(graph.subjects(SD.endpoint)) == services
    assert set(graph.objects(None, SD.feature)) <= FEATURES
    assert set(graph.objects(None, SD.supportedLanguage)) <= LANGUAGES
    for subject, property_, value in graph:
        if property_ in IRI_VALUED:
            assert isinstance(value, URIRef), value
        if isinstance(property_, URIRef) and property_ in LINKS:
            assert not isinstance(value, Literal), value
            _is_no_other(graph, subject, LINKS[property_][0])
            _is_no_other(graph, value, LINKS[property_][1])


def _is_no_other(graph: Graph, thing: Node, kind: URIRef) -> None:
    """What has classes of the vocabulary has this one; a dataset is a collection of graphs."""
    kinds = {k for k in graph.objects(thing, RDF.type) if isinstance(k, URIRef) and k in SD}
    allowed = {kind, SD.Dataset} if kind == SD.GraphCollection else {kind}
    assert not kinds or kinds & allowed, (thing, kinds)


def _description(client: httpx.Client) -> Graph:
    answer = client.get("/sparql", headers={"accept": "text/turtle"}).raise_for_status()
    assert answer.headers["content-type"].startswith("text/turtle")
    return Graph().parse(data=answer.text, format="turtle")


DESCRIPTION_TESTS = {
    "has-endpoint-triple": has_endpoint_triple,
    "returns-rdf": returns_rdf,
    "conforms-to-schema": conforms_to_schema,
}
