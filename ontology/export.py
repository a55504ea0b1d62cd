"""A release's graph out into files of the standard formats, and such files back into a store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ontology.errors import InvalidInputError, NotFoundError
from ontology.iri import BASE
from ontology.store import GraphStore, open_read_only
from ontology.vocabulary import PREFIXES

GRAPHS = BASE + "graph/"
GRAPH_FORMATS: Mapping[str, RdfFormat] = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""Formats by name, which is the file's extension too."""

_FOLDER = "graphs"


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    graph: str | None


def export_graph(directory: Path, output: Path, format: str, graph: str | None = None) -> tuple[Path, ...]:  # noqa: A002
    """Write the store in `directory` to files in the folder `output`; their paths.

    Turtle has no named graphs: there each becomes a file of its own, `graphs/…` by its IRI. With `graph`
    only that one is written. Raises NotFoundError for a graph that is not there, InvalidInputError for an
    unknown format.
    """
    if format not in GRAPH_FORMATS:
        raise InvalidInputError(f"unknown format {format!r}: use one of {', '.join(GRAPH_FORMATS)}")
    store = open_read_only(directory)
    if graph is not None and not store.contains_named_graph(NamedNode(graph)):
        raise NotFoundError(f"no graph <{graph}> in this release: list the graphs with a SPARQL query")
    parts = list(_parts(store, output, format, graph))
    for part in parts:
        part.path.parent.mkdir(parents=True, exist_ok=True)
        _write(store, part, GRAPH_FORMATS[format], only=graph)
    return tuple(part.path for part in parts)


def import_graph(source: Path, directory: Path) -> GraphStore:
    """Load an export, a file or a folder of files, into a new store in `directory`.

    Raises InvalidInputError for what is malformed, and for statements outside drcgraph's named graphs.
    """
    parts = list(_found(source))
    if not parts:
        raise InvalidInputError(f"{source} holds no export: give a folder or file that `export` wrote")
    store = Store(str(directory))
    for part in parts:
        _load(store, part)
    _check_graphs(source, store)
    store.flush()
    del store
    return GraphStore(directory)


def _parts(store: Store, output: Path, format: str, graph: str | None) -> Iterator[_Part]:  # noqa: A002
    if format != "ttl":
        name = "release" if graph is None else _file_name(graph).replace("/", "-")
        yield _Part(output / f"{name}.{format}", None)
        return
    names = [graph] if graph is not None else [name.value for name in store.named_graphs()]
    for name in names:
        yield _Part(output / _FOLDER / f"{_file_name(name)}.ttl", name)


def _file_name(graph: str) -> str:
    """A relative path out of a graph's IRI, whose segments are percent-encoded as they stand."""
    segments = graph.removeprefix(GRAPHS).split("/")
    # A segment of dots alone would lead out of the folder.
    return "/".join(part if part.strip(".") else part.replace(".", "%2E") for part in segments)


def _graph_name(path: Path, root: Path) -> str:
    return GRAPHS + path.relative_to(root).with_suffix("").as_posix()


def _write(store: Store, part: _Part, format: RdfFormat, only: str | None) -> None:  # noqa: A002
    half = part.path.with_name(part.path.name + ".partial")
    with half.open("wb") as stream:
        if part.graph is not None:
            store.dump(stream, format, from_graph=NamedNode(part.graph), prefixes=PREFIXES)
        elif only is None:
            store.dump(stream, format, prefixes=PREFIXES)
        else:
            single = Store()
            single.extend(store.quads_for_pattern(None, None, None, NamedNode(only)))
            single.dump(stream, format, prefixes=PREFIXES)
    half.replace(part.path)


def _found(source: Path) -> Iterator[_Part]:
    if source.is_file():
        if source.suffix.lstrip(".") not in {"trig", "nq", "jsonld"}:
            raise InvalidInputError(f"{source} is not .trig, .nq or .jsonld: give an export or its folder")
        yield _Part(source, None)
        return
    if not source.is_dir():
        raise NotFoundError(f"{source} does not exist: check the spelling")
    for format_ in ("trig", "nq", "jsonld"):
        yield from (_Part(path, None) for path in sorted(source.glob(f"*.{format_}")))
    root = source / _FOLDER
    yield from (_Part(path, _graph_name(path, root)) for path in sorted(root.rglob("*.ttl")))


def _load(store: Store, part: _Part) -> None:
    format_ = GRAPH_FORMATS[part.path.suffix.lstrip(".")]
    to_graph = None if part.graph is None else NamedNode(part.graph)
    try:
        store.bulk_load(path=str(part.path), format=format_, to_graph=to_graph)
        if to_graph is not None:
            store.add_graph(to_graph)  # which may have no statements
    except (SyntaxError, ValueError) as error:
        words = " ".join(str(error).split())
        raise InvalidInputError(f"{part.path} cannot be read ({words}): export it again") from error


def _check_graphs(source: Path, store: Store) -> None:
    for name in store.named_graphs():
        if not name.value.startswith(GRAPHS):
            raise InvalidInputError(
                f"{source} has a graph <{name.value}>: only those under {GRAPHS} are taken"
            )
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None:
        raise InvalidInputError(f"{source} has statements outside named graphs: export as TriG or N-Quads")
