"""The tests of the W3C's SPARQL 1.1 suite, as its manifests list them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

_FROM = re.compile(r"\bFROM\s+<([\w.-]+)>")

LEFT_OUT = {
    "entailment": "the engine answers by the statements alone, under no entailment regime",
    "service": "the answers of hosts that do not exist are wanted",
}
"""Folders that are run neither in the engine nor over HTTP, and why."""


@dataclass(frozen=True)
class GraphFile:
    """A file of statements, and the graph that has them; None is the default graph."""

    graph: str | None
    path: Path


@dataclass(frozen=True)
class Case:
    """One test with a request in a file: a query or an update."""

    name: str
    """Folder and local name: `aggregates/agg01`."""
    kind: str
    """Local name of its class: QueryEvaluationTest, NegativeUpdateSyntaxTest11, …"""
    request: Path
    data: tuple[GraphFile, ...]
    result: Path | None
    after: tuple[GraphFile, ...]
    """What an update must leave."""

    @property
    def is_update(self) -> bool:
        """Whether it is an update, else a query."""
        return "Update" in self.kind

    @property
    def base(self) -> str:
        """What relative IRIs stand against."""
        return self.request.as_uri()

    @property
    def text(self) -> str:
        """The query or the update."""
        return self.request.read_bytes().decode("utf-8")


def read_suite(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and kind of every test that the manifests below `folder` list, those left out aside."""
    for manifest, graph in _manifests(folder):
        for node in _entries(graph):
            yield _name(manifest, node), _kind(graph, node)


def read_cases(folder: Path) -> Iterator[Case]:
    """The tests whose request stands in a file, in the order of the manifests."""
    for manifest, graph in _manifests(folder):
        for node in _entries(graph):
            action = graph.value(node, MF.action)
            if action is not None:
                yield _case(graph, node, action, _name(manifest, node))


def _manifests(folder: Path) -> Iterator[tuple[Path, Graph]]:
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        if manifest.parent.name not in LEFT_OUT:
            yield manifest, Graph().parse(manifest, publicID=manifest.as_uri())


def _entries(graph: Graph) -> list[Node]:
    """What a manifest lists; it may describe tests besides that the working group did not keep."""
    return [node for head in graph.objects(None, MF.entries) for node in Collection(graph, head)]


def _name(manifest: Path, node: Node) -> str:
    return f"{manifest.parent.name}/{str(node).rpartition('#')[2]}"


def _kind(graph: Graph, node: Node) -> str:
    return str(graph.value(node, RDF.type)).rpartition("#")[2]


def _case(graph: Graph, node: Node, action: Node, name: str) -> Case:
    result = graph.value(node, MF.result)
    request = graph.value(action, QT.query) or graph.value(action, UT.request) or action
    file = isinstance(result, URIRef) and result.startswith("file:")
    path = _path(request or action)
    return Case(
        name=name,
        kind=_kind(graph, node),
        request=path,
        data=(*_graph_files(graph, action), *_graphs_from(path)),
        result=_path(result) if file else None,
        after=tuple(_graph_files(graph, result)) if result is not None and not file else (),
    )


def _graph_files(graph: Graph, node: Node) -> Iterator[GraphFile]:
    for terms in (QT, UT):
        for file in graph.objects(node, terms.data):
            yield GraphFile(None, _path(file))
        for part in graph.objects(node, terms.graphData):
            held, label = graph.value(part, terms.graph), graph.value(part, RDFS.label)
            yield GraphFile(str(label), _path(held)) if held else GraphFile(str(part), _path(part))


def _graphs_from(query: Path) -> Iterator[GraphFile]:
    """The files beside a query that it names itself, by FROM."""
    for name in _FROM.findall(query.read_bytes().decode("utf-8")):
        path = query.with_name(name)
        if path.exists():
            yield GraphFile(path.as_uri(), path)


def _path(iri: Node) -> Path:
    return Path(str(iri).removeprefix("file://"))
