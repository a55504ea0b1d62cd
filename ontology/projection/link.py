"""Derived links as statements, `graph/derived`: each a node with its evidence, its score and its maker."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.derived_link import DerivedLinks, PlacedMeasure, RelatedPolicies, TextRole, Transmission, Uptake
from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.projection.annotation import measure_iri
from ontology.vocabulary import RDF_TYPE, term

DERIVED_GRAPH = graph_iri("derived")
_ACTIVITY = iri("activity", "derivation")
_EVIDENCE, _SOURCE, _TARGET = (
    term("prov:wasDerivedFrom"),
    term("drc:sourceDocument"),
    term("drc:targetDocument"),
)
_TEXT_ROLES = {
    role: iri("concept/text-role", role.replace(" ", "-")) for role in ("full text", "register summary")
}


def derived_graph(links: DerivedLinks, version: str) -> NamedGraph:
    """The named graph of all derived links; `version` is that of the software.

    The same links give the same statements: there is no time in them, the release tells when it was made.
    """
    return NamedGraph(DERIVED_GRAPH, _triples(links, version))


def _triples(links: DerivedLinks, version: str) -> Iterator[Triple]:
    agent = NamedNode(f"{_ACTIVITY.value}#software")
    yield Triple(_ACTIVITY, RDF_TYPE, term("drc:Derivation"))
    yield Triple(_ACTIVITY, term("prov:wasAssociatedWith"), agent)
    yield Triple(_ACTIVITY, term("drc:model"), Literal(links.model))
    yield Triple(agent, RDF_TYPE, term("prov:SoftwareAgent"))
    yield Triple(agent, term("foaf:name"), Literal("drcgraph"))
    yield Triple(agent, term("schema:softwareVersion"), Literal(version))
    for uptake in links.uptakes:
        yield from _uptake(uptake)
    for transmission in links.transmissions:
        yield from _transmission(transmission)
    for pair in links.related:
        yield from _related(pair)


def _uptake(link: Uptake) -> Iterator[Triple]:
    node = iri("uptake", *_key(link.proposal), *_key(link.order))
    yield from _link(node, "drc:Uptake", link.score, link.similarity, link.role)
    yield from _evidence(node, "drc:proposedMeasure", link.proposal)
    yield from _evidence(node, "drc:orderedMeasure", link.order)
    yield Triple(node, _SOURCE, iri(link.proposal.kind, link.proposal.document))
    yield Triple(node, _TARGET, iri(link.order.kind, link.order.document))


def _transmission(link: Transmission) -> Iterator[Triple]:
    node = iri("transmission", *_key(link.central), link.local)
    yield from _link(node, "drc:Transmission", link.score, link.similarity, link.role)
    yield Triple(node, term("drc:outcome"), iri("concept/outcome", link.outcome))
    yield from _evidence(node, "drc:centralMeasure", link.central)
    if link.counterpart is not None:
        yield from _evidence(node, "drc:localMeasure", link.counterpart)
    yield Triple(node, _SOURCE, iri(link.central.kind, link.central.document))
    yield Triple(node, _TARGET, iri("policy", link.local))


def _related(link: RelatedPolicies) -> Iterator[Triple]:
    node = iri("relatedness", link.first, link.second)
    yield from _link(node, "drc:RelatedPolicies", link.score, link.similarity, None)
    for policy in (link.first, link.second):
        yield Triple(node, term("drc:relatedPolicy"), iri("policy", policy))
        yield Triple(node, _EVIDENCE, iri("policy", policy))
    for document in link.citing:
        kind, _, id_ = document.partition("/")
        yield Triple(node, term("drc:citedTogetherBy"), iri(kind, id_))


def _link(
    node: NamedNode, class_: str, score: float, similarity: float | None, role: TextRole | None
) -> Iterator[Triple]:
    yield Triple(node, RDF_TYPE, term(class_))
    yield Triple(node, term("prov:wasGeneratedBy"), _ACTIVITY)
    yield Triple(node, term("drc:linkScore"), Literal(round(score, 3)))
    if similarity is not None:
        yield Triple(node, term("drc:similarity"), Literal(round(similarity, 3)))
    if role is not None:
        yield Triple(node, term("drc:evidenceRole"), _TEXT_ROLES[role])


def _evidence(node: NamedNode, predicate: str, placed: PlacedMeasure) -> Iterator[Triple]:
    measure = measure_iri(placed.document, placed.measure)
    yield Triple(node, term(predicate), measure)
    yield Triple(node, _EVIDENCE, measure)


def _key(placed: PlacedMeasure) -> tuple[str, str]:
    measure = placed.measure
    return placed.document, f"{measure.instrument}-{measure.start}-{measure.end}"
