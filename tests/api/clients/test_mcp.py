"""The official SDK's client does the three jobs over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

Shape = dict[str, Any]
MEASURES = """
PREFIX drc: <https://w3id.org/drcgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?document ?quote WHERE {
  ?m a drc:Measure ; oa:hasTarget [ oa:hasSource ?document ; oa:hasSelector [ oa:exact ?quote ] ]
} LIMIT 3
"""


@pytest.fixture(scope="module")
def told(data: Path) -> Shape:
    """One session, all tools: what each answered, by name."""
    program = ["-c", "from api.cli import main; main()", "mcp", "--data", str(data)]

    async def talk() -> Shape:
        server = StdioServerParameters(command=sys.executable, args=program)
        async with Client(server, read_timeout_seconds=200) as client:
            listed = (await client.list_tools()).tools
            found: Shape = {"tools": {tool.name: tool for tool in listed}}
            call: Callable[..., Awaitable[Any]] = client.call_tool
            found["search"] = await call("search", {"question": "petrochemicals in Daqing", "top": 2})
            found["entity"] = await call("entity", {"type": "region", "id": "daqing"})
            found["policy"] = await call("policy", {"id": "made-in-china-2025"})
            found["cite"] = await call("cite", {"text": "Guofa [2015] No. 28 and the Harbin Ice Plan."})
            found["sparql"] = await call("sparql", {"query": MEASURES})
            found["endless"] = await call("sparql", {"query": "SELECT nonsense"})
            found["unknown"] = await call("entity", {"type": "region", "id": "atlantis"})
            found["ontology"] = await client.read_resource("drcgraph://ontology")
            found["queries"] = await client.read_resource("drcgraph://queries")
            return found

    return asyncio.run(talk())


def test_the_tools_are_named_and_change_nothing(told: Shape) -> None:
    assert told["tools"].keys() == {"search", "entity", "policy", "cite", "sparql"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in told["tools"].values())


@pytest.mark.parametrize("tool", ["search", "entity", "policy", "cite", "sparql"])
def test_every_answer_carries_its_sources(told: Shape, tool: str) -> None:
    answer = told[tool].structured_content
    assert answer["sources"]
    assert all(
        source["iri"].startswith("https://w3id.org/drcgraph/") for source in answer["sources"].values()
    )
    assert answer["release"]


def test_passages_and_citations_are_given(told: Shape) -> None:
    assert told["search"].structured_content["hits"][0]["passages"]
    first, second = told["cite"].structured_content["citations"]
    assert (first["status"], first["policy"]) == ("resolved", "made-in-china-2025")
    assert second["status"] == "unregistered"


def test_a_query_tells_its_limits_and_the_schema_can_be_read(told: Shape) -> None:
    answer = told["sparql"].structured_content
    assert len(answer["table"]) == answer["rows"] == 3
    assert answer["limits"]["seconds"] > 0
    assert "drc:Measure" in told["ontology"].contents[0].text
    assert "SELECT" in told["queries"].contents[0].text


@pytest.mark.parametrize(("call", "words"), [("endless", "SPARQL"), ("unknown", "atlantis")])
def test_errors_are_told_to_the_assistant(told: Shape, call: str, words: str) -> None:
    assert told[call].is_error
    assert words in told[call].content[0].text
