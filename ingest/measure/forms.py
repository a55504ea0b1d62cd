"""A parsed text as plain lists, which are quicker to look at again and again than its tokens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from spacy.tokens import Doc

EDGE = "<>"
"""Stands for the words before the first and behind the last, two on each side."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What its tokens are, in order.

    `lower` are their words in lower case and `tags` their parts of speech (Penn Treebank), both with EDGE
    behind the last one, so that indices up to two beyond either end have a value. `openings` says whether a
    token begins a sentence.
    """

    lower: list[str]
    tags: list[str]
    dependencies: list[str]
    heads: list[int]
    openings: list[bool]

    @classmethod
    def of(cls, doc: "Doc") -> Self:
        """Those of a parsed text."""
        edge = [EDGE] * 4
        return cls(
            [token.lower_ for token in doc] + edge,
            [token.tag_ for token in doc] + edge,
            [token.dep_ for token in doc],
            [token.head.i for token in doc],
            [bool(token.is_sent_start) for token in doc],
        )

    def __len__(self) -> int:
        return len(self.heads)

    def governs(self, verb: int, other: int) -> bool:
        """Whether `other` depends on `verb`, at any depth."""
        heads = self.heads
        while other != heads[other]:
            other = heads[other]
            if other == verb:
                return True
        return False
