"""View model of the Cite page: a text with its citations linked, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from api.http.bibliography import LABELS
from api.http.page.document import TextView, text_view
from api.http.page.reference import Linker
from ontology.article import Annotation, Article, Citation, CitationStatus, Document
from ontology.errors import InvalidInputError


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


def with_choices(citations: Iterable[Citation], choices: Iterable[str]) -> tuple[Citation, ...]:
    """The citations with what the reader chose for the open ones: `start:policy`, or "" to leave one open.

    A choice counts for every citation in the same words. Raises InvalidInputError for a policy that is no
    candidate.
    """
    listed = list(citations)
    chosen = dict(_choice(choice, listed) for choice in choices if choice)
    return tuple(
        replace(c, status="resolved", policy=chosen[c.text], candidates=()) if c.text in chosen else c
        for c in listed
    )


def _choice(choice: str, citations: list[Citation]) -> tuple[str, str]:
    start, _, policy = choice.partition(":")
    for citation in citations:
        if str(citation.start) == start and policy in citation.candidates:
            return citation.text, policy
    raise InvalidInputError(f"{choice!r} is no candidate of a citation in this text: choose from the list")
