"""A place in a text where a list name stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.matcher.name import NamedType


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The name `name` of the entity `type`/`id` at code points `start` to `end` of the original text.

    `alternatives` are the other entities that bear this name, as (type, id), the likelier first. `context`
    marks a name that stands for the entity only where the text has made it the subject.
    """

    start: int
    end: int
    text: str
    type: NamedType
    id: str
    score: float
    name: str = ""
    context: bool = False
    alternatives: tuple[tuple[NamedType, str], ...] = ()


def longest(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Of matches that overlap keep the longest (of equals the first), in order of appearance."""
    ranked = sorted(matches, key=lambda m: (m.start - m.end, m.start))
    taken = _Cover()
    return sorted((m for m in ranked if taken.claim(m.start, m.end)), key=lambda m: m.start)


class _Cover:
    """The characters that are taken. Longer spans come first, so looking at both ends is enough."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def claim(self, start: int, end: int) -> bool:
        if start in self._taken or end - 1 in self._taken:
            return False
        self._taken.update(range(start, end))
        return True
