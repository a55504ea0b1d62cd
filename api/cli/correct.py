"""Corrections: entities merged, links rejected, candidates confirmed."""

from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import DataOption, progress_report, read_settings, write
from api.cli.ingest import tell

if TYPE_CHECKING:
    from pathlib import Path

    from api.settings import Settings
    from ontology.correction import Correction

app = typer.Typer(
    name="correct", help="Merge entities, reject links, confirm candidates.", no_args_is_help=True
)

Quote = Annotated[str, typer.Argument(metavar="QUOTE", help="The words of the text, as they stand there.")]
Entity = Annotated[
    str, typer.Argument(metavar="KIND/ID", help="As region/daqing or policy/made-in-china-2025.")
]
Document = Annotated[
    str | None, typer.Option("--document", metavar="KIND/ID", help="Only in this document; else everywhere.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the record.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so; else the user's name.")]
Later = Annotated[bool, typer.Option("--later", help="Leave it to the next publish.")]


@app.command()
def merge(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="KIND/ID", help="The entity that goes.")],
    target: Annotated[str, typer.Argument(metavar="KIND/ID", help="The entity that stays.")],
    reason: Reason = "",
    by: By = None,
    later: Later = False,
    data: DataOption = None,
) -> int:
    """Say that two entities, or two policies, are one."""
    from ontology.correction import Merge

    return _keep(context, data, Merge(source, target, by=by or getuser(), reason=reason), later=later)


@app.command()
def reject(
    context: typer.Context,
    quote: Quote,
    entity: Entity,
    document: Document = None,
    reason: Reason = "",
    by: By = None,
    later: Later = False,
    data: DataOption = None,
) -> int:
    """Say that a quote does not mean an entity or policy."""
    from ontology.correction import Rejection

    correction = Rejection(quote, entity, document, by=by or getuser(), reason=reason)
    return _keep(context, data, correction, later=later)


@app.command()
def confirm(
    context: typer.Context,
    quote: Quote,
    entity: Entity,
    document: Document = None,
    reason: Reason = "",
    by: By = None,
    later: Later = False,
    data: DataOption = None,
) -> int:
    """Say which entity or policy a quote means."""
    from ontology.correction import Confirmation

    correction = Confirmation(quote, entity, document, by=by or getuser(), reason=reason)
    return _keep(context, data, correction, later=later)


@app.command("list")
def list_(context: typer.Context, data: DataOption = None) -> None:
    """Show all corrections with their ids."""
    from ontology.correction import load_corrections

    found = load_corrections(_folder(read_settings(context, data))).by_id
    for id_, correction in sorted(found.items()):
        write(f"{id_}  {correction}")
    if not found:
        write("no corrections")


@app.command()
def undo(
    context: typer.Context,
    correction: Annotated[str, typer.Argument(metavar="ID", help="As `drcgraph correct list` names it.")],
    later: Later = False,
    data: DataOption = None,
) -> int:
    """Take a correction back."""
    from ontology.correction import undo_correction

    settings = read_settings(context, data)
    undo_correction(_folder(settings), correction)
    write(f"undone: {correction}")
    return _publish(settings, later=later)


def _folder(settings: "Settings") -> "Path":
    from search.data_folder import DataFolder

    return DataFolder(settings.data).corrections


def _keep(context: typer.Context, data: "Path | None", correction: "Correction", *, later: bool) -> int:
    from ontology.correction import add_correction
    from ontology.knowledge import load_knowledge
    from search.data_folder import DataFolder

    settings = read_settings(context, data)
    folder = DataFolder(settings.data)
    id_ = add_correction(folder.corrections, correction, load_knowledge(folder.register, folder.corrections))
    write(f"kept as {id_}")
    return _publish(settings, later=later)


def _publish(settings: "Settings", *, later: bool) -> int:
    if later:
        return 0
    from ingest.publish import republish

    with progress_report() as progress:
        report = republish(
            settings.data,
            models=settings.model_names,
            assistant=settings.reader,
            progress=progress,
        )
    return tell(report)
