"""Policies of the register: documents and named strategies, with what is known of them."""

from dataclasses import dataclass
from typing import Literal

RelationType = Literal["implements", "cites", "supersedes", "amends", "extends"]


@dataclass(frozen=True, slots=True)
class PolicyRelation:
    """A directed link from a policy to another one, `target` being the other's id."""

    type: RelationType
    target: str


@dataclass(frozen=True, slots=True)
class Policy:
    """One entry of the register.

    Dates are ISO 8601, as exact as known (year, month or day). `issuers`, `regions` and `industries` are ids
    of the authority lists. One of the titles may be "" (not known). `number_checked` False and `confidence`
    "medium" mark facts without confirmation.
    """

    id: str
    title_en: str
    title_zh: str
    kind: str
    level: str
    date: str | None
    status: str
    aliases_en: tuple[str, ...] = ()
    aliases_zh: tuple[str, ...] = ()
    context_aliases_en: tuple[str, ...] = ()
    context_aliases_zh: tuple[str, ...] = ()
    number_zh: str | None = None
    number_en: str | None = None
    number_checked: bool | None = None
    issuers: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    regions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    relations: tuple[PolicyRelation, ...] = ()
    summary: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = "medium"

    @property
    def names(self) -> tuple[str, ...]:
        """All names that stand for this policy anywhere, in both languages, numbers included."""
        single = (self.title_en, self.title_zh, self.number_zh, self.number_en)
        return (*(name for name in single if name), *self.aliases_en, *self.aliases_zh)
