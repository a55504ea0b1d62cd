"""View model of the Measures page: a matrix by policy instrument, and the cards behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from api.http.filters import Address
from api.http.measuring import measure_filter
from api.http.page.entity import measure_cards
from api.http.page.reference import Linker, MeasureCard, Ref
from ontology.article import STANDINGS
from search.request import Filters

if TYPE_CHECKING:
    from search.release import Release

RowsBy = Literal["region", "industry", "actor"]
ROWS_BY: tuple[RowsBy, ...] = ("region", "industry", "actor")
ROWS, CARDS, SHADES = 16, 24, 5


@dataclass(frozen=True, slots=True)
class Cell:
    """How many measures; a link to them; how dark, from 0 to SHADES."""

    count: int
    href: str
    shade: int
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entity with its counts, one an instrument."""

    entity: Ref
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a control."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """Everything that the page prints."""

    rows_by: str
    row_choices: list[Choice]
    standings: list[Choice]
    kinds: list[Choice]
    instruments: list[Ref]
    rows: list[Row]
    filters: list[Ref]
    clear: str
    dates_kept: list[tuple[str, str]]
    date_from: str
    date_to: str
    total: int
    cards: list[MeasureCard]
    later: str | None
    csv: str


def measures_page(
    release: "Release", filters: Filters, address: Address, linker: Linker, rows_by: RowsBy, offset: int
) -> MeasuresPage:
    """The matrix and the cards under the filters; `offset` cards are passed over."""
    wanted = measure_filter(filters, linker.knowledge)
    documents = release.documents
    total = documents.count_measures(wanted)
    counts = documents.measure_matrix(rows_by, wanted)
    paged = Address(address.path, address.without("offset"))
    instruments = sorted({instrument for _, instrument in counts})
    given = dict(address.pairs)
    return MeasuresPage(
        rows_by=rows_by,
        row_choices=[Choice(name, paged.changed(rows=name), name == rows_by) for name in ROWS_BY],
        standings=_choices("standing", STANDINGS, filters.standing, paged),
        kinds=_choices("kind", ("article", "policy"), filters.kind, paged),
        instruments=[_column(linker, instrument, paged) for instrument in instruments],
        rows=_rows(counts, rows_by, instruments, paged, linker),
        filters=_filters(paged, linker),
        clear=linker.ui.path("measures", rows=rows_by),
        dates_kept=list(paged.without("from", "to")),
        date_from=given.get("from", ""),
        date_to=given.get("to", ""),
        total=total,
        cards=measure_cards(documents.measures(wanted, CARDS, offset), linker),
        later=address.changed(offset=str(offset + CARDS)) if offset + CARDS < total else None,
        csv=Address(linker.ui.path("api", "measures"), paged.without("rows")).changed(format="csv"),
    )


def _choices(name: str, values: Collection[str], chosen: Collection[str], address: Address) -> list[Choice]:
    return [Choice(value, address.toggled(name, value), value in chosen) for value in values]


def _column(linker: Linker, instrument: str, address: Address) -> Ref:
    ref = linker.thing("instrument", instrument)
    return Ref(ref.type, ref.label, address.toggled("instrument", instrument), ref.lang)


def _rows(
    counts: dict[tuple[str, str], int],
    rows_by: RowsBy,
    instruments: list[str],
    address: Address,
    linker: Linker,
) -> list[Row]:
    totals: dict[str, int] = {}
    for (entity, _), count in counts.items():
        totals[entity] = totals.get(entity, 0) + count
    most = max(counts.values(), default=1)
    shown = sorted(totals, key=lambda entity: (-totals[entity], entity))[:ROWS]
    rows = []
    for entity in shown:
        ref = linker.thing(rows_by, entity)
        cells = []
        for instrument in instruments:
            count = counts.get((entity, instrument), 0)
            pairs = {(rows_by, entity), ("instrument", instrument)}
            rest = [pair for pair in address.pairs if pair[0] not in (rows_by, "instrument")]
            href = Address(address.path, [*rest, *sorted(pairs)]).changed() + "#cards"
            name = f"{ref.label}, {linker.thing('instrument', instrument).label}"
            cells.append(Cell(count, href, -(-count * SHADES // most), name))
        rows.append(Row(ref, cells, totals[entity]))
    return rows


def _filters(address: Address, linker: Linker) -> list[Ref]:
    found = []
    for name, value in address.pairs:
        if name in ("region", "industry", "actor", "instrument", "policy"):
            ref = linker.thing(name, value)
            found.append(Ref(name, ref.label, address.toggled(name, value), ref.lang))
        elif name in ("publisher", "from", "to"):
            label = value if name == "publisher" else f"{linker.ui.say('facet.' + name)} {value}"
            found.append(Ref(name, label, address.toggled(name, value), linker.ui.lang_of(label)))
    return found
