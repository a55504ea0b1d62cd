"""Builds the index folder of a release."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ontology.article import Article
from ontology.knowledge import Knowledge
from search.embed import Embedder, Vectors
from search.index.document_terms import document_terms
from search.index.layout import (
    DOCUMENT_VECTORS,
    NAMES,
    PASSAGE_WORDS,
    ROWS,
    UNIT_DOCUMENT,
    WORDS,
    IndexStats,
    OutdatedIndexError,
    VectorInfo,
    read_info,
    write_info,
)
from search.index.names import Suggestable, list_suggestable, write_names
from search.index.rows import DocumentRow, Rows, RowWriter, Unit
from search.index.terms import Term, write_terms
from search.index.vectors import VectorIndex, document_means, write_vectors
from search.index.words import WordDocument, write_words


@dataclass
class _Collected:
    """What one pass over the articles leaves for the parts that are built afterwards."""

    terms: list[Counter[Term]] = field(default_factory=list)
    dates: list[str | None] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    titles: list[Suggestable] = field(default_factory=list)
    passages: int = 0

    def passage_words(self) -> Iterator[WordDocument]:
        """What is encoded of each unit, title and passage, for the word index of passages."""
        return (WordDocument(row, "", text) for row, text in enumerate(self.texts))


def build_index(
    directory: Path,
    articles: Iterable[Article],
    knowledge: Knowledge,
    embedders: Sequence[Embedder],
    previous: Path | None = None,
) -> IndexStats:
    """Make `directory` (which must not exist yet, or be empty) the index of `articles`.

    Vectors of texts that the index folder `previous` has, from the same model, are taken from there.
    """
    directory.mkdir(parents=True, exist_ok=True)
    collected = _Collected()
    write_words(directory / WORDS, _collect(directory, articles, knowledge, collected))
    write_words(directory / PASSAGE_WORDS, collected.passage_words())
    write_terms(directory, collected.terms, collected.dates)
    counts = Counter(term for document in collected.terms for term in document)
    write_names(directory / NAMES, [*list_suggestable(knowledge, counts), *collected.titles])
    owners = np.array(collected.owners, dtype=np.int32)
    np.save(directory / UNIT_DOCUMENT, owners, allow_pickle=False)
    encoded, infos = 0, []
    # Embedders compute outside the interpreter's lock, so one works beside the other.
    with ThreadPoolExecutor(max(1, len(embedders))) as pool:
        found = list(pool.map(lambda embedder: _vectors(embedder, collected, previous), embedders))
    for embedder, (vectors, new) in zip(embedders, found, strict=True):
        file = f"vectors-{embedder.name}.faiss"
        kind = write_vectors(directory / file, vectors)
        means = document_means(vectors, owners, len(collected.terms))
        np.save(directory / DOCUMENT_VECTORS.format(embedder.name), means, allow_pickle=False)
        infos.append(VectorInfo(embedder.name, embedder.hash, embedder.dimension, kind, file))
        encoded = max(encoded, new)
    stats = IndexStats(
        documents=len(collected.terms),
        passages=collected.passages,
        encoded=encoded,
        reused=len(collected.texts) - encoded,
        vectors=tuple(infos),
    )
    write_info(directory, stats)
    return stats


def _collect(
    directory: Path, articles: Iterable[Article], knowledge: Knowledge, collected: _Collected
) -> Iterator[WordDocument]:
    """Write rows, remember what later parts need, and yield what goes into the word index."""
    writer = RowWriter(directory / ROWS)
    for row, article in enumerate(articles):
        document = article.document
        units = list(_units(article, row, len(collected.texts), collected.texts))
        writer.add(
            DocumentRow(
                row,
                document.id,
                document.kind,
                document.title,
                document.title_zh,
                document.url,
                document.date,
                document.publisher,
                document.language,
            ),
            units,
        )
        collected.terms.append(document_terms(article, knowledge))
        collected.dates.append(document.date)
        collected.owners += [row] * len(units)
        collected.hashes += [unit.hash for unit in units]
        if document.kind == "article":
            texts = dict.fromkeys(filter(None, (document.title, document.title_zh)))
            collected.titles += [Suggestable(text, "article", document.id, 1) for text in texts]
        collected.passages += len(article.passages)
        titles = dict.fromkeys((document.title, document.title_zh or "", *document.names))
        yield WordDocument(row, "\n".join(titles), document.text)
    writer.close()


def _units(article: Article, row: int, first: int, texts: list[str]) -> Iterator[Unit]:
    """The passages as rows; what is encoded for each is appended to `texts`.

    A passage is encoded with its title before it: alone it often does not say what it is about.
    """
    document = article.document
    if not article.passages:
        yield Unit(first, row, None, 0, 0, "", _remember(document.title, texts))
    for at, passage in enumerate(article.passages, start=first):
        text = f"{document.title}. {passage.text}" if document.title else passage.text
        yield Unit(at, row, passage.id, passage.start, passage.end, passage.text, _remember(text, texts))


def _remember(text: str, texts: list[str]) -> bytes:
    texts.append(text)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _vectors(embedder: Embedder, collected: _Collected, previous: Path | None) -> tuple[Vectors, int]:
    """The vectors of all texts, and how many of them had to be encoded."""
    vectors = np.empty((len(collected.texts), embedder.dimension), dtype=np.float32)
    missing = np.ones(len(collected.texts), dtype=np.bool_)
    known = _known(embedder, collected.hashes, previous)
    if known is not None:
        rows, old = known
        vectors[rows] = old
        missing[rows] = False
    todo = np.flatnonzero(missing)
    if len(todo):
        vectors[todo] = embedder.encode([collected.texts[row] for row in todo])
    return vectors, len(todo)


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
