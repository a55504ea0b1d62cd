"""Everything that can be suggested while one types: names of the lists and the register, titles of documents.

A tantivy index of its own. Its terms are the words of a name in lower case; a Chinese run gives
a term from each of its characters to its end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from search.index.analysis import HAN
from search.index.terms import Term

if TYPE_CHECKING:
    from tantivy import Query, Schema

_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_LONGEST_RUN = 40
_POOL = 200


@dataclass(frozen=True, slots=True)
class Suggestable:
    """A name of something. `type` is article, policy or an entity type, `weight` its number of documents."""

    text: str
    type: str
    id: str
    weight: int


def list_suggestable(knowledge: Knowledge, counts: Mapping[Term, int]) -> Iterator[Suggestable]:
    """Every name of the lists and the register; `counts` are documents by term."""
    for type_ in ENTITY_TYPES:
        for entity in knowledge.entities(type_).values():
            texts = (entity.label_en, entity.label_zh, *entity.aliases_en, *entity.aliases_zh)
            for text in dict.fromkeys(filter(None, texts)):
                yield Suggestable(text, type_, entity.id, counts.get((type_, entity.id), 0))
    for policy in knowledge.policies.values():
        for text in dict.fromkeys(filter(None, policy.names)):
            yield Suggestable(text, "policy", policy.id, counts.get(("policy", policy.id), 0))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _terms(text: str) -> list[str]:
    return [
        term
        for word in _words(text)
        for term in (
            [word[at:] for at in range(min(len(word), _LONGEST_RUN))] if word[0] >= "\u3400" else [word]
        )
    ]


def _schema() -> "Schema":
    from tantivy import SchemaBuilder

    builder = SchemaBuilder().add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    for stored in ("text", "type", "id"):
        builder = builder.add_text_field(stored, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.add_unsigned_field("weight", stored=True, fast=True).build()


def write_names(directory: Path, names: Iterable[Suggestable]) -> None:
    """Write the index."""
    from tantivy import Document, Index

    directory.mkdir(parents=True)
    writer = Index(_schema(), path=str(directory)).writer(heap_size=64_000_000, num_threads=1)
    for name in names:
        entry = Document(words=" ".join(_terms(name.text)), text=name.text, type=name.type, id=name.id)
        entry.add_unsigned("weight", name.weight)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


class Names:
    """Read-only access to what write_names stored."""

    def __init__(self, directory: Path) -> None:
        from tantivy import Index

        index = Index.open(str(directory))
        self._schema = index.schema
        self._searcher = index.searcher()

    def find(self, prefix: str, *, typos: bool) -> list[Suggestable]:
        """Names with all words of `prefix`, the last one as a beginning; with `typos`, a slip a long word."""
        from tantivy import Order

        words = _words(prefix)[:8]
        if not words or self._searcher.num_docs == 0:
            return []
        query = self._query(words, typos=typos)
        hits = self._searcher.search(
            query, limit=_POOL, count=False, order_by_field="weight", order=Order.Desc
        ).hits
        documents = (self._searcher.doc(address).to_dict() for _, address in hits)
        return [Suggestable(d["text"][0], d["type"][0], d["id"][0], d["weight"][0]) for d in documents]

    def _query(self, words: list[str], *, typos: bool) -> "Query":
        from tantivy import Occur, Query

        parts = []
        for at, word in enumerate(words):
            last = at == len(words) - 1 or word[0] >= "\u3400"
            slips = 1 if typos and len(word) >= 4 else 0
            if last or slips:
                part = Query.fuzzy_term_query(self._schema, "words", word, slips, prefix=last)
            else:
                part = Query.term_query(self._schema, "words", word, "basic")
            parts.append((Occur.Must, part))
        return Query.boolean_query(parts)
