"""A running server whose release holds what the tests ask about."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
from server import serving
from w3c.engine import quads
from w3c.suite import Case, GraphFile
from w3c.user_graphs import names_of

from api.keys import KeyRing
from ontology.named_graph import NamedGraph
from ontology.store import write_graph

PROGRAM = (sys.executable, str(Path(__file__).with_name("small_server.py")))
_PATIENCE = 120.0
_SETTINGS = {"DRCGRAPH_MODELS": "", "DRCGRAPH_KEY_RATE": "100000/minute", "DRCGRAPH_SPARQL_WORKERS": "1"}


@contextlib.contextmanager
def running(folder: Path, graphs: Iterable[NamedGraph]) -> Iterator[httpx.Client]:
    """A client with a write key, of a server in a process of its own that has `graphs` beside its release."""
    data, document = folder / "data", folder / "note.txt"
    document.write_text("Heilongjiang will build a grain port at Fuyuan.\n", encoding="utf-8")
    ingest = [*PROGRAM, "ingest", "--data", str(data), str(document)]
    subprocess.run(ingest, env={**os.environ, **_SETTINGS}, check=True, capture_output=True)
    _add(data, graphs)
    headers = {"authorization": f"Bearer {KeyRing(data).add('w3c', 'write')}"}
    with (
        serving(data, PROGRAM, **_SETTINGS) as server,
        httpx.Client(base_url=server.address, headers=headers, timeout=_PATIENCE) as client,
    ):
        yield client


def _add(data: Path, graphs: Iterable[NamedGraph]) -> None:
    """Add graphs to the release, whatever their names, as publishing writes them."""
    store = (data / "current").resolve() / "graph"
    before = store.rename(store.with_name("graph.before"))
    write_graph(store, before, graphs)


def graphs_of(cases: Iterable[Case]) -> list[NamedGraph]:
    """What the queries read, a graph a file, and what the updates start from, as users' graphs."""
    files: dict[str, GraphFile] = {}
    for case in cases:
        names = names_of(case)
        for file in case.data:
            iri = names.user_graph(file.graph) if case.is_update else file.path.as_uri()
            files[iri] = file
    return [NamedGraph(iri, [quad.triple for quad in quads([file])]) for iri, file in files.items()]
