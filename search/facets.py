"""How many of the results have which value."""

from functools import lru_cache

import numpy as np

from search.channels import Ints
from search.index.terms import Terms
from search.labels import Labels
from search.result import FacetValue

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
_REMEMBERED = 50_000


class FacetCounter:
    """Counts the values of each facet; safe from any thread."""

    def __init__(self, terms: Terms, labels: Labels) -> None:
        self._terms = terms
        self._labels = labels
        # An answer has hundreds of values, and most of them stood in others before.
        self._value = lru_cache(maxsize=_REMEMBERED)(self._make)

    def count(self, rows: Ints, language: str) -> dict[str, tuple[FacetValue, ...]]:
        """The most frequent values of each facet among the documents, with labels in `language`."""
        counts = self._terms.frequencies(rows)
        found: dict[str, tuple[FacetValue, ...]] = {}
        for field in FACETS:
            codes = self._terms.codes_of(field)
            own = counts[codes.start : codes.stop]
            best = np.argsort(-own, kind="stable")[: min(_MOST, int(np.count_nonzero(own)))]
            pairs = zip((codes.start + best).tolist(), own[best].tolist(), strict=True)
            found[field] = tuple(self._value(code, count, language) for code, count in pairs)
        return found

    def _make(self, code: int, count: int, language: str) -> FacetValue:
        return FacetValue(self._terms.names[code][1], self._labels.of(language)[code], count)
