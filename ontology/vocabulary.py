"""Prefixes and the namespaces behind them: the vocabularies that drcgraph's graphs are written in."""

from pyoxigraph import NamedNode

from ontology.iri import BASE

PREFIXES: dict[str, str] = {
    "drc": BASE + "ontology#",
    "actor": BASE + "actor/",
    "industry": BASE + "industry/",
    "region": BASE + "region/",
    "instrument": BASE + "instrument/",
    "policy": BASE + "policy/",
    "actor-kind": BASE + "concept/actor-kind/",
    "region-kind": BASE + "concept/region-kind/",
    "policy-kind": BASE + "concept/policy-kind/",
    "level": BASE + "concept/level/",
    "status": BASE + "concept/status/",
    "standing": BASE + "concept/standing/",
    "designation": BASE + "concept/designation/",
    "family": BASE + "concept/family/",
    "article": BASE + "article/",
    "passage": BASE + "passage/",
    "mention": BASE + "mention/",
    "citation": BASE + "citation/",
    "measure": BASE + "measure/",
    "citation-state": BASE + "concept/citation-state/",
    "recognition": BASE + "concept/recognition/",
    "mention-status": BASE + "concept/mention-status/",
    "outcome": BASE + "concept/outcome/",
    "text-role": BASE + "concept/text-role/",
    "bibo": "http://purl.org/ontology/bibo/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "isic4": "https://unstats.un.org/classifications/ISIC/rev4/",
    "geonames": "https://sws.geonames.org/",
    "cito": "http://purl.org/spar/cito/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "gn": "http://www.geonames.org/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def term(name: str) -> NamedNode:
    """The IRI of a prefixed name: `term("skos:prefLabel")`. Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


RDF_TYPE = term("rdf:type")
