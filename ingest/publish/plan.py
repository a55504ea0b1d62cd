"""What the next release has that the last one has not."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ingest.publish.software import differs_by_register, without_assistant
from ontology.article import Document
from search.article_json import dump_document
from search.documents import DocumentRecord


@dataclass
class Plan:
    """`reread` are new or changed texts; `moved` only changed their place; both by id.

    `stale` are kept as they are, but were read with other lists or software: they are read again.
    `unresolved` were read with another register: their citations are resolved anew, which makes them one of
    `resolved` (other links than before), stale (other citations or measures too), or nothing (as before).
    """

    reread: dict[str, Document] = field(default_factory=dict)
    moved: dict[str, Document] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)
    unresolved: set[str] = field(default_factory=set)
    resolved: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)

    @property
    def empty(self) -> bool:
        """Whether the last release is already what is wanted."""
        return not (self.reread or self.moved or self.stale or self.unresolved or self.removed)

    @property
    def rewritten(self) -> set[str]:
        """The ids whose statements are written anew."""
        return {*self.reread, *self.moved, *self.stale, *self.resolved}


def content_hash(document: Document) -> str:
    """Digest of a document, wherever it came from."""
    return hashlib.sha256(dump_document(replace(document, source=""))).hexdigest()


def make_plan(
    documents: Iterable[Document],
    removed: set[str],
    records: Mapping[str, DocumentRecord],
    reading_key: str,
    assisted_key: str,
) -> Plan:
    """Compare `documents` and `removed` with the `records` of the last release.

    `assisted_key` is that of articles, which a language model may read too. Where none is asked now, what one
    proposed before stays for as long as nothing else changes.
    """
    plan = Plan(removed={id_ for id_ in removed if id_ in records})
    for document in documents:
        before = records.get(document.id)
        plan.removed.discard(document.id)
        if before is None or before.content_hash != content_hash(document) or before.kind != document.kind:
            plan.reread[document.id] = document
        elif before.source != document.source:
            plan.moved[document.id] = document
    known = records.keys() - plan.removed - plan.reread.keys()
    outdated = {id_ for id_ in known if _outdated(records[id_], reading_key, assisted_key)}
    settled = outdated - plan.moved.keys()
    plan.unresolved = {id_ for id_ in settled if _unresolved(records[id_].reading_key, reading_key)}
    plan.stale = outdated - plan.unresolved
    return plan


def _unresolved(before: str, wanted: str) -> bool:
    """Whether the register alone differs; what a language model proposed is not resolved but read anew."""
    alone = before == without_assistant(before)
    return alone and before != wanted and differs_by_register(before, wanted)


def _outdated(record: DocumentRecord, reading_key: str, assisted_key: str) -> bool:
    if assisted_key != reading_key and record.kind == "article":
        return record.reading_key != assisted_key
    return without_assistant(record.reading_key) != reading_key


def source_digests(records: Iterable[DocumentRecord]) -> dict[str, str]:
    """A digest a source, over the documents that it brought."""
    lines: dict[str, list[str]] = {}
    for record in records:
        lines.setdefault(record.source, []).append(f"{record.id}\0{record.content_hash}")
    return {
        source: hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
        for source, found in sorted(lines.items())
    }
