"""A policy on a time line: when it was in force, and in which years documents cite it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from api.http.filters import Address
from api.http.page.chart import WIDTH, Axis, YearBar, year_of
from ontology.policy import Policy


@dataclass(frozen=True, slots=True)
class Timeline:
    """`start` and `width` are those of the time in force, up to today where no end is known.

    `in_force` tells whether it is known to last, where it has no end.
    """

    first: int
    last: int
    start: float | None
    width: float
    begins: str
    ends: str | None
    in_force: bool
    bars: list[YearBar]


def timeline(policy: Policy, citing: Collection[str | None], address: Address, today: int) -> Timeline | None:
    """The time line up to year `today`; `citing` are the dates of the documents that cite the policy.

    None where neither is known. Each bar leads to `address` restricted to its year.
    """
    counts = Counter(year for date in citing if (year := year_of(date)) is not None)
    begins = policy.valid_from or policy.date
    start_year = year_of(begins)
    known = [year for year in (start_year, year_of(policy.valid_to), *counts) if year is not None]
    if not known:
        return None
    axis = Axis(min(known) - 1, max(*known, today) if not policy.valid_to else max(known) + 1)
    start = axis.place(begins) if begins and start_year else None
    end = axis.place(policy.valid_to) if policy.valid_to else WIDTH
    width = 0.0 if start is None else round(max(end - start, 0.6), 2)
    bars = axis.bars(counts, address, max(counts.values(), default=1))
    in_force = policy.status == "in-force"
    return Timeline(axis.first, axis.last, start, width, begins or "", policy.valid_to, in_force, bars)
