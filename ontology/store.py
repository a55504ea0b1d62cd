"""The graph of a release on disk: written once, then only ever opened read-only."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from ontology.errors import InvalidInputError, NotFoundError
from ontology.named_graph import NamedGraph

MANY_FILES = 300
"""How many files a store may have before it is written anew: each addition brings some seven of its own."""

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple


class GraphStore:
    """Read-only access to the statements of a release; many may be open at once, in many processes."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._store = open_read_only(directory)

    def __len__(self) -> int:
        """The number of statements, all graphs together. Reads them all."""
        return len(self._store)

    def graphs(self) -> Iterator[str]:
        """The IRIs of all named graphs."""
        return (graph.value for graph in self._store.named_graphs())

    def __contains__(self, graph: str) -> bool:
        return self._store.contains_named_graph(NamedNode(graph))

    def triples(self, graph: str) -> Iterator[Triple]:
        """The statements of one named graph, in no particular order."""
        return self.match(graph=graph)

    def match(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term of RDF
        graph: str | None = None,
    ) -> Iterator[Triple]:
        """The statements with these terms, None standing for any; without `graph`, in every graph."""
        name = None if graph is None else NamedNode(graph)
        return (quad.triple for quad in self._store.quads_for_pattern(subject, predicate, object, name))

    def quads(self) -> Iterator[Quad]:
        """All statements with their graphs."""
        return iter(self._store.quads_for_pattern(None, None, None, None))


def open_read_only(directory: Path) -> Store:
    """The store in `directory`; NotFoundError when there is none."""
    if not (directory / "CURRENT").is_file():
        raise NotFoundError(f"No graph at {directory}: publish a release first with `drcgraph ingest`.")
    return Store.read_only(str(directory))


def write_graph(
    directory: Path,
    previous: Path | None,
    changed: Iterable[NamedGraph],
    removed: Collection[str] = (),
    transient: Collection[str] = (),
    lasting: Collection[str] = (),
) -> int:
    """Write a store into `directory`: that of `previous` without `removed`, with `changed` added.

    A graph that is replaced stands in `removed` as well as in `changed`. `changed` is read once, graph by
    graph. When graphs are only added, files of `previous` are shared by hard links, and the work is that of
    the additions. When one is removed or replaced, or the files have become many, everything kept is written
    anew, so that nothing of the old statements is left in the files; only the graphs named in `transient`,
    which hold nothing that must vanish, are replaced in a shared copy as well. Those in `lasting` are there
    even without statements, and stay so.
    Returns the number of statements. `directory` must not exist.
    """
    if directory.exists():
        raise InvalidInputError(f"{directory} exists: a graph is written into a new directory.")
    old = None if previous is None else open_read_only(previous)
    gone = {iri for iri in removed if old is not None and old.contains_named_graph(NamedNode(iri))}
    if old is not None and previous is not None and gone <= set(transient) and _is_compact(previous):
        return _extend(directory, old, changed, gone, lasting)
    return _build(directory, old, changed, gone, lasting)


def _is_compact(directory: Path) -> bool:
    return sum(1 for _ in directory.glob("*.sst")) <= MANY_FILES


def _extend(
    directory: Path,
    old: Store,
    changed: Iterable[NamedGraph],
    gone: Collection[str],
    lasting: Collection[str],
) -> int:
    old.backup(str(directory))
    store = Store(str(directory))
    for iri in gone:
        store.remove_graph(NamedNode(iri))
    return _finished(store, _quads(changed, old, gone), lasting)


def _build(
    directory: Path,
    old: Store | None,
    changed: Iterable[NamedGraph],
    gone: Collection[str],
    lasting: Collection[str],
) -> int:
    names = () if old is None else old.named_graphs()
    kept = [name.value for name in names if name.value not in gone]
    quads = chain(_kept(old, kept), _quads(changed, old, gone))
    return _finished(Store(str(directory)), quads, (*kept, *lasting))


def _finished(store: Store, quads: Iterable[Quad], graphs: Iterable[str]) -> int:
    """Write the quads, and those of the graphs that have none."""
    store.bulk_extend(quads)
    for name in map(NamedNode, graphs):
        if not store.contains_named_graph(name):
            store.add_graph(name)
    store.flush()
    return len(store)


def _kept(old: Store | None, graphs: Iterable[str]) -> Iterator[Quad]:
    if old is not None:
        for iri in graphs:
            yield from old.quads_for_pattern(None, None, None, NamedNode(iri))


def _quads(changed: Iterable[NamedGraph], old: Store | None, gone: Collection[str]) -> Iterator[Quad]:
    for graph in changed:
        name = NamedNode(graph.iri)
        if old is not None and graph.iri not in gone and old.contains_named_graph(name):
            raise InvalidInputError(f"The graph {graph.iri} exists: name it as removed to replace it.")
        for triple in graph.triples:
            yield Quad(triple.subject, triple.predicate, triple.object, name)
