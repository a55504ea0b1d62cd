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
        write(f"{id_}  {_in_words(correction)}")
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


def _in_words(correction: "Correction") -> str:
    from ontology.correction import Merge, Rejection

    if isinstance(correction, Merge):
        said = f"merge {correction.source} into {correction.target}"
    else:
        verb = "is not" if isinstance(correction, Rejection) else "is"
        place = f" in {correction.document}" if correction.document else ""
        said = f'"{correction.quote}" {verb} {correction.entity}{place}'
    reason = f": {correction.reason}" if correction.reason else ""
    return f"{said} ({' '.join(filter(None, (correction.by, correction.at)))}){reason}"


def _check_quote(data: "Path", correction: "Correction") -> None:
    """Raises NotFoundError or InvalidInputError where the current release has no such words there."""
    from ontology.correction import Merge
    from ontology.errors import InvalidInputError, NotFoundError
    from search.release import current_release_id, open_release

    if isinstance(correction, Merge) or not correction.document or current_release_id(data) is None:
        return
    kind, _, id_ = correction.document.partition("/")
    document = open_release(data).documents.document(id_)
    if document.kind != kind:
        raise NotFoundError(f"{correction.document!r} is no document: it is {document.kind}/{id_}")
    if correction.quote not in document.text:
        message = f"{correction.document} has no words {correction.quote!r}: give them letter by letter"
        raise InvalidInputError(message)


def _keep(context: typer.Context, data: "Path | None", correction: "Correction", *, later: bool) -> int:
    from ontology.correction import add_correction, check_correction
    from ontology.knowledge import load_knowledge
    from search.data_folder import DataFolder

    settings = read_settings(context, data)
    folder = DataFolder(settings.data)
    knowledge = load_knowledge(folder.register, folder.corrections)
    check_correction(correction, knowledge)
    _check_quote(settings.data, correction)
    id_ = add_correction(folder.corrections, correction, knowledge)
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
