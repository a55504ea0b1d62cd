"""The official SDK's client does the three jobs, over standard input and output and over HTTP."""

import asyncio
import re
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS

from api.mcp.schema import SCHEMA
from ontology.model import ontology_graph
from search import open_release

Shape = dict[str, Any]
PATIENCE = 200
MEASURES = """
PREFIX drc: <https://w3id.org/drcgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?document ?quote WHERE {
  ?m a drc:Measure ; oa:hasTarget [ oa:hasSource ?document ; oa:hasSelector [ oa:exact ?quote ] ]
} LIMIT 3
"""
SEARCH = """
PREFIX search: <https://w3id.org/drcgraph/search#>
SELECT ?document ?quote WHERE {
  SERVICE <https://w3id.org/drcgraph/search> {
    ?passage search:text "industry in Heilongjiang" ; search:document ?document ; search:quote ?quote
  }
}
"""
CALLS: dict[str, tuple[str, Shape]] = {
    "search": ("search", {"question": "petrochemicals in Daqing", "top": 2}),
    "entity": ("entity", {"type": "region", "id": "daqing"}),
    "policy": ("policy", {"id": "made-in-china-2025"}),
    "cite": ("cite", {"text": "Guofa [2015] No. 28 and the Harbin Ice Plan."}),
    "sparql": ("sparql", {"query": MEASURES}),
    "search in sparql": ("sparql", {"query": SEARCH}),
    "all rows": ("sparql", {"query": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 2000"}),
    "graph": ("sparql", {"query": "CONSTRUCT WHERE { ?s a ?c } LIMIT 5"}),
}
REFUSED: dict[str, tuple[str, Shape]] = {
    "Malformed SPARQL": ("sparql", {"query": "SELECT nonsense"}),
    "SERVICE": ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}),
    "DROP": ("sparql", {"query": "DROP ALL"}),
    "atlantis": ("entity", {"type": "region", "id": "atlantis"}),
    "planet": ("entity", {"type": "planet", "id": "mars"}),
    "etc": ("policy", {"id": "../../etc/passwd"}),
    "500 characters": ("policy", {"id": "x" * 5000}),
    "Atlantis": ("search", {"question": "industry", "region": ["Atlantis"]}),
    "regions": ("search", {"question": "industry", "regions": ["daqing"]}),
    "yesterday": ("search", {"question": "industry", "date_from": "yesterday"}),
    "question": ("search", {}),
    "20": ("search", {"question": "industry", "top": 1000}),
    "50000": ("cite", {"text": "x" * 60_000}),
    "soon": ("cite", {"text": "Made in China 2025", "date": "soon"}),
    "unknown tool": ("rm", {"path": "/"}),
}


@pytest.fixture(scope="module", params=["stdio", pytest.param("http", marks=pytest.mark.slow)])
def told(request: pytest.FixtureRequest, data: Path) -> Iterator[Shape]:
    """One session, all calls: what each answered, by name."""
    program = ["-c", "from api.cli import main; main()", "mcp", "--data", str(data)]
    if request.param == "stdio":
        server = StdioServerParameters(command=sys.executable, args=program)
        yield asyncio.run(talk(Client(server, read_timeout_seconds=PATIENCE)))
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([sys.executable, *program, "--port", str(port)]) as process:
        wait_for(port, process)
        yield asyncio.run(talk(Client(f"http://127.0.0.1:{port}/mcp", read_timeout_seconds=PATIENCE)))
        process.terminate()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("drcgraph mcp does not listen")


async def talk(connecting: Client) -> Shape:
    async with connecting as client:
        call: Callable[..., Awaitable[Any]] = client.call_tool
        found: Shape = {"tools": {tool.name: tool for tool in (await client.list_tools()).tools}}
        found |= {name: await call(*asked) for name, asked in {**REFUSED, **CALLS}.items()}
        found["ontology"] = await client.read_resource("drcgraph://ontology")
        found["queries"] = await client.read_resource("drcgraph://queries")
        return found


def test_the_tools_are_named_and_change_nothing(told: Shape) -> None:
    assert told["tools"].keys() == {"search", "entity", "policy", "cite", "sparql"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in told["tools"].values())


@pytest.mark.parametrize(
    "call", ["search", "entity", "policy", "cite", "sparql", "search in sparql", "graph"]
)
def test_every_answer_carries_its_sources_and_limits(told: Shape, call: str) -> None:
    answer = told[call].structured_content
    assert answer["sources"] or call in {"all rows", "graph"}
    assert all(
        source["iri"].startswith("https://w3id.org/drcgraph/") for source in answer["sources"].values()
    )
    assert all(limit > 0 for limit in answer["limits"].values())
    assert answer["release"]


def test_passages_are_found_and_citations_linked(told: Shape) -> None:
    assert told["search"].structured_content["hits"][0]["passages"]
    first, second = told["cite"].structured_content["citations"]
    assert (first["status"], first["policy"]) == ("resolved", "made-in-china-2025")
    assert second["status"] == "unregistered"


def test_a_query_is_answered_with_rows_and_may_search(told: Shape) -> None:
    answer = told["sparql"].structured_content
    assert len(answer["table"]) == answer["rows"] == 3
    assert answer["truncated"] is False
    found = told["search in sparql"].structured_content
    assert {row["document"].rpartition("/")[2] for row in found["table"]} >= found["sources"].keys() > set()


def test_a_long_table_is_cut_and_said_to_be(told: Shape) -> None:
    answer = told["all rows"].structured_content
    assert answer["truncated"] is True
    assert 0 < len(answer["table"]) < answer["rows"] == 2000


def test_the_schema_is_shown_before_a_query_is_written(told: Shape) -> None:
    assert SCHEMA.strip() in told["tools"]["sparql"].description
    assert "drc:Measure" in told["ontology"].contents[0].text
    assert "SELECT" in told["queries"].contents[0].text


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_refused_is_told_in_a_line_that_names_it(told: Shape, words: str) -> None:
    assert told[words].is_error
    (content,) = told[words].content
    assert words.lower() in content.text.lower()
    assert "\n" not in content.text
    assert len(content.text) < 300


def test_every_term_of_the_schema_is_defined_or_in_use(data: Path) -> None:
    prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", SCHEMA))
    terms = {NamedNode(prefixes[prefix] + name) for prefix, name in re.findall(r"\b(\w+):(\w+)", SCHEMA)}
    defined = {triple.subject for triple in ontology_graph().triples}
    defined |= {term for term in terms if term.value in DCTERMS or term.value.startswith(prefixes["search"])}
    statements = open_release(data).statements
    unknown = {term for term in terms - defined if not any(statements.match(predicate=term))}
    assert not unknown
    assert len(terms) > 50
