"""View model of the Measures page: a matrix by policy instrument, and the cards behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.filters import FILTERS, Address
from api.http.measuring import measure_filter
from api.http.page.entity import measure_cards
from api.http.page.matrix import ROWS_BY, Matrix, RowsBy, matrix
from api.http.page.reference import Linker, MeasureCard, Ref, filter_label
from ontology.article import STANDINGS
from search.cursor import Cursor, place_of
from search.request import Filters

if TYPE_CHECKING:
    from search.release import Release

CARDS = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a control."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """Everything that the page prints."""

    matrix: Matrix
    row_choices: list[Choice]
    standings: list[Choice]
    kinds: list[Choice]
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
    release: "Release",
    filters: Filters,
    address: Address,
    linker: Linker,
    rows_by: RowsBy,
    cursor: str | None,
) -> MeasuresPage:
    """The matrix, and the cards under the filters from the place that `cursor` marks on."""
    wanted, documents = measure_filter(filters, release), release.documents
    paged, given = Address(address.path, address.without("cursor")), dict(address.pairs)
    total = documents.count_measures(wanted)
    offset = place_of(cursor, filters, release.id)
    return MeasuresPage(
        matrix=matrix(documents, wanted, paged, linker, rows_by, whole="all" in given),
        row_choices=[Choice(name, paged.changed(rows=name), name == rows_by) for name in ROWS_BY],
        standings=_choices("standing", STANDINGS, filters.standing, paged),
        kinds=_choices("kind", ("article", "policy"), filters.kind, paged),
        filters=_filters(paged, linker),
        clear=linker.ui.path("measures", rows=rows_by),
        dates_kept=list(paged.without("from", "to")),
        date_from=given.get("from", ""),
        date_to=given.get("to", ""),
        total=total,
        cards=measure_cards(documents.measures(wanted, CARDS, offset), linker),
        later=_later(address, Cursor.of(release.id, offset + CARDS, filters), total),
        csv=Address(linker.ui.path("api", "measures"), paged.without("rows", "all")).changed(format="csv"),
    )


def _later(address: Address, following: Cursor, total: int) -> str | None:
    return address.changed(cursor=str(following)) if following.offset < total else None


def _choices(name: str, values: Collection[str], chosen: Collection[str], address: Address) -> list[Choice]:
    return [Choice(value, address.toggled(name, value), value in chosen) for value in values]


def _filters(address: Address, linker: Linker) -> list[Ref]:
    """The filters in force that have no switch of their own, each a link that takes it away."""
    found = []
    for name, value in address.pairs:
        if name in FILTERS and name not in ("standing", "kind"):
            label = filter_label(name, value, value, linker)
            found.append(Ref(name, label, address.toggled(name, value), linker.ui.lang_of(label)))
    return found
