"""A release, or one article of it, out into files."""

import shutil
from pathlib import Path

from ontology.errors import InvalidInputError
from search.release import Release
from search.tables import write_tables

FORMATS = ("trig", "nq", "ttl", "jsonld", "csv")


def export_release(
    release: Release,
    output: Path,
    format: str = "trig",  # noqa: A002  the name that callers use
    article: str | None = None,
) -> tuple[Path, ...]:
    """Write the graph, or with "csv" the tables, of a release into the folder `output`; the files' paths.

    With `article` only what belongs to that article or policy text. A whole release in a format of RDF comes
    with its manifest, register and corrections, so that importing the folder makes the same release again.
    Raises NotFoundError, InvalidInputError.
    """
    from ontology.export import export_graph
    from ontology.iri import graph_iri

    if format not in FORMATS:
        raise InvalidInputError(f"unknown format {format!r}: use one of {', '.join(FORMATS)}")
    if article is not None:
        release.documents.document(article)
    if format == "csv":
        ids = None if article is None else [article]
        return write_tables(release.documents, release.knowledge, output, ids)
    graph = None if article is None else graph_iri("article", article)
    written = export_graph(release.graph, output, format, graph)
    if article is not None:
        return written
    return (*written, *_copy_rest(release, output))


def _copy_rest(release: Release, output: Path) -> list[Path]:
    copied = [Path(shutil.copyfile(release.paths.manifest, output / "manifest.json"))]
    for folder in (release.paths.register, release.paths.corrections):
        target = output / folder.name
        target.mkdir(exist_ok=True)
        copied += [Path(shutil.copyfile(path, target / path.name)) for path in sorted(folder.glob("*.ttl"))]
    return copied
