"""Tools and resources of the Model Context Protocol over the current release."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.types import ToolAnnotations
from pydantic import Field

from api.mcp.opened import Opened, told
from api.mcp.schema import SCHEMA
from api.mcp.strict import StrictServer
from api.mcp.tools import (
    DOCUMENTS,
    TEXT_LIMIT,
    cite_text,
    describe_entity,
    describe_policy,
    run_query,
    search_documents,
)
from api.settings import Settings
from ontology.entity import EntityType

INSTRUCTIONS = """\
drcgraph holds articles and policies on the revitalization of Northeast China, in English and Chinese.
Search with `search`, look things up by the ids that it gives with `entity` and `policy`, link the citations
of a text with `cite`, and ask the graph itself with `sparql`, whose description has the schema. Each answer
has `sources`: quote from passages and give the source. It has `limits` too, and says what was cut to them.
A measure with standing "proposed" is a recommendation, not an order. A source with text_role "register
summary" is a summary, never the policy's own words.
"""
SPARQL = """\
Rows or statements of the graph. Select ?document and ?quote beside findings, so that the answer shows its
sources. All terms: resource drcgraph://ontology; examples: drcgraph://queries.
"""
READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Question = Annotated[str, Field(description="A question or words, English or Chinese", max_length=10_000)]
Ids = Annotated[list[str] | None, Field(description="Ids, as `entities` of an answer give them")]
Id = Annotated[str, Field(max_length=500, description="As answers of the other tools give it")]
Date = Annotated[str | None, Field(description="ISO 8601, as short as a year")]
Shape = dict[str, Any]


def create_server(settings: Settings) -> MCPServer[None]:
    """The server over the data folder of `settings`; nothing is opened before it is asked for."""
    opened = Opened(settings)

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        try:
            yield
        finally:
            opened.close()

    server = StrictServer(
        "drcgraph",
        title="drcgraph",
        version=version("drcgraph"),
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        log_level="WARNING",
    )
    _add_look_ups(server, opened)
    _add_readings(server, opened)
    _add_resources(server)
    return server


def _add_look_ups(server: MCPServer[None], opened: Opened) -> None:
    @server.tool(annotations=READ_ONLY)
    @told
    def search(
        question: Question,
        top: Annotated[int, Field(ge=1, le=DOCUMENTS, description="How many documents")] = 5,
        kind: Literal["article", "policy"] | None = None,
        region: Ids = None,
        industry: Ids = None,
        actor: Ids = None,
        instrument: Ids = None,
        date_from: Date = None,
        date_to: Date = None,
    ) -> Shape:
        """Passages of articles and policies that answer a question, with their sources."""
        filters = {"region": region, "industry": industry, "actor": actor, "instrument": instrument}
        chosen = {name: tuple(ids) for name, ids in filters.items() if ids}
        if kind:
            chosen["kind"] = (kind,)
        return search_documents(opened.release(), question, top, chosen, date_from=date_from, date_to=date_to)

    @server.tool(annotations=READ_ONLY)
    @told
    def entity(type: EntityType, id: Id) -> Shape:  # noqa: A002  the names of the interface
        """An actor, industry, region or policy instrument: names, place in its list, mentions of it."""
        return describe_entity(opened.release(), type, id)

    @server.tool(annotations=READ_ONLY)
    @told
    def policy(id: Id) -> Shape:  # noqa: A002
        """A policy: titles, number, issuers, validity, relations, text or summary, and who cites it how."""
        return describe_policy(opened.release(), id)


def _add_readings(server: MCPServer[None], opened: Opened) -> None:
    @server.tool(annotations=READ_ONLY)
    @told
    def cite(
        text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT, description="A text to read")],
        date: Annotated[str | None, Field(description="The text's date: validity is judged by it")] = None,
    ) -> Shape:
        """Every policy that a text cites: resolved, ambiguous (with candidates) or unregistered."""
        return cite_text(opened, text, date)

    @server.tool(annotations=READ_ONLY, description=f"{SPARQL}\n{SCHEMA}")
    @told
    def sparql(
        query: Annotated[str, Field(description="SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE")],
    ) -> Shape:
        return run_query(opened, query)


def _add_resources(server: MCPServer[None]) -> None:
    @server.resource("drcgraph://ontology", mime_type="text/markdown", title="The schema of the graph")
    def ontology() -> str:
        """Every class and property with definition, domain, range and an example."""
        from ontology.reference import reference_page

        return reference_page()

    @server.resource("drcgraph://queries", mime_type="application/sparql-query", title="Example queries")
    def queries() -> str:
        """Questions in words, each as SPARQL."""
        from api.example_queries import example_queries

        return "\n\n".join(example_queries())
