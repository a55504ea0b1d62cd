"""The documents of a release with what was read in them: one SQLite file, never changed once published."""
# ruff: noqa: S608 - every value goes in as a parameter; only marks and names of ours are put together

import sqlite3
import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.article import Article, Citation, Document, DocumentKind, Measure, Mention
from ontology.errors import NotFoundError
from search.article_json import load_annotation, load_document, load_passages
from search.measure_filter import LinkType, MeasureFilter, marks, measure_conditions


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a publisher must know of a document to leave it alone when nothing has changed.

    `content_hash` is the digest of the document as read, `reading_key` that of everything its annotation
    depended on besides.
    """

    id: str
    kind: DocumentKind
    source: str
    content_hash: str
    reading_key: str


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How much a release holds."""

    articles: int
    policies: int
    passages: int
    mentions: int
    citations: int
    measures: int

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return {field.name: int(getattr(self, field.name)) for field in fields(self)}


class DocumentStore:
    """Read-only access to the documents of a release, from any thread."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFoundError(f"No documents at {path}: publish a release first with `drcgraph ingest`.")
        # Immutable: no locks, no change counter; what is published is never written again.
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._article = lru_cache(maxsize=256)(self._load)
        weakref.finalize(self, self._connection.close)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __contains__(self, id_: str) -> bool:
        return bool(self._rows("SELECT 1 FROM documents WHERE id = ?", (id_,)))

    def get(self, id_: str) -> Article:
        """The article or policy with this id. Raises NotFoundError."""
        return self._article(id_)

    def document(self, id_: str) -> Document:
        """The document alone, which costs less than the article. Raises NotFoundError."""
        rows = self._rows("SELECT document FROM documents WHERE id = ?", (id_,))
        if not rows:
            raise _missing(id_)
        return load_document(rows[0][0])

    def ids(self, kind: DocumentKind | None = None) -> tuple[str, ...]:
        """All ids in order, of one kind or both."""
        where, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
        return tuple(id_ for (id_,) in self._rows(f"SELECT id FROM documents {where} ORDER BY id", values))

    def articles(self, kind: DocumentKind | None = None) -> Iterator[Article]:
        """All articles in order of their ids, one at a time."""
        return map(self._load, self.ids(kind))

    def documents_from(self, source: str) -> tuple[str, ...]:
        """The ids of what one source brought."""
        rows = self._rows("SELECT id FROM documents WHERE source = ? ORDER BY id", (source,))
        return tuple(id_ for (id_,) in rows)

    def versions_of(self, id_: str) -> tuple[str, ...]:
        """The ids of the same work in other languages: the same address, or a declared translation."""
        rows = self._rows(
            "SELECT other.id FROM documents own JOIN documents other ON other.id != own.id "
            "AND (other.url = own.url OR other.id = own.translation_of OR other.translation_of = own.id) "
            "WHERE own.id = ? ORDER BY other.id",
            (id_,),
        )
        return tuple(other for (other,) in rows)

    def mentions_of(self, type_: str, id_: str) -> list[tuple[Article, Mention]]:
        """Every mention of an entity, in order of documents and of appearance."""
        rows = self._rows(
            "SELECT d.id, m.position FROM mentions m JOIN documents d ON d.number = m.document "
            "WHERE m.type = ? AND m.entity = ? ORDER BY d.id, m.position",
            (type_, id_),
        )
        articles = ((self.get(document), position) for document, position in rows)
        return [(article, article.annotation.mentions[position]) for article, position in articles]

    def documents_mentioning(self, type_: str, ids: Collection[str]) -> dict[str, int]:
        """Document ids with how often any of the entities is mentioned there."""
        rows = self._rows(
            f"SELECT d.id, COUNT(*) FROM mentions m JOIN documents d ON d.number = m.document "
            f"WHERE m.type = ? AND m.entity IN ({marks(ids)}) GROUP BY d.id",
            (type_, *ids),
        )
        return dict(rows)

    def citations_of(self, policy: str, *, candidates: bool = False) -> list[tuple[Article, Citation]]:
        """Every citation of a policy; with `candidates`, also those where it is one of several."""
        states = ("resolved", "ambiguous") if candidates else ("resolved",)
        rows = self._rows(
            f"SELECT d.id, c.position FROM citations c JOIN documents d ON d.number = c.document "
            f"WHERE c.policy = ? AND c.status IN ({marks(states)}) ORDER BY d.date, d.id, c.position",
            (policy, *states),
        )
        articles = ((self.get(document), position) for document, position in rows)
        return [(article, article.annotation.citations[position]) for article, position in articles]

    def measures(
        self, filters: MeasureFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> list[tuple[Article, Measure]]:
        """The measures that pass, newest documents first, then in order of appearance."""
        where, values = measure_conditions(filters or MeasureFilter())
        rows = self._rows(
            f"SELECT d.id, m.position FROM measures m JOIN documents d ON d.number = m.document {where} "
            "ORDER BY d.date DESC, d.id, m.position LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        articles = ((self.get(document), position) for document, position in rows)
        return [(article, article.annotation.measures[position]) for article, position in articles]

    def count_measures(self, filters: MeasureFilter | None = None) -> int:
        """How many measures pass."""
        where, values = measure_conditions(filters or MeasureFilter())
        sql = f"SELECT COUNT(*) FROM measures m JOIN documents d ON d.number = m.document {where}"
        return int(self._rows(sql, values)[0][0])

    def measure_matrix(
        self,
        rows_by: LinkType,
        filters: MeasureFilter | None = None,
        within: Mapping[str, Collection[str]] | None = None,
    ) -> dict[tuple[str, str], int]:
        """Counts of measures by linked entity and instrument: `{(entity, instrument): count}`.

        `within` gives the rows that an entity counts for, as a city does for its province; a measure that
        names several entities of a row counts once. Without it each entity is a row of its own.
        """
        where, values = measure_conditions(filters or MeasureFilter())
        rows = self._rows(
            "SELECT l.document, l.position, l.entity, m.instrument FROM measures m "
            "JOIN documents d ON d.number = m.document JOIN measure_links l "
            f"ON l.document = m.document AND l.position = m.position AND l.type = ? {where}",
            (rows_by, *values),
        )
        counted = {
            (document, position, row, instrument)
            for document, position, entity, instrument in rows
            for row in ((entity,) if within is None else within.get(entity, ()))
        }
        return dict(Counter((row, instrument) for _, _, row, instrument in counted))

    def counts(self) -> DocumentCounts:
        """How much there is."""
        row = self._rows(
            "SELECT TOTAL(kind = 'article'), TOTAL(kind = 'policy'), TOTAL(passage_count), "
            "TOTAL(mention_count), TOTAL(citation_count), (SELECT COUNT(*) FROM measures) FROM documents"
        )[0]
        return DocumentCounts(*map(int, row))

    def records(self) -> dict[str, DocumentRecord]:
        """What a publisher compares, by id."""
        rows = self._rows("SELECT id, kind, source, content_hash, reading_key FROM documents")
        return {row[0]: DocumentRecord(*row) for row in rows}

    def check(self) -> bool:
        """Whether the file is whole, by SQLite's own check."""
        return self._rows("PRAGMA integrity_check") == [("ok",)]

    def _load(self, id_: str) -> Article:
        rows = self._rows("SELECT document, passages, annotation FROM documents WHERE id = ?", (id_,))
        if not rows:
            raise _missing(id_)
        document = load_document(rows[0][0])
        return Article(document, load_passages(rows[0][1], document.text), load_annotation(rows[0][2]))

    def _rows(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        return self._connection.execute(sql, tuple(values)).fetchall()


def _missing(id_: str) -> NotFoundError:
    return NotFoundError(f"No article or policy {id_!r} in this release: look it up by `drcgraph search`.")
