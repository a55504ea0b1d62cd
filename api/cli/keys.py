"""Keys for programs that write over HTTP."""

from typing import Annotated, Literal

import typer

from api.cli.console import DataOption, read_settings, write

app = typer.Typer(name="keys", help="Keys for programs that write over HTTP.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is.")]


@app.command()
def add(
    context: typer.Context,
    name: Name,
    scope: Annotated[Literal["read", "write"], typer.Option(help="What the key allows.")] = "write",
    data: DataOption = None,
) -> None:
    """Make a key and print it, this once: only its hash is kept."""
    from api.keys import KeyRing

    write(KeyRing(read_settings(context, data).data).add(name, scope))


@app.command("list")
def list_(context: typer.Context, data: DataOption = None) -> None:
    """Show the names of all keys and what they allow."""
    from api.keys import KeyRing

    for key in KeyRing(read_settings(context, data).data).entries():
        write(f"{key.name}\t{key.scope}")


@app.command()
def remove(context: typer.Context, name: Name, data: DataOption = None) -> None:
    """Take a key away; it is refused from then on."""
    from api.keys import KeyRing

    KeyRing(read_settings(context, data).data).remove(name)
    write(f"key {name} is gone")
