"""A policy and where its file has it."""

from dataclasses import dataclass

from ontology.policy import Policy


@dataclass(frozen=True, slots=True)
class Entry:
    """`place` is in words: "line 12", "row 3"."""

    policy: Policy
    place: str
