"""Policies of the register as ELI legal resources, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Triple

from ontology.errors import InvalidInputError
from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.policy import Policy, PolicyRelation, RelationType
from ontology.projection.derived import policy_facts
from ontology.projection.field import (
    Field,
    Properties,
    address,
    boolean,
    date,
    link,
    read,
    text,
    typed,
    write,
)
from ontology.vocabulary import RDF_TYPE, term

POLICY_FIELDS: tuple[Field, ...] = (
    text("title_en", "dcterms:title", "en"),
    text("title_zh", "dcterms:title", "zh"),
    text("aliases_en", "dcterms:alternative", "en", many=True),
    text("aliases_zh", "dcterms:alternative", "zh", many=True),
    text("context_aliases_en", "drc:contextLabel", "en", many=True),
    text("context_aliases_zh", "drc:contextLabel", "zh", many=True),
    text("number_zh", "eli:id_local", "zh"),
    text("number_en", "eli:id_local", "en"),
    boolean("number_checked", "drc:numberChecked"),
    link("kind", "eli:type_document", "concept/policy-kind"),
    link("level", "drc:level", "concept/level"),
    link("issuers", "eli:passed_by", "actor", many=True),
    date("date", "eli:date_document"),
    link("status", "drc:status", "concept/status"),
    date("valid_from", "eli:first_date_entry_in_force"),
    date("valid_to", "eli:date_no_longer_in_force"),
    link("regions", "dcterms:spatial", "region", many=True),
    link("industries", "eli:is_about", "industry", many=True),
    text("summary", "dcterms:abstract", "en"),
    address("sources", "dcterms:source", many=True),
    typed("confidence", "drc:certainty", "xsd:string"),
)
# Several issuers have no order in RDF; the one that leads a joint issuance is said apart.
_LEAD = link("lead", "drc:leadIssuer", "actor")
RELATIONS: dict[RelationType, str] = {
    "implements": "drc:implements",
    "cites": "eli:cites",
    "supersedes": "dcterms:replaces",
    "amends": "eli:amends",
    "extends": "drc:extends",
}
_REQUIRED = ("kind", "level")


def policy_triples(policy: Policy) -> Iterator[Triple]:
    """The register's triples of one policy."""
    subject = iri("policy", policy.id)
    rdf_class = "drc:Strategy" if policy.kind == "strategy" else "drc:PolicyDocument"
    yield Triple(subject, RDF_TYPE, term(rdf_class))
    yield from write(subject, policy, POLICY_FIELDS)
    if len(policy.issuers) > 1:
        yield Triple(subject, _LEAD.predicate, iri("actor", policy.issuers[0]))
    for relation in sorted(policy.relations, key=lambda r: (r.type, r.target)):
        yield Triple(subject, term(RELATIONS[relation.type]), iri("policy", relation.target))


def read_policy(id_: str, properties: Properties) -> Policy:
    """The policy that a subject's properties describe.

    Raises InvalidInputError naming what is missing or stands twice.
    """
    values = read(f"policy/{id_}", properties, POLICY_FIELDS)
    for required in _REQUIRED:
        if required not in values:
            field = next(f for f in POLICY_FIELDS if f.name == required)
            raise InvalidInputError(f"policy/{id_} has no {required}: state <{field.predicate.value}>")
    if not {"title_en", "title_zh"} & values.keys():
        raise InvalidInputError(f"policy/{id_} has no title: state it with dcterms:title, tagged @en or @zh")
    defaults = {"title_en": "", "title_zh": "", "date": None, "status": "unknown"}
    policy = Policy(id=id_, relations=_relations(id_, properties), **(defaults | values))
    lead = read(f"policy/{id_}", properties, (_LEAD,)).get("lead")
    if lead is None:
        return policy
    return replace(policy, issuers=(lead, *(issuer for issuer in policy.issuers if issuer != lead)))


def _relations(id_: str, properties: Properties) -> tuple[PolicyRelation, ...]:
    relations: list[PolicyRelation] = []
    for type_, predicate in RELATIONS.items():
        targets = link("targets", predicate, "policy", many=True)
        found = read(f"policy/{id_}", properties, (targets,))["targets"]
        relations += (PolicyRelation(type_, target) for target in found)
    return tuple(sorted(relations, key=lambda r: (r.type, r.target)))


def register_graph(policies: Iterable[Policy]) -> NamedGraph:
    """The named graph of the register, with what follows from its entries."""
    triples = (t for policy in policies for t in (*policy_triples(policy), *policy_facts(policy)))
    return NamedGraph(graph_iri("register"), triples)
