"""The server."""

from typing import Annotated

import typer

from api.cli.console import DataOption, note, read_settings


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.")
    ] = 8000,
    root_path: Annotated[
        str, typer.Option(metavar="/PREFIX", help="Where a proxy mounts it, without a slash at the end.")
    ] = "",
    data: DataOption = None,
) -> None:
    """Serve pages, JSON interface and SPARQL endpoint; new releases are taken up while it runs."""
    import uvicorn

    from api.http import create_app

    app = create_app(read_settings(context, data), root_path.rstrip("/"))
    note(f"drcgraph on http://{host}:{port}{root_path}/ (Ctrl-C ends it)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


COMMANDS = (serve,)
