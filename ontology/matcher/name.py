"""The names to look for: every label and alias of the lists."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ontology.entity import Entity, EntityType, Region
from ontology.knowledge import Knowledge
from ontology.policy import Policy

NamedType = EntityType | Literal["policy"]
MATCHED_TYPES: tuple[NamedType, ...] = ("actor", "industry", "region")

_DIVISION = re.compile("(.{2,})(?:省|市|盟|自治区)")
"""A place is mostly named without the rank of its division. Counties and districts, whose short names are
often words of their own, are not: their lists say which short names are safe. Nor is a city whose short name
is a word (日照, 白银): its list has it as context-dependent."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entity. `rank` orders entities that share it: 0 label, 1 alias, 2 context alias."""

    text: str
    type: NamedType
    id: str
    language: str
    rank: int

    @property
    def context(self) -> bool:
        """Whether the name needs an antecedent or the subject of the text to stand for the entity."""
        return self.rank == 2


def list_names(knowledge: Knowledge, types: Collection[NamedType] = MATCHED_TYPES) -> Iterator[Name]:
    """Every name of the entities of `types` ("policy" and "instrument" too, where asked for)."""
    for type_ in types:
        entries: Iterable[Entity | Policy] = (
            knowledge.policies.values() if type_ == "policy" else knowledge.entities(type_).values()
        )
        for entry in entries:
            yield from _names_of(entry, type_)


def _names_of(entry: Entity | Policy, type_: NamedType) -> Iterator[Name]:
    labels = (
        (entry.title_en, entry.title_zh) if isinstance(entry, Policy) else (entry.label_en, entry.label_zh)
    )
    aliases_zh = entry.aliases_zh
    short = _DIVISION.fullmatch(entry.label_zh) if isinstance(entry, Region) else None
    if short is not None and short.group(1) not in entry.context_aliases_zh:
        aliases_zh = (*aliases_zh, short.group(1))
    for language, label, aliases, context in (
        ("en", labels[0], entry.aliases_en, entry.context_aliases_en),
        ("zh", labels[1], aliases_zh, entry.context_aliases_zh),
    ):
        for rank, texts in enumerate(((label,), aliases, context)):
            for text in texts:
                if text:
                    yield Name(text, type_, entry.id, language, rank)
