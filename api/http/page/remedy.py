"""What to do when nothing was found: which single step would bring how many results."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from api.http.filters import FILTERS, Address, filters_of
from api.http.page.reference import Linker, Ref, filter_label
from search.request import SearchQuery

if TYPE_CHECKING:
    from search.release import Release

TRIED = 12
"""Filters that are tried one by one; each costs a search."""


def remedies(query: SearchQuery, release: "Release", address: Address, linker: Linker) -> list[Ref]:
    """Links that find something, the most results first: without one of the filters, or without any."""
    tried = (
        Ref("", label, href, linker.ui.tag(), count=_count(step, release))
        for label, href, step in _steps(query, address, linker)
    )
    return sorted((ref for ref in tried if ref.count), key=lambda ref: -ref.count)


def _steps(query: SearchQuery, address: Address, linker: Linker) -> Iterator[tuple[str, str, SearchQuery]]:
    ui = linker.ui
    filters = [pair for pair in address.pairs if pair[0] in FILTERS]
    for pair in filters[:TRIED]:
        label = filter_label(pair[0], pair[1], pair[1], linker)
        rest = filters_of(other for other in filters if other != pair)
        yield ui.say("search.remove", label=label), address.toggled(*pair), replace(query, filters=rest)
    if len(filters) > 1:
        bare = Address(address.path, address.without(*FILTERS)).changed()
        yield ui.say("search.clear"), bare, replace(query, filters=filters_of(()))
    if query.interpret:
        yield ui.say("search.lift_dates"), address.changed(interpret="false"), replace(query, interpret=False)


def _count(query: SearchQuery, release: "Release") -> int:
    return release.searcher.search(replace(query, top=0, cursor=None)).total
