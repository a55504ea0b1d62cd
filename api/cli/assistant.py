"""The server for assistants that speak the Model Context Protocol."""

from typing import Annotated

import typer

from api.cli.console import DataOption, note, read_settings


def mcp(
    context: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Serve over HTTP on this port, at /mcp, for many at a time."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on, with --port; 0.0.0.0 for all.")
    ] = "127.0.0.1",
    data: DataOption = None,
) -> None:
    """Serve search, look-ups, citations and SPARQL to an assistant (MCP), over standard input and output."""
    from api.cli.listening import listen
    from api.mcp import create_server

    server = create_server(read_settings(context, data))
    if port is None:
        server.run("stdio")
        return
    for one in listen(host, port):  # to tell in a line what is wrong with the address
        one.close()
    note(f"drcgraph for assistants on http://{host}:{port}/mcp (Ctrl-C ends it)")
    server.run("streamable-http", host=host, port=port)


COMMANDS = (mcp,)
