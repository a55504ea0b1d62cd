"""The W3C's SPARQL 1.1 tests of queries, syntax and result formats, over HTTP and in the engine.

`python benchmarks/w3c_sparql.py FOLDER`

FOLDER is `sparql11` of the official suite, as in rdflib's source distribution (test/data/suites/w3c). All
data files are loaded into one store, a named graph each; a test's dataset is chosen by the parameters of
the protocol, so that the union of graphs plays no part. Entailment, SERVICE and updates are left out.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import IdentifiedNode

from api.http import create_app
from api.http.dependencies import served_release
from api.settings import load_settings
from ontology.query import QueryPool

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
LEFT_OUT = {"entailment", "service", "syntax-fed"}
QUERY = "application/sparql-query"
RESULTS = {
    ".srx": ("application/sparql-results+xml", "xml"),
    ".srj": ("application/sparql-results+json", "json"),
    ".csv": ("text/csv", "csv"),
    ".tsv": ("text/tab-separated-values", "tsv"),
}
NUMERIC = {XSD.integer, XSD.decimal, XSD.double, XSD.float}
DATA = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}


@dataclass(frozen=True)
class Case:
    """One test of the suite."""

    name: str
    kind: str
    query: Path
    default: tuple[Path, ...]
    named: tuple[Path, ...]
    result: Path | None


def cases(folder: Path) -> Iterator[Case]:
    """The tests of all manifests below `folder`, in order of their names."""
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        if manifest.parent.name in LEFT_OUT:
            continue
        graph = Graph().parse(manifest, publicID=manifest.as_uri())
        for node in graph.subjects(MF.action, unique=True):
            kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
            action = graph.value(node, MF.action)
            if not kind.endswith("FormatTest") and "Query" not in kind and "Syntax" not in kind:
                continue
            if "Update" in kind:
                continue
            query = action if isinstance(action, URIRef) else graph.value(action, QT.query)
            result = graph.value(node, MF.result)
            if not _path(query).exists():
                continue
            yield Case(
                name=str(node).rpartition("#")[2],
                kind=kind,
                query=_path(query),
                default=tuple(map(_path, graph.objects(action, QT.data))),
                named=tuple(map(_path, graph.objects(action, QT.graphData))),
                result=_path(result) if isinstance(result, URIRef) else None,
            )


def _path(iri: object) -> Path:
    return Path(str(iri).removeprefix("file://"))


@contextmanager
def server(found: list[Case], folder: Path) -> Iterator[TestClient]:
    """A server over a store of the tests' data."""
    store = Store(str(folder / "graph"))
    data = {path for case in found for path in (*case.default, *case.named)}
    # A copy of the suite may lack a file; its test fails then, the others go on.
    for path in filter(Path.exists, data):
        store.bulk_load(
            path=str(path),
            format=DATA[path.suffix],
            base_iri=path.as_uri(),
            to_graph=NamedNode(path.as_uri()),
        )
    store.flush()
    del store
    app = create_app(load_settings(data=folder))
    with QueryPool(folder / "graph", workers=1, union=False) as pool:

        async def served() -> AsyncIterator[SimpleNamespace]:
            yield SimpleNamespace(queries=pool)

        app.dependency_overrides[served_release] = served
        with TestClient(app) as client:
            yield client


def passes(client: TestClient, case: Case) -> bool:
    """Whether the server does what the test wants."""
    text = f"BASE <{case.query.as_uri()}>\n{case.query.read_text(encoding='utf-8')}".encode()
    if "Syntax" in case.kind:
        answer = client.post("/sparql", content=text, headers={"content-type": QUERY})
        return answer.status_code == (400 if "Negative" in case.kind else 200)
    if case.result is None:
        return False
    suffix = case.result.suffix
    accept = RESULTS[suffix][0] if suffix in RESULTS else "text/turtle"
    parameters = {
        "default-graph-uri": [path.as_uri() for path in case.default],
        "named-graph-uri": [path.as_uri() for path in case.named],
    }
    if not case.default and b"FROM" not in text:
        parameters["default-graph-uri"] = ["urn:nothing"]
    answer = client.post(
        "/sparql",
        params=parameters,
        content=text,
        headers={"content-type": QUERY, "accept": accept},
    )
    return answer.status_code == 200 and same(answer.content, case.result)


