"""Queries in SPARQL over the current release."""

import sys
from typing import Annotated, Literal

import typer

from api.cli.console import DataOption, read_settings, write_bytes

Format = Literal["json", "xml", "csv", "tsv", "ttl", "nt", "jsonld"]


def sparql(
    context: typer.Context,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="The query, or - to read it from standard input.")
    ],
    format: Annotated[  # noqa: A002  the option's name
        Format | None,
        typer.Option(help="Form of the result; CSV for tables and Turtle for graphs by default."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Query the graph in SPARQL 1.1; named graphs are seen as one unless the query names them.

    SERVICE <https://w3id.org/drcgraph/search> searches from inside a query.
    """
    from ontology.query import QueryPool, remote_services
    from search.release import open_release
    from search.service import search_services

    settings = read_settings(context, data)
    text = _standard_input() if query == "-" else query
    release = open_release(settings.data)
    with QueryPool(
        release.graph,
        workers=1,
        time_limit=settings.sparql_time_limit,
        memory_limit_mb=settings.sparql_memory_limit_mb,
        row_limit=settings.sparql_row_limit,
        services={
            **remote_services(settings.services, settings.sparql_time_limit),
            **search_services(release),
        },
    ) as pool:
        write_bytes(pool.run(text, [format] if format else ["csv", "ttl"]))


def _standard_input() -> str:
    from ontology.errors import InvalidInputError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the query is not UTF-8 (byte {error.start + 1}): save it in that encoding"
        raise InvalidInputError(message) from error


COMMANDS = (sparql,)
