"""Vectors of an index's texts: from the index before where it has them, else encoded ahead of need."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from ontology.article import Article
from ontology.errors import InvalidInputError
from search.embed import Embedder, Vectors
from search.index.layout import ROWS, OutdatedIndexError, read_info
from search.index.rows import Rows
from search.index.vectors import VectorIndex

_TEXTS_AHEAD = 64
"""So many texts are encoded together while documents are still being read."""
_MANY = 2_000
"""From so many texts on, what an embedder loads for many is worth it."""


def unit_texts(article: Article) -> Iterator[str]:
    """What is encoded of an article: each passage with its title before it, or the title alone.

    A passage alone often does not say what it is about.
    """
    title = article.document.title
    if not article.passages:
        yield title
    for passage in article.passages:
        yield f"{title}. {passage.text}" if title else passage.text


def text_hash(text: str) -> bytes:
    """The digest by which a text is known again, 32 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class Encoding:
    """The vectors of texts from several embedders, for one build of an index.

    `ahead` hands texts over as soon as they are known: they are encoded in a thread of their own, outside the
    interpreter's lock, while the caller goes on. `previous` is the index folder of the release before.
    Raises InvalidInputError where two embedders have one name.
    """

    def __init__(self, embedders: Sequence[Embedder], previous: Path | None = None) -> None:
        self.embedders = tuple(embedders)
        names = [each.name for each in embedders]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise InvalidInputError(
                f"two embedding models are called {twice[0]!r}: rename the folder of one of them"
            )
        self.previous = previous
        self._waiting: list[str] = []
        self._begun: list[Future[None]] = []
        self._found: dict[str, dict[bytes, Vectors]] = {each.name: {} for each in embedders}
        self._texts: Counter[str] = Counter()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="encoding")

    def ahead(self, article: Article) -> None:
        """Begin to encode an article's texts."""
        self._waiting += unit_texts(article)
        if len(self._waiting) >= _TEXTS_AHEAD:
            texts, self._waiting = self._waiting, []
            self._begun.append(self._thread.submit(self._encode_ahead, texts))

    def _encode_ahead(self, texts: list[str]) -> None:
        hashes = [text_hash(text) for text in texts]
        for embedder in self.embedders:
            vectors, _ = self._vectors(embedder, hashes, texts)
            self._found[embedder.name].update(zip(hashes, vectors, strict=True))

    def vectors(self, hashes: Sequence[bytes], texts: Sequence[str]) -> list[tuple[Vectors, int]]:
        """For each embedder the vectors of all texts, and how many of them the index before did not have."""
        for begun in self._begun:
            begun.result()
        # Embedders compute outside the interpreter's lock, so one works beside the other.
        with ThreadPoolExecutor(max(1, len(self.embedders))) as pool:
            return list(pool.map(lambda embedder: self._vectors(embedder, hashes, texts), self.embedders))

    def _vectors(
        self, embedder: Embedder, hashes: Sequence[bytes], texts: Sequence[str]
    ) -> tuple[Vectors, int]:
        vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
        missing = np.ones(len(texts), dtype=np.bool_)
        known = _known(embedder, hashes, self.previous)
        if known is not None:
            rows, old = known
            vectors[rows] = old
            missing[rows] = False
        new = int(missing.sum())
        found = self._found[embedder.name]
        for row in np.flatnonzero(missing).tolist():
            if (vector := found.get(hashes[row])) is not None:
                vectors[row] = vector
                missing[row] = False
        todo = np.flatnonzero(missing).tolist()
        if todo:
            self._texts[embedder.name] += len(todo)
            if self._texts[embedder.name] >= _MANY:
                embedder.prepare_for_many()
            vectors[todo] = embedder.encode([texts[row] for row in todo])
        return vectors, new

    def __enter__(self) -> "Encoding":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=True)


def _known(
    embedder: Embedder, hashes: Sequence[bytes], previous: Path | None
) -> tuple[npt.NDArray[np.int64], Vectors] | None:
    """Rows whose vectors the previous index has, and those vectors."""
    if previous is None or not (previous / ROWS).exists():
        return None
    try:
        info = next((v for v in read_info(previous).vectors if v.hash == embedder.hash), None)
    except OutdatedIndexError:
        return None  # Of an older format: all is encoded anew.
    if info is None:
        return None
    old_rows = Rows(previous / ROWS).rows_of_hashes(hashes)
    rows = [row for row, digest in enumerate(hashes) if digest in old_rows]
    index = VectorIndex(previous / info.file, info.kind)
    old = index.get(np.array([old_rows[hashes[row]] for row in rows], dtype=np.int64))
    return np.array(rows, dtype=np.int64), old
