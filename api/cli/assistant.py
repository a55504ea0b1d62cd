"""The server for assistants that speak the Model Context Protocol."""

import typer

from api.cli.console import DataOption, read_settings


def mcp(context: typer.Context, data: DataOption = None) -> None:
    """Serve search, look-ups, citations and SPARQL to an assistant (MCP), over standard input and output."""
    from api.mcp import create_server

    create_server(read_settings(context, data)).run("stdio")


COMMANDS = (mcp,)
