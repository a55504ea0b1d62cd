"""Corrections applied to what was read in a document."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ontology.article import Article, Citation, CitationStatus, Measure, Mention
from ontology.correction.correction import Confirmation, Correction, Corrections, Merge, Rejection

if TYPE_CHECKING:
    from ontology.knowledge import Knowledge

_CERTAIN = 1.0
_MENTIONED: dict[str, Literal["actor", "industry", "region"]] = {
    "actor": "actor",
    "industry": "industry",
    "region": "region",
}


def apply_corrections(article: Article, knowledge: "Knowledge") -> Article:
    """The article with the corrections that `knowledge` holds.

    A rejected mention goes; a rejected citation stays as one that is not linked. What is confirmed is linked
    with certainty. Merged entities stand under the id of what they became.
    """
    corrections = knowledge.corrections
    if not corrections.by_id:
        return article
    document = f"{article.document.kind}/{article.document.id}"
    annotation = article.annotation
    corrected = replace(
        annotation,
        mentions=tuple(
            mention
            for found in annotation.mentions
            if (mention := _mention(_merged(found, corrections), document, knowledge)) is not None
        ),
        citations=tuple(_citation(found, document, corrections) for found in annotation.citations),
    )
    measures = tuple(_measure(m, document, annotation.mentions, corrections) for m in annotation.measures)
    return replace(article, annotation=replace(corrected, measures=measures))


def corrections_of(article: Article, corrections: Corrections) -> tuple[str, ...]:
    """The ids of the corrections that bear on an article as it was read, before they were applied."""
    document, annotation = f"{article.document.kind}/{article.document.id}", article.annotation
    quotes = {m.text for m in annotation.mentions} | {c.text for c in annotation.citations}
    named = {f"{mention.type}/{mention.id}" for mention in annotation.mentions}
    named |= {f"policy/{id_}" for c in annotation.citations for id_ in (c.policy, *c.candidates) if id_}

    def bears(correction: Correction) -> bool:
        if isinstance(correction, Merge):
            return correction.source in named or corrections.merges[correction.source] in named
        return correction.quote in quotes and correction.document in (None, document)

    return tuple(id_ for id_, correction in sorted(corrections.by_id.items()) if bears(correction))


def _merged(mention: Mention, corrections: Corrections) -> Mention:
    target = corrections.merges.get(f"{mention.type}/{mention.id}")
    return mention if target is None else replace(mention, id=target.partition("/")[2], status="listed")


def _mention(mention: Mention, document: str, knowledge: "Knowledge") -> Mention | None:
    entity = f"{mention.type}/{mention.id}"
    for correction in reversed(knowledge.corrections.about(document, mention.text)):
        kind, _, id_ = correction.entity.partition("/")
        match correction:
            case Rejection() if correction.entity == entity:
                return None
            case Confirmation() if kind in _MENTIONED:
                type_ = _MENTIONED[kind]
                label = knowledge.entity(type_, id_).label_en
                return replace(mention, type=type_, id=id_, label=label, score=_CERTAIN, status="listed")
    return mention


def _citation(citation: Citation, document: str, corrections: Corrections) -> Citation:
    for correction in reversed(corrections.about(document, citation.text)):
        kind, _, id_ = correction.entity.partition("/")
        match correction:
            case Confirmation() if kind == "policy":
                return replace(citation, status="resolved", policy=id_, candidates=(id_,), score=_CERTAIN)
            case Rejection() if kind == "policy" and id_ in (citation.policy, *citation.candidates):
                return _unlinked(citation, id_)
    return citation


def _unlinked(citation: Citation, policy: str) -> Citation:
    left = tuple(candidate for candidate in citation.candidates if candidate != policy)
    if citation.policy not in (None, policy):
        return replace(citation, candidates=left)
    status: CitationStatus = "ambiguous" if len(left) > 1 else "unregistered"
    return replace(citation, status=status, policy=None, candidates=left, validity=None)


def _measure(
    measure: Measure, document: str, mentions: Iterable[Mention], corrections: Corrections
) -> Measure:
    """The measure without the entities that were rejected where it names them, merged ones renamed."""
    rejected = {
        f"{mention.type}/{mention.id}"
        for mention in mentions
        if measure.start <= mention.start < measure.end
        for correction in corrections.about(document, mention.text)[-1:]
        if isinstance(correction, Rejection) and correction.entity == f"{mention.type}/{mention.id}"
    }

    def slot(kind: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        kept = (f"{kind}/{id_}" for id_ in ids if f"{kind}/{id_}" not in rejected)
        return tuple(dict.fromkeys(corrections.merges.get(e, e).partition("/")[2] for e in kept))

    return replace(
        measure,
        actors=slot("actor", measure.actors),
        industries=slot("industry", measure.industries),
        regions=slot("region", measure.regions),
    )
