"""What can be asked of search."""

import re
from dataclasses import dataclass, field
from typing import Literal

from ontology.errors import InvalidInputError

Sort = Literal["relevance", "date"]

TOP_LIMIT = 1000
DATE_PATTERN = (
    "(0[1-9]|[1-9][0-9])[0-9]{2}"
    "(-(02(-(0[1-9]|[12][0-9]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?"
    "|(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?))?"
)
"""A date of ISO 8601, as short as a year."""

_DATE = re.compile(DATE_PATTERN)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be found. Several values of a field mean any of them, several fields all of them.

    Values of the entity fields are ids (or names) of the lists; narrower industries, contained regions and
    subordinate bodies count. `date_from` and `date_to` are ISO 8601, as short as a year, both ends included.
    """

    kind: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def __post_init__(self) -> None:
        for date in (self.date_from, self.date_to):
            if date is not None and not _DATE.fullmatch(date):
                raise InvalidInputError(f"{date!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
        if self.date_from and self.date_to and self.date_from > self.date_to + "-99":
            raise InvalidInputError(f"dates are reversed: from {self.date_from} is after to {self.date_to}")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question. An empty text asks for all documents that pass the filters, newest first.

    `top` is at most 1000; 0 gives total and facets alone. `cursor` is the `next` of an earlier result of the
    same question. `interpret` False leaves dates and places in the question without effect as constraints.
    `ignore` has entities that the question is not about, as `type/id`: their words are mere words in it.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    top: int = 10
    cursor: str | None = None
    sort: Sort = "relevance"
    interpret: bool = True
    ignore: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.top <= TOP_LIMIT:
            raise InvalidInputError(f"top {self.top} is out of range: ask for 0 to {TOP_LIMIT} results")
        if self.sort not in ("relevance", "date"):
            raise InvalidInputError(f"sort {self.sort!r} is unknown: use relevance or date")

    @property
    def question(self) -> tuple[object, ...]:
        """All that decides what is found and in which order, however much of it is given."""
        return self.text, self.filters, self.sort, self.interpret, self.ignore
