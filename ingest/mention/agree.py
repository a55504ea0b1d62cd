"""Mentions and citations of one text, brought to agree on what each stretch of it is."""

from collections.abc import Sequence

from ontology.article import Citation, Mention
from ontology.matcher import longest


def agree(mentions: Sequence[Mention], citations: Sequence[Citation]) -> tuple[list[Mention], list[Citation]]:
    """Both lists, in order, without overlap: of two that overlap the longer stays, of equals the citation.

    A name inside a policy's title is no mention ("Harbin New Area" in the title of the reply that approved
    it), and a policy's short name inside the name of a body is no citation.
    """
    items: list[Mention | Citation] = [*citations, *mentions]
    kept = longest(items)
    return [m for m in kept if isinstance(m, Mention)], [c for c in kept if isinstance(c, Citation)]
