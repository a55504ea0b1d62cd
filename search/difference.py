"""Two releases compared: documents, citations, measures and statements that came, went or changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ontology.article import Article, Citation, Measure
from ontology.iri import graph_iri
from search.release import Release

if TYPE_CHECKING:
    from ontology.difference import GraphDifference

_Item = TypeVar("_Item", Citation, Measure)
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """A citation or measure of a document, as it was and as it is; None where it was not or is no more."""

    document: str
    before: Citation | Measure | None
    after: Citation | Measure | None


@dataclass(frozen=True)
class ReleaseDifference:
    """What release `after` has that `before` had not. Documents by id.

    A changed document has another text or other metadata. A citation or measure is the same one when it has
    the same words in the same document; it changed when anything but its place did.
    """

    before: Release
    after: Release
    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    documents_changed: tuple[str, ...]
    citations: tuple[ItemDifference, ...]
    measures: tuple[ItemDifference, ...]

    @cached_property
    def statements(self) -> "tuple[GraphDifference, ...]":
        """The named graphs that differ, with their statements."""
        from ontology.difference import compare_graphs

        same = {graph_iri("article", id_) for id_ in _same_readings(self.before, self.after)}
        return tuple(compare_graphs(self.before.statements, self.after.statements, same))

    def write_rdf(self, path: Path) -> None:
        """Write the statements that differ as TriG, in the graphs `graph/added` and `graph/removed`."""
        from ontology.difference import write_difference

        write_difference(self.statements, path)

    def lines(self) -> Iterator[str]:
        """The difference in words, a line a thing."""
        for what, ids in (
            ("new", self.documents_added),
            ("gone", self.documents_removed),
            ("changed", self.documents_changed),
        ):
            yield from (f"document {what}: {id_}" for id_ in ids)
        yield from map(_citation_line, self.citations)
        yield from map(_measure_line, self.measures)
        added = sum(len(graph.added) for graph in self.statements)
        removed = sum(len(graph.removed) for graph in self.statements)
        yield f"statements: {added} new, {removed} gone, in {len(self.statements)} graphs"

    def as_dict(self) -> dict[str, object]:
        """The difference as plain values, for JSON."""
        return {
            "before": self.before.id,
            "after": self.after.id,
            "documents": {
                "added": list(self.documents_added),
                "removed": list(self.documents_removed),
                "changed": list(self.documents_changed),
            },
            "citations": [_plain(item) for item in self.citations],
            "measures": [_plain(item) for item in self.measures],
            "statements": [
                {"graph": graph.graph, "added": len(graph.added), "removed": len(graph.removed)}
                for graph in self.statements
            ],
        }


def compare_releases(before: Release, after: Release) -> ReleaseDifference:
    """Compare two releases of one data folder, or of two."""
    old, new = before.documents.records(), after.documents.records()
    both = old.keys() & new.keys()
    changed = {id_ for id_ in both if old[id_].content_hash != new[id_].content_hash}
    touched = sorted((old.keys() | new.keys()) - _same_readings(before, after))
    pairs = [(id_, _article(before, id_, old), _article(after, id_, new)) for id_ in touched]
    return ReleaseDifference(
        before=before,
        after=after,
        documents_added=tuple(sorted(new.keys() - old.keys())),
        documents_removed=tuple(sorted(old.keys() - new.keys())),
        documents_changed=tuple(sorted(changed)),
        citations=tuple(
            d for id_, a, b in pairs for d in _items(id_, a, b, lambda x: x.annotation.citations)
        ),
        measures=tuple(d for id_, a, b in pairs for d in _items(id_, a, b, lambda x: x.annotation.measures)),
    )


def _same_readings(before: Release, after: Release) -> set[str]:
    """The ids of documents that were read from the same text with the same means."""
    old, new = before.documents.records(), after.documents.records()
    return {id_ for id_ in old.keys() & new.keys() if old[id_] == new[id_]}


def _article(release: Release, id_: str, known: Mapping[str, object]) -> Article | None:
    return release.documents.get(id_) if id_ in known else None


def _items(
    id_: str, before: Article | None, after: Article | None, select: Callable[[Article], Iterable[_Item]]
) -> Iterator[ItemDifference]:
    old = {} if before is None else _keyed(select(before))
    new = {} if after is None else _keyed(select(after))
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or _placeless(was) != _placeless(now):
            yield ItemDifference(id_, was, now)


def _keyed(items: Iterable[_Item]) -> dict[_Key, _Item]:
    """By their words and how often those words stood before."""
    seen: Counter[str] = Counter()
    keyed = {}
    for item in items:
        keyed[item.text, seen[item.text]] = item
        seen[item.text] += 1
    return keyed


def _placeless(item: _Item) -> _Item:
    return replace(item, start=0, end=0, score=0.0)


def _change(item: ItemDifference) -> str:
    if item.before is None:
        return "new"
    return "gone" if item.after is None else "changed"


def _citation_line(item: ItemDifference) -> str:
    states = [
        f"{c.status}{f' ({c.policy})' if c.policy else ''}"
        for c in (item.before, item.after)
        if isinstance(c, Citation)
    ]
    return f"citation {_change(item)} in {item.document}: {_words(item)!r}, {' -> '.join(states)}"


def _measure_line(item: ItemDifference) -> str:
    states = [f"{m.instrument}, {m.standing}" for m in (item.before, item.after) if isinstance(m, Measure)]
    return f"measure {_change(item)} in {item.document}: {_words(item)!r}, {' -> '.join(states)}"


def _words(item: ItemDifference) -> str:
    text = next(x.text for x in (item.after, item.before) if x is not None)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _plain(item: ItemDifference) -> dict[str, object]:
    return {
        "document": item.document,
        "change": _change(item),
        "before": None if item.before is None else asdict(item.before),
        "after": None if item.after is None else asdict(item.after),
    }
