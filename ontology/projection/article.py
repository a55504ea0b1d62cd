"""An article as one named graph, `graph/article/ID`, and back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from ontology.article import Annotation, Article, Citation, Measure, Mention, Passage
from ontology.errors import InvalidInputError, NotFoundError
from ontology.iri import graph_iri, iri
from ontology.named_graph import NamedGraph
from ontology.projection.anchor import Anchor, target_triples
from ontology.projection.annotation import (
    CITATION,
    MEASURE,
    MENTION,
    citation_iri,
    citation_triples,
    measure_iri,
    measure_triples,
    mention_iri,
    mention_triples,
    read_citation,
    read_measure,
    read_mention,
)
from ontology.projection.document import (
    PASSAGE,
    document_iri,
    document_triples,
    passage_triples,
    read_document,
    read_passage,
)
from ontology.projection.field import Properties, by_subject
from ontology.projection.provenance import (
    Provenance,
    activity_iri,
    assistant_iri,
    assistant_triples,
    provenance_triples,
    read_provenance,
)
from ontology.vocabulary import RDF_TYPE, term

_GENERATED_BY, _IN_PASSAGE = term("prov:wasGeneratedBy"), term("drc:inPassage")
_CITES = term("cito:cites")
_WARNING, _DETECTED = term("drc:warning"), term("drc:detectedLanguage")


class GraphSource(Protocol):
    """What statements are read from: a release's graph."""

    def triples(self, graph: str) -> Iterator[Triple]:
        """The statements of one named graph."""
        ...


def article_graph(article: Article, provenance: Provenance) -> NamedGraph:
    """The named graph of one article: document, passages, annotations and who made them."""
    return NamedGraph(graph_iri("article", article.document.id), _article_triples(article, provenance))


def _article_triples(article: Article, provenance: Provenance) -> Iterator[Triple]:
    document = document_iri(article.document)
    yield from document_triples(article.document)
    yield Triple(document, _DETECTED, Literal(article.annotation.language))
    yield from (Triple(document, _WARNING, Literal(warning)) for warning in article.annotation.warnings)
    yield from provenance_triples(document, article.document.id, provenance)
    for model in _models(article):
        yield from assistant_triples(document, article.document.id, provenance, model)
    for passage in article.passages:
        yield from passage_triples(document, passage)
    for node, item, triples in _annotations(article, document):
        yield from triples
        yield from _anchor_triples(node, document, article, item)
    cited = {c.policy for c in article.annotation.citations if c.policy}
    yield from (Triple(document, _CITES, iri("policy", policy)) for policy in sorted(cited))


def _models(article: Article) -> set[str]:
    """The language model, if any, that findings came from: a document is read with one at most."""
    found: tuple[Citation | Measure, ...] = (*article.annotation.citations, *article.annotation.measures)
    return {item.proposed_by for item in found if item.proposed_by is not None}


def _annotations(
    article: Article, document: NamedNode
) -> Iterator[tuple[NamedNode, Mention | Citation | Measure, Iterable[Triple]]]:
    id_, annotation = article.document.id, article.annotation
    for mention in annotation.mentions:
        node = mention_iri(id_, mention)
        yield node, mention, mention_triples(node, mention)
    for citation in annotation.citations:
        node = citation_iri(id_, citation)
        yield node, citation, citation_triples(node, document, citation)
    for measure in annotation.measures:
        node = measure_iri(id_, measure)
        yield node, measure, measure_triples(node, measure)


def _anchor_triples(
    node: NamedNode, document: NamedNode, article: Article, item: Mention | Citation | Measure
) -> Iterator[Triple]:
    assisted = isinstance(item, Citation | Measure) and item.proposed_by is not None
    activity = assistant_iri if assisted else activity_iri
    yield Triple(node, _GENERATED_BY, activity(article.document.id))
    passage = _passage_at(article.passages, item.start)
    if passage is not None:
        yield Triple(node, _IN_PASSAGE, iri("passage", passage.id))
    yield from target_triples(node, document, Anchor(item.start, item.end, item.text))


def _passage_at(passages: Iterable[Passage], offset: int) -> Passage | None:
    return next((passage for passage in passages if passage.start <= offset < passage.end), None)


def graph_article(source: GraphSource, id_: str) -> Article:
    """The article that a release's graph describes. Raises NotFoundError where there is none.

    What RDF leaves without order comes back sorted: annotations and passages by their place in the text,
    names, slots of measures and warnings by their value.
    """
    return read_article(id_, by_subject(source.triples(graph_iri("article", id_))))


def graph_provenance(source: GraphSource, id_: str) -> Provenance:
    """Who read an article and when, from a release's graph."""
    return read_provenance(id_, by_subject(source.triples(graph_iri("article", id_))))


def read_article(id_: str, subjects: Mapping[str, Properties]) -> Article:
    """The article that an article's graph, ordered by subject, describes."""
    node = next((n for kind in ("article", "policy") if (n := iri(kind, id_)).value in subjects), None)
    if node is None:
        raise NotFoundError(
            f"no article or policy text {id_!r} in the graph: list the documents of the release"
        )
    properties = subjects[node.value]
    document = _whole(node.value, subjects, lambda _, known: read_document(node, known))
    annotation = Annotation(
        language=_first(properties, _DETECTED) or document.language,
        warnings=tuple(sorted(w.value for w in properties.get(_WARNING.value, ()) if isinstance(w, Literal))),
        mentions=_read_all(subjects, MENTION, read_mention),
        citations=_read_all(subjects, CITATION, read_citation),
        measures=_read_all(subjects, MEASURE, read_measure),
    )
    return Article(document, _read_all(subjects, PASSAGE, read_passage), annotation)


def _first(properties: Properties, predicate: NamedNode) -> str | None:
    return next((v.value for v in properties.get(predicate.value, ()) if isinstance(v, Literal)), None)


_Item = TypeVar("_Item", Passage, Mention, Citation, Measure)


def _read_all(
    subjects: Mapping[str, Properties],
    class_: NamedNode,
    read_item: Callable[[str, Mapping[str, Properties]], _Item],
) -> tuple[_Item, ...]:
    nodes = sorted(node for node, p in subjects.items() if class_ in p.get(RDF_TYPE.value, ()))
    items = [_whole(node, subjects, read_item) for node in nodes]
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))


_Read = TypeVar("_Read")


def _whole(
    node: str, subjects: Mapping[str, Properties], read_item: Callable[[str, Mapping[str, Properties]], _Read]
) -> _Read:
    """What a node describes. Raises InvalidInputError where it lacks something or has what cannot be."""
    try:
        return read_item(node, subjects)
    except (KeyError, StopIteration, TypeError, ValueError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError(f"<{node}> is not whole ({error!r}): export its article again") from error
