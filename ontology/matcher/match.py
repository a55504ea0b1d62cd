"""A place in a text where a list name stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


class Spanned(Protocol):
    """Anything that stands at code points `start` to `end` of a text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


SpannedItem = TypeVar("SpannedItem", bound=Spanned)


def longest(items: Iterable[SpannedItem]) -> list[SpannedItem]:
    """Of items that overlap keep the longest (of equals the first), in order of appearance."""
    taken: set[int] = set()
    kept = []
    for item in sorted(items, key=lambda item: (item.start - item.end, item.start)):
        # Whatever was taken is no shorter, so it would cover an end of this one.
        if item.start not in taken and item.end - 1 not in taken:
            taken.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)
