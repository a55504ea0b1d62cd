"""Documents in and out of the release."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import AssistantOption, DataOption, note, progress_report, read_settings, write

if TYPE_CHECKING:
    from ingest.publish import PublishReport


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files or folders: .md .txt .html .pdf .docx .jsonl, and .gz of these."
        ),
    ],
    policy: Annotated[
        str | None, typer.Option(metavar="ID", help="Attach the one FILE as this policy's full text.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that cannot be read.")
    ] = False,
    assistant: AssistantOption = None,
    data: DataOption = None,
) -> int:
    """Read documents and publish a new release with them.

    A folder or a JSONL file replaces what it brought before; other sources stay. Without a change there is
    no new release.
    """
    from ingest.publish import attach_policy
    from ingest.publish import ingest as publish

    settings = read_settings(context, data, assistant_reads=assistant)
    if policy is not None and len(paths) != 1:
        raise typer.BadParameter(f"--policy {policy} takes one FILE, not {len(paths)}")
    models, reader = settings.model_names, settings.reader
    with progress_report() as progress:
        if policy is not None:
            report = attach_policy(
                settings.data, policy, paths[0], models=models, assistant=reader, progress=progress
            )
        else:
            report = publish(
                settings.data, paths, models=models, assistant=reader, strict=strict, progress=progress
            )
    return tell(report)


def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of documents, as search shows them.")],
    data: DataOption = None,
) -> int:
    """Take documents out of the release, everywhere and for good."""
    from ingest.publish import remove as take_out

    settings = read_settings(context, data)
    with progress_report() as progress:
        report = take_out(
            settings.data, ids, models=settings.model_names, assistant=settings.reader, progress=progress
        )
    return tell(report)


def tell(report: "PublishReport") -> int:
    """Say what a publish did; 1 where a document was left out."""
    for problem in report.problems:
        note(f"drcgraph: {problem}")
    counted = {
        "added": len(report.added),
        "changed": len(report.changed),
        "removed": len(report.removed),
        "unchanged": len(report.unchanged),
    }
    counts = ", ".join(f"{count} {name}" for name, count in counted.items() if count) or "no documents"
    write(f"release {report.release}: {counts}" if report.release else f"no new release: {counts}")
    return 1 if report.problems else 0


COMMANDS = (ingest, remove)
