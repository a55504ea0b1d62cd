"""Policies of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import DataOption, progress_report, read_settings, write
from api.cli.ingest import tell

app = typer.Typer(name="register", help="Policies of your own, as Turtle or CSV.", no_args_is_help=True)

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="Turtle (.ttl) or CSV (.csv); docs tell the columns.")
]


@app.command()
def add(context: typer.Context, file: File, data: DataOption = None) -> int:
    """Add policies to the register and resolve citations with them in a new release."""
    from ingest.publish import add_register

    settings = read_settings(context, data)
    with progress_report() as progress:
        report = add_register(
            settings.data,
            file,
            models=settings.model_names,
            assistant=settings.reader,
            progress=progress,
        )
    return tell(report)


@app.command()
def check(file: File) -> None:
    """Say whether a file of policies can be added, without adding it."""
    from ingest.publish.register import check_register

    count = check_register(file)
    write(f"{file}: {count} policies, all usable" if count > 1 else f"{file}: one policy, usable")
