"""How many of the results have which value."""

import numpy as np

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
    counts = terms.frequencies(rows)
    found: dict[str, tuple[FacetValue, ...]] = {}
    for field in FACETS:
        codes = terms.codes_of(field)
        own = counts[codes.start : codes.stop]
        best = np.argsort(-own, kind="stable")[: min(_MOST, int(np.count_nonzero(own)))]
        ids = [terms.names[codes.start + at][1] for at in best.tolist()]
        found[field] = tuple(
            FacetValue(id_, entity_label(knowledge, field, id_, language), count)
            for id_, count in zip(ids, own[best].tolist(), strict=True)
        )
    return found
