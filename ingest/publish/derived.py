"""The graph of derived links of the next release."""

from collections.abc import Sequence
from pathlib import Path

from ontology.knowledge import Knowledge
from ontology.named_graph import NamedGraph
from ontology.projection import derived_graph
from search.derived import derive_links
from search.documents import DocumentStore
from search.embed import Embedder


def derived_links_graph(
    documents: DocumentStore,
    knowledge: Knowledge,
    embedders: Sequence[Embedder],
    vectors: Path,
    vectors_before: Path | None,
    version: str,
) -> NamedGraph:
    """All links derived from `documents` and the register.

    `vectors` is the file where the vectors of measures are kept for the next time, `vectors_before` that of
    the last release.
    """
    links = derive_links(documents.articles(), knowledge, embedders, vectors_before, vectors)
    return derived_graph(links, version)
