"""The tests in the engine alone, in this process: what can be expected over HTTP."""

from collections.abc import Iterable, Iterator

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)
from w3c.comparison import FORMATS, same_result
from w3c.suite import Case, GraphFile

RDF_FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
OTHER_ERRORS = (ValueError, OSError, RuntimeError)
"""What the engine raises besides SyntaxError: the text could be read and not be carried out."""


def passes_in_engine(case: Case) -> bool:
    """Whether the engine does what the test wants."""
    store = Store()
    store.extend(quads(case.data))
    if case.is_update:
        return _update_passes(store, case)
    return _query_passes(store, case)


def quads(files: Iterable[GraphFile]) -> Iterator[Quad]:
    """The statements of files, each in its graph."""
    for file in files:
        name = DefaultGraph() if file.graph is None else NamedNode(file.graph)
        kind = RDF_FORMATS[file.path.suffix]
        for quad in parse(path=file.path, format=kind, base_iri=file.path.as_uri(), rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


def same_dataset(found: Iterable[Quad], expected: Iterable[Quad]) -> bool:
    """Whether both hold the same statements, blank nodes by any name."""
    sides = Dataset(found), Dataset(expected)
    for side in sides:
        side.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sides[0] == sides[1]


def _update_passes(store: Store, case: Case) -> bool:
    try:
        store.update(case.text, base_iri=case.base)
    except SyntaxError:
        return "Negative" in case.kind
    except OTHER_ERRORS:
        return "Positive" in case.kind
    if "Syntax" in case.kind:
        return "Positive" in case.kind
    return same_dataset(store, quads(case.after))


def _query_passes(store: Store, case: Case) -> bool:
    try:
        result = store.query(case.text, base_iri=case.base)
    except SyntaxError:
        return "Negative" in case.kind
    except OTHER_ERRORS:
        return False
    if case.result is None:
        return "Positive" in case.kind
    return same_result(_written(result, FORMATS[case.result.suffix][0]), case.result)


def _written(result: QuerySolutions | QueryBoolean | QueryTriples, kind: str) -> bytes:
    if isinstance(result, QueryTriples):
        return serialize(result, format=RdfFormat.from_media_type(kind)) or b""
    return result.serialize(format=QueryResultsFormat.from_media_type(kind)) or b""
