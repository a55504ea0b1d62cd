"""The concept schemes: kinds, levels, statuses and other closed sets of values."""

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

from ontology.iri import local_id
from ontology.turtle import read_turtle
from ontology.vocabulary import term

_FILE = Path(__file__).parent / "concepts.ttl"


@cache
def concept_ids(scheme: str) -> frozenset[str]:
    """The ids of a scheme's concepts: `concept_ids("level")` holds "national"."""
    in_scheme = term("skos:inScheme")
    subjects = (t.subject for t in read_turtle(_FILE) if t.predicate == in_scheme)
    found = (local_id(s, f"concept/{scheme}") for s in subjects if isinstance(s, NamedNode))
    return frozenset(id_ for id_ in found if id_)
