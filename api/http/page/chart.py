"""Drawings made on the server: years as bars, on an axis that several of them share."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.http.filters import Address

WIDTH, HEIGHT, GAP = 100.0, 20.0, 0.16


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year with its count: where it stands in a drawing of WIDTH by HEIGHT, and where it leads."""

    year: int
    count: int
    href: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The years from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def step(self) -> float:
        """The width of a year."""
        return WIDTH / (self.last - self.first + 1)

    def place(self, date: str) -> float:
        """Where a date stands that is as exact as a year or a month; the middle of a bare year."""
        year, _, rest = date.partition("-")
        part = (int(rest[:2]) - 0.5) / 12 if rest else 0.5
        return round((int(year) - self.first + part) * self.step, 2)

    def bars(self, counts: Mapping[int, int], address: Address, most: int) -> list[YearBar]:
        """Bars of the years that have a count; `most` is as high as the drawing."""
        gap = self.step * GAP / 2
        made = []
        for year, count in sorted(counts.items()):
            height = round(HEIGHT * max(count / most, 0.12), 2)
            href = address.changed(from_=str(year), to=str(year))
            x = round((year - self.first) * self.step + gap, 2)
            made.append(
                YearBar(
                    year, count, href, x, round(HEIGHT - height, 2), round(self.step - 2 * gap, 2), height
                )
            )
        return made


def year_of(date: str | None) -> int | None:
    """The year of an ISO 8601 date."""
    return int(date[:4]) if date and date[:4].isdigit() else None
