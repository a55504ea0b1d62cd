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
    access_log: Annotated[
        bool, typer.Option("--access-log", help="Log in lines of JSON, each request too.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Serve pages, JSON interface and SPARQL endpoint; new releases are taken up while it runs."""
    import uvicorn

    from api.http import create_app
    from api.http.log import log_to_stderr

    app = create_app(read_settings(context, data))
    note(f"drcgraph on http://{host}:{port}{root_path}/ (Ctrl-C ends it)")
    log_to_stderr(as_json=access_log)
    uvicorn.run(
        app,
        host=host,
        port=port,
        root_path=root_path.rstrip("/"),
        log_config=None,
        access_log=False,
        server_header=False,
    )


COMMANDS = (serve,)
