"""Making the documents of the next release."""
# ruff: noqa: S608 - every value goes in as a parameter; only marks and names of ours are put together

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from ontology.article import Article, Measure
from search.article_json import dump_annotation, dump_document, dump_passages
from search.measure_filter import LinkType, marks

_SCHEMA = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, language TEXT NOT NULL,
    date TEXT, publisher TEXT, url TEXT, source TEXT NOT NULL, translation_of TEXT,
    content_hash TEXT NOT NULL, reading_key TEXT NOT NULL,
    passage_count INTEGER NOT NULL, mention_count INTEGER NOT NULL, citation_count INTEGER NOT NULL,
    document BLOB NOT NULL, passages BLOB NOT NULL, annotation BLOB NOT NULL
);
CREATE INDEX documents_by_source ON documents (source);
CREATE INDEX documents_by_url ON documents (url);
CREATE TABLE mentions (
    type TEXT NOT NULL, entity TEXT NOT NULL, document INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (type, entity, document, position)
) WITHOUT ROWID;
CREATE INDEX mentions_by_document ON mentions (document);
CREATE TABLE citations (
    policy TEXT NOT NULL, status TEXT NOT NULL, document INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (policy, status, document, position)
) WITHOUT ROWID;
CREATE INDEX citations_by_document ON citations (document);
CREATE TABLE measures (
    document INTEGER NOT NULL, position INTEGER NOT NULL, instrument TEXT NOT NULL, standing TEXT NOT NULL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX measures_by_instrument ON measures (instrument);
CREATE TABLE measure_links (
    type TEXT NOT NULL, entity TEXT NOT NULL, document INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (type, entity, document, position)
) WITHOUT ROWID;
CREATE INDEX measure_links_by_document ON measure_links (document);
"""
_LINKED_TABLES = ("mentions", "citations", "measures", "measure_links")


class DocumentWriter:
    """Makes the documents of the next release, in a file of its own, starting from those of the last.

    What is removed or replaced is overwritten in the file, so that nothing of it is left.
    """

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        if previous is not None:
            shutil.copyfile(previous, path)
        self._connection = sqlite3.connect(path)
        # The file is nobody's until it is published: a crash discards it, so no journal is kept.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        if previous is None:
            self._connection.executescript(_SCHEMA)

    def put(self, article: Article, content_hash: str, reading_key: str) -> None:
        """Add an article, or replace the one with its id."""
        self.remove(article.document.id)
        document, annotation = article.document, article.annotation
        values = {
            **{name: getattr(document, name) for name in _COLUMNS},
            "content_hash": content_hash,
            "reading_key": reading_key,
            "passage_count": len(article.passages),
            "mention_count": len(annotation.mentions),
            "citation_count": len(annotation.citations),
            "document": dump_document(document),
            "passages": dump_passages(article.passages),
            "annotation": dump_annotation(annotation),
        }
        cursor = self._insert("documents", values)
        self._link(cursor, article)

    def confirm(self, id_: str, reading_key: str) -> None:
        """Note that a document would be read with `reading_key` as it was read."""
        self._connection.execute("UPDATE documents SET reading_key = ? WHERE id = ?", (reading_key, id_))

    def remove(self, id_: str) -> bool:
        """Take a document out; whether it was there."""
        row = self._connection.execute("SELECT number FROM documents WHERE id = ?", (id_,)).fetchone()
        if row is None:
            return False
        for table in _LINKED_TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", row)
        self._connection.execute("DELETE FROM documents WHERE number = ?", row)
        return True

    def close(self) -> None:
        """Write everything out."""
        self._connection.commit()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _insert(self, table: str, values: Mapping[str, object]) -> int:
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks(tuple(values))})"
        return self._connection.execute(sql, tuple(values.values())).lastrowid or 0

    def _link(self, number: int, article: Article) -> None:
        annotation = article.annotation
        rows: dict[str, list[tuple[str | int, ...]]] = {
            "mentions": [(m.type, m.id, number, i) for i, m in enumerate(annotation.mentions)],
            "citations": [
                (policy, c.status, number, i)
                for i, c in enumerate(annotation.citations)
                for policy in sorted({c.policy} if c.policy else set(c.candidates))
            ],
            "measures": [(number, i, m.instrument, m.standing) for i, m in enumerate(annotation.measures)],
            "measure_links": [
                (type_, entity, number, i)
                for i, measure in enumerate(annotation.measures)
                for type_, entities in _links(measure)
                for entity in sorted(set(entities))
            ],
        }
        for table, values in rows.items():
            self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", values)


_COLUMNS = ("id", "kind", "language", "date", "publisher", "url", "source", "translation_of")


def _links(measure: Measure) -> tuple[tuple[LinkType, tuple[str, ...]], ...]:
    return (
        ("actor", measure.actors),
        ("industry", measure.industries),
        ("region", measure.regions),
        ("policy", measure.policies),
    )
