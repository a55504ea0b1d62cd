"""A place in a text that may name a policy, before it is resolved."""

from dataclasses import dataclass

from ontology.article import CitedBy
from ontology.number import DocumentNumber


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """What a detector saw at `start`:`end`.

    `title` is the part that names or describes, without the number. `policies` are those that bear exactly
    this name. `kind` is the kind of document said. `formal` mentions (titles in marks or in title case,
    numbers, laws) are citations even where the register has no such document; others only where it has.
    `head` is where the word for the kind stands. A description may end at any of `loose_ends`; what names
    nothing at its ends is cut off. `said` is what an elliptic mention says in full ("12th Five-Year Plan for
    Northeast revitalization" for the "12th" of a list).
    """

    start: int
    end: int
    by: CitedBy
    title: str | None = None
    numbers: tuple[DocumentNumber, ...] = ()
    policies: tuple[str, ...] = ()
    kind: str | None = None
    formal: bool = False
    context: bool = False
    head: tuple[int, int] | None = None
    loose_ends: tuple[int, ...] = ()
    said: str | None = None

    def overlaps(self, other: "PolicyMention") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end
