"""What the graph says of entities and policies beyond what their lists state: it follows from that.

Superclasses for readers without inference, whether a policy is in force, its number in parts and in all
written forms, and the change events behind bodies that were renamed or merged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.entity import Actor, Entity
from ontology.iri import iri
from ontology.number import DocumentNumber, read_number
from ontology.policy import Policy
from ontology.vocabulary import RDF_TYPE, term

_GROUPS = {"group": term("foaf:Group"), "person": term("foaf:Person")}
_CLASSES = {
    "industry": term("skos:Concept"),
    "instrument": term("skos:Concept"),
    "region": term("gn:Feature"),
}
_IN_FORCE = {
    "in-force": term("eli:InForce-inForce"),
    "expired": term("eli:InForce-notInForce"),
    "superseded": term("eli:InForce-notInForce"),
    "repealed": term("eli:InForce-notInForce"),
}


def entity_facts(entity: Entity) -> Iterator[Triple]:
    """The standard class of a list entry."""
    if isinstance(entity, Actor):
        class_ = _GROUPS.get(entity.kind, term("org:FormalOrganization"))
    else:
        class_ = _CLASSES[entity.type]
    yield Triple(iri(entity.type, entity.id), RDF_TYPE, class_)


def change_events(actors: Iterable[Actor]) -> Iterator[Triple]:
    """One ORG change event a successor and year: which bodies gave way to it."""
    events: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in actors:
        if actor.successor is not None:
            events[actor.successor, actor.ended or ""].append(actor.id)
    for (successor, year), originals in sorted(events.items()):
        event = iri("change", f"{successor}-{year}" if year else successor)
        yield Triple(event, RDF_TYPE, term("org:ChangeEvent"))
        yield Triple(event, term("org:resultingOrganization"), iri("actor", successor))
        for original in sorted(originals):
            yield Triple(event, term("org:originalOrganization"), iri("actor", original))
        if year:
            yield Triple(event, term("dcterms:date"), Literal(year, datatype=term("xsd:gYear")))


def policy_facts(policy: Policy) -> Iterator[Triple]:
    """Superclasses, ELI's statement on force, and the document number in parts."""
    subject = iri("policy", policy.id)
    yield Triple(subject, RDF_TYPE, term("drc:Policy"))
    if policy.kind != "strategy":
        yield Triple(subject, RDF_TYPE, term("eli:LegalResource"))
    if policy.status in _IN_FORCE:
        yield Triple(subject, term("eli:in_force"), _IN_FORCE[policy.status])
    number = read_number(policy.number_zh) if policy.number_zh else None
    if number is not None:
        yield from _number_triples(subject, number, policy)


def _number_triples(subject: NamedNode, number: DocumentNumber, policy: Policy) -> Iterator[Triple]:
    node = NamedNode(f"{subject.value}#number")
    yield Triple(subject, term("drc:documentNumber"), node)
    yield Triple(node, RDF_TYPE, term("drc:DocumentNumber"))
    yield Triple(node, term("drc:issuingCode"), Literal(number.code))
    yield Triple(node, term("drc:serial"), Literal(number.serial))
    if number.year is not None:
        yield Triple(node, term("drc:seriesYear"), Literal(str(number.year), datatype=term("xsd:gYear")))
    forms = {*written_forms(number), *(n for n in (policy.number_zh, policy.number_en) if n)}
    for form in sorted(forms):
        yield Triple(node, term("drc:writtenForm"), Literal(form))


def written_forms(number: DocumentNumber) -> list[str]:
    """The forms in which texts write a number: brackets of every kind, Chinese and English."""
    if number.year is None:
        return [number.zh, number.en]
    brackets = (("〔", "〕"), ("[", "]"), ("［", "］"), ("【", "】"), ("(", ")"), ("（", "）"))
    chinese = [f"{number.code}{left}{number.year}{right}{number.serial}号" for left, right in brackets]
    name = number.en.partition(" [")[0]
    english = [f"{name} [{number.year}] No. {number.serial}", f"{name} ({number.year}) No. {number.serial}"]
    return [
        *chinese,
        f"{number.code}{number.year}年{number.serial}号",
        *english,
        f"{name} {number.year} No. {number.serial}",
    ]
