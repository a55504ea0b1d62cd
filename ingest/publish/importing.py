"""An export back into a data folder."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ingest.publish.placing import place_file
from ontology.article import Article, Document
from ontology.errors import InvalidInputError
from ontology.export import GRAPHS, import_graph
from ontology.iri import local_id
from ontology.knowledge import load_knowledge
from ontology.named_graph import NamedGraph
from ontology.projection import graph_article
from ontology.store import GraphStore
from search.data_folder import DataFolder, ReleasePaths
from search.manifest import Manifest, read_manifest

USER_GRAPHS = GRAPHS + "user/"


@dataclass
class Readings:
    """Articles that come with their annotations: they are published as they are, not read again."""

    store: GraphStore
    manifest: Manifest | None

    def ids(self) -> Iterator[str]:
        """The ids of all articles and policy texts."""
        for graph in self.store.graphs():
            id_ = local_id(graph, "graph/article")
            if id_:
                yield id_

    def documents(self) -> Iterator[Document]:
        """All documents without their annotations."""
        return (self.article(id_).document for id_ in self.ids())

    def article(self, id_: str) -> Article:
        """One article. Raises InvalidInputError where its graph is not whole."""
        article = graph_article(self.store, id_)
        if article.document.id != id_:
            raise InvalidInputError(
                f"the graph of {id_!r} describes {article.document.id!r}: export it again"
            )
        return article

    def graph(self, iri: str) -> NamedGraph:
        """The statements of one graph as they were exported."""
        return NamedGraph(iri, self.store.triples(iri))

    def made_with(self, reader: str, knowledge: str) -> bool:
        """Whether the articles were read with this software and knowledge."""
        return self.manifest is not None and (self.manifest.reader, self.manifest.knowledge) == (
            reader,
            knowledge,
        )

    def user_graphs(self) -> Iterator[NamedGraph]:
        """What users had written."""
        return (self.graph(iri) for iri in self.store.graphs() if iri.startswith(USER_GRAPHS))


def open_export(source: Path, scratch: Path) -> Readings:
    """Read an export into a store in the folder `scratch`. Raises InvalidInputError, NotFoundError."""
    if scratch.exists():
        shutil.rmtree(scratch)
    store = import_graph(source, scratch)
    known = (source / "manifest.json").is_file()
    return Readings(store, read_manifest(ReleasePaths(source)) if known else None)


def place_turtle(source: Path, folder: DataFolder, undo: ExitStack) -> None:
    """Put an export's register and corrections into the data folder, beside those that are there.

    Raises InvalidInputError for what cannot be used, and then puts nothing there.
    """
    load_knowledge(source / "register", source / "corrections")
    for name, target in (("register", folder.register), ("corrections", folder.corrections)):
        for path in sorted((source / name).glob("*.ttl")):
            place_file(target / path.name, path.read_bytes(), undo)
