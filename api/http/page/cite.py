"""View model of the Cite page: a text with its citations linked, and what became of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from api.http.bibliography import LABELS
from api.http.page.document import CitationView, TextView, text_view
from api.http.page.reference import Linker
from ontology.article import Annotation, Article, Citation, CitationStatus, Document
from ontology.errors import InvalidInputError
from search.request import Filters, SearchQuery

if TYPE_CHECKING:
    from search.query import Searcher

NEAR, LOOKED_UP = 4, 15
"""Policies that are offered for a name, and how many names of a text are looked up: each costs a search."""


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


def cite_page(
    given: str, annotation: Annotation, linker: Linker, limit: int, near: Mapping[str, Sequence[str]]
) -> CitePage:
    """The text with its citations; other annotations are left out.

    `near` has policies that a name without entry in the register may mean, by that name. What is left open
    stands before what was found.
    """
    citations = tuple(
        replace(c, candidates=c.candidates or tuple(near.get(c.text, ()))) for c in annotation.citations
    )
    alone = Annotation(annotation.language, annotation.warnings, (), citations, ())
    article = Article(Document("", "", given, language=annotation.language), (), alone)
    text = text_view(article, linker)
    counts = [(status, count_of(status, text.citations)) for status in get_args(CitationStatus)]
    ordered = sorted(text.citations, key=lambda view: view.status == "resolved")
    return CitePage(given, replace(text, citations=ordered), counts, list(LABELS.items()), limit)


def near_policies(citations: Iterable[Citation], searcher: "Searcher") -> dict[str, list[str]]:
    """For each name without entry in the register, the policies that search finds by it.

    A bare number that the register lacks has no words to find others by.
    """
    names = dict.fromkeys(c.text for c in citations if c.status == "unregistered" and c.by != "number")
    policies = Filters(kind=("policy",))
    return {
        name: [hit.id for hit in searcher.search(SearchQuery(name, policies, NEAR, interpret=False)).hits]
        for name in list(names)[:LOOKED_UP]
    }


def count_of(status: str, cited: Iterable[CitationView]) -> int:
    """How many policies or names are in this state, however often they are cited."""
    return sum(view.status == status for view in cited)


def with_choices(
    citations: Iterable[Citation], choices: Iterable[str], registered: Collection[str] = ()
) -> tuple[Citation, ...]:
    """The citations with what the reader chose for the open ones: `start:policy`, or "" to leave one open.

    A choice counts for every citation in the same words. Raises InvalidInputError for a policy that is no
    candidate; of a name that the register lacks, any policy in `registered` is one.
    """
    listed = list(citations)
    chosen = dict(_choice(choice, listed, registered) for choice in choices if choice)
    return tuple(
        replace(c, status="resolved", policy=chosen[c.text], candidates=()) if c.text in chosen else c
        for c in listed
    )


def _choice(choice: str, citations: list[Citation], registered: Collection[str]) -> tuple[str, str]:
    start, _, policy = choice.partition(":")
    for citation in citations:
        candidates = registered if citation.status == "unregistered" else citation.candidates
        if str(citation.start) == start and policy in candidates:
            return citation.text, policy
    raise InvalidInputError(f"{choice!r} is no candidate of a citation in this text: choose from the list")
