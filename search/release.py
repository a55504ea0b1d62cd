"""Releases: opened, listed, returned to, pruned."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import DrcgraphError, InvalidInputError, NotFoundError
from search.data_folder import DataFolder, ReleasePaths
from search.documents import DocumentStore
from search.manifest import Manifest, read_manifest, verify_files

if TYPE_CHECKING:
    from ontology.knowledge import Knowledge
    from ontology.store import GraphStore
    from search.query import Searcher


class Release:
    """One immutable release; its parts are opened on first use."""

    def __init__(self, paths: ReleasePaths, models: Path) -> None:
        self.paths = paths
        self.models = models
        self.manifest: Manifest = read_manifest(paths)
        self.id = self.manifest.id

    @property
    def graph(self) -> Path:
        """The folder of the graph store, for a `QueryPool`."""
        return self.paths.graph

    @cached_property
    def documents(self) -> DocumentStore:
        """Documents and annotations."""
        return DocumentStore(self.paths.documents)

    @cached_property
    def statements(self) -> "GraphStore":
        """The graph's statements, in this process."""
        from ontology.store import GraphStore

        return GraphStore(self.paths.graph)

    @cached_property
    def knowledge(self) -> "Knowledge":
        """Lists, register and corrections as they were when this was published."""
        from ontology.knowledge import load_knowledge

        return load_knowledge(self.paths.register, self.paths.corrections)

    @cached_property
    def searcher(self) -> "Searcher":
        """Search over this release."""
        from search.query import Searcher

        return Searcher(self)

    def close(self) -> None:
        """Let go of the documents, where they were opened."""
        if "documents" in vars(self):
            self.documents.close()

    def verify(self) -> None:
        """Read every file and compare with what was published. Raises DamagedReleaseError."""
        verify_files(self.paths)


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A line in the list of releases."""

    manifest: Manifest
    current: bool

    @property
    def id(self) -> str:
        """The release's id."""
        return self.manifest.id


def current_release_id(data: Path) -> str | None:
    """The id of the release that readers see now; None before the first. One system call."""
    try:
        return DataFolder(data).current.readlink().name
    except FileNotFoundError:
        return None


def open_release(data: Path | str, id: str | None = None) -> Release:  # noqa: A002  the name that callers use
    """The release of a data folder with this id, or the current one. Raises NotFoundError."""
    data = Path(data)
    folder = DataFolder(data)
    wanted = id or current_release_id(data)
    if wanted is None:
        raise NotFoundError(f"No release in {data}: make one with `drcgraph ingest PATH`.")
    return Release(_existing(folder, wanted), folder.models)


def list_releases(data: Path) -> tuple[ReleaseNote, ...]:
    """All releases that can be read, newest first."""
    folder, current = DataFolder(data), current_release_id(data)
    notes = []
    for path in sorted(folder.releases.glob("[!.]*"), reverse=True) if folder.releases.is_dir() else ():
        try:
            notes.append(ReleaseNote(read_manifest(ReleasePaths(path)), path.name == current))
        except DrcgraphError:
            continue  # What cannot be read cannot be returned to; `verify` tells why.
    return tuple(notes)


def rollback(data: Path, id: str) -> None:  # noqa: A002  the name that callers use
    """Make an earlier release the one that readers see. Raises NotFoundError, ConflictError."""
    folder = DataFolder(data)
    _existing(folder, id)
    with folder.writing():
        read_manifest(folder.release(id))
        point_to(folder, id)


def prune(data: Path, keep: int) -> tuple[str, ...]:
    """Delete all but the newest `keep` releases and the current one. Returns the ids that went."""
    if keep < 1:
        raise InvalidInputError(f"Cannot keep {keep} releases: at least 1 stays.")
    folder = DataFolder(data)
    with folder.writing():
        gone = [note.id for note in list_releases(data)[keep:] if not note.current]
        for id_ in gone:
            discard(folder.release(id_))
    return tuple(gone)


def point_to(folder: DataFolder, id_: str, step: Callable[[str], None] = lambda _: None) -> None:
    """Make `current` name a release, in one atomic step. `step` is told what is done next."""
    fresh = folder.root / ".current.partial"
    fresh.unlink(missing_ok=True)
    step("link")
    fresh.symlink_to(Path("releases") / id_)
    step("switch")
    fresh.replace(folder.current)
    sync_folder(folder.root)


def discard(paths: ReleasePaths) -> None:
    """Delete a release: first its manifest, so that a half-deleted one is never taken for whole."""
    paths.manifest.unlink(missing_ok=True)
    shutil.rmtree(paths.root)


def sync_folder(folder: Path) -> None:
    """See to it that the entries of a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _existing(folder: DataFolder, id_: str) -> ReleasePaths:
    paths = folder.release(id_)
    if id_ != Path(id_).name or id_.startswith(".") or not paths.manifest.is_file():
        raise NotFoundError(f"No release {id_!r} in {folder.root}: list them with `drcgraph releases list`.")
    return paths
