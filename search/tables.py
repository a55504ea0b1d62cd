"""A release as CSV tables: articles, citations, measures, mentions and entities."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from ontology.article import Article
from ontology.entity import ENTITY_TYPES
from ontology.knowledge import Knowledge
from search.documents import DocumentStore

Row = Mapping[str, object]

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": (
        "id", "kind", "title", "title_zh", "language", "date", "publisher", "authors", "url", "text_role",
        "source", "translation_of", "passages", "mentions", "citations", "measures", "text",
    ),
    "citations": (
        "article", "start", "end", "text", "status", "policy", "candidates", "title", "number", "by", "score",
        "validity",
    ),
    "measures": (
        "article", "start", "end", "text", "instrument", "standing", "score", "actors", "industries",
        "regions", "policies", "quantities", "deadline",
    ),
    "mentions": ("article", "start", "end", "text", "type", "entity", "label", "status", "score"),
    "entities": ("type", "id", "label_en", "label_zh", "aliases_en", "aliases_zh", "broader"),
}  # fmt: skip
_PARTED = "; "


def write_tables(
    documents: DocumentStore, knowledge: Knowledge, output: Path, ids: Iterable[str] | None = None
) -> tuple[Path, ...]:
    """Write one CSV file a table (UTF-8 with a mark, so that spreadsheets read Chinese) into `output`.

    With `ids` only those documents, without the table of entities. Several values in a cell are parted by
    "; ". Returns the files' paths.
    """
    output.mkdir(parents=True, exist_ok=True)
    wanted = None if ids is None else tuple(ids)
    tables = [name for name in _COLUMNS if wanted is None or name != "entities"]
    halves = {name: output / f"{name}.csv.partial" for name in tables}
    with ExitStack() as stack:
        writers = {
            name: csv.DictWriter(
                stack.enter_context(path.open("w", encoding="utf-8-sig", newline="")), _COLUMNS[name]
            )
            for name, path in halves.items()
        }
        for writer in writers.values():
            writer.writeheader()
        for article in documents.articles() if wanted is None else map(documents.get, wanted):
            for name, row in _article_rows(article):
                writers[name].writerow(_flat(row))
        if wanted is None:
            writers["entities"].writerows(map(_flat, _entity_rows(knowledge)))
    return tuple(path.replace(output / f"{name}.csv") for name, path in halves.items())


def _article_rows(article: Article) -> Iterator[tuple[str, Row]]:
    document, annotation = article.document, article.annotation
    row = {name: getattr(document, name, None) for name in _COLUMNS["articles"]}
    counts = {"passages": len(article.passages)} | {
        name: len(getattr(annotation, name)) for name in ("mentions", "citations", "measures")
    }
    yield "articles", row | counts
    for name in ("citations", "measures"):
        for item in getattr(annotation, name):
            values = {column: getattr(item, column, None) for column in _COLUMNS[name]}
            if name == "measures":
                values["quantities"] = [f"{q.text} = {q.value:g} {q.unit}" for q in item.quantities]
            yield name, values | {"article": document.id}
    for mention in annotation.mentions:
        values = {column: getattr(mention, column, None) for column in _COLUMNS["mentions"]}
        yield "mentions", values | {"article": document.id, "entity": mention.id}


def _entity_rows(knowledge: Knowledge) -> Iterator[Row]:
    for type_ in ENTITY_TYPES:
        for entity in knowledge.entities(type_).values():
            yield {column: getattr(entity, column, None) for column in _COLUMNS["entities"]}
    for policy in knowledge.policies.values():
        yield {
            "type": "policy",
            "id": policy.id,
            "label_en": policy.title_en,
            "label_zh": policy.title_zh,
            "aliases_en": policy.aliases_en,
            "aliases_zh": policy.aliases_zh,
        }


def _flat(row: Row) -> dict[str, object]:
    return {
        name: _PARTED.join(map(str, value)) if isinstance(value, (tuple, list)) else value
        for name, value in row.items()
    }
