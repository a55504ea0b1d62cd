"""What the index folder of a release holds."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.errors import ConflictError

FORMAT_VERSION = 2
ROWS, WORDS, PASSAGE_WORDS, NAMES, INFO = "rows.sqlite", "words", "passage-words", "names", "index.json"
UNIT_DOCUMENT = "unit_document.npy"
DOCUMENT_VECTORS = "documents-{}.npy"


class OutdatedIndexError(ConflictError):
    """The index lacks what this version reads, or has another format: the release must be made anew."""


@dataclass(frozen=True, slots=True)
class VectorInfo:
    """One embedder's vectors. `kind` is "exact" or "ivf8" (see vectors.py).

    `source` is what the embedder is opened by; in an index of before it was written down, `model` is.
    """

    model: str
    hash: str
    dimension: int
    kind: str
    file: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What was built; stored in the folder as index.json. `encoded` texts were new, `reused` were not."""

    documents: int
    passages: int
    encoded: int
    reused: int
    vectors: tuple[VectorInfo, ...]


def write_info(directory: Path, stats: IndexStats) -> None:
    """Store `stats`."""
    content = {"format": FORMAT_VERSION, **asdict(stats)}
    (directory / INFO).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def part_of(directory: Path, name: str) -> Path:
    """The file or folder `name` of an index. Raises OutdatedIndexError where an older version left it out."""
    path = directory / name
    if not path.exists():
        raise _outdated(f"the index of release {directory.parent.name} has no {name}")
    return path


def read_info(directory: Path) -> IndexStats:
    """What an index folder holds. Raises OutdatedIndexError where it is none or of another format."""
    try:
        content = json.loads((directory / INFO).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _outdated(f"the index of release {directory.parent.name} cannot be read") from error
    if content.pop("format") != FORMAT_VERSION:
        raise _outdated(f"the index of release {directory.parent.name} has another format")
    content["vectors"] = tuple(VectorInfo(**vectors) for vectors in content["vectors"])
    return IndexStats(**content)


def _outdated(what: str) -> OutdatedIndexError:
    return OutdatedIndexError(f"{what}: make the release anew with `drcgraph upgrade`")
