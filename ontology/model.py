"""The ontology itself: classes, properties and concept schemes, as its named graph."""

from pathlib import Path

from ontology.iri import graph_iri
from ontology.named_graph import NamedGraph
from ontology.turtle import read_turtle

ONTOLOGY_FILES = ("drcgraph.ttl", "concepts.ttl")


def ontology_graph() -> NamedGraph:
    """`graph/ontology`: the terms in which a release is written, labelled and defined in two languages."""
    folder = Path(__file__).parent
    return NamedGraph(
        graph_iri("ontology"), [t for name in ONTOLOGY_FILES for t in read_turtle(folder / name)]
    )
