"""Documents by year as bars that filter: a drawing made on the server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.http.filters import Address

WIDTH, BASE, HEIGHT, GAP = 240.0, 46.0, 60.0, 0.22


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, in the drawing's units; a year without documents has no height."""

    year: int
    count: int
    href: str
    x: float
    y: float
    width: float
    height: float
    step: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first to the last year, gaps included."""

    bars: list[Bar]
    width: float = WIDTH
    height: float = HEIGHT
    base: float = BASE


def histogram(years: Sequence[Mapping[str, Any]], address: Address) -> Histogram | None:
    """The bars of a year facet, each linked to `address` restricted to its year; None for no years."""
    counts = {int(entry["id"]): int(entry["count"]) for entry in years if str(entry["id"]).isdigit()}
    if not counts:
        return None
    span = range(min(counts), max(counts) + 1)
    step, most = WIDTH / len(span), max(counts.values())
    bars = []
    for place, year in enumerate(span):
        count = counts.get(year, 0)
        height = round(max(BASE * count / most, 1.5 if count else 0), 2)
        href = address.changed(from_=str(year), to=str(year))
        gap = step * GAP / 2
        x, width = round(place * step + gap, 2), round(step - 2 * gap, 2)
        bars.append(Bar(year, count, href, x, round(BASE - height, 2), width, height, round(step, 2)))
    return Histogram(bars)
