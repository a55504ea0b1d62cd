"""A data folder into one archive, and back."""

import lzma
import shutil
import tarfile
import zlib
from pathlib import Path

from ontology.errors import ConflictError, InvalidInputError
from search.data_folder import DataFolder, ReleasePaths
from search.manifest import verify_files
from search.release import current_release_id, list_releases, open_release, point_to, sync_folder

_PARTS = ("register", "corrections", "uploads")


def back_up(data: Path, archive: Path) -> tuple[str, ...]:
    """Write all releases, register, corrections and uploads into a tar file (compressed if named .gz or .xz).

    Files that releases share are written once. Readers and writers need not stop: releases never change, and
    the writer is kept out. Returns the ids of the releases. Raises NotFoundError, ConflictError.
    """
    folder = DataFolder(data)
    current = open_release(data).id
    mode = {".gz": "w:gz", ".xz": "w:xz"}.get(archive.suffix, "w")
    half = archive.with_name(archive.name + ".partial")
    with folder.writing():
        ids = tuple(note.id for note in list_releases(data))
        with tarfile.open(half, mode) as tar:  # type: ignore[call-overload]  # the mode is one of the three
            for id_ in ids:
                tar.add(folder.release(id_).root, f"releases/{id_}")
            for name in _PARTS:
                if (data / name).is_dir():
                    tar.add(data / name, name)
            link = tarfile.TarInfo("current")
            link.type, link.linkname = tarfile.SYMTYPE, f"releases/{current}"
            tar.addfile(link)
    half.replace(archive)
    return ids


def restore(archive: Path, data: Path) -> str:
    """Make a data folder of a backup; the id of its current release.

    Every file is compared with its digest before the folder is put in place. `data` must hold no release; its
    register, corrections and uploads are replaced.
    Raises ConflictError, InvalidInputError, DamagedReleaseError.
    """
    if current_release_id(data) is not None:
        raise ConflictError(f"{data} holds releases already: restore into another folder")
    half = data.with_name(f".{data.name}.partial")
    shutil.rmtree(half, ignore_errors=True)
    try:
        id_ = _unpack(archive, half)
        _put_in_place(half, data, id_)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return id_


def _unpack(archive: Path, half: Path) -> str:
    """Unpack into `half` and compare all files with their digests; the id of the current release."""
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(half, filter="data")
    except (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError) as error:
        reason = str(error).partition("\n")[0].rstrip(":") or type(error).__name__
        raise InvalidInputError(
            f"{archive} is no backup that can be read ({reason}): give another"
        ) from error
    id_ = current_release_id(half)
    if id_ is None:
        raise InvalidInputError(f"{archive} holds no current release: give a file that a backup wrote")
    for path in sorted((half / "releases").iterdir()):
        verify_files(ReleasePaths(path))
    return id_


def _put_in_place(half: Path, data: Path, id_: str) -> None:
    folder = DataFolder(data)
    with folder.writing():
        for name in (*_PARTS, "releases"):
            if (half / name).is_dir():
                if (data / name).is_dir():
                    shutil.rmtree(data / name)
                (half / name).rename(data / name)
        sync_folder(data)
        point_to(folder, id_)
