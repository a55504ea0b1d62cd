"""Keeping a data folder: into one file, back again, and up to the software as it is now."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import DataOption, progress_report, read_settings, write
from api.cli.ingest import tell

Archive = Annotated[
    Path, typer.Argument(metavar="FILE", help="A tar file; compressed where it ends in .gz or .xz.")
]


def backup(context: typer.Context, archive: Archive, data: DataOption = None) -> None:
    """Write all releases, the register and the corrections into one file. Readers go on meanwhile."""
    from search.backup import back_up

    ids = back_up(read_settings(context, data).data, archive)
    write(f"{archive}: {len(ids)} release{'s' if len(ids) > 1 else ''}, the newest {ids[0]}")


def restore(context: typer.Context, archive: Archive, data: DataOption = None) -> None:
    """Make a data folder of a backup, every file compared with its digest first."""
    from search.backup import restore as unpack

    folder = read_settings(context, data).data
    write(f"release {unpack(archive, folder)} is current in {folder}")


def upgrade(context: typer.Context, data: DataOption = None) -> int:
    """Make the current release anew with the software, register and models as they are now."""
    from ingest.publish import republish
    from search.release import open_release

    settings = read_settings(context, data)
    open_release(settings.data)
    with progress_report() as progress:
        report = republish(
            settings.data,
            models=settings.model_names,
            assistant=settings.reader,
            progress=progress,
        )
    return tell(report)


COMMANDS = (backup, restore, upgrade)
