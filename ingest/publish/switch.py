"""From a finished draft to the release that readers see, and what a crash left behind."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from ingest.publish.report import Progress
from search.data_folder import DataFolder, ReleasePaths
from search.release import current_release_id, discard, point_to, sync_folder


def next_id(folder: DataFolder) -> str:
    """An id for a release made now, which sorts after those that exist."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {path.name for path in folder.releases.glob("[!.]*")}
    later = max((id_ for id_ in taken if id_ > stamp), default=None)
    if stamp not in taken and later is None:
        return stamp
    base, _, number = (later or stamp).partition("-")
    return f"{base}-{int(number or 1) + 1:03d}"


def clear_leftovers(folder: DataFolder) -> None:
    """Remove what a writer that was stopped left: drafts, and a release that never became current."""
    if folder.journal.is_file():
        id_ = folder.journal.read_text("utf-8").strip()
        paths = folder.release(id_)
        if id_ and id_ != current_release_id(folder.root) and paths.root.is_dir():
            discard(paths)
        folder.journal.unlink()
    for draft in folder.releases.glob(".*.partial"):
        shutil.rmtree(draft)
    (folder.root / ".current.partial").unlink(missing_ok=True)


def make_current(folder: DataFolder, draft: ReleasePaths, id_: str, progress: Progress) -> None:
    """Put the draft in its place and switch the pointer, so that a crash at any moment harms nothing."""
    progress("sync", 0, 1)
    _sync_tree(draft.root)
    progress("journal", 0, 1)
    folder.journal.write_text(id_, "utf-8")
    _sync(folder.journal)
    sync_folder(folder.root)
    progress("rename", 0, 1)
    draft.root.rename(folder.release(id_).root)
    sync_folder(folder.releases)
    point_to(folder, id_, lambda step: progress(step, 0, 1))
    progress("close", 0, 1)
    folder.journal.unlink()
    progress("done", 1, 1)


def _sync_tree(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        elif path.stat().st_nlink == 1:  # A hard link was synced with the release it came from.
            _sync(path)
    sync_folder(root)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
