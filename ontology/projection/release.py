"""A release described in DCAT terms, `graph/release`: what it holds, how it was made, what came anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.projection.field import string, thing, typed, write
from ontology.vocabulary import RDF_TYPE, term


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """What is told of a release. Documents are `kind/id`.

    Removed documents are counted and not named, so that nothing of them is left. `counts` are by what is
    counted: "documents", "passages".
    """

    id: str
    previous: str | None
    created: str
    software: str
    counts: Mapping[str, int]
    models: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: int = 0


_TITLES = (
    ("drcgraph: policy articles, the register of policies and what is found in both", "en"),
    ("drcgraph：政策文章、政策登记册及识别结果", "zh"),
)
_FIELDS = (
    string("id", "dcat:version"),
    typed("created", "dcterms:issued", "xsd:dateTime"),
    string("software", "drc:madeWith"),
    string("models", "drc:model", many=True),
    typed("removed", "drc:removedDocuments", "xsd:integer"),
    thing("added", "drc:added", many=True),
    thing("changed", "drc:changed", many=True),
)
_MEDIA_TYPES = ("application/trig", "application/n-quads", "application/ld+json", "text/csv")


def release_graph(note: ReleaseNote) -> NamedGraph:
    """The named graph that describes a release."""
    return NamedGraph(graph_iri("release"), _triples(note))


def _triples(note: ReleaseNote) -> Iterator[Triple]:
    node = iri("release", note.id)
    yield Triple(node, RDF_TYPE, term("dcat:Dataset"))
    yield from (Triple(node, term("dcterms:title"), Literal(t, language=lang)) for t, lang in _TITLES)
    yield Triple(node, term("dcterms:conformsTo"), NamedNode(iri("ontology").value))
    yield from write(node, note, _FIELDS)
    if note.previous:
        yield Triple(node, term("dcat:previousVersion"), iri("release", note.previous))
    for name, count in sorted(note.counts.items()):
        part = NamedNode(f"{node.value}#{name}")
        yield Triple(node, term("drc:count"), part)
        yield Triple(part, term("rdfs:label"), Literal(name))
        yield Triple(part, term("schema:value"), Literal(count))
    for media_type in _MEDIA_TYPES:
        distribution = NamedNode(f"{node.value}#{media_type.rpartition('/')[2]}")
        yield Triple(node, term("dcat:distribution"), distribution)
        yield Triple(distribution, RDF_TYPE, term("dcat:Distribution"))
        yield Triple(distribution, term("dcterms:format"), Literal(media_type))
