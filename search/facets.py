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


class FacetCounter:
    """Counts the values of each facet; safe from any thread."""

    def __init__(self, terms: Terms, knowledge: Knowledge) -> None:
        self._terms = terms
        self._knowledge = knowledge
        self._labels: dict[str, list[str]] = {}

    def count(self, rows: Ints, language: str) -> dict[str, tuple[FacetValue, ...]]:
        """The most frequent values of each facet among the documents, with labels in `language`."""
        counts, labels, names = self._terms.frequencies(rows), self._labels_in(language), self._terms.names
        found: dict[str, tuple[FacetValue, ...]] = {}
        for field in FACETS:
            codes = self._terms.codes_of(field)
            own = counts[codes.start : codes.stop]
            best = np.argsort(-own, kind="stable")[: min(_MOST, int(np.count_nonzero(own)))]
            found[field] = tuple(
                FacetValue(names[code][1], labels[code], count)
                for code, count in zip((codes.start + best).tolist(), own[best].tolist(), strict=True)
            )
        return found

    def _labels_in(self, language: str) -> list[str]:
        """The label of each term, by code."""
        if language not in self._labels:
            names = self._terms.names
            self._labels[language] = [entity_label(self._knowledge, *name, language) for name in names]
        return self._labels[language]
