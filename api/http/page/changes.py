"""What a release has that the one before it had not: documents that came, went or changed."""

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.http.page.reference import Linker, Ref
from ontology.errors import NotFoundError

if TYPE_CHECKING:
    from search.documents import DocumentStore
    from search.release import Release

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change ("added", "removed", "changed"): how many documents, and the first of them."""

    kind: str
    count: int
    documents: list[Ref]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes since release `before`; `gone` where that is no longer kept.

    `counts` are those of that release, `causes` what else changed: "knowledge" (lists, register or
    corrections), "reader" (the software that reads).
    """

    before: str | None
    gone: bool
    kinds: list[Change]
    counts: Mapping[str, int]
    causes: list[str]


def changes(release: "Release", linker: Linker) -> Changes:
    """The changes of documents since the release before this one."""
    from search.release import open_release

    now = release.manifest
    if now.previous is None:
        return Changes(None, gone=False, kinds=[], counts={}, causes=[])
    try:
        previous = open_release(release.paths.root.parent.parent, now.previous)
        with closing(previous.documents) as old:
            kinds = _kinds(old, release.documents, linker)
    except NotFoundError:
        return Changes(now.previous, gone=True, kinds=[], counts={}, causes=[])
    then = previous.manifest
    causes = [name for name in ("knowledge", "reader") if getattr(then, name) != getattr(now, name)]
    return Changes(now.previous, gone=False, kinds=kinds, counts=then.counts, causes=causes)


def _kinds(old: "DocumentStore", new: "DocumentStore", linker: Linker) -> list[Change]:
    before, after = old.records(), new.records()
    both = before.keys() & after.keys()
    changed = [id_ for id_ in both if before[id_].content_hash != after[id_].content_hash]
    made = [
        _change("added", after.keys() - before.keys(), new, linker),
        _change("removed", before.keys() - after.keys(), old, linker),
        _change("changed", changed, new, linker),
    ]
    return [change for change in made if change.count]


def _change(kind: str, ids: Collection[str], documents: "DocumentStore", linker: Linker) -> Change:
    refs = [linker.document(documents.document(id_)) for id_ in sorted(ids)[:SHOWN]]
    if kind == "removed":
        refs = [Ref(ref.type, ref.label, None, ref.lang) for ref in refs]
    return Change(kind, len(ids), refs)
