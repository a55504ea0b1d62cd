"""The format of a query's result: what clients call it, as the parameter `format` or in Accept."""

from collections.abc import Sequence

from api.http.negotiation import accepted_types
from api.http.problem import NotAcceptableError
from ontology.errors import InvalidInputError
from ontology.query import MEDIA_TYPES

TYPES = {kind.partition(";")[0]: name for name, kind in MEDIA_TYPES.items()}
OTHER_TYPES = {
    "application/json": "json",
    "application/xml": "xml",
    "text/plain": "nt",
    "text/xml": "xml",
    "application/x-turtle": "ttl",
    "application/turtle": "ttl",
    "text/n3": "ttl",
}
"""Older or looser names for the same, where a client offers no better one."""

NAMES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in MEDIA_TYPES},
    # One word for tables and graphs: the form of the query decides.
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdfxml"),
    # As SPARQLWrapper, Virtuoso and others call them.
    "turtle": ("ttl",),
    "n3": ("ttl",),
    "ntriples": ("nt",),
    "n-triples": ("nt",),
    "json-ld": ("jsonld",),
    "rdf": ("rdfxml",),
    "rdf+xml": ("rdfxml",),
}


def wanted_formats(named: Sequence[str], accept: str) -> Sequence[str]:
    """Formats in order of preference: those `named` in the request, else Accept's.

    A value is a name, a media type, or several parted by commas. Clients send a guess beside what they want:
    what is not known is passed over beside what is. Raises InvalidInputError where nothing is known,
    NotAcceptableError where no format fits Accept.
    """
    if not named:
        return _accepted(accept)
    words = [word.strip().lower() for value in named for word in value.split(",")]
    formats = dict.fromkeys(name for word in words for name in _called(word))
    if not formats:
        raise InvalidInputError(
            f"format {', '.join(named)!r} is not known: use one of {', '.join(MEDIA_TYPES)}"
        )
    return list(formats)


def _called(word: str) -> tuple[str, ...]:
    kind = TYPES.get(word) or OTHER_TYPES.get(word)
    return (kind,) if kind else NAMES.get(word, ())


def _accepted(accept: str) -> list[str]:
    accepted = accepted_types(accept)
    offered = [*TYPES.items(), *OTHER_TYPES.items()]
    ranked = sorted(offered, key=lambda offer: -accepted.quality(offer[0]))
    formats = dict.fromkeys(name for kind, name in ranked if accepted.quality(kind) > 0)
    if not formats:
        raise NotAcceptableError(f"Accept: {accept} fits no result format: ask for one of {', '.join(TYPES)}")
    return list(formats)
