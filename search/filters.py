"""From filters to the rows of the documents that pass them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from ontology.article import STANDINGS
from ontology.entity import ENTITY_TYPES
from ontology.errors import InvalidInputError
from ontology.knowledge import Knowledge
from search.index.terms import Mask, Term, Terms, day_range
from search.request import Filters

_LISTED = {"kind": {"article", "policy"}, "standing": set[str](STANDINGS), "language": {"en", "zh"}}
_FIELDS = (*ENTITY_TYPES, "policy", "publisher", *_LISTED)


class FilterReader:
    """Checks filter values against what exists and turns them into masks over document rows."""

    def __init__(self, knowledge: Knowledge, terms: Terms) -> None:
        self._knowledge = knowledge
        self._terms = terms

    def canonical(self, filters: Filters) -> Filters:
        """The same filters with names replaced by ids. Raises InvalidInputError for an unknown value."""
        known: dict[str, Any] = {
            name: tuple(self._id(name, value) for value in getattr(filters, name)) for name in _FIELDS
        }
        return replace(filters, **known)

    def mask(self, filters: Filters) -> Mask | None:
        """Which documents pass; None where no filter is set. `filters` must be canonical."""
        masks = [
            self._any((name, id_) for value in values for id_ in self._with_narrower(name, value))
            for name in _FIELDS
            if (values := getattr(filters, name))
        ]
        if filters.date_from:
            masks.append(self._terms.last_day >= day_range(filters.date_from)[0])
        if filters.date_to:
            last = day_range(filters.date_to)[1]
            masks.append((self._terms.first_day <= last) & (self._terms.first_day > 0))
        return np.logical_and.reduce(masks) if masks else None

    def _any(self, terms: Iterable[Term]) -> Mask:
        mask = np.zeros(self._terms.documents, dtype=np.bool_)
        for term in terms:
            mask[self._terms.rows(term)] = True
        return mask

    def _with_narrower(self, name: str, value: str) -> set[str]:
        for type_ in ENTITY_TYPES:
            if name == type_:
                return self._knowledge.narrower(type_, value)
        return {value}

    def _id(self, name: str, value: str) -> str:
        if value in self._ids[name]:
            return value
        if merged := self._knowledge.corrections.merges.get(f"{name}/{value}"):
            return merged.partition("/")[2]
        if id_ := self._by_name.get(name, {}).get(value.casefold()):
            return id_
        few = ", ".join(sorted(self._ids[name])) if name in _LISTED else f"the id or name of a {name}"
        raise InvalidInputError(f"filter {name}: {value!r} is unknown; give {few}")

    @cached_property
    def _ids(self) -> Mapping[str, set[str]]:
        ids: dict[str, set[str]] = {**_LISTED}
        ids |= {type_: set(self._knowledge.entities(type_)) for type_ in ENTITY_TYPES}
        ids["policy"] = set(self._knowledge.policies)
        ids["publisher"] = {id_ for field, id_ in self._terms.codes if field == "publisher"}
        return ids

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[str, str]]:
        names: dict[str, dict[str, str]] = {}
        for type_ in ENTITY_TYPES:
            own = names.setdefault(type_, {})
            for entity in self._knowledge.entities(type_).values():
                for name in (*entity.aliases_en, *entity.aliases_zh):
                    own.setdefault(name.casefold(), entity.id)
            own |= {
                label.casefold(): entity.id
                for entity in self._knowledge.entities(type_).values()
                for label in (entity.label_zh, entity.label_en)
            }
        names["policy"] = {
            name.casefold(): policy.id
            for policy in self._knowledge.policies.values()
            for name in policy.names
        }
        names["publisher"] = {publisher.casefold(): publisher for publisher in self._ids["publisher"]}
        return names
