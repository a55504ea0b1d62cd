"""Cited works: one for each policy or unregistered document that a text cites."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.sentence import sentences
from ontology.article import Citation
from ontology.knowledge import Knowledge
from ontology.policy import Policy

_NO_KEY = re.compile(r"[^\w]+")
_LONGEST_KEY = 48


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A document with what a bibliography says of it. `date` is ISO 8601, as exact as known.

    `passages` are the sentences of the citing text that cite it; `note` says what is not certain.
    """

    key: str
    title: str
    kind: str
    issuers: tuple[str, ...] = ()
    number: str | None = None
    date: str | None = None
    url: str | None = None
    language: str = "en"
    passages: tuple[str, ...] = ()
    note: str | None = None

    @property
    def year(self) -> str | None:
        """The year of the date."""
        return self.date[:4] if self.date else None


def cited_works(
    text: str, citations: Iterable[Citation], knowledge: Knowledge, language: str = "en"
) -> list[CitedWork]:
    """The works that `citations` (found in `text`) cite, in order of first citation, none twice.

    Titles, numbers and issuers are given in `language` ("zh", else English) where the register has them.
    """
    spans = sentences(text, language)
    works: dict[str, CitedWork] = {}
    for citation in citations:
        work = _work(citation, knowledge, language)
        passage = _passage(text, spans, citation)
        known = works.get(work.key, work)
        if passage not in known.passages:
            known = replace(known, passages=(*known.passages, passage))
        works[work.key] = known
    return list(works.values())


def _work(citation: Citation, knowledge: Knowledge, language: str) -> CitedWork:
    if citation.policy:
        return _registered(knowledge.policy(citation.policy), knowledge, language)
    title = citation.title or citation.number or citation.text
    key = _NO_KEY.sub("-", citation.number or title).strip("-")[:_LONGEST_KEY].lower()
    if citation.status == "ambiguous":
        note = f"ambiguous: one of {', '.join(citation.candidates)}"
        return CitedWork(
            f"{key}-ambiguous", title, "other", (), citation.number, language=language, note=note
        )
    return CitedWork(
        key, title, "other", (), citation.number, language=language, note="not in the register of policies"
    )


def _registered(policy: Policy, knowledge: Knowledge, language: str) -> CitedWork:
    chinese = language == "zh"
    title = (policy.title_zh if chinese else policy.title_en) or policy.title_en or policy.title_zh
    bodies = (knowledge.actors.get(issuer) for issuer in policy.issuers)
    return CitedWork(
        policy.id,
        title,
        policy.kind,
        tuple(body.label(language) for body in bodies if body),
        (policy.number_zh if chinese else policy.number_en) or policy.number_zh,
        policy.date,
        next((source for source in policy.sources if source.startswith("http")), None),
        language,
        note="number not confirmed" if policy.number_checked is False else None,
    )


def _passage(text: str, spans: list[tuple[int, int]], citation: Citation) -> str:
    """The sentence that cites, in one line."""
    index = bisect_right(spans, (citation.start, len(text))) - 1
    start, end = spans[index] if index >= 0 else (citation.start, citation.end)
    return " ".join(text[start : max(end, citation.end)].split())
