"""What is proposed, planned or done for an entity, by policy instrument and year."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from api.http.filters import Address
from api.http.page.chart import Axis, YearBar, year_of
from api.http.page.reference import Linker, Ref
from ontology.article import Article, Measure


@dataclass(frozen=True, slots=True)
class InstrumentYears:
    """An instrument with its bars; `ref` leads to its measures for the entity."""

    ref: Ref
    count: int
    bars: list[YearBar]


@dataclass(frozen=True, slots=True)
class InstrumentChart:
    """Instruments, the most used first, on one axis of years."""

    first: int
    last: int
    rows: list[InstrumentYears]


def instrument_chart(
    found: Iterable[tuple[Article, Measure]], address: Address, linker: Linker
) -> InstrumentChart | None:
    """The dated measures of an entity; `address` is that of all of them. None where there are none."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for article, measure in found:
        year = year_of(article.document.date)
        if year is not None:
            counts[measure.instrument][year] += 1
    if not counts:
        return None
    years = [year for by_year in counts.values() for year in by_year]
    axis, most = Axis(min(years), max(years)), max(max(by_year.values()) for by_year in counts.values())
    rows = []
    for instrument, by_year in sorted(counts.items(), key=lambda item: -item[1].total()):
        own = Address(address.path, [*address.pairs, ("instrument", instrument)])
        label = linker.thing("instrument", instrument)
        ref = Ref("instrument", label.label, own.changed(), label.lang)
        rows.append(InstrumentYears(ref, by_year.total(), axis.bars(by_year, own, most)))
    return InstrumentChart(axis.first, axis.last, rows)
