"""The names in a text, each once, with how sure they are and where they came from; marks lead to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.http.page.reference import Linker, MarkView, Ref
from ontology.article import Annotation, Citation, Mention

Key = tuple[str, str]
FORMS = 4


@dataclass(frozen=True, slots=True)
class NameView:
    """An entity that a text mentions: how often, in which words, how surely; `first` is its first mark."""

    anchor: str
    first: str
    ref: Ref
    status: str
    score: float
    count: int
    forms: list[str]


class DocumentMarks:
    """Marks of a text that lead to the entries of the lists under it, and these entries' anchors."""

    def __init__(self, annotation: Annotation, linker: Linker) -> None:
        self._linker = linker
        self.names = group_mentions(annotation.mentions)
        self.citations = group_citations(annotation.citations)
        entries: list[Sequence[Mention | Citation]] = [*self.names.values(), *self.citations.values()]
        self._anchors = {id(item): f"about-{n}" for n, group in enumerate(entries, 1) for item in group}

    def anchor(self, item: Mention | Citation) -> str:
        """The anchor of the entry that tells about a mention or citation."""
        return self._anchors[id(item)]

    def __call__(self, mark: Mention | Citation) -> MarkView:
        """How a mark is printed: a link to its entry."""
        view = self._linker.mark(mark)
        return replace(view, href=f"#{self.anchor(mark)}", anchor=mark_anchor(mark))

    def views(self) -> list[NameView]:
        """The entries of the names, the most frequent first."""
        made = [self._view(group) for group in self.names.values()]
        return sorted(made, key=lambda name: -name.count)

    def _view(self, group: list[Mention]) -> NameView:
        first = group[0]
        return NameView(
            anchor=self.anchor(first),
            first=mark_anchor(first),
            ref=self._linker.thing(first.type, first.id, first.label),
            status=first.status,
            score=max(mention.score for mention in group),
            count=len(group),
            forms=list(dict.fromkeys(mention.text for mention in group))[:FORMS],
        )


def mark_anchor(mark: Mention | Citation) -> str:
    """The anchor of a mark in its text."""
    return f"{'c' if isinstance(mark, Citation) else 'n'}{mark.start}"


def group_mentions(mentions: Iterable[Mention]) -> dict[Key, list[Mention]]:
    """The mentions of each entity, in order of first appearance."""
    grouped: dict[Key, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault((mention.type, mention.id), []).append(mention)
    return grouped


def group_citations(citations: Iterable[Citation]) -> dict[Key, list[Citation]]:
    """The citations of each policy or of each unresolved name, in order of first appearance."""
    grouped: dict[Key, list[Citation]] = {}
    for citation in citations:
        key = ("policy", citation.policy) if citation.policy else (citation.status, citation.text)
        grouped.setdefault(key, []).append(citation)
    return grouped
