"""Who read an article, when, with which software and model: a PROV-O activity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Triple

from ontology.errors import InvalidInputError
from ontology.iri import iri
from ontology.projection.field import Properties, read, string, thing, typed, write
from ontology.vocabulary import RDF_TYPE, term


@dataclass(frozen=True, slots=True)
class Provenance:
    """One reading of a document. Times are ISO 8601 with time zone; `input_hash` is that of what was read.

    `corrections` are those by users that bore on the result, as `correction/id`. `resolved` is when citations
    were last resolved anew, where the register changed after the reading.
    """

    software: str
    version: str
    model: str
    started: str
    ended: str
    input_hash: str
    corrections: tuple[str, ...] = ()
    resolved: str | None = None


_AGENT_FIELDS = (string("software", "foaf:name"), string("version", "schema:softwareVersion"))
_ACTIVITY_FIELDS = (
    string("model", "drc:model"),
    typed("started", "prov:startedAtTime", "xsd:dateTime"),
    typed("ended", "prov:endedAtTime", "xsd:dateTime"),
    typed("resolved", "drc:resolvedAt", "xsd:dateTime"),
    string("input_hash", "drc:inputHash"),
    thing("corrections", "prov:wasInfluencedBy", many=True),
)
_ACTIVITY, _AGENT = term("drc:Reading"), term("prov:SoftwareAgent")
_USED, _ASSOCIATED = term("prov:used"), term("prov:wasAssociatedWith")


def activity_iri(document: str) -> NamedNode:
    """The activity that read the document with this id."""
    return iri("activity", document)


def provenance_triples(document: NamedNode, id_: str, provenance: Provenance) -> Iterator[Triple]:
    """The activity that read a document, and the software that carried it out."""
    activity = activity_iri(id_)
    # A node a reading: one that all graphs describe would be found once a graph by queries over their union.
    agent = NamedNode(f"{activity.value}#software")
    yield Triple(activity, RDF_TYPE, _ACTIVITY)
    yield Triple(activity, _USED, document)
    yield Triple(activity, _ASSOCIATED, agent)
    yield from write(activity, provenance, _ACTIVITY_FIELDS)
    yield Triple(agent, RDF_TYPE, _AGENT)
    yield from write(agent, provenance, _AGENT_FIELDS)


def assistant_iri(document: str) -> NamedNode:
    """The activity by which a language model pointed to findings in the document with this id."""
    return NamedNode(f"{activity_iri(document).value}#assistant")


def assistant_triples(document: NamedNode, id_: str, provenance: Provenance, model: str) -> Iterator[Triple]:
    """That activity, as part of the reading: what the model said was checked by the same software."""
    activity = assistant_iri(id_)
    yield Triple(activity, RDF_TYPE, _ACTIVITY)
    yield Triple(activity, _USED, document)
    yield Triple(activity, _ASSOCIATED, NamedNode(f"{activity_iri(id_).value}#software"))
    yield from write(activity, replace(provenance, model=model, corrections=()), _ACTIVITY_FIELDS)


def model_of(activity: str, subjects: Mapping[str, Properties]) -> str | None:
    """The language model of an activity, None where there was none."""
    if not activity.endswith("#assistant"):
        return None
    model: str | None = read(activity, subjects.get(activity, {}), _ACTIVITY_FIELDS).get("model")
    return model


def read_provenance(id_: str, subjects: dict[str, Properties]) -> Provenance:
    """The provenance in an article's graph. Raises InvalidInputError where it is not whole."""
    activity = activity_iri(id_).value
    properties = subjects.get(activity, {})
    agents = [agent.value for agent in properties.get(_ASSOCIATED.value, ()) if isinstance(agent, NamedNode)]
    agent = agents[0] if agents else ""
    values = read(activity, properties, _ACTIVITY_FIELDS) | read(
        agent, subjects.get(agent, {}), _AGENT_FIELDS
    )
    try:
        return Provenance(**({"model": ""} | values))
    except TypeError as error:
        raise InvalidInputError(f"<{activity}> does not say who read {id_!r} and when: {error}") from error
