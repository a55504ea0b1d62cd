"""View model of the Cite page: a text with its citations linked, and what became of each."""

from dataclasses import dataclass
from typing import get_args

from api.http.bibliography import LABELS
from api.http.page.document import TextView, text_view
from api.http.page.reference import Linker
from ontology.article import Annotation, Article, Citation, CitationStatus, Document


@dataclass(frozen=True, slots=True)
class CitePage:
    """The form, and where a text was given, what was found in it."""

    given: str
    text: TextView | None
    counts: list[tuple[str, int]]
    downloads: list[tuple[str, str]]
    limit: int


def empty_page(limit: int) -> CitePage:
    """The form alone."""
    return CitePage("", None, [], [], limit)


def cite_page(given: str, annotation: Annotation, linker: Linker, limit: int) -> CitePage:
    """The text with its citations; other annotations are left out."""
    alone = Annotation(annotation.language, annotation.warnings, (), annotation.citations, ())
    article = Article(Document("", "", given, language=annotation.language), (), alone)
    counts = [(status, count_of(status, annotation.citations)) for status in get_args(CitationStatus)]
    return CitePage(given, text_view(article, linker), counts, list(LABELS.items()), limit)


def count_of(status: str, citations: tuple[Citation, ...]) -> int:
    """How many citations are in this state."""
    return sum(citation.status == status for citation in citations)
