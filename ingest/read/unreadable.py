"""Why a file gave no document."""

import struct
import zlib
from dataclasses import dataclass

from ontology.errors import InvalidInputError


class UnreadableError(InvalidInputError):
    """A file or a line of it cannot become a document. The message is the reason, without the file's name."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, a folder or a line of a file (`path` "FILE:LINE") that gave no document, and why.

    `unread` is the file or folder that may hold more than was read; None where all that it holds is known.
    """

    path: str
    reason: str
    unread: str | None = None

    def __str__(self) -> str:
        """One line for the user."""
        return f"{self.path}: {self.reason}"


DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What a parser of a binary format raises on a damaged file, wherever the wrong bytes led it."""
