"""What a pattern saw at one place of a text, before lists are completed and doubles removed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A number seen at `start`:`end`; `complete` False if it needs the code of the number before it."""

    start: int
    end: int
    code: str
    year: int | None
    serial: int
    complete: bool
    plural: bool = False
