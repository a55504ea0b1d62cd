"""Documents as their sources bring them, and what was wrong with some."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.publish.report import Problem, Progress
from ontology.article import Document
from ontology.errors import InvalidInputError
from search.documents import DocumentRecord


@dataclass
class Gathered:
    """What reading some paths came to: documents by id, and the files and folders that could not be read."""

    paths: tuple[Path, ...]
    documents: dict[str, Document] = field(default_factory=dict)
    unread: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, where: str, reason: str, unread: str | None, *, strict: bool) -> None:
        """Note a problem, or stop for it; `unread` is the path that may hold more than was read."""
        problem = Problem(where, reason)
        if strict:
            raise InvalidInputError(str(problem))
        self.problems.append(problem)
        if unread is not None:
            self.unread.add(Path(unread).absolute())


def gather(
    paths: Iterable[Path | str], taken: Collection[str], *, strict: bool, progress: Progress
) -> Gathered:
    """Read all documents of `paths`. Ids that are `taken` by the register are refused.

    With `strict` the first problem raises InvalidInputError.
    """
    from ingest.read import Unreadable, read_paths

    gathered = Gathered(tuple(Path(path).absolute() for path in paths))
    for item in read_paths(gathered.paths):
        if isinstance(item, Unreadable):
            gathered.add_problem(item.path, item.reason, item.unread, strict=strict)
        elif item.id in taken:
            reason = f"its id {item.id!r} is that of a registered policy; use another, or `ingest --policy`"
            gathered.add_problem(item.source, reason, item.source, strict=strict)
        else:
            gathered.documents[item.id] = item
            progress("read", len(gathered.documents), 0)
    return gathered


def dropped(gathered: Gathered, records: Mapping[str, DocumentRecord]) -> set[str]:
    """The ids of earlier documents that the paths no longer have; what could not be read is still there."""
    return {
        id_
        for id_, record in records.items()
        if record.kind == "article"
        and id_ not in gathered.documents
        and _within(record.source, gathered.paths)
        and not _within(record.source, gathered.unread)
    }


def _within(file: str, paths: Collection[Path]) -> bool:
    path = Path(file)
    return path in paths or any(parent in paths for parent in path.parents)
