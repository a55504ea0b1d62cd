"""SERVICE clauses that another endpoint answers, here one on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store, Triple

from ontology.errors import InvalidInputError, LimitExceededError
from ontology.named_graph import NamedGraph
from ontology.query import QueryPool, remote_services
from ontology.store import write_graph

A, B, P = (
    NamedNode("https://example.org/a"),
    NamedNode("https://example.org/b"),
    NamedNode("https://example.org/p"),
)
NAME = NamedNode("https://example.org/name")


class Endpoint(BaseHTTPRequestHandler):
    """A bare SPARQL endpoint; some paths misbehave."""

    store = Store()
    asked: ClassVar[list[str]] = []

    def do_POST(self):
        query = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())["query"][0]
        self.asked.append(query)
        self.send_response({"/broken": 500, "/moved": 307}.get(self.path, 200))
        self.send_header("location", "/sparql")
        self.end_headers()
        content = self.store.query(query).serialize(format=QueryResultsFormat.JSON)
        self.wfile.write({"/nonsense": b"{", "/large": b" " * (11 << 20)}.get(self.path, content))

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def other():
    Endpoint.store.add(Quad(A, NAME, Literal('the "first"\nof all', language="en")))
    Endpoint.store.add(Quad(B, NAME, Literal("the second")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def pool(other, tmp_path_factory):
    directory = tmp_path_factory.mktemp("graph") / "graph"
    write_graph(directory, None, [NamedGraph("https://example.org/g", [Triple(A, P, Literal(1))])])
    paths = ("sparql", "broken", "moved", "nonsense", "large")
    services = remote_services([f"{other}/{path}" for path in paths], 10)
    with QueryPool(directory, workers=1, services=services) as pool:
        yield pool


def rows(pool, query):
    found = json.loads(pool.run(f"PREFIX e: <https://example.org/> {query}").read())["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def test_the_rows_of_a_listed_endpoint_join_with_ours(pool, other):
    Endpoint.asked.clear()
    query = f"SELECT ?s ?n {{ ?s e:p ?o SERVICE <{other}/sparql> {{ ?s e:name ?n }} }}"
    assert rows(pool, query) == [{"s": A.value, "n": 'the "first"\nof all'}]
    assert len(Endpoint.asked) == 1


def test_it_stands_in_optional_and_with_filters_of_its_own(pool, other):
    inside = f'SERVICE <{other}/sparql> {{ ?s e:name ?n FILTER(LANG(?n) = "zh") }}'
    assert rows(pool, f"SELECT * {{ ?s e:p ?o OPTIONAL {{ {inside} }} }}") == [{"s": A.value, "o": "1"}]
    assert rows(pool, f"SELECT ?s {{ ?s e:p ?o {inside} }}") == []


@pytest.mark.parametrize(
    ("path", "words"), [("broken", "answered 500"), ("moved", "answered 307"), ("nonsense", "cannot be read")]
)
def test_what_cannot_be_used_is_said_unless_silent(pool, other, path, words):
    clause = f"<{other}/{path}> {{ ?s e:name ?n }}"
    with pytest.raises(InvalidInputError, match=words):
        rows(pool, f"SELECT * {{ SERVICE {clause} }}")
    assert rows(pool, f"SELECT * {{ ?s e:p ?o SERVICE SILENT {clause} }}") == [{"s": A.value, "o": "1"}]


def test_blank_nodes_are_refused_and_so_is_too_much(pool, other):
    with pytest.raises(InvalidInputError, match="blank nodes"):
        rows(pool, f"SELECT * {{ SERVICE <{other}/sparql> {{ BIND(BNODE() AS ?x) }} }}")
    with pytest.raises(LimitExceededError, match="10 MB"):
        rows(pool, f"SELECT * {{ SERVICE <{other}/large> {{ ?s ?p ?o }} }}")


def test_what_is_not_listed_is_never_asked(pool, other):
    Endpoint.asked.clear()
    for name in (f"<{other}/other>", "?where", f"<{other}/sparql?x=1>"):
        with pytest.raises(InvalidInputError, match="not allowed"):
            rows(pool, f"SELECT * {{ SERVICE {name} {{ ?s ?p ?o }} }}")
    assert Endpoint.asked == []
