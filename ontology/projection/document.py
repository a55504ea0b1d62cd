"""Documents as Dublin Core describes them, their text and passages, and back."""

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.article import Document, Passage
from ontology.iri import iri, local_id
from ontology.projection.anchor import Anchor, read_selection, selection_triples
from ontology.projection.field import Properties, address, date, link, read, string, text, write
from ontology.vocabulary import RDF_TYPE, term

_DOCUMENT, _ARTICLE = term("drc:Document"), term("drc:Article")
PASSAGE = term("drc:Passage")
_TITLE, _CREATOR, _AUTHOR_LIST = term("dcterms:title"), term("dc:creator"), term("bibo:authorList")
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")
_TRANSLATION_OF = "drc:translationOf"
_IS_PART_OF = term("dcterms:isPartOf")

_FIELDS = (
    string("title", "drc:titleAsRead"),
    text("title_zh", "drc:titleInChinese", "zh"),
    string("text", "drc:text"),
    string("language", "dc:language"),
    string("names", "drc:name", many=True),
    string("publisher", "dc:publisher"),
    date("date", "dcterms:issued"),
    string("source", "drc:ingestedFrom"),
)
# A policy's sources stand in the register; queries over the union of all graphs would find them twice.
_ADDRESS = {"article": address("url", "dcterms:source"), "policy": address("url", "schema:url")}
_ROLES = {"full text": "full-text", "register summary": "register-summary"}
_ROLE = link("role", "drc:textRole", "concept/text-role")


def document_iri(document: Document) -> NamedNode:
    """`article/ID`, or `policy/ID` for the text of a registered policy."""
    return iri(document.kind, document.id)


def document_triples(document: Document) -> Iterator[Triple]:
    """What is known of a document, and its whole text."""
    node = document_iri(document)
    yield Triple(node, RDF_TYPE, _ARTICLE if document.kind == "article" else _DOCUMENT)
    if document.kind == "article":  # a policy's titles stand in the register, and union graphs repeat
        yield from _title_triples(node, document)
    yield from write(node, document, (*_FIELDS, _ADDRESS[document.kind]))
    if not document.text:  # a policy without a summary; every other empty field is left out
        yield Triple(node, term("drc:text"), Literal(""))
    yield Triple(node, _ROLE.predicate, _ROLE.encode(_ROLES[document.text_role]))
    if document.translation_of:
        yield Triple(node, term(_TRANSLATION_OF), iri(document.kind, document.translation_of))
    yield from _author_triples(node, document.authors)


def _title_triples(node: NamedNode, document: Document) -> Iterator[Triple]:
    yield Triple(node, _TITLE, Literal(document.title, language=document.language))
    if document.title_zh and document.language != "zh":
        yield Triple(node, _TITLE, Literal(document.title_zh, language="zh"))


def _author_triples(node: NamedNode, authors: tuple[str, ...]) -> Iterator[Triple]:
    """Creators, and their order as an RDF list whose cells have IRIs, so that graphs compare easily."""
    cells = [NamedNode(f"{node.value}#author-{position}") for position in range(1, len(authors) + 1)]
    if not cells:
        return
    yield Triple(node, _AUTHOR_LIST, cells[0])
    for author, cell, following in zip(authors, cells, [*cells[1:], _NIL], strict=True):
        yield Triple(node, _CREATOR, Literal(author))
        yield Triple(cell, _FIRST, Literal(author))
        yield Triple(cell, _REST, following)


def read_document(node: NamedNode, subjects: Mapping[str, Properties]) -> Document:
    """The document that a node describes."""
    properties = subjects[node.value]
    kind = "article" if local_id(node, "article") else "policy"
    values = {"title": "", "text": ""} | read(node.value, properties, (*_FIELDS, _ADDRESS[kind]))
    role = read(node.value, properties, (_ROLE,)).get("role", "full-text")
    original = link("of", _TRANSLATION_OF, kind)
    return Document(
        id=local_id(node, kind) or "",
        kind="article" if kind == "article" else "policy",
        authors=_read_authors(properties, subjects),
        text_role="register summary" if role == "register-summary" else "full text",
        translation_of=read(node.value, properties, (original,)).get("of"),
        **values,
    )


def _read_authors(properties: Properties, subjects: Mapping[str, Properties]) -> tuple[str, ...]:
    authors, cell = [], _only(properties, _AUTHOR_LIST)
    while cell and cell != _NIL.value:
        authors.append(_only(subjects[cell], _FIRST) or "")
        cell = _only(subjects[cell], _REST)
    return tuple(authors)


def _only(properties: Properties, predicate: NamedNode) -> str | None:
    values = [
        v.value for v in properties.get(predicate.value, ()) if isinstance(v, NamedNode | BlankNode | Literal)
    ]
    return values[0] if values else None


def passage_triples(document: NamedNode, passage: Passage) -> Iterator[Triple]:
    """A passage as a selected stretch of its document."""
    node = iri("passage", passage.id)
    yield Triple(node, RDF_TYPE, PASSAGE)
    yield Triple(node, _IS_PART_OF, document)
    yield from selection_triples(node, document, Anchor(passage.start, passage.end, passage.text))


def read_passage(node: str, subjects: Mapping[str, Properties]) -> Passage:
    """The passage that a node describes."""
    anchor = read_selection(node, subjects)
    return Passage(local_id(node, "passage") or "", anchor.start, anchor.end, anchor.text)
