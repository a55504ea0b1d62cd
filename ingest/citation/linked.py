"""A mention with what it means."""

from dataclasses import dataclass

from ingest.citation.mention import PolicyMention
from ontology.article import CitationStatus


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention with its resolution; `score` says how well the best candidate fits, 0 to 1."""

    mention: PolicyMention
    status: CitationStatus
    policies: tuple[str, ...]
    score: float

    @property
    def policy(self) -> str | None:
        """The policy that is meant, where that is decided."""
        return self.policies[0] if self.status == "resolved" else None
