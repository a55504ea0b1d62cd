"""Graphs that users write: `graph/user/NAME`, and what may be done to them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from ontology.errors import ConflictError, InvalidInputError
from ontology.iri import BASE
from ontology.named_graph import NamedGraph
from ontology.query.guard import check_update
from ontology.query.update_process import run_update
from ontology.store import GraphStore, open_read_only

USER_GRAPHS = BASE + "graph/user/"
GRAPH_STORE_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""What a graph may be written in, by name."""

_USER_GRAPH = re.compile(re.escape(USER_GRAPHS) + r"(?!\.*$)[A-Za-z0-9._~-]{1,100}")


def is_user_graph(iri: str) -> bool:
    """Whether users may write the graph with this IRI: one segment after `graph/user/`, of plain letters."""
    return _USER_GRAPH.fullmatch(iri) is not None


def check_user_graph(iri: str) -> None:
    """Raise ConflictError for a graph that users may not write."""
    if not is_user_graph(iri):
        raise ConflictError(f"<{iri}> cannot be written: only graphs {USER_GRAPHS}NAME can")


def parse_graph(iri: str, content: bytes, format: str, *, apart: bool = False) -> NamedGraph:  # noqa: A002
    """Statements sent for a user's graph. Raises InvalidInputError, ConflictError.

    `apart` gives blank nodes new names, so that none is taken for one of the same name elsewhere.
    """
    check_user_graph(iri)
    if format not in GRAPH_STORE_FORMATS:
        raise InvalidInputError(f"unknown format {format!r}: use one of {', '.join(GRAPH_STORE_FORMATS)}")
    try:
        _check_form(content, GRAPH_STORE_FORMATS[format])
        quads = list(
            parse(content, format=GRAPH_STORE_FORMATS[format], base_iri=iri, rename_blank_nodes=apart)
        )
    except (SyntaxError, ValueError) as error:
        words = " ".join(str(error).split())
        raise InvalidInputError(f"the statements for <{iri}> cannot be read: {words}") from error
    return NamedGraph(iri, dict.fromkeys(quad.triple for quad in quads))


def _check_form(content: bytes, rdf_format: RdfFormat) -> None:
    """Raise ValueError where JSON-LD is `null` or another bare value: the parser takes it for empty."""
    if rdf_format == RdfFormat.JSON_LD and content.lstrip()[:1] not in b"{[":
        raise ValueError("a JSON-LD document is an object or a list")


def join_documents(iri: str, documents: Iterable[tuple[bytes, str]]) -> bytes:
    """Documents, each with its format, for one user's graph, as N-Triples. Raises as parse_graph does."""
    graphs = (parse_graph(iri, content, name, apart=True) for content, name in documents)
    triples = (triple for graph in graphs for triple in graph.triples)
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def merged(graph: NamedGraph, store: GraphStore) -> NamedGraph:
    """The graph with what the store has of it besides."""
    triples: dict[Triple, None] = dict.fromkeys([*store.triples(graph.iri), *graph.triples])
    return NamedGraph(graph.iri, triples)


def updated_graphs(
    directory: Path,
    update: str,
    scratch: Path,
    *,
    base: str | None = None,
    time_limit: float = 30.0,
    memory_limit_mb: int = 1024,
) -> tuple[list[NamedGraph], set[str]]:
    """What a SPARQL update makes of the users' graphs of a store: those new or other, and those gone.

    The update runs on a copy in `scratch`, in a process of its own; its relative IRIs stand against `base`.
    Raises InvalidInputError (malformed, LOAD, SERVICE), ConflictError (a graph that is not a user's, or not
    as the update wants it), LimitExceededError.
    """
    check_update(update, is_user_graph)
    before = open_read_only(directory)
    before.backup(str(scratch))
    run_update(scratch, update, time_limit, memory_limit_mb, base)
    old, new = GraphStore(directory), GraphStore(scratch)
    if _others(old) != _others(new):
        raise ConflictError(f"the update reaches beyond {USER_GRAPHS}: name the graphs that it writes")
    known = {iri for iri in {*old.graphs(), *new.graphs()} if is_user_graph(iri)}
    changed = [iri for iri in sorted(known) if _differs(iri, old, new)]
    graphs = [NamedGraph(iri, list(new.triples(iri))) for iri in changed if iri in new]
    return graphs, {iri for iri in changed if iri not in new}


def _differs(iri: str, old: GraphStore, new: GraphStore) -> bool:
    """Whether a graph has come or gone, with or without statements, or has other ones."""
    return (iri in old) != (iri in new) or set(old.triples(iri)) != set(new.triples(iri))


def _others(store: GraphStore) -> int:
    """How many statements do not belong to users: they must stay as many as they were."""
    users = sum(sum(1 for _ in store.triples(iri)) for iri in store.graphs() if is_user_graph(iri))
    return len(store) - users


def user_graphs(store: GraphStore) -> Iterator[str]:
    """The IRIs of all graphs that users wrote."""
    return (iri for iri in store.graphs() if is_user_graph(iri))
