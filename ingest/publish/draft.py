"""Writing the parts of the next release into a folder that nobody reads yet."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.passage import passages
from ingest.publish.derived import derived_links_graph
from ingest.publish.graph import knowledge_graphs
from ingest.publish.importing import Readings
from ingest.publish.plan import Plan, content_hash, source_digests
from ingest.publish.reading import Reading, read_documents
from ingest.publish.report import Progress
from ingest.publish.resolution import Resolution
from ingest.publish.software import indexer_version, reader_version, reading_key, software_version
from ontology.article import Annotation, Article, Document
from ontology.correction import apply_corrections, corrections_of
from ontology.errors import DrcgraphError, InvalidInputError
from ontology.iri import graph_iri
from ontology.knowledge import Knowledge
from ontology.named_graph import NamedGraph
from ontology.projection import DERIVED_GRAPH, Provenance, ReleaseNote, article_graph, release_graph
from ontology.projection.field import by_subject
from ontology.store import write_graph
from ontology.turtle import read_turtle
from ontology.validation import ValidationReport
from ontology.validation_process import FEW, StoreValidation
from search.assistant import Assistant
from search.data_folder import DataFolder, ReleasePaths
from search.document_writer import DocumentWriter
from search.documents import DocumentStore
from search.embed import Embedder
from search.manifest import Manifest, ModelNote, describe_files, write_manifest
from search.release import Release

if TYPE_CHECKING:
    from search.index import Encoding


@dataclass
class Draft:
    """A release in the making: where it is, what it comes after, what goes into it."""

    paths: ReleasePaths
    previous: Release | None
    knowledge: Knowledge
    plan: Plan
    embedders: tuple[Embedder, ...]
    progress: Progress
    assistant: Assistant | None = None
    readings: Readings | None = None
    graphs: tuple[NamedGraph, ...] = ()
    graphs_removed: frozenset[str] = frozenset()
    same_index: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    _provenance: dict[str, Provenance] = field(default_factory=dict)

    def write(self, folder: DataFolder, id_: str) -> Manifest:
        """Write all parts, the manifest last."""
        self.paths.root.mkdir(parents=True)
        for name, origin in (("register", folder.register), ("corrections", folder.corrections)):
            _copy_turtle(origin, self.paths.root / name)
        with self._encoding() as encoding:
            return self._write_parts(id_, encoding)

    def _encoding(self) -> "Encoding":
        from search.index import Encoding

        return Encoding(self.embedders, None if self.previous is None else self.previous.paths.index)

    def _write_parts(self, id_: str, encoding: "Encoding") -> Manifest:
        with self._timed("annotate"):
            if not self._share("documents"):
                self._write_documents(encoding)
        documents = DocumentStore(self.paths.documents)
        with self._timed("derive"):
            derived = self._derived(documents)
        with self._timed("graph"):
            statements = self._write_graph(id_, documents, derived)
        with self._validation() as validation:
            with self._timed("index"):
                if not self._share("index"):
                    self._write_index(documents, encoding)
            with self._timed("validate"):
                _refuse_faults(validation.report())
        with self._timed("manifest"):
            manifest = self._manifest(id_, documents, statements)
            write_manifest(self.paths, manifest)
        documents.close()
        return manifest

    def _manifest(self, id_: str, documents: DocumentStore, statements: int) -> Manifest:
        previous = None if self.previous is None else self.previous.paths
        return Manifest(
            id=id_,
            previous=None if self.previous is None else self.previous.id,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            software=software_version(),
            reader=reader_version(),
            indexer=indexer_version(),
            knowledge=self.knowledge.hash,
            counts={**documents.counts().as_dict(), "statements": statements},
            inputs=source_digests(documents.records().values()),
            models=tuple(ModelNote(e.name, e.hash, e.dimension) for e in self.embedders),
            seconds=self.seconds,
            files=describe_files(self.paths, [] if previous is None else [previous]),
        )

    def _share(self, part: str) -> bool:
        """Where no document changed, take a part over by hard links; whether that was so."""
        if not self.same_index or self.previous is None:
            return False
        old, new = getattr(self.previous.paths, part), getattr(self.paths, part)
        if old.is_dir():
            shutil.copytree(old, new, copy_function=os.link)
        else:
            os.link(old, new)
        return True

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.progress(step, 0, 0)
        started = time.perf_counter()
        yield
        self.seconds[step] = round(time.perf_counter() - started, 3)

    def _write_documents(self, encoding: "Encoding") -> None:
        before = None if self.previous is None else self.previous.paths.documents
        with DocumentWriter(self.paths.documents, before) as writer:
            for id_ in self.plan.removed:
                writer.remove(id_)
            self._resolve(writer)
            for id_, document in self.plan.moved.items():
                if id_ not in self.plan.stale:
                    self._keep(writer, document)
            self._read_all(writer, encoding)

    def _resolve(self, writer: DocumentWriter) -> None:
        """Resolve citations anew where the register alone has changed; what that does not settle is stale."""
        if self.previous is None or not self.plan.unresolved:
            return
        resolution, key = Resolution(self.knowledge), reading_key(self.knowledge)
        for done, id_ in enumerate(sorted(self.plan.unresolved)):
            self.progress("resolve", done, len(self.plan.unresolved))
            before = self.previous.documents.get(id_)
            corrected = self.knowledge.corrections.by_id and self._provenance_of(id_).corrections
            article = None if corrected else resolution.of(before)
            if article is None:
                self.plan.stale.add(id_)
            elif article == before:
                writer.confirm(id_, key)
            else:
                self.plan.resolved.add(id_)
                now = datetime.now(UTC).isoformat(timespec="milliseconds")
                self._provenance[id_] = replace(self._provenance_of(id_), resolved=now)
                writer.put(article, content_hash(article.document), key)

    def _keep(self, writer: DocumentWriter, document: Document) -> None:
        """Put a document whose text and reading stay as they are."""
        if self.previous is None:
            raise DrcgraphError(f"{document.id!r} has no earlier reading: ingest it again.")
        before = self.previous.documents.get(document.id)
        article = Article(document, before.passages, before.annotation)
        writer.put(article, content_hash(document), reading_key(self.knowledge))

    def _read_all(self, writer: DocumentWriter, encoding: "Encoding") -> None:
        waiting = self.plan.reread.keys() | self.plan.stale
        for id_ in sorted(waiting & self._imported):
            self._put_imported(writer, id_)
        documents = [self._document(id_) for id_ in sorted(waiting - self._imported)]
        readings = read_documents(
            documents, self.knowledge, self.paths.register, self.paths.corrections, self.assistant
        )
        for done, (document, reading) in enumerate(readings):
            self.progress("annotate", done, len(documents))
            found = _article(document, reading.annotation)
            article = apply_corrections(found, self.knowledge)
            corrections = corrections_of(found, self.knowledge.corrections)
            self._provenance[document.id] = _provenance(document, reading, corrections)
            key = reading_key(self.knowledge, self.assistant if reading.assisted else None)
            writer.put(article, content_hash(document), key)
            encoding.ahead(article)

    @cached_property
    def _imported(self) -> frozenset[str]:
        """The ids of documents that come with their annotations."""
        return frozenset(() if self.readings is None else self.readings.ids()) & self.plan.reread.keys()

    def _put_imported(self, writer: DocumentWriter, id_: str) -> None:
        """Put an article as it was exported. One that was read otherwise is read anew at the next publish."""
        if self.readings is None:
            return
        key = reading_key(self.knowledge)
        if not self.readings.made_with(reader_version(), self.knowledge.hash):
            key = "imported"
        article = self.readings.article(id_)
        writer.put(article, content_hash(article.document), key)

    def _document(self, id_: str) -> Document:
        for known in (self.plan.reread, self.plan.moved):
            if id_ in known:
                return known[id_]
        if self.previous is None:
            raise DrcgraphError(f"{id_!r} is in no source: ingest it again.")
        return self.previous.documents.document(id_)

    def _derived(self, documents: DocumentStore) -> tuple[NamedGraph, ...]:
        """The links derived from all documents; none where nothing has changed: the last ones stay."""
        before = None if self.previous is None else self.previous.paths.derived
        if before is not None and self.same_index:
            if before.is_file():
                os.link(before, self.paths.derived)
            return ()
        version = software_version()
        target = self.paths.derived
        return (derived_links_graph(documents, self.knowledge, self.embedders, target, before, version),)

    def _write_graph(self, id_: str, documents: DocumentStore, derived: tuple[NamedGraph, ...]) -> int:
        rewritten = sorted(self.plan.rewritten)
        shared = tuple(knowledge_graphs(self.knowledge)) if self._knows_otherwise() else ()
        of_users = self.graphs + (() if self.readings is None else tuple(self.readings.user_graphs()))
        shared += of_users + derived
        gone = {graph_iri("article", document) for document in (*rewritten, *self.plan.removed)}

        def changed() -> Iterator[NamedGraph]:
            yield from shared
            yield description
            for done, document in enumerate(rewritten):
                self.progress("graph", done, len(rewritten))
                yield self._article_graph(document, documents)

        description = release_graph(self._note(id_, documents))
        before = None if self.previous is None else self.previous.paths.graph
        replaced = gone | {graph.iri for graph in shared} | {description.iri} | self.graphs_removed
        # What is derived names documents alone; where one of them goes, all is written anew.
        transient = (description.iri, DERIVED_GRAPH)
        lasting = tuple(graph.iri for graph in of_users)
        return write_graph(self.paths.graph, before, changed(), replaced, transient, lasting)

    def _article_graph(self, id_: str, documents: DocumentStore) -> NamedGraph:
        if self.readings is not None and id_ in self._imported:
            return self.readings.graph(graph_iri("article", id_))
        return article_graph(documents.get(id_), self._provenance_of(id_))

    def _note(self, id_: str, documents: DocumentStore) -> ReleaseNote:
        kinds = {document: record.kind for document, record in documents.records().items()}
        before = set() if self.previous is None else self.previous.documents.records().keys()
        read = self.plan.reread.keys()
        return ReleaseNote(
            id=id_,
            previous=None if self.previous is None else self.previous.id,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            software=software_version(),
            counts=documents.counts().as_dict(),
            models=tuple(embedder.name for embedder in self.embedders),
            added=tuple(f"{kinds[document]}/{document}" for document in sorted(read - before)),
            changed=tuple(f"{kinds[document]}/{document}" for document in sorted(read & before)),
            removed=len(self.plan.removed),
        )

    def _knows_otherwise(self) -> bool:
        if self.previous is None:
            return True
        manifest = self.previous.manifest
        return (manifest.knowledge, manifest.reader) != (self.knowledge.hash, reader_version())

    def _provenance_of(self, id_: str) -> Provenance:
        if id_ in self._provenance:
            return self._provenance[id_]
        if self.previous is None:
            raise DrcgraphError(f"{id_!r} has no earlier reading: ingest it again.")
        from ontology.projection import graph_provenance

        return graph_provenance(self.previous.statements, id_)

    def _validation(self) -> StoreValidation:
        """The check of what this release says anew, going on while the index is built.

        The packaged lists and register conform as they are; a user's own policies and corrections are checked
        where one of them has changed.
        Many documents that were read here are left to `drcgraph validate`, since checking them would take
        longer than indexing them; an import is always checked.
        """
        rewritten = {graph_iri("article", id_) for id_ in self.plan.rewritten}
        if len(rewritten) > FEW and self.readings is None:
            rewritten = set()
        return StoreValidation(self.paths.graph, rewritten, self._own_entries())

    def _own_entries(self) -> set[str]:
        """The IRIs of a user's own policies and corrections; none where they are as they were."""
        if not self._knows_otherwise():
            return set()
        files = (*self.paths.register.glob("*.ttl"), *self.paths.corrections.glob("*.ttl"))
        return {subject for file in files for subject in by_subject(read_turtle(file))}

    def _write_index(self, documents: DocumentStore, encoding: "Encoding") -> None:
        from search.index import build_index

        stats = build_index(self.paths.index, documents.articles(), self.knowledge, encoding)
        expected = documents.counts().passages
        if stats.passages != expected:
            raise DrcgraphError(
                f"The index holds {stats.passages} passages of {expected}: nothing was published."
            )


def _refuse_faults(report: ValidationReport) -> None:
    faults = [result for result in report.results if result.severity == "violation"]
    if faults:
        more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
        raise InvalidInputError(
            f"Nothing was published: {faults[0].message}{more}; correct the register, the corrections or the "
            "import that brought it."
        )


def _article(document: Document, annotation: Annotation) -> Article:
    found = passages(document.id, document.text, annotation.language)
    return Article(document, tuple(found), annotation)


def _provenance(document: Document, reading: Reading, corrections: tuple[str, ...]) -> Provenance:
    return Provenance(
        software="drcgraph",
        version=software_version(),
        model="",
        started=reading.started,
        ended=reading.ended,
        input_hash=content_hash(document),
        corrections=tuple(f"correction/{id_}" for id_ in corrections),
    )


def _copy_turtle(origin: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted(origin.glob("*.ttl")):
        shutil.copyfile(path, target / path.name)
