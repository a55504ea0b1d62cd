"""The server."""

from contextlib import suppress
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
) -> int:
    """Serve pages, JSON interface and SPARQL endpoint; new releases are taken up while it runs."""
    import uvicorn

    from api.cli.listening import listen
    from api.http import create_app
    from api.http.log import log_to_stderr

    settings = read_settings(context, data)
    sockets = listen(host, port)
    app = create_app(settings)
    port = sockets[0].getsockname()[1]
    name = f"[{host}]" if ":" in host else host
    note(f"drcgraph on http://{name}:{port}{root_path}/ (Ctrl-C ends it)")
    log_to_stderr(as_json=access_log)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        root_path=root_path.rstrip("/"),
        log_config=None,
        access_log=False,
        server_header=False,
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # how it is meant to end
        server.run(sockets=sockets)
    return 0 if server.started else 1


COMMANDS = (serve,)
