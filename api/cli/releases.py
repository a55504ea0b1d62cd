"""Releases: list, compare, return to, prune."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import DataOption, read_settings, write, write_json
from api.cli.console import note as tell

app = typer.Typer(name="releases", help="List, compare, return to and prune releases.", no_args_is_help=True)

ReleaseId = Annotated[
    str, typer.Argument(metavar="ID", help="A release, as `drcgraph releases list` names it.")
]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.command("list")
def list_(context: typer.Context, as_json: Json = False, data: DataOption = None) -> None:
    """Show all releases, newest first; * marks the one that readers see."""
    from search.release import list_releases

    folder = read_settings(context, data).data
    notes = list_releases(folder)
    if as_json:
        write_json([{"id": n.id, "current": n.current, "counts": dict(n.manifest.counts)} for n in notes])
        return
    for note in notes:
        counts = ", ".join(f"{count:,} {name}" for name, count in note.manifest.counts.items())
        write(f"{'*' if note.current else ' '} {note.id}  {counts}")
    if not notes:
        tell(f"no release in {folder}: make one with `drcgraph ingest PATH`")


@app.command()
def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help="The earlier release.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The later release.")],
    as_json: Json = False,
    rdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the statements that differ as TriG.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Say what came, went and changed between two releases."""
    from search.difference import compare_releases
    from search.release import open_release

    folder = read_settings(context, data).data
    difference = compare_releases(open_release(folder, before), open_release(folder, after))
    if rdf is not None:
        difference.write_rdf(rdf)
    if as_json:
        write_json(difference.as_dict())
        return
    for line in difference.lines():
        write(line)


@app.command()
def rollback(context: typer.Context, release: ReleaseId, data: DataOption = None) -> None:
    """Make an earlier release the one that readers see."""
    from search.release import rollback as go_back

    go_back(read_settings(context, data).data, release)
    write(f"release {release} is current")


@app.command()
def prune(
    context: typer.Context,
    keep: Annotated[int, typer.Option(min=1, metavar="N", help="How many of the newest to keep.")],
    data: DataOption = None,
) -> None:
    """Delete all but the newest releases; the current one always stays."""
    from search.release import prune as delete_old

    gone = delete_old(read_settings(context, data).data, keep)
    write(f"deleted {len(gone)}: {', '.join(gone)}" if gone else "nothing to delete")
