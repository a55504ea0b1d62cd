"""Two graphs compared statement by statement."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from ontology.iri import BASE
from ontology.store import GraphStore
from ontology.vocabulary import PREFIXES

ADDED, REMOVED = BASE + "graph/added", BASE + "graph/removed"


@dataclass(frozen=True, slots=True)
class GraphDifference:
    """What a named graph has that it had not, and the other way round."""

    graph: str
    added: tuple[Triple, ...]
    removed: tuple[Triple, ...]


def compare_graphs(
    before: GraphStore, after: GraphStore, same: Collection[str] = ()
) -> Iterator[GraphDifference]:
    """The named graphs that differ, in order of their IRIs. Those in `same` are known to be equal."""
    for graph in sorted({*before.graphs(), *after.graphs()} - set(same)):
        old, new = set(before.triples(graph)), set(after.triples(graph))
        if old != new:
            yield GraphDifference(graph, tuple(sorted(new - old, key=str)), tuple(sorted(old - new, key=str)))


def write_difference(differences: Collection[GraphDifference], path: Path) -> None:
    """Write differences as TriG: what came in `graph/added`, what went in `graph/removed`."""
    with path.open("wb") as stream:
        serialize(_quads(differences), stream, RdfFormat.TRIG, prefixes=PREFIXES)


def _quads(differences: Collection[GraphDifference]) -> Iterator[Quad]:
    for name, side in ((ADDED, "added"), (REMOVED, "removed")):
        graph = NamedNode(name)
        for difference in differences:
            triples: tuple[Triple, ...] = getattr(difference, side)
            yield from (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
