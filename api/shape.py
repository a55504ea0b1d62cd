"""The JSON shapes that programs rely on, made from the dataclasses of the floors below."""

from dataclasses import asdict
from typing import Any

from ontology.article import Annotation, Article, Measure
from ontology.entity import Entity
from ontology.policy import Policy

Shape = dict[str, Any]


def annotation_shape(id_: str, annotation: Annotation) -> Shape:
    """What `annotate --json` prints for one text."""
    return {
        "id": id_,
        "language": annotation.language,
        "warnings": list(annotation.warnings),
        "mentions": [asdict(mention) for mention in annotation.mentions],
        "citations": [asdict(citation) for citation in annotation.citations],
        "measures": [measure_shape(measure) for measure in annotation.measures],
    }


def citation_shape(id_: str, annotation: Annotation) -> Shape:
    """What `cite --json` prints: the annotation with citations alone."""
    shape = annotation_shape(id_, annotation)
    return {key: shape[key] for key in ("id", "language", "warnings", "citations")}


def measure_shape(measure: Measure) -> Shape:
    """A measure, its instrument class given as `label` too."""
    return {**asdict(measure), "label": measure.instrument}


def article_shape(article: Article) -> Shape:
    """A document with its metadata, text, passages and everything read in it."""
    document = asdict(article.document)
    document.pop("source")
    passages = [asdict(passage) for passage in article.passages]
    annotation = annotation_shape(article.document.id, article.annotation)
    return {**document, "passages": passages, **annotation}


def policy_shape(policy: Policy) -> Shape:
    """A register entry with all its fields."""
    return asdict(policy)


def entity_shape(entity: Entity) -> Shape:
    """A list entry with its type and all its fields."""
    return {"type": entity.type, **asdict(entity)}
