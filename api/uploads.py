"""Documents that come over HTTP: each a file in DATA/uploads, for as long as the release has it."""

from collections.abc import Sequence
from pathlib import Path

from ingest.publish import PublishReport, ingest, remove
from ontology.errors import DrcgraphError
from search.assistant import Assistant
from search.release import current_release_id, open_release


def uploads_folder(data: Path) -> Path:
    """Where they lie."""
    return data / "uploads"


def add_upload(
    data: Path, name: str, content: bytes, *, models: Sequence[str], assistant: Assistant | None = None
) -> PublishReport:
    """Keep the document as `name` and publish it. A file of which nothing was read is not kept."""
    path = uploads_folder(data) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    _write(path, content)
    try:
        report = ingest(data, [str(path)], models=models, assistant=assistant)
    except DrcgraphError:
        _restore(path, before)
        raise
    if report.problems:
        _restore(path, before)
    return report


def remove_uploaded(
    data: Path, id_: str, *, models: Sequence[str], assistant: Assistant | None = None
) -> PublishReport:
    """Take a document out of the release, and its file with it once no other document is of that file."""
    source = open_release(data).documents.document(id_).source if current_release_id(data) else ""
    report = remove(data, [id_], models=models, assistant=assistant)
    left = {record.source for record in open_release(data).documents.records().values()}
    path = Path(source)
    if source and source not in left and path.parent == uploads_folder(data).absolute():
        path.unlink(missing_ok=True)
    return report


def _write(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.partial")
    half.write_bytes(content)
    half.replace(path)


def _restore(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        _write(path, before)
