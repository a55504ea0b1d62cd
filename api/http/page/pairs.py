"""Pairs of quotes: what was proposed and what became of it, what was handed down and how."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.page.reference import Linker, Ref
from ontology.errors import NotFoundError
from search.derived import DocumentLink, document_links

if TYPE_CHECKING:
    from search.release import Release

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A derived link: the sentence that says what it is, both quotes, the document at the other end.

    `source` and `target` are (quote, language), None where there is none. `by_summary` is
    whether only the register's summary could be compared.
    """

    key: str
    outcome: str | None
    other: Ref
    source: tuple[str, str] | None
    target: tuple[str, str] | None
    by_summary: bool
    score: float


def pairs(kind: str, id_: str, release: "Release", linker: Linker) -> list[Pair]:
    """The uptakes and transmissions of a document, the surest first of each kind."""
    found = [link for link in document_links(release, kind, id_) if link.kind != "related" and _telling(link)]
    return [_pair(link, release, linker) for link in found[:SHOWN]]


def _telling(link: DocumentLink) -> bool:
    """Whether it says something: what a mere summary leaves out need not be missing in the policy."""
    return link.target is not None or link.text_role != "register-summary"


def _pair(link: DocumentLink, release: "Release", linker: Linker) -> Pair:
    source, target = (
        (text, linker.ui.lang_of(text)) if text else None for text in (link.source, link.target)
    )
    return Pair(
        key=f"{link.kind}.{'forward' if link.forward else 'backward'}",
        outcome=link.outcome,
        other=_other(link.other, release, linker),
        source=source,
        target=target,
        by_summary=link.text_role == "register-summary",
        score=link.score,
    )


def _other(name: str, release: "Release", linker: Linker) -> Ref:
    kind, _, id_ = name.partition("/")
    try:
        return linker.document(release.documents.document(id_))
    except NotFoundError:
        return linker.thing(kind, id_)
