"""The mark of a place in a result list: which release it was made of, for which question, how far one got."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Self

from ontology.errors import InvalidInputError
from search.request import SearchQuery


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list of one question over one release, as text that stands in addresses."""

    release: str
    offset: int
    question: str

    @classmethod
    def of(cls, release: str, offset: int, query: SearchQuery) -> Self:
        """The place after the first `offset` results."""
        return cls(release, offset, _digest(query))

    @classmethod
    def read(cls, text: str) -> Self:
        """The place that `text` marks. Raises InvalidInputError where it marks none."""
        try:
            release, offset, question = base64.urlsafe_b64decode(text).decode("ascii").split(".")
            return cls(release, int(offset), question)
        except ValueError as error:
            raise _foreign(text) from error

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.release}.{self.offset}.{self.question}".encode()).decode()


def place_of(query: SearchQuery, release: str) -> int:
    """How many results of `query` over `release` were given before. Raises InvalidInputError."""
    if query.cursor is None:
        return 0
    cursor = Cursor.read(query.cursor)
    if cursor.question != _digest(query) or cursor.offset < 0:
        raise _foreign(query.cursor)
    if cursor.release != release:
        raise InvalidInputError(
            f"cursor {query.cursor!r} is of release {cursor.release}, this is {release}: leave it out"
        )
    return cursor.offset


def _digest(query: SearchQuery) -> str:
    asked = repr((query.text, query.filters, query.sort, query.interpret, query.ignore))
    return hashlib.sha256(asked.encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _foreign(text: str) -> InvalidInputError:
    return InvalidInputError(f"cursor {text!r} belongs to another question: leave it out to start anew")
