"""The search parameters of an address: the same for the JSON interface, the pages, exports and feeds."""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from ontology.errors import InvalidInputError
from search.request import Filters

LISTS = ("kind", "region", "industry", "actor", "instrument", "policy", "publisher", "standing", "language")
DATES = ("from", "to")
FILTERS = (*LISTS, *DATES)
Pairs = tuple[tuple[str, str], ...]


async def filter_pairs(request: Request) -> Pairs:
    """The filters of the request, in the order given; empty values are left out."""
    return tuple(
        (name, value) for name, value in request.query_params.multi_items() if name in FILTERS and value
    )


def filters_of(pairs: Iterable[tuple[str, str]]) -> Filters:
    """The filters as search takes them. Raises InvalidInputError where one value may stand and several do."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        values[name] = (*values.get(name, ()), value)
    dates = {name: values.pop(name, ()) for name in DATES}
    for name, given in dates.items():
        if len(given) > 1:
            raise InvalidInputError(f"{name} is given {len(given)} times: give it once")
    date_from, date_to = (next(iter(dates[name]), None) for name in DATES)
    return Filters(**values, date_from=date_from, date_to=date_to)


FilterPairs = Annotated[Pairs, Depends(filter_pairs)]


class Address:
    """A page's address with its parameters, from which links to its neighbours are made."""

    def __init__(self, path: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.path = path
        self.pairs = tuple(pairs)

    def toggled(self, name: str, value: str) -> str:
        """The address with the pair, or without it where it has it."""
        pair = (name, value)
        rest = tuple(p for p in self.pairs if p != pair)
        return self._url(rest if len(rest) < len(self.pairs) else (*rest, pair))

    def changed(self, **values: str | None) -> str:
        """The address with these parameters set; None takes one out. `from_` stands for `from`."""
        named = {name.rstrip("_"): value for name, value in values.items()}
        rest = [pair for pair in self.pairs if pair[0] not in named]
        return self._url([*rest, *((name, value) for name, value in named.items() if value is not None)])

    def without(self, *names: str) -> Pairs:
        """The parameters but for these."""
        return tuple(pair for pair in self.pairs if pair[0] not in names)

    def at(self, path: str) -> str:
        """Another address with the same parameters."""
        return Address(path, self.pairs)._url(self.pairs)

    def _url(self, pairs: Iterable[tuple[str, str]]) -> str:
        query = urlencode(list(pairs))
        return f"{self.path}?{query}" if query else self.path
