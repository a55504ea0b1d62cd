"""The verbs that make a new release. One writer at a time; each leaves the old or the new release whole."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.publish.plan import Plan, make_plan
from ingest.publish.policy import REGISTER, policy_document, policy_documents, with_text
from ingest.publish.register import place_register
from ingest.publish.report import Problem, Progress, PublishReport, silent
from ingest.publish.software import indexer_version, reading_key
from ingest.publish.source import dropped, gather
from ingest.publish.switch import clear_leftovers
from ontology.article import Document
from ontology.errors import InvalidInputError, NotFoundError
from ontology.knowledge import Knowledge, load_knowledge
from ontology.named_graph import NamedGraph
from search.assistant import Assistant
from search.data_folder import DataFolder
from search.documents import DocumentRecord
from search.embed import DEFAULT_MODELS, Embedder, load_embedder
from search.release import Release, current_release_id, open_release

if TYPE_CHECKING:
    from ingest.publish.importing import Readings


@dataclass
class _Change:
    """What one verb wants: documents to have, and ids not to have."""

    documents: Sequence[Document] = ()
    removed: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    readings: "Readings | None" = None
    graphs: Sequence[NamedGraph] = ()
    graphs_removed: frozenset[str] = frozenset()


@dataclass
class _Last:
    """The state that a change starts from."""

    release: Release | None
    records: dict[str, DocumentRecord]
    knowledge: Knowledge


_Propose = Callable[[_Last], _Change]
_Prepare = Callable[[DataFolder, ExitStack], None]


def ingest(
    data: Path,
    paths: Sequence[Path | str],
    *,
    strict: bool = False,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Publish the documents of files and folders beside what other sources brought.

    A path that was ingested before is replaced: what it no longer has goes. What cannot be read is reported
    in the result, and what it brought before stays; with `strict` it raises InvalidInputError and nothing is
    published. `models` are names for `load_embedder`. `assistant`, a language model, proposes findings in
    articles, as all verbs let it where they read any. Raises ConflictError while another process writes.
    """

    def propose(last: _Last) -> _Change:
        gathered = gather(paths, last.knowledge.policies, strict=strict, progress=progress)
        return _Change(
            documents=tuple(gathered.documents.values()),
            removed=frozenset(dropped(gathered, last.records)),
            problems=tuple(gathered.problems),
        )

    return _publish(data, propose, models, assistant, progress)


