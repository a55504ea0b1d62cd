"""Finds names of the authority lists in running text, in English and Chinese."""

from ontology.matcher.fold import FoldedText, fold, visible
from ontology.matcher.inflection import singular, spellings
from ontology.matcher.match import NameMatch, longest
from ontology.matcher.matcher import NameMatcher
from ontology.matcher.name import MATCHED_TYPES, Name, NamedType, list_names

__all__ = [
    "MATCHED_TYPES",
    "FoldedText",
    "Name",
    "NameMatch",
    "NameMatcher",
    "NamedType",
    "fold",
    "list_names",
    "longest",
    "singular",
    "spellings",
    "visible",
]
