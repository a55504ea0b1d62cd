"""Citations that were read before, resolved anew when nothing but the register has changed."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from ingest.citation import find_citations
from ingest.mention import agree
from ingest.paragraph import paragraphs
from ontology.article import Annotation, Article, Citation
from ontology.correction import corrections_of
from ontology.knowledge import Knowledge
from ontology.resolver import PolicyResolver


class Resolution:
    """Resolves the citations of articles with the register of `knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._resolver = PolicyResolver(knowledge)

    def of(self, article: Article) -> Article | None:
        """The article as reading it anew would make it, found without its parse, mentions and measures.

        None where these take part, so that it must be read anew: where citations came or went, where one in
        a paragraph with measures means another policy, where a correction bears on the article.
        """
        document, before = article.document, article.annotation
        if not _encodable(document.text):
            return None
        found = find_citations(document.text, before.language, self._resolver, document.date)
        mentions, citations = agree(before.mentions, found)
        if tuple(mentions) != before.mentions or _places(citations) != _places(before.citations):
            return None
        if _fills_measures(document.text, before, citations):
            return None
        resolved = replace(article, annotation=replace(before, citations=tuple(citations)))
        return None if corrections_of(resolved, self._knowledge.corrections) else resolved


def _encodable(text: str) -> bool:
    """Whether the text is without lone surrogates, which are read in a copy."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _places(citations: Iterable[Citation]) -> list[tuple[int, int]]:
    return [(citation.start, citation.end) for citation in citations]


def _fills_measures(text: str, before: Annotation, citations: Iterable[Citation]) -> bool:
    """Whether a citation that means another policy than before stands in a paragraph with measures, whose
    sentences may cite it.
    """
    changed = [
        new.start for old, new in zip(before.citations, citations, strict=True) if old.policy != new.policy
    ]
    if not changed or not before.measures:
        return False
    starts = [start for start, _ in paragraphs(text)]
    measured = {bisect_right(starts, measure.start) for measure in before.measures}
    return any(bisect_right(starts, start) in measured for start in changed)
