"""Articles as JSON and back: the one place that knows how they are stored."""

from functools import cache
from typing import TYPE_CHECKING

from ontology.article import Annotation, Document, Passage

if TYPE_CHECKING:
    from pydantic import TypeAdapter

PassageSpan = tuple[str, int, int]


def dump_document(document: Document) -> bytes:
    """UTF-8 JSON of the document; equal documents give equal bytes."""
    return _documents().dump_json(document)


def load_document(data: bytes) -> Document:
    """The document that `dump_document` wrote."""
    return _documents().validate_json(data)


def dump_passages(passages: tuple[Passage, ...]) -> bytes:
    """Ids and offsets as JSON; the text stands in the document."""
    return _spans().dump_json([(passage.id, passage.start, passage.end) for passage in passages])


def load_passages(data: bytes, text: str) -> tuple[Passage, ...]:
    """The passages that `dump_passages` wrote, of a document with this text."""
    return tuple(
        Passage(id_, start, end, text[start:end]) for id_, start, end in _spans().validate_json(data)
    )


def dump_annotation(annotation: Annotation) -> bytes:
    """UTF-8 JSON of the annotation."""
    return _annotations().dump_json(annotation)


def load_annotation(data: bytes) -> Annotation:
    """The annotation that `dump_annotation` wrote."""
    return _annotations().validate_json(data)


# pydantic takes a tenth of a second to import and as long again to prepare: not before it is needed.


@cache
def _documents() -> "TypeAdapter[Document]":
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


@cache
def _spans() -> "TypeAdapter[list[PassageSpan]]":
    from pydantic import TypeAdapter

    return TypeAdapter(list[PassageSpan])


@cache
def _annotations() -> "TypeAdapter[Annotation]":
    from pydantic import TypeAdapter

    return TypeAdapter(Annotation)
