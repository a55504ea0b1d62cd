"""A matrix of measures: places, industries or actors by policy instrument, each number opening its cards."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from api.http.filters import Address
from api.http.page.reference import Linker, Ref
from ontology.knowledge import Knowledge
from search.documents import DocumentStore
from search.measure_filter import MeasureFilter

RowsBy = Literal["province", "region", "industry", "actor"]
ListName = Literal["region", "industry", "actor"]
ROWS_BY: tuple[RowsBy, ...] = ("province", "region", "industry", "actor")
ROWS, SHADES = 16, 5


@dataclass(frozen=True, slots=True)
class Cell:
    """How many measures; a link to them; how dark, from 0 to SHADES."""

    count: int
    href: str
    shade: int
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """An entity with its counts, one an instrument; `href` leads to all of its measures."""

    entity: Ref
    cells: list[Cell]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows and columns with the most measures first; `left_out` rows are shown at `all_rows`."""

    rows_by: RowsBy
    instruments: list[Ref]
    rows: list[Row]
    left_out: int
    all_rows: str


def matrix(
    documents: DocumentStore,
    wanted: MeasureFilter,
    address: Address,
    linker: Linker,
    rows_by: RowsBy,
    *,
    whole: bool,
) -> Matrix:
    """The measures `wanted`, counted. A row counts what names it or anything below it in its list.

    Where the filter names entities of the rows' list, the rows are these and what lies below them: a number
    then replaces a filter by a narrower one, and opens as many cards as it says.
    """
    list_ = entity_list(rows_by)
    within = rows_within(rows_by, linker.knowledge, _asked_for(list_, wanted))
    counts = documents.measure_matrix(list_, wanted, within)
    instruments = _most_used(counts, 1)
    entities = _most_used(counts, 0)
    shown = entities if whole else entities[:ROWS]
    most = max(counts.values(), default=1)
    rows = []
    for entity in shown:
        of_row = {instrument: counts.get((entity, instrument), 0) for instrument in instruments}
        rows.append(_row(linker.thing(list_, entity), entity, of_row, most, address, linker))
    columns = [_column(linker, instrument, address) for instrument in instruments]
    return Matrix(rows_by, columns, rows, len(entities) - len(shown), address.changed(all="1"))


def entity_list(rows_by: RowsBy) -> ListName:
    """The list that the rows are taken from."""
    return "region" if rows_by == "province" else rows_by


def rows_within(rows_by: RowsBy, knowledge: Knowledge, only: Collection[str]) -> dict[str, list[str]]:
    """For each entity of the list, the rows that it counts for: itself and what contains it.

    Rows are those of `only`, where there are any.
    """
    list_ = entity_list(rows_by)
    rows: dict[str, list[str]] = {}
    for id_ in only or knowledge.entities(list_):
        if rows_by != "province" or knowledge.regions[id_].kind == "province":
            for below in knowledge.narrower(list_, id_):
                rows.setdefault(below, []).append(id_)
    return rows


def _asked_for(list_: ListName, wanted: MeasureFilter) -> Collection[str]:
    return {"region": wanted.regions, "industry": wanted.industries, "actor": wanted.actors}[list_]


def _most_used(counts: Mapping[tuple[str, str], int], place: int) -> list[str]:
    totals: Counter[str] = Counter()
    for pair, count in counts.items():
        totals[pair[place]] += count
    return sorted(totals, key=lambda name: (-totals[name], name))


def _column(linker: Linker, instrument: str, address: Address) -> Ref:
    ref = linker.thing("instrument", instrument)
    return Ref(ref.type, ref.label, address.toggled("instrument", instrument), ref.lang)


def _row(
    ref: Ref, entity: str, counts: Mapping[str, int], most: int, address: Address, linker: Linker
) -> Row:
    row = Address(address.path, [*address.without(ref.type), (ref.type, entity)])
    cells = [
        Cell(
            count,
            f"{row.changed(instrument=instrument)}#cards",
            -(-count * SHADES // most),
            f"{ref.label}, {linker.thing('instrument', instrument).label}",
        )
        for instrument, count in counts.items()
    ]
    return Row(ref, cells, sum(counts.values()), f"{row.at(row.path)}#cards")
