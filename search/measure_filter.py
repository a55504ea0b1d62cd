"""Which measures are asked for, and what that means in SQL."""
# ruff: noqa: S608 - every value goes in as a parameter; only marks and names of ours are put together

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from ontology.article import DocumentKind, Standing

LinkType = Literal["actor", "industry", "region", "policy"]


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """Which measures to give. Empty means any; several values mean any of them.

    `actors`, `industries`, `regions` and `policies` are ids that the measure names itself. Dates are those of
    the document, ISO 8601, both ends included, and may be as short as a year.
    """

    instruments: Collection[str] = ()
    standings: Collection[Standing] = ()
    actors: Collection[str] = ()
    industries: Collection[str] = ()
    regions: Collection[str] = ()
    policies: Collection[str] = ()
    kinds: Collection[DocumentKind] = ()
    documents: Collection[str] = ()
    publishers: Collection[str] = ()
    languages: Collection[str] = ()
    date_from: str | None = None
    date_to: str | None = None


def measure_conditions(filters: MeasureFilter) -> tuple[str, list[str]]:
    """A WHERE clause over `measures m` and `documents d`, empty without filters, and its values."""
    conditions: list[str] = []
    values: list[str] = []
    columns: tuple[tuple[str, Collection[str]], ...] = (
        ("m.instrument", filters.instruments),
        ("m.standing", filters.standings),
        ("d.kind", filters.kinds),
        ("d.id", filters.documents),
        ("d.publisher", filters.publishers),
        ("d.language", filters.languages),
    )
    for column, wanted in columns:
        if wanted:
            conditions.append(f"{column} IN ({marks(wanted)})")
            values += wanted
    links: tuple[tuple[LinkType, Collection[str]], ...] = (
        ("actor", filters.actors),
        ("industry", filters.industries),
        ("region", filters.regions),
        ("policy", filters.policies),
    )
    for type_, entities in links:
        if entities:
            conditions.append(
                "EXISTS (SELECT 1 FROM measure_links x WHERE x.document = m.document "
                f"AND x.position = m.position AND x.type = ? AND x.entity IN ({marks(entities)}))"
            )
            values += [type_, *entities]
    # Dates are as exact as known, and compared as far as both go: "2016" lies after "2016-05" and before it.
    if filters.date_from:
        conditions.append("d.date >= SUBSTR(?, 1, LENGTH(d.date))")
        values.append(filters.date_from)
    if filters.date_to:
        conditions.append("SUBSTR(d.date, 1, LENGTH(?)) <= ?")
        values += [filters.date_to, filters.date_to]
    return ("WHERE " + " AND ".join(conditions) if conditions else ""), values


def marks(values: Collection[object]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))
