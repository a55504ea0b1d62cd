"""The named graphs that belong to no single article."""

from collections.abc import Iterator

from ontology.correction import correction_graph
from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from ontology.model import ontology_graph
from ontology.named_graph import NamedGraph
from ontology.projection import entity_graph, register_graph


def knowledge_graphs(knowledge: Knowledge) -> Iterator[NamedGraph]:
    """Ontology, authority lists, register and corrections, as one graph each."""
    yield ontology_graph()
    for type_ in ENTITY_TYPES:
        yield entity_graph(type_, knowledge.entities(type_).values())
    yield register_graph(knowledge.policies.values())
    yield correction_graph(knowledge.corrections)
