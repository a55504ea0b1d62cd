"""Between dataclasses and triples, both ways: the only place where the two meet."""

from ontology.projection.article import article_graph, graph_article, graph_provenance
from ontology.projection.entity import entity_graph
from ontology.projection.link import DERIVED_GRAPH, derived_graph
from ontology.projection.policy import register_graph
from ontology.projection.provenance import Provenance
from ontology.projection.release import ReleaseNote, release_graph

__all__ = [
    "DERIVED_GRAPH",
    "Provenance",
    "ReleaseNote",
    "article_graph",
    "derived_graph",
    "entity_graph",
    "graph_article",
    "graph_provenance",
    "register_graph",
    "release_graph",
]
