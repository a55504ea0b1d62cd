"""Builds the index folder of a release."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ontology.article import Article
from ontology.knowledge import Knowledge
from search.embed.multilingual import MultilingualEmbedder
from search.index.document_terms import document_terms
from search.index.document_words import DocumentWordsWriter
from search.index.encoding import Encoding, text_hash, unit_texts
from search.index.layout import (
    DOCUMENT_VECTORS,
    NAMES,
    PASSAGE_WORDS,
    ROWS,
    UNIT_DOCUMENT,
    WORDS,
    IndexStats,
    VectorInfo,
    write_info,
)
from search.index.names import Suggestable, list_suggestable, write_names
from search.index.rows import DocumentRow, RowWriter, Unit
from search.index.terms import Term, write_terms
from search.index.vectors import document_means, write_vectors
from search.index.vocabulary import write_vocabulary
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
    words: DocumentWordsWriter = field(default_factory=DocumentWordsWriter)
    passages: int = 0

    def passage_words(self) -> Iterator[WordDocument]:
        """What is encoded of each unit, title and passage, for the word index of passages."""
        return (WordDocument.of(row, text) for row, text in enumerate(self.texts))


def build_index(
    directory: Path,
    articles: Iterable[Article],
    knowledge: Knowledge,
    encoding: Encoding,
) -> IndexStats:
    """Make `directory` (which must not exist yet, or be empty) the index of `articles`."""
    directory.mkdir(parents=True, exist_ok=True)
    collected = _Collected()
    write_words(directory / WORDS, _collect(directory, articles, knowledge, collected))
    write_words(directory / PASSAGE_WORDS, collected.passage_words())
    collected.words.write(directory)
    write_terms(directory, collected.terms, collected.dates)
    counts = Counter(term for document in collected.terms for term in document)
    write_names(directory / NAMES, [*list_suggestable(knowledge, counts), *collected.titles])
    owners = np.array(collected.owners, dtype=np.int32)
    np.save(directory / UNIT_DOCUMENT, owners, allow_pickle=False)
    encoded, infos = 0, []
    found = encoding.vectors(collected.hashes, collected.texts)
    for embedder, (vectors, new) in zip(encoding.embedders, found, strict=True):
        file = f"vectors-{embedder.name}.faiss"
        kind = write_vectors(directory / file, vectors)
        if embedder.name == MultilingualEmbedder.name:
            write_vocabulary(directory, collected.texts, embedder, encoding.previous)
        means = document_means(vectors, owners, len(collected.terms))
        np.save(directory / DOCUMENT_VECTORS.format(embedder.name), means, allow_pickle=False)
        infos.append(
            VectorInfo(embedder.name, embedder.hash, embedder.dimension, kind, file, embedder.source)
        )
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
        words = WordDocument.of(row, "\n".join([*titles, document.text]))
        collected.words.add([*words.english, *words.chinese])
        yield words
    writer.close()


def _units(article: Article, row: int, first: int, texts: list[str]) -> Iterator[Unit]:
    """The passages as rows, or one row for a document without; what is encoded is appended to `texts`."""
    digests = []
    for text in unit_texts(article):
        texts.append(text)
        digests.append(text_hash(text))
    if not article.passages:
        yield Unit(first, row, None, 0, 0, "", digests[0])
    for at, (passage, digest) in enumerate(zip(article.passages, digests, strict=False), start=first):
        yield Unit(at, row, passage.id, passage.start, passage.end, passage.text, digest)
