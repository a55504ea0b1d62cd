"""What a server tells of itself in RDF: its SPARQL service (Service Description), its data (VoID, DCAT)."""

from collections.abc import Mapping
from importlib.resources import files
from string import Template
from typing import Literal

from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from ontology.errors import InvalidInputError
from ontology.iri import BASE
from ontology.vocabulary import PREFIXES

DescriptionFormat = Literal["ttl", "nt", "jsonld", "rdfxml"]
_FORMATS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_OWN_PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
    **{name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "xsd")},
}


def describe(
    base: str,
    format: DescriptionFormat,  # noqa: A002  the name that callers use
    *,
    release: str,
    created: str,
    counts: Mapping[str, int],
) -> bytes:
    """The description of the server at the address `base` (no slash at its end) and of what it serves.

    `counts` are those of the release's manifest. Raises InvalidInputError where `base` is no IRI.
    """
    try:
        NamedNode(base)
    except ValueError as error:
        raise InvalidInputError(f"the address {base!r} is no IRI: ask under the server's name") from error
    turtle = Template(files("ontology").joinpath("description.ttl").read_text("utf-8")).substitute(
        base=base,
        namespace=BASE,
        release=release,
        created=created,
        statements=counts.get("statements", 0),
        documents=counts.get("articles", 0) + counts.get("policies", 0),
    )
    triples = (quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    return serialize(triples, format=_FORMATS[format], prefixes=_OWN_PREFIXES) or b""