def passes_alone(store: Store, case: Case) -> bool:
    """Whether the engine does it in this process, without server, limits or guard."""
    text = f"BASE <{case.query.as_uri()}>\n{case.query.read_text(encoding='utf-8')}"
    default = [NamedNode(path.as_uri()) for path in case.default]
    named = [NamedNode(path.as_uri()) for path in case.named]
    chosen: dict[str, list[NamedNode]] = {}
    if "Syntax" not in case.kind and (default or named or "FROM" not in text):
        chosen = {"default_graph": default or [NamedNode("urn:nothing")], "named_graphs": named}
    try:
        result = store.query(text, **chosen)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return "Negative" in case.kind
    if "Syntax" in case.kind or case.result is None:
        return "Negative" not in case.kind and "Syntax" in case.kind
    if isinstance(result, QueryTriples):
        content = serialize(result, format=RdfFormat.TURTLE)
    else:
        kind = RESULTS.get(case.result.suffix, RESULTS[".srj"])[0]
        content = result.serialize(format=QueryResultsFormat.from_media_type(kind))
    return content is not None and same(content, case.result)


def same(content: bytes, expected: Path) -> bool:
    """Whether a result is the expected one, blank nodes and the order of rows aside."""
    suffix = expected.suffix
    if suffix == ".csv":
        return _csv_rows(content.decode()) == _csv_rows(expected.read_text(encoding="utf-8"))
    if suffix not in RESULTS:
        wanted = Graph().parse(expected, publicID=expected.as_uri())
        return isomorphic(Graph().parse(data=content.decode(), format="turtle"), wanted)
    name = RESULTS[suffix][1]
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        got = Result.parse(file, format=name)
        with expected.open("rb") as stream:
            wanted_result = Result.parse(stream, format=name)
        if got.type == "ASK" or wanted_result.type == "ASK":
            return got.askAnswer == wanted_result.askAnswer
        return isomorphic(_rows(got), _rows(wanted_result))


def _rows(result: Result) -> Graph:
    graph = Graph()
    for row in result.bindings:
        node = BNode()
        graph.add((node, RDF.type, URIRef("urn:row")))
        for variable, value in row.items():
            graph.add((node, URIRef(f"urn:{variable}"), _plain(value)))
    return graph


def _plain(value: IdentifiedNode | Literal) -> IdentifiedNode | Literal:
    """A term with its string, or number, in one spelling: the suite has 1.0 for a decimal that is 1."""
    if not isinstance(value, Literal) or value.language:
        return value
    if value.datatype in NUMERIC:
        return URIRef(f"{value.datatype}:{_number(str(value))}")
    return Literal(str(value)) if value.datatype == XSD.string else value


def _number(text: str) -> str:
    try:
        return repr(float(text))
    except ValueError:
        return "blank" if text.startswith("_:") else text


def _csv_rows(text: str) -> list[list[tuple[str, str]]]:
    """Rows as pairs of column and value; blank nodes are all alike."""
    rows = csv.DictReader(text.splitlines())
    return sorted(sorted((name, _number(value)) for name, value in row.items()) for row in rows)


def main() -> None:
    """Run all and tell what failed."""
    found = list(cases(Path(sys.argv[1]).absolute()))
    counts: Counter[tuple[str, bool]] = Counter()
    alone = 0
    with tempfile.TemporaryDirectory() as name, server(found, Path(name)) as client:
        store = Store.read_only(str(Path(name) / "graph"))
        for case in found:
            passed, expected = passes(client, case), passes_alone(store, case)
            alone += expected
            if passed != expected:
                print(f"other than the engine: {case.query.parent.name} {case.name} ({case.kind})")
            counts[case.kind, passed] += 1
            if not passed:
                print(f"failed: {case.query.parent.name} {case.name} ({case.kind})")
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind}: {counts[kind, True]} passed, {counts[kind, False]} failed")
    passed = sum(number for (_, ok), number in counts.items() if ok)
    print(f"all: {passed} of {len(found)} passed, {alone} in the engine alone")


if __name__ == "__main__":
    main()
