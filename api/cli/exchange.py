"""Validation of a release, its export into files, and the way back."""

import typer

from api.cli.console import DataOption, read_settings, write


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


COMMANDS = (validate,)
