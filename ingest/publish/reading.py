"""Documents read for a publish: few of them in this process, many by a second one beside it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import compress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from types import TracebackType

from ingest.annotate import Annotator
from ontology.article import Annotation, Document
from ontology.errors import DrcgraphError
from ontology.knowledge import Knowledge, load_knowledge
from search.article_json import dump_annotation, dump_document, load_annotation, load_document
from search.assistant import Assistant

FEW = 40
"""So many documents are read sooner than a second process is started."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document, and from when to when (ISO 8601, UTC).

    `assisted` tells that the language model was asked and answered.
    """

    annotation: Annotation
    started: str
    ended: str
    assisted: bool = False


def read_documents(
    documents: Sequence[Document],
    knowledge: Knowledge,
    register: Path,
    corrections: Path,
    assistant: Assistant | None = None,
) -> Iterator[tuple[Document, Reading]]:
    """Each document in order with its reading; `knowledge` was read from `register` and `corrections`.

    A language model is asked of articles alone, and by this process alone.
    """
    annotator = Annotator(knowledge)
    if assistant is not None:
        helped = Annotator(knowledge, assistant)
        for document in documents:
            yield document, _read(document, helped if document.kind == "article" else annotator)
        return
    if len(documents) <= FEW:
        yield from ((document, _read(document, annotator)) for document in documents)
        return
    # One process alone reads Chinese, so that its dictionaries are loaded once.
    elsewhere = [bool(at % 2) or document.language == "zh" for at, document in enumerate(documents)]
    with _SecondReader(list(compress(documents, elsewhere)), register, corrections) as second:
        for document, other in zip(documents, elsewhere, strict=True):
            yield document, second.next(document) if other else _read(document, annotator)


def _read(document: Document, annotator: Annotator) -> Reading:
    started = datetime.now(UTC)
    annotation = annotator.annotate(
        document.text, language=document.language, date=document.date, id=document.id
    )
    ended = datetime.now(UTC)
    return Reading(
        annotation,
        started.isoformat(timespec="milliseconds"),
        ended.isoformat(timespec="milliseconds"),
        annotator.assisted,
    )


class _SecondReader:
    """A process that reads `documents` in order, a line of JSON in, a line out; it ends with its input."""

    def __init__(self, documents: Sequence[Document], register: Path, corrections: Path) -> None:
        self._said = TemporaryFile()  # noqa: SIM115  closed on leaving
        # -P: the working folder is not searched for modules, only what is installed.
        self._process = subprocess.Popen(  # noqa: S603  the command is ours
            [sys.executable, "-P", str(Path(__file__)), str(register), str(corrections)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self._feeder = Thread(target=self._feed, args=(documents,), daemon=True)
        self._feeder.start()

    def _feed(self, documents: Sequence[Document]) -> None:
        assert self._process.stdin is not None  # noqa: S101  asked for above
        try:
            with self._process.stdin as stream:
                for document in documents:
                    stream.write(dump_document(document) + b"\n")
                    stream.flush()
        except BrokenPipeError:
            return  # The process has ended: `next` finds no line and says so.

    def next(self, document: Document) -> Reading:
        """The reading of the next document. Raises DrcgraphError where the process broke down."""
        assert self._process.stdout is not None  # noqa: S101  asked for above
        started, _, rest = self._process.stdout.readline().partition(b"\t")
        ended, _, annotation = rest.partition(b"\t")
        if not annotation:
            self._said.seek(0)
            cause = self._said.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise DrcgraphError(f"Reading {document.id!r} broke down ({cause}): ingest again.")
        return Reading(load_annotation(annotation), started.decode(), ended.decode())

    def __enter__(self) -> "_SecondReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._feeder.join()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._said.close()


def _main() -> None:
    register, corrections = (Path(argument) for argument in sys.argv[1:])
    annotator = Annotator(load_knowledge(register, corrections))
    for line in sys.stdin.buffer:
        reading = _read(load_document(line), annotator)
        head = f"{reading.started}\t{reading.ended}\t".encode()
        sys.stdout.buffer.write(head + dump_annotation(reading.annotation) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
