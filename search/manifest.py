"""The manifest of a release: what is in it, what it was made from and with."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import ConflictError, DrcgraphError, NotFoundError
from search.data_folder import ReleasePaths

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT_VERSION = 1


class DamagedReleaseError(DrcgraphError):
    """A file of a release is missing, or is not what was published."""


@dataclass(frozen=True, slots=True)
class ModelNote:
    """An embedding model that was used."""

    name: str
    hash: str
    dimension: int


@dataclass(frozen=True, slots=True)
class FileNote:
    """A file of the release: bytes and hexadecimal sha256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """See the fields. Times are ISO 8601 in UTC, `seconds` are those that each step took.

    `inputs` gives each source's digest over its documents, `knowledge` the hash of lists, register and
    corrections, `reader` and `indexer` the versions of what annotates and what indexes. `files` names every
    other file, relative to the release.
    """

    id: str
    previous: str | None
    created: str
    software: str
    reader: str
    indexer: str
    knowledge: str
    counts: Mapping[str, int]
    inputs: Mapping[str, str] = field(default_factory=dict)
    models: tuple[ModelNote, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, FileNote] = field(default_factory=dict)
    format_version: int = FORMAT_VERSION


def write_manifest(paths: ReleasePaths, manifest: Manifest) -> None:
    """Write the manifest as JSON that people can read."""
    paths.manifest.write_bytes(_adapter().dump_json(manifest, indent=2) + b"\n")


def read_manifest(paths: ReleasePaths) -> Manifest:
    """The manifest of a release. Raises NotFoundError, DamagedReleaseError, ConflictError (format)."""
    from pydantic import ValidationError

    try:
        manifest = _adapter().validate_json(paths.manifest.read_bytes())
    except FileNotFoundError:
        raise NotFoundError(
            f"No release {paths.root.name!r}: list them with `drcgraph releases list`."
        ) from None
    except ValidationError as error:
        raise DamagedReleaseError(
            f"{paths.manifest} cannot be read: return to another with `drcgraph releases rollback`."
        ) from error
    if manifest.format_version > FORMAT_VERSION:
        raise ConflictError(
            f"Release {manifest.id} has format {manifest.format_version}, newer than this drcgraph reads "
            f"({FORMAT_VERSION}): install a newer drcgraph."
        )
    return manifest


def describe_files(paths: ReleasePaths, known: Iterable[ReleasePaths] = ()) -> dict[str, FileNote]:
    """Size and digest of every file but the manifest.

    A file that is a hard link of one in a `known` release (same name, same file) is not read again.
    """
    notes: dict[str, FileNote] = {}
    before = {older.root: read_manifest(older).files for older in known}
    for name, path in _files(paths):
        shared = (
            files[name]
            for root, files in before.items()
            if name in files and (root / name).exists() and path.samefile(root / name)
        )
        notes[name] = next(shared, None) or _describe(path)
    return notes


def verify_files(paths: ReleasePaths) -> None:
    """Read every file of a release and compare. Raises DamagedReleaseError naming the first that differs."""
    expected = dict(read_manifest(paths).files)
    for name, path in _files(paths):
        if name not in expected:
            raise DamagedReleaseError(f"{path} is not part of the release: remove it.")
        if _describe(path) != expected.pop(name):
            raise DamagedReleaseError(f"{path} is not as it was published: return to another release.")
    for name in expected:
        raise DamagedReleaseError(f"{paths.root / name} is missing: return to another release.")


def _files(paths: ReleasePaths) -> list[tuple[str, Path]]:
    found = sorted(path for path in paths.root.rglob("*") if path.is_file() and path != paths.manifest)
    return [(path.relative_to(paths.root).as_posix(), path) for path in found]


def _describe(path: Path) -> FileNote:
    with path.open("rb") as stream:
        return FileNote(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


@cache
def _adapter() -> "TypeAdapter[Manifest]":
    from pydantic import TypeAdapter

    return TypeAdapter(Manifest)
