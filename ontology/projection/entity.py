"""Entities of the authority lists as SKOS, ORG and GeoNames terms, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from ontology.entity import Actor, Entity, EntityType, Industry, Instrument, Region
from ontology.errors import InvalidInputError
from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.projection.derived import change_events, entity_facts
from ontology.projection.field import Field, Properties, address, date, link, read, text, typed, write
from ontology.vocabulary import PREFIXES, RDF_TYPE, term

_NAMES = (
    text("label_en", "skos:prefLabel", "en"),
    text("label_zh", "skos:prefLabel", "zh"),
    text("aliases_en", "skos:altLabel", "en", many=True),
    text("aliases_zh", "skos:altLabel", "zh", many=True),
    text("context_aliases_en", "drc:contextLabel", "en", many=True),
    text("context_aliases_zh", "drc:contextLabel", "zh", many=True),
)


def _properties(name: str, predicate: str) -> Field:
    """Properties by their prefixed names; those of our own ontology by their local names."""

    def encode(value: str) -> NamedNode:
        return term(value if ":" in value else f"drc:{value}")

    def decode(value: object) -> str | None:
        if not isinstance(value, NamedNode):
            return None
        known = ((p, base) for p, base in PREFIXES.items() if value.value.startswith(base))
        prefix, base = max(known, key=lambda pair: len(pair[1]), default=("", ""))
        local = value.value.removeprefix(base)
        return (local if prefix == "drc" else f"{prefix}:{local}") if prefix else None

    return Field(name, term(predicate), encode, decode, many=True)


_UNCONFIRMED = _properties("unconfirmed", "drc:unconfirmed")


def _coded(name: str, predicate: str, prefix: str, suffix: str = "") -> Field:
    """A code of a foreign scheme, written as that scheme's IRI."""
    base = PREFIXES[prefix]
    plain = address(name, predicate)

    def decode(value: object) -> str | None:
        if not isinstance(value, NamedNode) or not value.value.startswith(base):
            return None
        return value.value.removeprefix(base).removesuffix(suffix)

    return Field(name, plain.predicate, lambda code: NamedNode(f"{base}{code}{suffix}"), decode)


def _geonames() -> Field:
    coded = _coded("geonames", "skos:exactMatch", "geonames", "/")

    def decode(value: object) -> int | None:
        code = coded.decode(value)  # type: ignore[arg-type]  # the codec checks what it is given
        return int(code) if code else None

    return Field(coded.name, coded.predicate, coded.encode, decode)


@dataclass(frozen=True, slots=True)
class EntityMapping:
    """How one entity type is written: dataclass, name of its list, RDF class, fields."""

    cls: type[Entity]
    list_name: str
    rdf_class: NamedNode
    fields: tuple[Field, ...]


ENTITY_MAPPINGS: dict[EntityType, EntityMapping] = {
    "actor": EntityMapping(
        Actor,
        "actors",
        term("drc:Actor"),
        (
            *_NAMES,
            link("kind", "org:classification", "concept/actor-kind"),
            link("broader", "org:subOrganizationOf", "actor"),
            link("region", "dcterms:spatial", "region"),
            link("successor", "drc:successor", "actor"),
            date("ended", "drc:ended"),
            _UNCONFIRMED,
        ),
    ),
    "industry": EntityMapping(
        Industry,
        "industries",
        term("drc:Industry"),
        (
            *_NAMES,
            link("broader", "skos:broader", "industry"),
            typed("gbt4754", "skos:notation", "drc:GBT4754"),
            _coded("isic4", "skos:closeMatch", "isic4"),
            _UNCONFIRMED,
        ),
    ),
    "region": EntityMapping(
        Region,
        "regions",
        term("drc:Region"),
        (
            *_NAMES,
            link("kind", "dcterms:type", "concept/region-kind"),
            link("broader", "gn:parentFeature", "region"),
            typed("gbt2260", "skos:notation", "drc:GBT2260"),
            typed("iso3166", "skos:notation", "drc:ISO3166"),
            _geonames(),
            typed("lat", "geo:lat", "xsd:decimal", str, float),
            typed("long", "geo:long", "xsd:decimal", str, float),
            link("members", "drc:comprises", "region", many=True),
            link("designations", "drc:designation", "concept/designation", many=True),
            _UNCONFIRMED,
        ),
    ),
    "instrument": EntityMapping(
        Instrument,
        "instruments",
        term("drc:Instrument"),
        (
            *_NAMES,
            text("definition_en", "skos:definition", "en"),
            text("definition_zh", "skos:definition", "zh"),
            text("examples_en", "skos:example", "en", many=True),
            text("examples_zh", "skos:example", "zh", many=True),
            link("family", "drc:family", "concept/family"),
            typed("polianna", "skos:notation", "drc:POLIANNA"),
            _UNCONFIRMED,
        ),
    ),
}


def entity_triples(entity: Entity) -> Iterator[Triple]:
    """The triples of one list entry."""
    mapping = ENTITY_MAPPINGS[entity.type]
    subject = iri(entity.type, entity.id)
    yield Triple(subject, RDF_TYPE, mapping.rdf_class)
    yield from write(subject, entity, mapping.fields)


def read_entity(type_: EntityType, id_: str, properties: Properties) -> Entity:
    """The list entry that properties describe. Raises InvalidInputError where a label is missing."""
    mapping = ENTITY_MAPPINGS[type_]
    values = read(f"{type_}/{id_}", properties, mapping.fields)
    for required in ("label_en", "label_zh"):
        if required not in values:
            language = required.removeprefix("label_")
            raise InvalidInputError(f"{type_}/{id_} has no skos:prefLabel in {language!r}: add one")
    return mapping.cls(id=id_, **values)


def entity_graph(type_: EntityType, entities: Iterable[Entity]) -> NamedGraph:
    """The named graph of one authority list, with what follows from its entries."""
    return NamedGraph(graph_iri("authority", ENTITY_MAPPINGS[type_].list_name), _list_triples(list(entities)))


def _list_triples(entities: list[Entity]) -> Iterator[Triple]:
    for entity in entities:
        yield from entity_triples(entity)
        yield from entity_facts(entity)
    yield from change_events(entity for entity in entities if isinstance(entity, Actor))
