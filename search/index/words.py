"""The word index: BM25 over documents, in tantivy.

Text goes in as words already cut (analysis.py) and questions are built from terms, never parsed, so that no
character of a question is an operator. Fields: `text` (title, names and body in English stems)
and `zh` (the same as Chinese bigrams).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from search.index.analysis import chinese_terms, english_terms

if TYPE_CHECKING:
    from tantivy import Query, Schema

FIELDS = ("text", "zh")
_MOST_TERMS = 200
_SMALL_FILTER = 20_000


@dataclass(frozen=True, slots=True)
class WordDocument:
    """What a document or passage contributes: its row and its terms, each as often as it stands there."""

    row: int
    english: list[str]
    chinese: list[str]

    @classmethod
    def of(cls, row: int, text: str) -> "WordDocument":
        """With the terms of a text."""
        return cls(row, english_terms(text), chinese_terms(text))


def _schema() -> "Schema":
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for field in FIELDS:
        builder = builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.add_unsigned_field("row", indexed=True, fast=True).build()


def write_words(directory: Path, documents: Iterable[WordDocument]) -> None:
    """Write the index by one thread, so that the order of documents is that of their rows."""
    from tantivy import Document, Index

    directory.mkdir(parents=True)
    index = Index(_schema(), path=str(directory))
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for document in documents:
        entry = Document(text=" ".join(document.english), zh=" ".join(document.chinese))
        entry.add_unsigned("row", document.row)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


class Words:
    """Read-only access to a word index; memory-mapped by tantivy."""

    def __init__(self, directory: Path) -> None:
        from tantivy import Index

        index = Index.open(str(directory))
        self._schema = index.schema
        self._searcher = index.searcher()

    def search(
        self,
        terms: Mapping[str, Mapping[str, float]],
        limit: int,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Rows and BM25 scores of documents with any of the terms (weights by field and term), best first.

        `allowed` masks document rows.
        """
        query = self._query(terms)
        if query is None or limit < 1 or self._searcher.num_docs == 0:
            return np.empty(0, np.int64), np.empty(0, np.float64)
        if allowed is None:
            return self._run(query, limit)
        admitted = np.flatnonzero(allowed)
        if len(admitted) <= _SMALL_FILTER:
            return self._run(self._within(query, admitted), limit)
        rows, scores = self._run(query, self._searcher.num_docs)
        keep = allowed[rows]
        return rows[keep][:limit], scores[keep][:limit]

    def document_frequency(self, field: str, term: str) -> int:
        """How many documents have the term."""
        return self._searcher.doc_freq(field, term)

    def _run(self, query: "Query", limit: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        if not hits:
            return np.empty(0, np.int64), np.empty(0, np.float64)
        best, addresses = zip(*hits, strict=True)
        rows = np.array(self._searcher.fast_field_values("row", list(addresses)), dtype=np.int64)
        scores = np.array(best, dtype=np.float64)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]

    def _query(self, terms: Mapping[str, Mapping[str, float]]) -> "Query | None":
        from tantivy import Occur, Query

        parts = []
        for field, weights in terms.items():
            for term, weight in Counter(dict(weights)).most_common(_MOST_TERMS):
                one = Query.term_query(self._schema, field, term, "freq")
                parts.append((Occur.Should, Query.boost_query(one, weight)))
        return Query.boolean_query(parts) if parts else None

    def _within(self, query: "Query", rows: npt.NDArray[np.int64]) -> "Query":
        from tantivy import Occur, Query

        inside = Query.const_score_query(Query.term_set_query(self._schema, "row", rows.tolist()), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, inside)])
