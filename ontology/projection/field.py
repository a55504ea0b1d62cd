"""Tables that say which property carries which field of a dataclass; one engine reads and writes by them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.errors import InvalidInputError
from ontology.iri import BASE, iri, local_id
from ontology.vocabulary import term

Term = NamedNode | BlankNode | Literal
Properties = Mapping[str, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a dataclass and its property.

    `decode` gives None for a term that belongs to another field of the same property (another language,
    another datatype). `many` fields hold tuples, which are written and read in sorted order.
    """

    name: str
    predicate: NamedNode
    encode: Callable[[Any], Term]
    decode: Callable[[Term], Any]
    many: bool = False


def text(name: str, predicate: str, language: str, *, many: bool = False) -> Field:
    """A string with a language tag."""

    def decode(value: Term) -> str | None:
        return value.value if isinstance(value, Literal) and value.language == language else None

    return Field(name, term(predicate), lambda value: Literal(value, language=language), decode, many)


def typed(
    name: str,
    predicate: str,
    datatype: str,
    to_text: Callable[[Any], str] = str,
    from_text: Callable[[str], Any] = str,
) -> Field:
    """A literal of one datatype."""
    node = term(datatype)

    def decode(value: Term) -> Any:  # noqa: ANN401 (the field decides what it holds)
        return from_text(value.value) if isinstance(value, Literal) and value.datatype == node else None

    return Field(name, term(predicate), lambda value: Literal(to_text(value), datatype=node), decode)


def string(name: str, predicate: str, *, many: bool = False) -> Field:
    """A string without language."""
    return replace(typed(name, predicate, "xsd:string"), many=many)


def number(name: str, predicate: str) -> Field:
    """A float, written as xsd:double so that it comes back exactly."""
    return typed(name, predicate, "xsd:double", repr, float)


def boolean(name: str, predicate: str) -> Field:
    """An xsd:boolean."""
    return typed(name, predicate, "xsd:boolean", lambda v: str(v).lower(), lambda v: v in ("true", "1"))


def link(name: str, predicate: str, kind: str, *, many: bool = False) -> Field:
    """A link to a thing of one kind, held as its id."""

    def decode(value: Term) -> str | None:
        return local_id(value, kind) if isinstance(value, NamedNode) else None

    return Field(name, term(predicate), lambda value: iri(kind, value), decode, many)


def thing(name: str, predicate: str, *, many: bool = False) -> Field:
    """A link to a thing of any kind, held as `kind/id`."""

    def encode(value: str) -> NamedNode:
        kind, _, id_ = value.partition("/")
        return iri(kind, id_)

    def decode(value: Term) -> str | None:
        if not isinstance(value, NamedNode) or not value.value.startswith(BASE):
            return None
        return unquote(value.value.removeprefix(BASE))

    return Field(name, term(predicate), encode, decode, many)


def address(name: str, predicate: str, *, many: bool = False) -> Field:
    """A web address, written as an IRI; one that is no valid IRI stays a literal, so that nothing is lost."""

    def encode(value: str) -> Term:
        try:
            return NamedNode(value)
        except ValueError:
            return Literal(value, datatype=_ANY_URI)

    def decode(value: Term) -> str | None:
        literal = isinstance(value, Literal) and value.datatype == _ANY_URI
        return value.value if literal or isinstance(value, NamedNode) else None

    return Field(name, term(predicate), encode, decode, many)


_ANY_URI = term("xsd:anyURI")


_DATE_TYPES = {
    "xsd:gYear": re.compile(r"\d{4}"),
    "xsd:gYearMonth": re.compile(r"\d{4}-\d{2}"),
    "xsd:date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "xsd:string": re.compile(".*", re.DOTALL),
}
_DATE_NODES = {name: term(name) for name in _DATE_TYPES}


def date(name: str, predicate: str) -> Field:
    """A date as exact as known: xsd:gYear, xsd:gYearMonth or xsd:date; anything else stays a string."""

    def encode(value: str) -> Literal:
        datatype = next(name for name, pattern in _DATE_TYPES.items() if pattern.fullmatch(value))
        return Literal(value, datatype=_DATE_NODES[datatype])

    def decode(value: Term) -> str | None:
        return value.value if isinstance(value, Literal) and value.datatype in _DATE_NODES.values() else None

    return Field(name, term(predicate), encode, decode)


def write(subject: NamedNode, item: object, fields: Iterable[Field]) -> Iterator[Triple]:
    """The triples of an item's fields; empty ones are left out."""
    for field in fields:
        value = getattr(item, field.name)
        if field.many:
            yield from (Triple(subject, field.predicate, field.encode(v)) for v in sorted(value))
        elif value is not None and value != "":
            yield Triple(subject, field.predicate, field.encode(value))


def read(subject: str, properties: Properties, fields: Iterable[Field]) -> dict[str, Any]:
    """The field values of a subject, those without a statement left out.

    Raises InvalidInputError where a field that holds one value has several.
    """
    values: dict[str, Any] = {}
    for field in fields:
        terms = properties.get(field.predicate.value, ())
        found = [value for value in map(field.decode, terms) if value is not None]
        if field.many:
            values[field.name] = tuple(sorted(found))
        elif len(found) > 1:
            raise InvalidInputError(
                f"<{subject}> has {len(found)} values of <{field.predicate.value}> where one may stand: "
                f"keep one of {', '.join(map(str, found))}"
            )
        elif found:
            values[field.name] = found[0]
    return values


def by_subject(triples: Iterable[Triple]) -> dict[str, Properties]:
    """Triples gathered by subject and property, as `read` wants them; triple terms are passed over."""
    subjects: dict[str, dict[str, list[Term]]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, Triple) and not isinstance(value, Triple):
            subjects.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    return dict(subjects)
