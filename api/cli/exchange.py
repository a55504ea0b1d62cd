"""Validation of a release, its export into files, and the way back."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.console import DataOption, progress_report, read_settings, write
from api.cli.ingest import tell


def validate(context: typer.Context, data: DataOption = None) -> int:
    """Check the current release's graph against the shapes (SHACL)."""
    from ontology.named_graph import NamedGraph
    from ontology.validation import validate as check
    from search.release import open_release

    store = open_release(read_settings(context, data).data).statements
    report = check(NamedGraph(iri, tuple(store.triples(iri))) for iri in store.graphs())
    for result in report.results:
        write(f"{result.severity}: {result.node} {result.path} {result.rule}: {result.message}")
    write("conforms" if report.conforms else "does not conform")
    return 0 if report.conforms else 1


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    format: Annotated[  # noqa: A002  the option's name
        Literal["trig", "nq", "ttl", "jsonld", "csv"],
        typer.Option(help="RDF in one of its forms, or tables."),
    ] = "trig",
    article: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only this article or policy text; else the whole release."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the current release into files that other programs read."""
    from search.export import export_release
    from search.release import open_release

    for path in export_release(open_release(read_settings(context, data).data), output, format, article):
        write(str(path))


def import_(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="What `drcgraph export` wrote, in RDF.")],
    data: DataOption = None,
) -> int:
    """Make a release of an export."""
    from ingest.publish import import_release

    settings = read_settings(context, data)
    with progress_report() as progress:
        report = import_release(
            settings.data,
            source,
            models=settings.model_names,
            assistant=settings.reader,
            progress=progress,
        )
    return tell(report)


COMMANDS = (validate, export, import_)
