"""The mark of a place in a result list: which release it was made of, for which question, how far one got."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Self

from ontology.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list of one question over one release, as text that stands in addresses.

    `question` is a digest of all that decides what is in the list and in which order.
    """

    release: str
    offset: int
    question: str

    @classmethod
    def of(cls, release: str, offset: int, question: object) -> Self:
        """The place after the first `offset` results; `question` is told from others by its `repr`."""
        return cls(release, offset, _digest(question))

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


def place_of(text: str | None, question: object, release: str) -> int:
    """How many results of `question` over `release` were given before. Raises InvalidInputError."""
    if text is None:
        return 0
    cursor = Cursor.read(text)
    if cursor.question != _digest(question) or cursor.offset < 0:
        raise _foreign(text)
    if cursor.release != release:
        raise InvalidInputError(
            f"cursor {text!r} is of release {cursor.release}, this is {release}: leave it out"
        )
    return cursor.offset


def _digest(question: object) -> str:
    return hashlib.sha256(repr(question).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _foreign(text: str) -> InvalidInputError:
    return InvalidInputError(f"cursor {text!r} belongs to another question: leave it out to start anew")
