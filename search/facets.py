"""How many of the results have which value."""

from collections import defaultdict

from ontology.knowledge import Knowledge
from search.channels import Ints
from search.index.terms import Terms
from search.result import FacetValue
from search.understand import entity_label

FACETS = (
    "region",
    "industry",
    "actor",
    "instrument",
    "policy",
    "publisher",
    "year",
    "kind",
    "standing",
    "language",
)
_MOST = 50


def facets(
    terms: Terms, rows: Ints, knowledge: Knowledge, language: str
) -> dict[str, tuple[FacetValue, ...]]:
    """The most frequent values of each facet among the documents, with labels in `language`."""
    values: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (field, id_), count in terms.counts(rows).items():
        values[field].append((count, id_))
    return {
        field: tuple(
            FacetValue(id_, entity_label(knowledge, field, id_, language), count)
            for count, id_ in sorted(values[field], key=lambda pair: (-pair[0], pair[1]))[:_MOST]
        )
        for field in FACETS
    }
