"""Documents as their sources bring them, and what was wrong with some."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.publish.report import Problem, Progress
from ontology.article import Document
from ontology.errors import InvalidInputError
from search.documents import DocumentRecord


@dataclass
class Gathered:
    """What reading some paths came to.

    `documents` by id, each with the path that was asked for; `sources` are the paths that were read as a
    whole, whose earlier documents go unless they came again; `unread` are the files that could not be
    read, whose earlier documents stay.
    """

    documents: dict[str, tuple[Document, str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, where: str, reason: str, *, strict: bool) -> None:
        """Note a problem, or stop for it."""
        problem = Problem(where, reason)
        if strict:
            raise InvalidInputError(str(problem))
        self.problems.append(problem)


def gather(paths: Iterable[str], taken: Collection[str], *, strict: bool, progress: Progress) -> Gathered:
    """Read all documents of `paths`. Ids that are `taken` by the register are refused.

    With `strict` the first problem raises InvalidInputError.
    """
    from ingest.read import Unreadable, read_paths

    gathered = Gathered()
    for path in paths:
        source = source_name(path)
        gathered.sources.add(source)
        for item in read_paths([path]):
            if isinstance(item, Unreadable):
                where = source_name(str(item.path))
                gathered.unread.add(where)
                gathered.add_problem(str(item.path), item.reason, strict=strict)
            else:
                _take(gathered, item, source, taken, strict=strict)
                progress("read", len(gathered.documents), 0)
    return gathered


def _take(
    gathered: Gathered, document: Document, source: str, taken: Collection[str], *, strict: bool
) -> None:
    where = document.source or source
    if document.id in gathered.documents:
        first = gathered.documents[document.id][0].source
        reason = f"id {document.id!r} was already used in {first}: give one of the two another id."
        gathered.add_problem(where, reason, strict=strict)
    elif document.id in taken:
        reason = f"id {document.id!r} is that of a registered policy: use another, or `ingest --policy`."
        gathered.add_problem(where, reason, strict=strict)
    else:
        full = document.source and document.source != "-"
        named = replace(document, source=source_name(document.source) if full else source)
        gathered.documents[document.id] = (named, source)


def source_name(path: str) -> str:
    """How a path is remembered: absolute, links resolved; standard input as `-`."""
    return path if path == "-" else str(Path(path).resolve())


def dropped(gathered: Gathered, records: Mapping[str, DocumentRecord]) -> set[str]:
    """The ids of earlier documents that their source no longer has."""
    return {
        id_
        for id_, record in records.items()
        if record.kind == "article"
        and id_ not in gathered.documents
        and record.source in gathered.sources
        and not _kept(record, gathered.unread)
    }


def _kept(record: DocumentRecord, unread: Collection[str]) -> bool:
    return record.source in unread or record.file in unread or any(p in unread for p in _parents(record.file))


def _parents(file: str) -> Iterator[str]:
    return (str(parent) for parent in Path(file).parents)


def homed(gathered: Gathered, records: Mapping[str, DocumentRecord]) -> list[tuple[Document, str]]:
    """The documents with the source each belongs to: a folder ingested earlier keeps the files in it."""
    found = []
    for id_, (document, asked) in gathered.documents.items():
        before = records.get(id_)
        inside = before is not None and before.source in _parents(document.source)
        found.append((document, before.source if before is not None and inside else asked))
    return found
