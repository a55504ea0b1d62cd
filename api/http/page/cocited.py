"""Policies that are cited together with a policy, with the documents that cite both."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.page.reference import Linker, Ref
from search.derived import document_links

if TYPE_CHECKING:
    from search.release import Release

SHOWN, CITING = 8, 3


@dataclass(frozen=True, slots=True)
class CoCited:
    """Another policy, the number of documents that cite both, and the first of them."""

    policy: Ref
    count: int
    citing: list[Ref]


def co_cited(id_: str, release: "Release", linker: Linker) -> list[CoCited]:
    """The policies that most documents cite beside the policy `id_`."""
    links = [
        link for link in document_links(release, "policy", id_) if link.kind == "related" and link.citing
    ]
    most = sorted(links, key=lambda link: (-len(link.citing), -link.score, link.other))[:SHOWN]
    return [
        CoCited(
            linker.thing(*_parts(link.other)),
            len(link.citing),
            [_document(name, release, linker) for name in link.citing[:CITING]],
        )
        for link in most
    ]


def _parts(name: str) -> tuple[str, str]:
    kind, _, id_ = name.partition("/")
    return kind, id_


def _document(name: str, release: "Release", linker: Linker) -> Ref:
    return linker.document(release.documents.document(_parts(name)[1]))
