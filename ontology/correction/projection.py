"""Corrections as RDF, `graph/corrections`, and back."""

from collections.abc import Iterator

from pyoxigraph import Triple

from ontology.correction.correction import Confirmation, Correction, Corrections, Merge, Rejection
from ontology.errors import InvalidInputError
from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.projection.field import Field, Properties, read, string, thing, typed, write
from ontology.vocabulary import RDF_TYPE, term

_COMMON = (
    string("by", "dc:creator"),
    typed("at", "prov:generatedAtTime", "xsd:dateTime"),
    string("reason", "drc:reason"),
)
_PLACE = (string("quote", "oa:exact"), thing("document", "drc:inDocument"))
_MAPPINGS: dict[type[Correction], tuple[str, tuple[Field, ...]]] = {
    Merge: ("drc:Merge", (thing("source", "drc:mergedEntity"), thing("target", "drc:mergedInto"), *_COMMON)),
    Rejection: ("drc:Rejection", (thing("entity", "drc:rejectedEntity"), *_PLACE, *_COMMON)),
    Confirmation: ("drc:Confirmation", (thing("entity", "drc:confirmedEntity"), *_PLACE, *_COMMON)),
}


def correction_triples(id_: str, correction: Correction) -> Iterator[Triple]:
    """The triples of one correction."""
    class_, fields = _MAPPINGS[type(correction)]
    subject = iri("correction", id_)
    yield Triple(subject, RDF_TYPE, term(class_))
    yield from write(subject, correction, fields)


def read_correction(id_: str, properties: Properties) -> Correction:
    """The correction that a subject's properties describe. Raises InvalidInputError where it is not whole."""
    types = properties.get(RDF_TYPE.value, ())
    for cls, (class_, fields) in _MAPPINGS.items():
        if term(class_) in types:
            try:
                return cls(**read(f"correction/{id_}", properties, fields))
            except TypeError as error:
                raise InvalidInputError(
                    f"correction/{id_} is not whole ({error}): undo and repeat it"
                ) from error
    raise InvalidInputError(f"correction/{id_} is no drc:Merge, drc:Rejection or drc:Confirmation: type it")


def correction_graph(corrections: Corrections) -> NamedGraph:
    """The named graph of all corrections: who corrected what, when and why."""
    return NamedGraph(
        graph_iri("corrections"),
        (
            t
            for id_, correction in sorted(corrections.by_id.items())
            for t in correction_triples(id_, correction)
        ),
    )
