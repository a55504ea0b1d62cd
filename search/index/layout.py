"""What the index folder of a release holds."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.errors import InvalidInputError

FORMAT_VERSION = 1
ROWS, WORDS, NAMES, INFO = "rows.sqlite", "words", "names", "index.json"
UNIT_DOCUMENT = "unit_document.npy"
DOCUMENT_VECTORS = "documents-{}.npy"


@dataclass(frozen=True, slots=True)
class VectorInfo:
    """One embedder's vectors. `kind` is "exact" or "ivf8" (see vectors.py)."""

    model: str
    hash: str
    dimension: int
    kind: str
    file: str


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


def read_info(directory: Path) -> IndexStats:
    """What an index folder holds. Raises InvalidInputError where it is none or of another format."""
    path = directory / INFO
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidInputError(
            f"no search index at {directory}: publish again with `drcgraph ingest`"
        ) from error
    if content.pop("format") != FORMAT_VERSION:
        raise InvalidInputError(f"{path} has another format version: publish again with `drcgraph ingest`")
    content["vectors"] = tuple(VectorInfo(**vectors) for vectors in content["vectors"])
    return IndexStats(**content)
