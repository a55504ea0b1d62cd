"""Where in a text something stands: Web Annotation selectors with the quote and its offsets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ontology.errors import InvalidInputError
from ontology.projection.field import Properties
from ontology.vocabulary import RDF_TYPE, term

_HAS_TARGET, _HAS_SOURCE, _HAS_SELECTOR = (
    term(f"oa:{name}") for name in ("hasTarget", "hasSource", "hasSelector")
)
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_SELECTOR_TYPES = (term("oa:TextPositionSelector"), term("oa:TextQuoteSelector"))
_INTEGER = term("xsd:integer")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of a text, offsets in Unicode code points."""

    start: int
    end: int
    text: str


def selection_triples(node: NamedNode, document: NamedNode, anchor: Anchor) -> Iterator[Triple]:
    """`node` as the stretch of the document that one selector gives, by position and by quote."""
    selector = NamedNode(_selector_of(node.value))
    yield Triple(node, _HAS_SOURCE, document)
    yield Triple(node, _HAS_SELECTOR, selector)
    for type_ in _SELECTOR_TYPES:
        yield Triple(selector, RDF_TYPE, type_)
    yield Triple(selector, _START, Literal(str(anchor.start), datatype=_INTEGER))
    yield Triple(selector, _END, Literal(str(anchor.end), datatype=_INTEGER))
    yield Triple(selector, _EXACT, Literal(anchor.text))


def _selector_of(node: str) -> str:
    return f"{node.partition('#')[0]}#selector"


def target_triples(node: NamedNode, document: NamedNode, anchor: Anchor) -> Iterator[Triple]:
    """`node` as an annotation whose target is a stretch of the document."""
    target = NamedNode(f"{node.value}#target")
    yield Triple(node, _HAS_TARGET, target)
    yield from selection_triples(target, document, anchor)


def read_selection(node: str, subjects: Mapping[str, Properties]) -> Anchor:
    """The stretch that `node` selects. Raises InvalidInputError where offsets or quote are missing."""
    selector = _selector_of(node)
    properties = subjects.get(selector, {})
    try:
        start, end, exact = (properties[term_.value][0].value for term_ in (_START, _END, _EXACT))
    except KeyError as error:
        raise InvalidInputError(f"<{selector}> lacks {error}: state oa:start, oa:end and oa:exact") from error
    return Anchor(int(start), int(end), exact)


def read_target(node: str, subjects: Mapping[str, Properties]) -> Anchor:
    """The stretch that the annotation `node` is about."""
    return read_selection(f"{node}#target", subjects)
