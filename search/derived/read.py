"""The derived links of one document, read back from a release's graph with their evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.projection.link_reader import LinkKind, PairKind, read_links, read_pairs

if TYPE_CHECKING:
    from search.release import Release


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A derived link as one of its documents has it.

    `other` is the document at its other end, as `kind/id`. `forward` is whether the link starts here: what
    was proposed here, what was handed down from here. Quotes are those of the two measures, `source` of the
    document where the link starts; None where there is no such measure. `text_role` is "full-text" or
    "register-summary", None for related policies.
    """

    kind: LinkKind
    other: str
    forward: bool
    score: float
    similarity: float | None
    text_role: str | None
    outcome: str | None
    source: str | None
    target: str | None
    citing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotePair:
    """What was said and what became of it: two documents as `kind/id`, each with its sentence."""

    kind: PairKind
    source: str
    source_quote: str
    target: str
    target_quote: str
    score: float
    text_role: str | None
    outcome: str | None


def quote_pairs(release: "Release", kind: PairKind) -> tuple[QuotePair, ...]:
    """All uptakes or transmissions of a release that have a quote at either end, the surest first."""
    found = [
        QuotePair(
            kind,
            node.documents[0],
            node.source_quote or "",
            node.documents[1],
            node.target_quote or "",
            node.score,
            node.text_role,
            node.outcome,
        )
        for node in read_pairs(release.statements, kind)
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.source, pair.target)))


def document_links(release: "Release", kind: str, id_: str) -> tuple[DocumentLink, ...]:
    """The links of an article or policy, the surest first of each kind. Raises NotFoundError."""
    release.documents.document(id_)
    found = _links(release, f"{kind}/{id_}")
    return tuple(sorted(found, key=lambda link: (_ORDER.index(link.kind), -link.score, link.other)))


_ORDER: tuple[LinkKind, ...] = ("uptake", "transmission", "related")


def _links(release: "Release", own: str) -> Iterator[DocumentLink]:
    for node in read_links(release.statements, own):
        forward = node.documents[0] == own
        yield DocumentLink(
            kind=node.kind,
            other=node.documents[1] if forward else node.documents[0],
            forward=forward,
            score=node.score,
            similarity=node.similarity,
            text_role=node.text_role,
            outcome=node.outcome,
            source=node.source_quote,
            target=node.target_quote,
            citing=node.citing,
        )
