"""Derived links read back from a release's graph, from the side of one document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ontology.iri import BASE, iri, local_id
from ontology.projection.link import DERIVED_GRAPH
from ontology.store import GraphStore
from ontology.vocabulary import RDF_TYPE, term

LinkKind = OneOf["uptake", "transmission", "related"]
PairKind = OneOf["uptake", "transmission"]
_KINDS: dict[str, LinkKind] = {
    term("drc:Uptake").value: "uptake",
    term("drc:Transmission").value: "transmission",
    term("drc:RelatedPolicies").value: "related",
}
_ENDS = (term("drc:sourceDocument"), term("drc:targetDocument"), term("drc:relatedPolicy"))
_SOURCES = ("proposedMeasure", "centralMeasure")
_TARGET_OF: dict[PairKind, str] = {"uptake": "orderedMeasure", "transmission": "localMeasure"}


@dataclass(frozen=True, slots=True)
class LinkNode:
    """A derived link as its node states it; see `ontology.derived_link` for what the fields mean.

    `documents` are source and target as `kind/id`, or the two related policies.
    """

    kind: LinkKind
    documents: tuple[str, str]
    score: float
    similarity: float | None
    text_role: str | None
    outcome: str | None
    source_quote: str | None
    target_quote: str | None
    citing: tuple[str, ...]


def read_links(store: GraphStore, document: str) -> Iterator[LinkNode]:
    """The derived links of the document `kind/id`, in no particular order."""
    kind, _, id_ = document.partition("/")
    end = iri(kind, id_)
    found = {t.subject for property_ in _ENDS for t in store.match(None, property_, end, DERIVED_GRAPH)}
    return (_read(store, node) for node in found if isinstance(node, NamedNode))


def read_pairs(store: GraphStore, kind: PairKind) -> Iterator[LinkNode]:
    """All uptakes or all transmissions that have a quote at either end, in no particular order."""
    target = term(f"drc:{_TARGET_OF[kind]}")
    found = {triple.subject for triple in store.match(None, target, None, DERIVED_GRAPH)}
    nodes = (_read(store, node) for node in found if isinstance(node, NamedNode))
    return (node for node in nodes if node.source_quote and node.target_quote)


def _read(store: GraphStore, node: NamedNode) -> LinkNode:
    values: dict[str, list[NamedNode | Literal]] = {}
    for triple in store.match(node, graph=DERIVED_GRAPH):
        if isinstance(triple.object, NamedNode | Literal):
            values.setdefault(triple.predicate.value, []).append(triple.object)

    def first(name: str) -> str | None:
        return next((value.value for value in values.get(term(name).value, ())), None)

    ends = [_thing(value) for property_ in _ENDS for value in values.get(property_.value, ())]
    role, outcome, similarity = first("drc:evidenceRole"), first("drc:outcome"), first("drc:similarity")
    return LinkNode(
        kind=next(_KINDS[value.value] for value in values[RDF_TYPE.value] if value.value in _KINDS),
        documents=(ends[0], ends[1]),
        score=float(first("drc:linkScore") or 0.0),
        similarity=None if similarity is None else float(similarity),
        text_role=local_id(role, "concept/text-role") if role else None,
        outcome=local_id(outcome, "concept/outcome") if outcome else None,
        source_quote=_quote(store, next(filter(None, (first(f"drc:{name}") for name in _SOURCES)), None)),
        target_quote=_quote(
            store, next(filter(None, (first(f"drc:{name}") for name in _TARGET_OF.values())), None)
        ),
        citing=tuple(sorted(_thing(value) for value in values.get(term("drc:citedTogetherBy").value, ()))),
    )


def _thing(value: NamedNode | Literal) -> str:
    """An IRI of ours as `kind/id`."""
    kind, _, _ = value.value.removeprefix(BASE).partition("/")
    return f"{kind}/{local_id(value.value, kind)}"


def _quote(store: GraphStore, measure: str | None) -> str | None:
    if measure is None:
        return None
    quotes = store.match(NamedNode(f"{measure}#selector"), term("oa:exact"))
    return next((t.object.value for t in quotes if isinstance(t.object, Literal)), None)