def remove(
    data: Path,
    ids: Sequence[str],
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Take documents out of the release; of a policy, the attached full text. Raises NotFoundError."""

    def propose(last: _Last) -> _Change:
        for id_ in ids:
            record = last.records.get(id_)
            if record is None:
                raise NotFoundError(f"no document {id_!r} in the release: look it up by `drcgraph search`")
            if record.source == REGISTER:
                raise InvalidInputError(
                    f"{id_!r} is a policy of the register: take it out of its Turtle file"
                )
        return _Change(removed=frozenset(ids))

    return _publish(data, propose, models, assistant, progress)


def attach_policy(
    data: Path,
    id: str,  # noqa: A002  the name that callers use
    file: Path | str,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Make the text of `file` that of the policy `id`. Raises NotFoundError, InvalidInputError."""

    def propose(last: _Last) -> _Change:
        policy = last.knowledge.policy(id)
        texts = list(gather([file], (), strict=True, progress=progress).documents.values())
        if len(texts) != 1:
            raise InvalidInputError(f"{file} holds {len(texts)} documents: give one file with one text")
        return _Change([with_text(policy_document(policy, last.knowledge), texts[0])])

    return _publish(data, propose, models, assistant, progress)


def add_register(
    data: Path,
    file: Path,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Keep the policies of a Turtle or CSV file in `DATA/register` and publish with them.

    Raises InvalidInputError where one of them cannot be used; the folder is then as it was.
    """

    def prepare(folder: DataFolder, undo: ExitStack) -> None:
        place_register(folder, file, undo)

    return _publish(data, lambda _: _Change(), models, assistant, progress, prepare)


def republish(
    data: Path,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Publish what there is with the register, corrections, software and models as they are now."""
    return _publish(data, lambda _: _Change(), models, assistant, progress)


def import_release(
    data: Path,
    source: Path,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Publish what `search.export.export_release` wrote, a folder or a file, beside what is there.

    Articles are taken with their annotations, and their graphs are equal to those exported. Raises
    InvalidInputError for what is no export.
    """
    from ingest.publish.importing import open_export, place_turtle

    folder, opened = DataFolder(data), []

    def prepare(folder: DataFolder, undo: ExitStack) -> None:
        progress("import", 0, 1)
        folder.releases.mkdir(parents=True, exist_ok=True)
        opened.append(open_export(source, folder.scratch))
        place_turtle(source, folder, undo)

    def propose(_: _Last) -> _Change:
        return _Change(documents=tuple(opened[0].documents()), readings=opened[0])

    return _publish(folder.root, propose, models, assistant, progress, prepare)


def update_graphs(
    data: Path,
    update: str,
    *,
    base: str | None = None,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    time_limit: float = 30.0,
    progress: Progress = silent,
) -> PublishReport:
    """Carry out a SPARQL update of users' graphs, in a new release. Relative IRIs stand against `base`.

    Raises InvalidInputError, ConflictError where it would write other graphs, LimitExceededError.
    """
    from ontology.user_graph import updated_graphs

    def propose(last: _Last) -> _Change:
        release = _existing(data, last)
        scratch = DataFolder(data).scratch
        graphs, gone = updated_graphs(release.graph, update, scratch, base=base, time_limit=time_limit)
        return _Change(graphs=graphs, graphs_removed=frozenset(gone))

    return _publish(data, propose, models, assistant, progress)


def put_graph(
    data: Path,
    iri: str,
    content: bytes,
    format: str,  # noqa: A002  the name that callers use
    *,
    merge: bool = False,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Make `content` a user's graph, or with `merge` add it to the graph, in a new release.

    Raises InvalidInputError for statements that cannot be read, ConflictError for other graphs than users'.
    """
    from ontology.user_graph import merged, parse_graph

    graph = parse_graph(iri, content, format, apart=merge)

    def propose(last: _Last) -> _Change:
        store = _existing(data, last).statements
        wanted = merged(graph, store) if merge else graph
        if iri in store and set(wanted.triples) == set(store.triples(iri)):
            return _Change()
        return _Change(graphs=[wanted])

    return _publish(data, propose, models, assistant, progress)


def delete_graph(
    data: Path,
    iri: str,
    *,
    models: Sequence[str] = DEFAULT_MODELS,
    assistant: Assistant | None = None,
    progress: Progress = silent,
) -> PublishReport:
    """Take a user's graph out, in a new release. Raises NotFoundError, ConflictError."""
    from ontology.user_graph import check_user_graph

    check_user_graph(iri)

    def propose(last: _Last) -> _Change:
        if iri not in _existing(data, last).statements:
            raise NotFoundError(f"no graph <{iri}> in the release: there is nothing to delete")
        return _Change(graphs_removed=frozenset({iri}))

    return _publish(data, propose, models, assistant, progress)


def _existing(data: Path, last: _Last) -> Release:
    if last.release is None:
        raise NotFoundError(f"no release in {data}: make one with `drcgraph ingest PATH`")
    return last.release


def _publish(
    data: Path,
    propose: _Propose,
    models: Sequence[str],
    assistant: Assistant | None,
    progress: Progress,
    prepare: _Prepare = lambda _folder, _undo: None,
) -> PublishReport:
    """Publish what `propose` wants; where that fails, what `prepare` did to the folder is undone."""
    folder = DataFolder(data)
    with folder.writing(), ExitStack() as undo:
        progress("clear", 0, 1)
        clear_leftovers(folder)
        prepare(folder, undo)
        report = _publish_change(folder, propose, models, assistant, progress)
        undo.pop_all()
        clear_leftovers(folder)
        return report


def _publish_change(
    folder: DataFolder,
    propose: _Propose,
    models: Sequence[str],
    assistant: Assistant | None,
    progress: Progress,
) -> PublishReport:
    last = _last_state(folder)
    change = propose(last)
    plan = _plan(last, change, assistant)
    embedders = tuple(load_embedder(name, folder.models) for name in models)
    unchanged = tuple(sorted(last.records.keys() - plan.rewritten - plan.removed))
    nothing_read = change.problems and not change.documents and not change.removed
    same_index = plan.empty and not _outdated(last, embedders)
    same_graphs = not change.graphs and not change.graphs_removed
    if nothing_read or (same_index and same_graphs):
        return PublishReport(None, unchanged=unchanged, problems=change.problems)
    return _write(folder, last, change, plan, embedders, assistant, progress)


def _last_state(folder: DataFolder) -> _Last:
    folder.releases.mkdir(parents=True, exist_ok=True)
    release = None if current_release_id(folder.root) is None else open_release(folder.root)
    records = {} if release is None else release.documents.records()
    return _Last(release, records, load_knowledge(folder.register, folder.corrections))


def _plan(last: _Last, change: _Change, assistant: Assistant | None) -> Plan:
    policies = last.knowledge.policies
    kept = {id_: record for id_, record in last.records.items() if id_ not in change.removed}
    documents = None if last.release is None else last.release.documents
    proposed = {document.id for document in change.documents}
    registered = (
        document
        for document in policy_documents(last.knowledge, kept, documents)
        if document.id not in proposed
    )
    vanished = {id_ for id_, r in kept.items() if r.kind == "policy" and id_ not in policies}
    return make_plan(
        chain(change.documents, registered),
        {*change.removed, *vanished},
        last.records,
        reading_key(last.knowledge),
        reading_key(last.knowledge, assistant),
    )


def _outdated(last: _Last, embedders: Iterable[Embedder]) -> bool:
    """Whether the same documents would be indexed otherwise now."""
    if last.release is None:
        return True
    manifest = last.release.manifest
    models = {(model.name, model.hash) for model in manifest.models}
    return (
        manifest.knowledge != last.knowledge.hash
        or manifest.indexer != indexer_version()
        or models != {(embedder.name, embedder.hash) for embedder in embedders}
    )


def _write(
    folder: DataFolder,
    last: _Last,
    change: _Change,
    plan: Plan,
    embedders: tuple[Embedder, ...],
    assistant: Assistant | None,
    progress: Progress,
) -> PublishReport:
    # What writes brings in the parser and the index libraries: not before there is something to write.
    from ingest.publish.draft import Draft
    from ingest.publish.switch import make_current, next_id

    id_ = next_id(folder)
    draft = Draft(
        folder.draft(id_),
        last.release,
        last.knowledge,
        plan,
        embedders,
        progress,
        assistant=assistant,
        readings=change.readings,
        graphs=tuple(change.graphs),
        graphs_removed=change.graphs_removed,
        same_index=plan.empty and not _outdated(last, embedders),
    )
    manifest = draft.write(folder, id_)
    make_current(folder, draft.paths, id_, progress)
    before = last.records.keys()
    rewritten = plan.rewritten
    return PublishReport(
        release=id_,
        added=tuple(sorted(rewritten - before)),
        changed=tuple(sorted((plan.reread.keys() | plan.moved.keys()) & before)),
        removed=tuple(sorted(plan.removed)),
        unchanged=tuple(sorted(before - plan.reread.keys() - plan.moved.keys() - plan.removed)),
        resolved=tuple(sorted(plan.resolved)),
        problems=change.problems,
        seconds=tuple(manifest.seconds.items()),
    )
