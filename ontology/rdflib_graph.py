"""Triples of the graph engine as an rdflib graph, for the tools of that ecosystem (pySHACL, owlrl)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import IdentifiedNode, Node


def to_rdflib(triples: Iterable[ox.Triple]) -> "Graph":
    """The triples as an rdflib graph; those that hold a triple term are left out, rdflib knows none."""
    from rdflib import BNode, Graph, Literal, URIRef

    def node(value: ox.NamedNode | ox.BlankNode) -> "IdentifiedNode":
        return URIRef(value.value) if isinstance(value, ox.NamedNode) else BNode(value.value)

    def term(value: ox.NamedNode | ox.BlankNode | ox.Literal) -> "Node":
        if not isinstance(value, ox.Literal):
            return node(value)
        datatype = None if value.language else URIRef(value.datatype.value)
        return Literal(value.value, lang=value.language, datatype=datatype, normalize=False)

    graph = Graph()
    for triple in triples:
        if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
            graph.add((node(triple.subject), URIRef(triple.predicate.value), term(triple.object)))
    return graph
