"""Related documents as links with the reasons."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.page.reference import Linker

if TYPE_CHECKING:
    from search.related import Related
    from search.release import Release

SHOWN = 6


@dataclass(frozen=True, slots=True)
class RelatedView:
    """A link to a document, and what it shares with the one that is read."""

    kind: str
    label: str
    lang: str
    href: str
    date: str | None
    why: str


def related_views(
    id_: str, release: "Release", linker: Linker, leaving_out: Collection[str] = ()
) -> list[RelatedView]:
    """The documents most related to one that is searchable, but for those of `leaving_out`."""
    found = release.searcher.related(id_, SHOWN + len(leaving_out))
    return [_view(other, linker) for other in found if other.id not in leaving_out][:SHOWN]


def _view(found: "Related", linker: Linker) -> RelatedView:
    ui, reasons = linker.ui, found.reasons
    shared = (*reasons.policies, *reasons.instruments, *reasons.entities)[:4]
    labels = [linker.thing(*name.split("/", 1)).label for name in shared]
    title = ui.choose(found.title, found.title_zh)
    why = ui.say("why.graph", shared=ui.say("list.comma").join(labels)) if labels else ""
    return RelatedView(found.kind, title, ui.lang_of(title), ui.path(found.kind, found.id), found.date, why)
