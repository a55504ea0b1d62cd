"""A named graph as it travels: its IRI and its triples."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """Triples under one graph IRI. `triples` may be a generator, then it is read once."""

    iri: str
    triples: Iterable[Triple]
