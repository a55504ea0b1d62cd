"""Names of the terms of an index in each language, made once."""

from functools import lru_cache

from ontology.knowledge import Knowledge
from search.index.terms import Terms
from search.understand import entity_label


class Labels:
    """Labels by the code of a term; safe from any thread."""

    def __init__(self, terms: Terms, knowledge: Knowledge) -> None:
        self._terms = terms
        self._knowledge = knowledge
        self.of = lru_cache(maxsize=None)(self._of)
        """The label of each term in a language, by code."""

    def _of(self, language: str) -> list[str]:
        return [entity_label(self._knowledge, *name, language) for name in self._terms.names]
