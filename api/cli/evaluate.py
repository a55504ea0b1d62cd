"""Quality on gold sets, as a table or as JSON, beside earlier figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import DataOption, note, read_settings, write, write_json

if TYPE_CHECKING:
    from ingest.evaluation import Change, Report

BASELINE = "baseline.json"
HEADINGS = "     P      R     F1 linked  95% interval     hits/read/gold"


def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Folder with the gold sets.")] = Path(
        "benchmarks/gold"
    ),
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=f"Earlier figures to compare with; DIR/../{BASELINE} where it exists."
        ),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, wrong or too much.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    data: DataOption = None,
) -> int:
    """Measure mentions, citations, measures and search on gold sets.

    Ends with 1 where a figure is below the interval that it had in the earlier figures.
    """
    from ingest.evaluation import compare, read_baseline
    from ingest.evaluation import evaluate as measure

    report = measure(gold, read_settings(context, data).data)
    before = baseline or gold.parent / BASELINE
    changes = compare(report, read_baseline(before)) if baseline or before.exists() else []
    if as_json:
        write_json(report.to_json())
    else:
        _show(report, errors=errors)
    return _tell(changes)


def _show(report: "Report", *, errors: bool) -> None:
    write(f"{'set':<10} {'subject':<9} {'part':<22} {HEADINGS}")
    for row in report.scores:
        low, high = row.interval
        counts = f"{row.hits}/{row.read}/{row.gold}"
        figures = f"{row.precision:6.3f} {row.recall:6.3f} {row.f1:6.3f} {row.linked_f1:6.3f}"
        interval = f"{low:.3f} to {high:.3f}"
        write(f"{row.set:<10} {row.subject:<9} {row.part:<22} {figures}  {interval}   {counts}")
    for found in report.search:
        low, high = found.interval
        figures = f"nDCG@10 {found.ndcg:.3f} ({low:.3f} to {high:.3f})  recall@100 {found.recall:.3f}"
        write(f"search     {found.part:<32} {figures}   {found.queries} queries")
    for mistake in report.errors if errors else ():
        expected, read = mistake.expected or "nothing", mistake.read or "nothing"
        write(
            f"{mistake.kind} {mistake.subject} {mistake.document}: "
            f"{expected} read as {read}: {mistake.context}"
        )


def _tell(changes: "list[Change]") -> int:
    """Say what rose and fell; 1 where something fell by more than chance explains."""
    for change in changes:
        if change.worse or abs(change.now - change.before) >= 0.005:
            sign = "WORSE" if change.worse else "changed"
            note(f"{sign}: {change.name} {change.before:.3f} -> {change.now:.3f}")
    return 1 if any(change.worse for change in changes) else 0


COMMANDS = (evaluate,)
