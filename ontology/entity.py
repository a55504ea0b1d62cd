"""Entities of the authority lists: actors, industries, regions and instruments, bilingual."""

from dataclasses import dataclass
from typing import ClassVar, Literal

EntityType = Literal["actor", "industry", "region", "instrument"]
ENTITY_TYPES: tuple[EntityType, ...] = ("actor", "industry", "region", "instrument")


@dataclass(frozen=True, slots=True)
class Entity:
    """What every list entry has. Ids are unique within a type.

    Context aliases name the entity only where the text has made it the subject ("the province").
    `broader` is the id, in the same list, of the parent body, broader industry or containing region.
    `unconfirmed` names properties ("ended", "dcterms:spatial") whose values no source at hand confirmed.
    """

    type: ClassVar[EntityType]

    id: str
    label_en: str
    label_zh: str
    aliases_en: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    context_aliases_en: tuple[str, ...] = ()
    context_aliases_zh: tuple[str, ...] = ()
    broader: str | None = None
    unconfirmed: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The preferred label in `language` ("zh"; English otherwise)."""
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Actor(Entity):
    """An organisation, government body, company or group. `region` and `successor` are ids.

    `ended` is the year in which the successor took over.
    """

    type: ClassVar[EntityType] = "actor"

    kind: str = "company"
    region: str | None = None
    successor: str | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Industry(Entity):
    """A branch of the economy, with its GB/T 4754-2017 and ISIC Rev. 4 codes where known."""

    type: ClassVar[EntityType] = "industry"

    gbt4754: str | None = None
    isic4: str | None = None


@dataclass(frozen=True, slots=True)
class Region(Entity):
    """A place, with its code, GeoNames id and WGS 84 coordinates in degrees where known.

    The code is that of GB/T 2260 for a Chinese division, two letters of ISO 3166-1 for a state.

    `broader` is the one region that contains it whole. `members` are regions that make it up without lying
    below it: the provinces of Northeast China, the cities of an economic belt. `designations` are lists of
    the state that name the place, as that of resource-exhausted cities.
    """

    type: ClassVar[EntityType] = "region"

    kind: str = "county"
    gbt2260: str | None = None
    iso3166: str | None = None
    geonames: int | None = None
    lat: float | None = None
    long: float | None = None
    members: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument(Entity):
    """A class of policy instrument. `family` is supply-side, demand-side or environment-side."""

    type: ClassVar[EntityType] = "instrument"

    definition_en: str = ""
    definition_zh: str = ""
    examples_en: tuple[str, ...] = ()
    examples_zh: tuple[str, ...] = ()
    family: str = ""
    polianna: str = ""
