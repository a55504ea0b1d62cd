"""The ontology under OWL 2 RL: no contradiction in it, and contradictions in data are found by it."""

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Graph, Namespace
from rdflib.namespace import OWL, RDF

from ontology.model import ontology_graph
from ontology.rdflib_graph import to_rdflib
from ontology.vocabulary import PREFIXES

ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#").error
DRC = Namespace(PREFIXES["drc"])
DATA = """
article:a a drc:Article ; drc:text "Daqing should build a base." .
passage:p a drc:Passage ; dcterms:isPartOf article:a .
mention:m a drc:Mention ; drc:inPassage passage:p ; drc:confidence 0.9e0 ; oa:hasBody region:daqing .
measure:s a drc:Measure ; drc:instrument instrument:i ; drc:actor actor:n ; drc:standing standing:proposed .
citation:c a drc:Citation ; drc:candidate policy:x .
policy:x a drc:PolicyDocument ; drc:implements policy:y ; drc:leadIssuer actor:n .
policy:y a drc:Strategy .
"""


def errors(turtle: str) -> list[str]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    graph = to_rdflib(ontology_graph().triples)
    graph.parse(data=prefixes + turtle, format="turtle")
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False).expand(graph)
    return [str(message) for message in graph.objects(None, ERROR)] + _nothings(graph)


def _nothings(graph: Graph) -> list[str]:
    return [str(node) for node in graph.subjects(RDF.type, OWL.Nothing)]


def test_the_ontology_and_sound_data_are_consistent():
    assert errors(DATA) == []


@pytest.mark.parametrize(
    "contradiction",
    [
        "article:a a drc:Actor .",
        "mention:m a drc:Measure .",
        "policy:y drc:standing standing:done . policy:y a drc:Citation .",
        "policy:y a drc:PolicyDocument .",
        "region:daqing drc:family family:supply-side . region:daqing a drc:Region .",
    ],
)
def test_a_contradiction_is_found(contradiction):
    assert errors(DATA + contradiction)
