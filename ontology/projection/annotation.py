"""Mentions, citations and measures as annotation nodes, and back."""

from collections.abc import Iterator, Mapping
from typing import Any
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from ontology.article import Citation, Measure, Mention, Quantity
from ontology.iri import iri, local_id
from ontology.projection.anchor import read_target
from ontology.projection.field import Properties, Term, date, link, number, read, string, write
from ontology.projection.provenance import model_of
from ontology.vocabulary import RDF_TYPE, term

Subjects = Mapping[str, Properties]

MENTION, CITATION, MEASURE = term("drc:Mention"), term("drc:Citation"), term("drc:Measure")
_PROVISIONAL, _LABEL = term("drc:ProvisionalEntity"), term("rdfs:label")
_BODY, _GENERATED_BY = term("oa:hasBody"), term("prov:wasGeneratedBy")
_SCORE = number("score", "drc:confidence")
MentionType = OneOf["actor", "industry", "region"]
_MENTION_TYPES: tuple[MentionType, ...] = ("actor", "industry", "region")

_MENTION_FIELDS = (
    string("label", "rdfs:label"),
    link("status", "drc:mentionStatus", "concept/mention-status"),
    _SCORE,
)
_CITATION_FIELDS = (
    link("status", "drc:citationState", "concept/citation-state"),
    link("policy", "cito:hasCitedEntity", "policy"),
    string("title", "drc:citedTitle"),
    string("number", "drc:citedNumber"),
    link("by", "drc:recognizedBy", "concept/recognition"),
    string("validity", "drc:validityWarning"),
    _SCORE,
)
_MEASURE_FIELDS = (
    link("instrument", "drc:instrument", "instrument"),
    link("standing", "drc:standing", "concept/standing"),
    link("actors", "drc:actor", "actor", many=True),
    link("industries", "drc:targetIndustry", "industry", many=True),
    link("regions", "drc:targetRegion", "region", many=True),
    link("policies", "drc:refersToPolicy", "policy", many=True),
    date("deadline", "drc:deadline"),
    _SCORE,
)
_QUANTITY_FIELDS = (
    string("text", "drc:quantityText"),
    number("value", "schema:value"),
    string("unit", "schema:unitText"),
)
_CITING, _CANDIDATE, _RANKED = (
    term("cito:hasCitingEntity"),
    term("drc:candidate"),
    term("drc:rankedCandidates"),
)
_QUANTITY, _HAS_QUANTITY = term("drc:Quantity"), term("drc:quantity")


def mention_iri(document: str, mention: Mention) -> NamedNode:
    """A mention is known by its document, its type and its place."""
    return iri("mention", document, f"{mention.type}-{mention.start}-{mention.end}")


def citation_iri(document: str, citation: Citation) -> NamedNode:
    """A citation is known by its document and its place."""
    return iri("citation", document, f"{citation.start}-{citation.end}")


def measure_iri(document: str, measure: Measure) -> NamedNode:
    """A measure is known by its document, its instrument and its place."""
    return iri("measure", document, f"{measure.instrument}-{measure.start}-{measure.end}")


def mention_triples(node: NamedNode, mention: Mention) -> Iterator[Triple]:
    """A mention: the entity it names, how sure that is, whether a list has the entity."""
    yield Triple(node, RDF_TYPE, MENTION)
    yield Triple(node, _BODY, iri(mention.type, mention.id))
    yield from write(node, mention, _MENTION_FIELDS)
    if mention.status == "provisional":
        entity = iri(mention.type, mention.id)
        yield Triple(entity, RDF_TYPE, _PROVISIONAL)
        yield Triple(entity, _LABEL, Literal(mention.label))


def citation_triples(node: NamedNode, document: NamedNode, citation: Citation) -> Iterator[Triple]:
    """A citation: what cites, what is cited or may be, and how that was recognised."""
    yield Triple(node, RDF_TYPE, CITATION)
    yield Triple(node, _CITING, document)
    yield from write(node, citation, _CITATION_FIELDS)
    for candidate in citation.candidates:
        yield Triple(node, _CANDIDATE, iri("policy", candidate))
    if len(citation.candidates) > 1:
        # The order is the resolver's ranking, which plain statements lose.
        yield Triple(node, _RANKED, Literal(" ".join(iri("policy", c).value for c in citation.candidates)))


def measure_triples(node: NamedNode, measure: Measure) -> Iterator[Triple]:
    """A measure card with its slots and quantities."""
    yield Triple(node, RDF_TYPE, MEASURE)
    yield from write(node, measure, _MEASURE_FIELDS)
    for position, quantity in enumerate(measure.quantities, 1):
        part = NamedNode(f"{node.value}#quantity-{position}")
        yield Triple(node, _HAS_QUANTITY, part)
        yield Triple(part, RDF_TYPE, _QUANTITY)
        yield from write(part, quantity, _QUANTITY_FIELDS)


def read_mention(node: str, subjects: Subjects) -> Mention:
    """The mention that a node describes."""
    properties = subjects[node]
    type_, id_ = next(found for body in properties.get(_BODY.value, ()) if (found := _entity(body)))
    return Mention(**_place(node, subjects), type=type_, id=id_, **read(node, properties, _MENTION_FIELDS))


def read_citation(node: str, subjects: Subjects) -> Citation:
    """The citation that a node describes."""
    properties = subjects[node]
    ranked = [part for text in properties.get(_RANKED.value, ()) for part in text.value.split()]
    nodes = ranked or [c.value for c in properties.get(_CANDIDATE.value, ()) if isinstance(c, NamedNode)]
    candidates = tuple(id_ for n in nodes if (id_ := local_id(n, "policy")))
    empty = {"policy": None, "title": None, "number": None}
    values = empty | read(node, properties, _CITATION_FIELDS)
    return Citation(
        **_place(node, subjects), candidates=candidates, proposed_by=_proposed_by(node, subjects), **values
    )


def read_measure(node: str, subjects: Subjects) -> Measure:
    """The measure that a node describes."""
    properties = subjects[node]
    parts = [part.value for part in properties.get(_HAS_QUANTITY.value, ()) if isinstance(part, NamedNode)]
    parts.sort(key=lambda part: int(part.rpartition("-")[2]))
    quantities = tuple(Quantity(**read(part, subjects[part], _QUANTITY_FIELDS)) for part in parts)
    values = read(node, properties, _MEASURE_FIELDS)
    return Measure(
        **_place(node, subjects), quantities=quantities, proposed_by=_proposed_by(node, subjects), **values
    )


def _proposed_by(node: str, subjects: Subjects) -> str | None:
    activities = subjects[node].get(_GENERATED_BY.value, ())
    return next((model for each in activities if (model := model_of(each.value, subjects))), None)


def _place(node: str, subjects: Subjects) -> dict[str, Any]:
    anchor = read_target(node, subjects)
    return {"start": anchor.start, "end": anchor.end, "text": anchor.text}


def _entity(body: Term) -> tuple[MentionType, str] | None:
    if not isinstance(body, NamedNode):
        return None
    return next(((type_, id_) for type_ in _MENTION_TYPES if (id_ := local_id(body, type_))), None)
